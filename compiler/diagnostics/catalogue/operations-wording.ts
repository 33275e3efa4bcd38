// Wording shared by the messages of operations.ts.

/** "`a`, `b`, `c`" */
export function list(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

/** "1 row", "3 rows" */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
