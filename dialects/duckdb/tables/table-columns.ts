// Columns of tables, as the engine's catalogue has them. Asking for one by its name is quick, but fails when there is none. Walking the
// catalogue, which has two relations for each segment, tells that for sure, and takes the same time for one table as for all.
import { OperationalError } from '../../../compiler/operational-error.ts';
import type { WarehouseColumn } from '../../../runtime/warehouse.ts';
import { columnFamily } from '../engine/column-family.ts';
import type { Connection, Row } from '../engine/connection.ts';
import { textOf, textsOf } from '../engine/row-values.ts';
import { names, text } from '../engine/sql-text.ts';

const doing = 'reading the catalogue';

/** Names as they are written in the catalogue, or as they were asked for. */
export interface FoundTable {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly WarehouseColumn[];
}

/** Names are found in capitals and small letters alike. */
export interface StoredTables {
  /** As it is, or as all tables were when one was asked for that could not be found by its name; undefined for one that was not there. */
  find(schema: string, table: string): Promise<FoundTable | undefined>;
}

/** Of the database. Tables of `ownSchemas` are many and hardly asked for: each is read by itself. */
export function storedTables(connection: Connection, ownSchemas: readonly string[]): StoredTables {
  const own = new Set(ownSchemas.map((schema) => schema.toLowerCase()));
  let known: ReadonlyMap<string, FoundTable> | undefined;
  const others = `schema_name NOT IN (${ownSchemas.map(text).join(', ')})`;
  return {
    async find(schema, table) {
      if (own.has(schema.toLowerCase())) {
        return await findTable(connection, connection.database, schema, table);
      }
      const named = known === undefined ? await namedTable(connection, schema, table) : undefined;
      if (named !== undefined) return named;
      known ??= new Map(
        (await tablesWhere(connection, connection.database, others)).map((found) => [
          identityOf(found.schema, found.table),
          found,
        ]),
      );
      return known.get(identityOf(schema, table));
    },
  };
}

/** Undefined also when it is not known whether there is one. */
async function namedTable(
  connection: Connection,
  schema: string,
  table: string,
): Promise<FoundTable | undefined> {
  // Names in names are read in another way than they are written.
  if (schema.includes('"') || table.includes('"')) return undefined;
  const relation = names(connection.database, schema, table);
  try {
    const rows = await connection.rows(
      `SELECT name, type FROM pragma_table_info(${text(relation)})`,
      doing,
    );
    const columns = rows.map((row) => columnOf(textOf(row, 'name'), textOf(row, 'type')));
    return { schema, table, columns };
  } catch (error) {
    if (!(error instanceof OperationalError)) throw error;
    return undefined;
  }
}

/** One table as it is now. */
export async function findTable(
  connection: Connection,
  database: string,
  schema: string,
  table: string,
): Promise<FoundTable | undefined> {
  const isNamed = `lower(schema_name) = lower(${text(schema)}) AND lower(table_name) = lower(${text(table)})`;
  const [found] = await tablesWhere(connection, database, isNamed);
  return found;
}

function identityOf(schema: string, table: string): string {
  return JSON.stringify([schema.toLowerCase(), table.toLowerCase()]);
}

/** `where` is SQL. */
async function tablesWhere(
  connection: Connection,
  database: string,
  where: string,
): Promise<readonly FoundTable[]> {
  const rows = await connection.rows(
    `SELECT schema_name, table_name, list(column_name ORDER BY column_index) AS names, list(data_type ORDER BY column_index) AS "types"
FROM duckdb_columns() WHERE database_name = ${text(database)} AND ${where} GROUP BY ALL`,
    doing,
  );
  return rows.map(tableOf);
}

function tableOf(row: Row): FoundTable {
  const types = textsOf(row, 'types');
  const columns = textsOf(row, 'names').map((column, index) =>
    columnOf(column, types[index] ?? ''),
  );
  return { schema: textOf(row, 'schema_name'), table: textOf(row, 'table_name'), columns };
}

function columnOf(column: string, nativeType: string): WarehouseColumn {
  return { name: column, nativeType, family: columnFamily(nativeType) };
}
