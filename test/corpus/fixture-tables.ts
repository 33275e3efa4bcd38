// Test support: the tables that one plan reads, typed by the model and filled with the rows of a fixture, as SQL.
import type { Model } from '../../compiler/check/model.ts';
import type { ValueType } from '../../compiler/check/value-type.ts';
import type { RefreshPlan, SourceUse } from '../../compiler/plan/refresh-plan.ts';
import type { Cell, Fixture, FixtureRow } from './fixture.ts';
import { resolveTime } from './fixture-times.ts';

interface Table {
  readonly name: string;
  /** SQL type by column. */
  readonly columns: Map<string, string>;
  readonly required: Set<string>;
  readonly rows: FixtureRow[];
  key: string | undefined;
}

/**
 * Statements that make and fill the tables. Throws when a row says something beside its key that the segment does not read,
 * or leaves out something that it reads and the model promises.
 */
export function fixtureStatements(
  plan: RefreshPlan,
  model: Model,
  object: string,
  fixture: Fixture,
): readonly string[] {
  const tables = new Map<string, Table>();
  for (const source of plan.sources) addSource(tables, source, model);
  for (const [name, rows] of Object.entries(fixture.tables)) {
    const table = tables.get(name);
    if (table === undefined) throw new Error(`the segment reads no table ${name}`);
    table.rows.push(...rows.flatMap(repeated));
  }
  addMembers(tables, model, object, fixture);
  const resolve = (text: string): string => resolveTime(text, fixture.now, plan.calendar.timezone);
  return [...tables.values()].flatMap((table) => statementsOf(table, resolve));
}

function addSource(tables: Map<string, Table>, source: SourceUse, model: Model): void {
  const table = tables.get(source.table) ?? {
    name: source.table,
    columns: new Map<string, string>(),
    required: new Set<string>(),
    rows: [],
    key: undefined,
  };
  tables.set(source.table, table);
  const entity = model.entities[source.entity];
  if (entity === undefined) throw new Error(`no entity ${source.entity}`);
  const key = entity.key === undefined ? undefined : entity.attributes[entity.key]?.column;
  table.key ??= key;
  if (key !== undefined) table.columns.set(key, 'VARCHAR');
  const declared = [...Object.values(entity.attributes), ...Object.values(entity.relations)];
  for (const { column, jsonPath, type } of source.columns) {
    const sqlType = jsonPath.length > 0 ? 'JSON' : columnType(type);
    const known = table.columns.get(column);
    if (known !== undefined && known !== sqlType) {
      throw new Error(`${source.table}.${column} is ${known} and ${sqlType}`);
    }
    table.columns.set(column, sqlType);
    const isPromised = declared.some(
      (one) => 'nullable' in one && one.column === column && !one.nullable,
    );
    if (isPromised && jsonPath.length === 0) table.required.add(column);
  }
}

/** Everyone that `in` and `out` name and that has no row of its own. */
function addMembers(
  tables: ReadonlyMap<string, Table>,
  model: Model,
  object: string,
  fixture: Fixture,
): void {
  const entity = model.entities[object];
  const table = tables.get(entity?.source.table ?? '');
  if (entity?.key === undefined || table === undefined) throw new Error(`no table of ${object}`);
  const key = entity.attributes[entity.key]?.column ?? '';
  const present = new Set(table.rows.map((row) => row[key]));
  const named = new Set<Cell | undefined>([...fixture.in, ...fixture.out]);
  const unnamed = [...present].find((name) => !named.has(name));
  if (unnamed !== undefined) throw new Error(`${JSON.stringify(unnamed)} is neither in nor out`);
  for (const name of [...fixture.in, ...fixture.out]) {
    if (!present.has(name)) table.rows.push({ [key]: name });
  }
}

function repeated({ '*': times = 1, ...row }: FixtureRow): readonly FixtureRow[] {
  return Array.from({ length: Number(times) }, () => row);
}

function statementsOf(table: Table, resolve: (text: string) => string): readonly string[] {
  const name = table.name.split('.').map(identifier).join('.');
  const parts = table.name.split('.').slice(0, -1);
  const columns = [...table.columns].map(([column, type]) => `${identifier(column)} ${type}`);
  return [
    ...(parts.length > 0 ? [`CREATE SCHEMA IF NOT EXISTS ${parts.map(identifier).join('.')}`] : []),
    `CREATE TABLE ${name} (${columns.length > 0 ? columns.join(', ') : 'unread INTEGER'})`,
    ...table.rows.map((row, index) => {
      const cells = cellsOf(table, row, index);
      const values = cells.map(([column, cell]) => {
        return literal(cell, table.columns.get(column) ?? 'VARCHAR', resolve);
      });
      const names = cells.map(([column]) => identifier(column));
      return `INSERT INTO ${name} (${names.join(', ')}) VALUES (${values.join(', ')})`;
    }),
  ];
}

function cellsOf(
  { key, columns, name, required }: Table,
  row: FixtureRow,
  index: number,
): readonly (readonly [string, Cell])[] {
  const numbered = key === undefined || key in row ? {} : { [key]: `row_${String(index + 1)}` };
  const whole: FixtureRow = { ...numbered, ...row };
  const unread = Object.keys(whole).find((column) => !columns.has(column));
  if (unread !== undefined) throw new Error(`the segment does not read ${name}.${unread}`);
  const absent = [...required].find((column) => whole[column] === undefined);
  if (absent !== undefined) {
    throw new Error(`${name}.${absent} is never missing; row: ${JSON.stringify(row)}`);
  }
  return Object.entries(whole);
}

function literal(cell: Cell, type: string, resolve: (text: string) => string): string {
  if (cell === null) return 'NULL';
  if (type === 'JSON')
    return textLiteral(JSON.stringify(cell, (_key, value) => resolved(value, resolve)));
  if (Array.isArray(cell))
    return `CAST(CAST(${textLiteral(JSON.stringify(cell))} AS JSON) AS ${type})`;
  if (typeof cell === 'string') {
    const isTime = type === 'DATE' || type === 'TIMESTAMP';
    return `CAST(${textLiteral(isTime ? resolve(cell) : cell)} AS ${type})`;
  }
  return JSON.stringify(cell);
}

function resolved(value: unknown, resolve: (text: string) => string): unknown {
  return typeof value === 'string' ? resolve(value) : value;
}

const columnTypes: Partial<Record<ValueType['kind'], string>> = {
  int: 'BIGINT',
  decimal: 'DECIMAL(18, 6)',
  percent: 'DECIMAL(18, 6)',
  money: 'DECIMAL(18, 2)',
  bool: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  json: 'JSON',
  text: 'VARCHAR',
  email: 'VARCHAR',
  url: 'VARCHAR',
  id: 'VARCHAR',
  enum: 'VARCHAR',
  version: 'VARCHAR',
  raw: 'VARCHAR',
};

function columnType(type: ValueType): string {
  if (type.kind === 'array') return `${columnType(type.element)}[]`;
  const name = columnTypes[type.kind];
  if (name === undefined) throw new Error(`no column holds a ${type.kind}`);
  return name;
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function textLiteral(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
