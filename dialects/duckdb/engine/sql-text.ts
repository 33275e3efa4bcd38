// Identifiers and literals of the adapter's own statements, escaped for DuckDB. Generated queries come from the query compiler.
import { InternalError } from '../../../compiler/assert.ts';

/** One identifier, always quoted. */
export function name(identifier: string): string {
  if (identifier === '' || identifier.includes('\0')) throw new InternalError('invalid identifier');
  return `"${identifier.replaceAll('"', '""')}"`;
}

/** A dotted name of quoted parts. */
export function names(...parts: readonly string[]): string {
  return parts.map(name).join('.');
}

/** A text literal, or NULL. DuckDB knows no escapes but the doubled quote. */
export function text(value: string | undefined): string {
  if (value === undefined) return 'NULL';
  if (value.includes('\0')) throw new InternalError('a text literal cannot hold NUL');
  return `'${value.replaceAll("'", "''")}'`;
}

/** An ISO instant in UTC as TIMESTAMP, or NULL. */
export function instant(iso: string | undefined): string {
  if (iso === undefined) return 'CAST(NULL AS TIMESTAMP)';
  return `CAST(${text(iso.replace('T', ' ').replace(/Z$/, ''))} AS TIMESTAMP)`;
}

/** SQL that turns a TIMESTAMP into an ISO instant in UTC with milliseconds. */
export function isoText(expression: string): string {
  return `strftime(${expression}, '%Y-%m-%dT%H:%M:%S.%gZ')`;
}
