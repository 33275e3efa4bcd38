// The tables of a data set as SQL of DuckDB.
import type { StoredValue } from './model-spec.ts';
import type { StoredTables } from './random-rows.ts';
import type { LogEntry } from './random-past.ts';

/** Creates every table with its rows; schemas are created once for all. */
export function tablesScript(tables: StoredTables): string {
  const statements: string[] = [];
  const schemas = new Set(Object.keys(tables).map((name) => name.split('.')[0] ?? ''));
  for (const schema of schemas) {
    statements.push(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`, `CREATE SCHEMA "${schema}"`);
  }
  for (const [name, { columns, rows }] of Object.entries(tables)) {
    const table = quoted(...name.split('.'));
    const names = Object.keys(columns);
    const typed = names.map((column) => `${quoted(column)} ${columns[column] ?? ''}`);
    statements.push(`CREATE TABLE ${table} (${typed.join(', ')})`);
    if (rows.length === 0) continue;
    const lines = rows.map((row) => `(${names.map((column) => cell(row[column])).join(', ')})`);
    statements.push(`INSERT INTO ${table} VALUES ${lines.join(', ')}`);
  }
  return statements.join(';\n');
}

/** The schema of members, with the log and what earlier refreshes left. */
export function pastScript(
  log: readonly LogEntry[],
  previous: Readonly<Record<string, readonly string[]>>,
  objectOf: (segment: string) => string,
): string {
  const statements = [
    'DROP SCHEMA IF EXISTS segments CASCADE',
    'CREATE SCHEMA segments',
    'CREATE TABLE segments.membership_changes (refresh_id VARCHAR, object_type VARCHAR, segment VARCHAR, object_key VARCHAR, change VARCHAR, changed_at TIMESTAMP)',
  ];
  const lines = log.map(({ refreshId, segment, key, change, at }) => {
    return `(${[refreshId, objectOf(segment), segment, key, change, at].map(cell).join(', ')})`;
  });
  if (lines.length > 0) {
    statements.push(`INSERT INTO segments.membership_changes VALUES ${lines.join(', ')}`);
  }
  for (const [segment, keys] of Object.entries(previous)) {
    const table = quoted('segments', previousName(segment));
    statements.push(`CREATE TABLE ${table} (member_key VARCHAR)`);
    if (keys.length === 0) continue;
    statements.push(
      `INSERT INTO ${table} VALUES ${keys.map((key) => `(${cell(key)})`).join(', ')}`,
    );
  }
  return statements.join(';\n');
}

export function previousName(segment: string): string {
  return `${segment}_before`;
}

function quoted(...parts: readonly string[]): string {
  return parts.map((part) => `"${part.replaceAll('"', '""')}"`).join('.');
}

function cell(value: StoredValue | undefined): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  return `[${value.map(cell).join(', ')}]`;
}
