// Test support: changes of the data that no segment may notice: the order of rows, columns that nobody declares, rows that nobody is
// related to, and the passing of whole days.
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import type { Entity } from '../../compiler/check/model.ts';
import type { MemoryWarehouse } from '../sql/memory-warehouse.ts';

interface Column {
  /** Quoted, with its schema. */
  readonly table: string;
  readonly name: string;
  readonly type: string;
}

export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

async function columnsOf(warehouse: MemoryWarehouse): Promise<readonly Column[]> {
  const rows = await warehouse.rows(
    `SELECT schema_name, table_name, column_name, data_type FROM duckdb_columns()
     WHERE NOT internal AND database_name = current_database() AND schema_name <> 'segments'
     ORDER BY schema_name, table_name, column_index`,
  );
  return rows.map(([schema, table, name, type]) => ({
    table: `${identifier(String(schema))}.${identifier(String(table))}`,
    name: String(name),
    type: String(type),
  }));
}

async function tablesOf(warehouse: MemoryWarehouse): Promise<readonly string[]> {
  return [...new Set((await columnsOf(warehouse)).map(({ table }) => table))];
}

/** Stores the rows of every table in another order. */
export async function shuffleRows(warehouse: MemoryWarehouse): Promise<void> {
  for (const table of await tablesOf(warehouse)) {
    await warehouse.run(
      `CREATE OR REPLACE TABLE ${table} AS SELECT * FROM ${table} ORDER BY hash(rowid)`,
    );
  }
}

/** Names that printed queries use themselves, so that a column of that name could come between. */
const intruders = ['value', 'key', 'f1', 'row_key', 'anchor', 'now', 'result'];

export async function addColumns(warehouse: MemoryWarehouse): Promise<void> {
  const columns = await columnsOf(warehouse);
  for (const table of await tablesOf(warehouse)) {
    const taken = new Set(
      columns.filter((one) => one.table === table).map(({ name }) => name.toLowerCase()),
    );
    for (const name of intruders) {
      if (taken.has(name)) continue;
      await warehouse.run(
        `ALTER TABLE ${table} ADD COLUMN ${identifier(name)} VARCHAR DEFAULT 'x'`,
      );
    }
  }
}

/** Columns that hold keys, by table as in the model, in lower case. */
function keyColumns({ model }: CheckedProject): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const add = (entity: Entity | undefined, column: string | undefined): void => {
    if (entity === undefined || column === undefined) return;
    const table = entity.source.table.toLowerCase();
    found.set(table, (found.get(table) ?? new Set()).add(column.toLowerCase()));
  };
  for (const entity of Object.values(model.entities)) {
    add(entity, entity.owner?.column);
    add(entity, entity.key === undefined ? undefined : entity.attributes[entity.key]?.column);
    for (const relation of Object.values(entity.relations)) {
      if (relation.kind === 'to_one') add(entity, relation.column);
      if (relation.kind === 'to_many') add(model.entities[relation.to], relation.column);
      if (relation.kind !== 'through') continue;
      add(model.entities[relation.link], relation.nearColumn);
      add(model.entities[relation.link], relation.farColumn);
    }
  }
  return found;
}

/** A row more in every table, like one that is there, with keys that nothing else has. */
export async function addRows(warehouse: MemoryWarehouse, project: CheckedProject): Promise<void> {
  const columns = await columnsOf(warehouse);
  let fresh = 1_999_990_000;
  for (const [written, keys] of keyColumns(project)) {
    const table = written.split('.').map(identifier).join('.');
    const own = columns.filter((one) => one.table.toLowerCase() === table);
    const cells = own.map(({ name, type }) => {
      fresh += 1;
      return keys.has(name.toLowerCase())
        ? `CAST('${String(fresh)}' AS ${type})`
        : identifier(name);
    });
    if (own.length === 0) continue;
    await warehouse.run(
      `INSERT INTO ${table} SELECT ${cells.join(', ')} FROM ${table} ORDER BY hash(rowid) LIMIT 1`,
    );
  }
}

const temporal = /^(DATE|TIMESTAMP)/;

/** Moves every date and every time of the tables. */
export async function shiftDays(warehouse: MemoryWarehouse, days: number): Promise<void> {
  for (const { table, name, type } of await columnsOf(warehouse)) {
    if (!temporal.test(type)) continue;
    const column = identifier(name);
    const later =
      type === 'DATE'
        ? `${column} + ${String(days)}`
        : `${column} + to_hours(${String(days * 24)})`;
    await warehouse.run(`UPDATE ${table} SET ${column} = ${later}`);
  }
}

/** Columns that hold times, as `table.column` in lower case. */
export async function temporalColumns(warehouse: MemoryWarehouse): Promise<ReadonlySet<string>> {
  const columns = await columnsOf(warehouse);
  return new Set(
    columns
      .filter(({ type }) => temporal.test(type))
      .map(({ table, name }) => `${table.replaceAll('"', '')}.${name}`.toLowerCase()),
  );
}
