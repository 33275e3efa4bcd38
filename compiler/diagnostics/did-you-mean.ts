// Serves every message about an unknown name: the declared names that are close to what was written.

const mostSuggestions = 3;
/** Names longer than this are compared by case only, so that hostile input costs nothing. */
const longestCompared = 100;

/** At most three candidates close to `written` and hardly further than the closest; ties in alphabetical order. */
export function didYouMean(written: string, candidates: Iterable<string>): readonly string[] {
  const lowered = written.toLowerCase();
  // One letter is no likeness to another letter.
  const limit = Math.min(Math.max(1, Math.floor(written.length / 3)), written.length - 1);
  const letters = lettersOf(lowered);
  const close: { readonly name: string; readonly distance: number }[] = [];
  for (const name of new Set(candidates)) {
    if (name === written || Math.abs(name.length - written.length) > limit) continue;
    const candidate = name.toLowerCase();
    // Each step away adds one letter and removes one at most.
    if (countOfBits(letters ^ lettersOf(candidate)) > 2 * limit) continue;
    const distance = distanceBetween(lowered, candidate, limit);
    if (distance <= limit) close.push({ name, distance });
  }
  const nearest = Math.min(...close.map(({ distance }) => distance));
  return close
    .filter(({ distance }) => distance <= nearest + 1)
    .toSorted((a, b) => a.distance - b.distance || compareNames(a.name, b.name))
    .slice(0, mostSuggestions)
    .map(({ name }) => name);
}

/** A bit for each letter that occurs; some share one. */
function lettersOf(text: string): number {
  let letters = 0;
  for (let at = 0; at < Math.min(text.length, longestCompared); at += 1) {
    letters |= 1 << (text.charCodeAt(at) & 31);
  }
  return letters;
}

function countOfBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** "did you mean `a`, `b` or `c`?", or undefined when nothing is close. */
export function suggestion(
  written: string,
  candidates: Iterable<string>,
  quote: (name: string) => string = (name) => `\`${name}\``,
): string | undefined {
  const names = didYouMean(written, candidates).map(quote);
  return names.length === 0 ? undefined : `did you mean ${alternatives(names)}?`;
}

/** "a", "a or b", "a, b or c". */
export function alternatives(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`;
}

/** "`a`, `b` and `c`", cut after `most` names with a count of the rest. */
export function listed(names: readonly string[], most = 12): string {
  const shown = names.slice(0, most).map((name) => `\`${name}\``);
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

/** Whether the two differ in case and separators only, or in one letter of a word long enough to tell. */
export function isSlip(written: string, name: string): boolean {
  if (plain(written) === plain(name)) return true;
  const longEnough = Math.min(written.length, name.length) >= 4;
  return longEnough && distanceBetween(written.toLowerCase(), name.toLowerCase(), 1) === 1;
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[_\-\s]/g, '');
}

function compareNames(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Optimal string alignment distance (a swap of neighbours counts 1); more than `limit` is `limit + 1`. */
function distanceBetween(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  if (a.length > longestCompared || b.length > longestCompared) return limit + 1;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const next = nextRow(a, b, row, last, beforeLast);
    beforeLast = last;
    last = next;
  }
  return last[b.length] ?? limit + 1;
}

function nextRow(
  a: string,
  b: string,
  row: number,
  last: readonly number[],
  beforeLast: readonly number[],
): readonly number[] {
  const next = [row];
  for (let column = 1; column <= b.length; column += 1) {
    const same = a[row - 1] === b[column - 1];
    const replaced = (last[column - 1] ?? 0) + (same ? 0 : 1);
    const best = Math.min(replaced, (last[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1);
    const swapped = row > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
    next.push(swapped ? Math.min(best, (beforeLast[column - 2] ?? 0) + 1) : best);
  }
  return next;
}
