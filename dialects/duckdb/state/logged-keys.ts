// How the log of changes keeps the key of an object: a whole number as one, any other key as text. Read, both are the same text
// that the key has everywhere else.
import { fitsBigint } from '../engine/column-family.ts';

/** Columns of the log, in this order; one of them is NULL. */
export const keyColumns = 'object_key, object_number';

/** SQL: the columns for `key`, which is SQL of the type. */
export function loggedKey(key: string, keyType: string): string {
  const [asText, asNumber] = fitsBigint(keyType) ? ['NULL', key] : [key, 'NULL'];
  return `CAST(${asText} AS VARCHAR) AS object_key, CAST(${asNumber} AS BIGINT) AS object_number`;
}

/** SQL: the key, as text, of a row `of` that has the columns. */
export function keyText(of: string): string {
  return `coalesce(${of}.object_key, CAST(${of}.object_number AS VARCHAR))`;
}
