// Copies of the rows of sources, by which a later refresh sees what they were: the columns that lead to objects, and a hash of the rest.
import type { Connection } from '../engine/connection.ts';
import { textOf } from '../engine/row-values.ts';
import { name, text } from '../engine/sql-text.ts';
import { internalTable, type Layout, mostRowsInPlace } from '../state/state-tables.ts';
import type { SeenSource } from './source-states.ts';

const doing = 'remembering rows of the sources';

/** What the commit does to the copy of a source. */
export type CopyChange =
  | { readonly kind: 'keep' }
  | { readonly kind: 'drop' }
  /** `query` is SQL. */
  | { readonly kind: 'rebuild'; readonly query: string }
  /** Rows of the copy that meet one of `remove`, SQL, make way for those of the staged relation `insert`. `rows`: the greater of both counts. */
  | {
      readonly kind: 'change';
      readonly remove: readonly string[];
      readonly insert: string;
      readonly rows: number;
      /** For so many rows that they are not changed in place. */
      readonly query: string;
    };

/** Names of tables are the same in capitals and small letters, ids of sources are not. */
export function copyName(id: string): string {
  return `rows_${id.replaceAll(/[A-Z]/g, (letter) => `^${letter}`)}`;
}

export function copyTable(layout: Layout, id: string): string {
  return internalTable(layout, copyName(id));
}

export const copiedHash = '__hash';
export const copiedBy = '__by';

/** Columns of the source that a copy has, in order; the key is among them. */
function copiedColumns({ columns, keyColumn }: SeenSource): readonly string[] {
  return keyColumn === undefined || columns.includes(keyColumn) ? columns : [...columns, keyColumn];
}

/** SQL: the name that a column of the source has in its copy. */
export function copiedAs(source: SeenSource, column: string): string {
  return name(`__${copiedColumns(source).indexOf(column) + 1}`);
}

/** Rows of the source as its copy has them. `hashed`: SQL, for which of them. */
export function copiedRows(source: SeenSource, hashed: string): string {
  const { tracking, hash, relation } = source;
  const columns = [
    ...copiedColumns(source).map((column) => `${name(column)} AS ${copiedAs(source, column)}`),
    ...(tracking.kind === 'compared' ? [] : [`${name(tracking.by)} AS ${copiedBy}`]),
    `CASE WHEN ${hashed} THEN ${hash} END AS ${copiedHash}`,
  ];
  return `SELECT ${columns.join(', ')} FROM ${relation}`;
}

/** Names of the copies that there are. */
export async function copiesOf(
  connection: Connection,
  layout: Layout,
): Promise<ReadonlySet<string>> {
  const tables = await connection.rows(
    `SELECT table_name FROM duckdb_tables() WHERE database_name = ${text(layout.database)} AND schema_name = ${text(layout.internal)} AND starts_with(table_name, 'rows_')`,
    doing,
  );
  return new Set(tables.map((row) => textOf(row, 'table_name')));
}

/** What the commit runs. */
export function copyStatements(layout: Layout, id: string, change: CopyChange): readonly string[] {
  const table = copyTable(layout, id);
  switch (change.kind) {
    case 'keep':
      return [];
    case 'drop':
      return [`DROP TABLE IF EXISTS ${table}`];
    case 'rebuild':
      return rebuildStatements(layout, id, change.query);
    case 'change':
      return change.rows >= mostRowsInPlace
        ? rebuildStatements(layout, id, change.query)
        : [
            ...change.remove.map((condition) => `DELETE FROM ${table} WHERE ${condition}`),
            `INSERT INTO ${table} FROM ${change.insert}`,
          ];
  }
}

function rebuildStatements(layout: Layout, id: string, query: string): readonly string[] {
  const next = internalTable(layout, `next_${copyName(id)}`);
  return [
    `CREATE OR REPLACE TABLE ${next} AS ${query}`,
    `DROP TABLE IF EXISTS ${copyTable(layout, id)}`,
    `ALTER TABLE ${next} RENAME TO ${name(copyName(id))}`,
  ];
}
