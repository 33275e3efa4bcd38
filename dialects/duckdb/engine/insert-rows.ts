// Rows of this program as a relation: one text in JSON, since the engine takes much longer to plan a list of VALUES.
import { name, text } from './sql-text.ts';

export type Cell = string | number | boolean | readonly string[] | undefined;
export type Cells = Readonly<Record<string, Cell>>;

/** Names and types of columns, from the text that a table is made with. */
export function columnsOf(
  definition: string,
): readonly { readonly name: string; readonly type: string }[] {
  return definition.split(', ').map((column) => {
    const [quoted = '', type = ''] = column.split(' ');
    return { name: quoted.replaceAll('"', ''), type };
  });
}

/** SQL: a query for the rows, with the columns of the definition in their order; times stay texts. Cells that a row does not have are NULL. */
export function rowsQuery(definition: string, rows: readonly Cells[]): string {
  const columns = columnsOf(definition);
  const types = columns.map(({ name: column, type }) => [column, jsonType(type)] as const);
  const cells = rows.map((row) =>
    Object.fromEntries(columns.map(({ name: column }) => [column, jsonCell(row[column])])),
  );
  const shape = JSON.stringify([Object.fromEntries(types)]);
  return `SELECT unnest(from_json(${text(JSON.stringify(cells))}, ${text(shape)}), max_depth := 2)`;
}

/** `table` is SQL: one that has the columns of the definition, and is given all of them. */
export function insertStatements(
  table: string,
  definition: string,
  rows: readonly Cells[],
): readonly string[] {
  if (rows.length === 0) return [];
  const columns = columnsOf(definition).map((column) => name(column.name));
  return [`INSERT INTO ${table} (${columns.join(', ')}) ${rowsQuery(definition, rows)}`];
}

/** An ISO instant in UTC as a cell. */
export function timeCell(iso: string | undefined): string | undefined {
  return iso?.replace('T', ' ').replace(/Z$/, '');
}

function jsonType(type: string): string | readonly string[] {
  if (type === 'TIMESTAMP') return 'VARCHAR';
  return type.endsWith('[]') ? [type.slice(0, -2)] : type;
}

function jsonCell(cell: Cell): Exclude<Cell, undefined> | null {
  if (typeof cell === 'string') return wellFormed(cell);
  return typeof cell === 'object' ? cell.map(wellFormed) : (cell ?? null);
}

/** Halves of characters, which are no text for the engine. */
function wellFormed(value: string): string {
  return value.replaceAll(/\p{Surrogate}/gu, '\u{FFFD}');
}
