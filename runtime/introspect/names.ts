// Names of tables and columns → names of the language.

/** Words that are never names (docs/language.md). */
const hardWords = new Set(
  'and or not in is has did of where true false now today missing known'.split(' '),
);

/** The column's name as a field: lower case, `_` for what a name cannot hold. */
export function fieldName(column: string): string {
  const plain = column
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
  const named = /^[a-z]/.test(plain) ? plain : `column_${plain}`;
  return hardWords.has(named) ? `${named}_value` : named;
}

/** The name of one row of the table: `crm.companies` → `company`. */
export function objectName(table: string): string {
  return singular(fieldName(table.split('.').at(-1) ?? table));
}

/** English plural endings only; other words stay as they are. */
function singular(word: string): string {
  if (/(?:ss|us|is|news|series)$/.test(word)) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:sses|xes|zes|ches|shes)$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') && word.length > 1 ? word.slice(0, -1) : word;
}

/** `name`, or with the first number from 2 on that makes it new. */
export function freshName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let number = 2; ; number += 1) {
    if (!taken.has(`${name}_${number}`)) return `${name}_${number}`;
  }
}
