// Columns of tables, as the engine's catalogue has them. Walking it takes the same time for one table as for all, so that all of the
// database are read at once.
import type { WarehouseColumn } from '../../runtime/warehouse.ts';
import { columnFamily } from './column-family.ts';
import type { Connection, Row } from './connection.ts';
import { textOf, textsOf } from './row-values.ts';
import { text } from './sql-text.ts';

const doing = 'reading the catalogue';

/** Names as they are written in the catalogue. */
export interface FoundTable {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly WarehouseColumn[];
}

/** Names are found in capitals and small letters alike. */
export interface StoredTables {
  /** As all tables were when the first was asked for; undefined for one that was not there. */
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
  const columns = textsOf(row, 'names').map((column, index) => {
    const nativeType = types[index] ?? '';
    return { name: column, nativeType, family: columnFamily(nativeType) };
  });
  return { schema: textOf(row, 'schema_name'), table: textOf(row, 'table_name'), columns };
}
