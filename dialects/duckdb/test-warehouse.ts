// The port of tests on an in-memory DuckDB of its own: one thread, no file, no network, no extension, configuration locked.
// Rows live in a transaction that is rolled back, so that no test sees another one.
import type { TestColumn, TestWarehouse } from '../../runtime/test-warehouse.ts';
import { duckdbTypeNames } from './type-names.ts';
import { type Connection, openConnection } from './engine/connection.ts';
import { name, names } from './engine/sql-text.ts';

const doing = 'running a test';

/** Memory of one worker; a test that needs more is no fixture any longer. */
const memoryLimit = '1GB';

export async function openDuckdbTestWarehouse(): Promise<TestWarehouse> {
  const connection = await openConnection({
    path: ':memory:',
    readOnly: false,
    memoryLimit,
    tempDirectory: undefined,
    threads: 1,
    writableFile: undefined,
    readableFiles: () => Promise.resolve([]),
  });
  const relation = (table: string): readonly string[] => [connection.database, 'main', table];
  return {
    relation,
    async createTable(table, columns) {
      const declared = columns.map((column) => `${name(column.name)} ${typeName(column)}`);
      await connection.run(
        `CREATE OR REPLACE TABLE ${names(...relation(table))} (${declared.join(', ')})`,
        doing,
      );
    },
    insert: (table, columns, values) => insert(connection, relation(table), columns, values),
    rows: (sql) => connection.rows(sql, doing),
    isolated: (work) => isolated(connection, work),
    close: () => connection.close(),
  };
}

async function insert(
  connection: Connection,
  relation: readonly string[],
  columns: readonly TestColumn[],
  values: readonly (readonly (string | null)[])[],
): Promise<void> {
  const targets = columns.map((column) => name(column.name));
  const selected = columns.map((column, index) =>
    stored(`unnest(CAST($${index + 1} AS VARCHAR[]))`, column),
  );
  await connection.runBound(
    `INSERT INTO ${names(...relation)} (${targets.join(', ')}) SELECT ${selected.join(', ')}`,
    values,
    'loading the rows of a test',
  );
}

/** SQL that reads a bound text as a value of the column. */
function stored(bound: string, column: TestColumn): string {
  if (column.array) return `CAST(CAST(CAST(${bound} AS JSON) AS VARCHAR[]) AS ${typeName(column)})`;
  return column.type === 'text' ? bound : `CAST(${bound} AS ${typeName(column)})`;
}

function typeName({ type, array }: TestColumn): string {
  return `${duckdbTypeNames[type]}${array ? '[]' : ''}`;
}

async function isolated<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  await connection.run('BEGIN TRANSACTION', doing);
  try {
    return await work();
  } finally {
    await connection.run('ROLLBACK', doing);
  }
}
