// Part of running tests: rows of fixtures → columns of texts, as the test database takes them.
import { must } from '../../compiler/assert.ts';
import type { FixtureCell, FixtureRow, FixtureValue } from '../../compiler/check/checked-tests.ts';
import type { Model } from '../../compiler/check/model.ts';
import type { TestColumn } from '../test-warehouse.ts';
import { tableName, type TestTables } from './model-tables.ts';
import { storedType } from './stored-type.ts';

/** What is appended to one table: one list for each column. */
export interface LoadedTable {
  readonly table: string;
  readonly columns: readonly TestColumn[];
  readonly values: readonly (readonly (string | null)[])[];
}

/** Only what goes into `wanted` tables; tables without rows are left out. */
export function fixtureTables(
  model: Model,
  tables: TestTables,
  wanted: ReadonlySet<string>,
  rows: readonly FixtureRow[],
): readonly LoadedTable[] {
  const byTable = new Map<string, FixtureRow[]>();
  for (const row of rows) {
    const table = tableName(must(model.entities[row.entity], `entity ${row.entity}`));
    if (!wanted.has(table)) continue;
    const group = byTable.get(table) ?? [];
    group.push(row);
    byTable.set(table, group);
  }
  return [...byTable].map(([table, group]) => loadedTable(table, tables.get(table), group));
}

interface OpenColumn {
  readonly column: TestColumn;
  readonly values: (string | null)[];
}

function loadedTable(
  table: string,
  known: ReadonlyMap<string, TestColumn> | undefined,
  rows: readonly FixtureRow[],
): LoadedTable {
  const columns = new Map<string, OpenColumn>();
  for (const [index, row] of rows.entries()) {
    for (const [name, cells] of cellsByColumn(row)) {
      const [first] = cells;
      if (first === undefined) continue;
      const column = known?.get(name) ?? { name: first.column, ...storedType(first.type) };
      const open: OpenColumn = columns.get(name) ?? { column, values: rows.map(() => null) };
      columns.set(name, open);
      open.values[index] = storedText(cells, column);
    }
  }
  const all = [...columns.values()];
  if (all.length > 0) {
    return {
      table,
      columns: all.map(({ column }) => column),
      values: all.map(({ values }) => values),
    };
  }
  // Rows of nothing but missing values are rows all the same.
  const some = must([...(known?.values() ?? [])][0], `a column of ${table}`);
  return { table, columns: [some], values: [rows.map(() => null)] };
}

function cellsByColumn(row: FixtureRow): ReadonlyMap<string, readonly FixtureCell[]> {
  const columns = new Map<string, FixtureCell[]>();
  for (const cell of row.cells) {
    const name = cell.column.toLowerCase();
    const cells = columns.get(name) ?? [];
    cells.push(cell);
    columns.set(name, cells);
  }
  return columns;
}

/** The later cell of a plain column counts; cells of a JSON column are parts of one value. */
function storedText(cells: readonly FixtureCell[], { array }: TestColumn): string | null {
  const last = must(cells.at(-1), 'cell');
  if (cells.some(({ jsonPath, type }) => jsonPath.length > 0 || type.kind === 'json')) {
    return jsonText(cells);
  }
  if (last.value === null) return null;
  if (array) return JSON.stringify(Array.isArray(last.value) ? last.value : [last.value]);
  return Array.isArray(last.value) ? JSON.stringify(last.value) : plainText(last.value);
}

function plainText(value: FixtureValue): string {
  return typeof value === 'string' ? value : String(value);
}

interface JsonNode {
  /** JSON text of a leaf. */
  leaf: string | undefined;
  readonly members: Map<string, JsonNode>;
}

function jsonText(cells: readonly FixtureCell[]): string | null {
  const root: JsonNode = { leaf: undefined, members: new Map() };
  for (const cell of cells) {
    let node = root;
    for (const step of cell.jsonPath) {
      const next = node.members.get(step) ?? { leaf: undefined, members: new Map() };
      node.members.set(step, next);
      node = next;
    }
    node.leaf = leafText(cell);
  }
  const whole = printNode(root);
  return whole === 'null' ? null : whole;
}

function printNode({ leaf, members }: JsonNode): string {
  if (members.size === 0) return leaf ?? 'null';
  const parts = [...members].map(([name, node]) => `${JSON.stringify(name)}:${printNode(node)}`);
  return `{${parts.join(',')}}`;
}

const numbers: ReadonlySet<string> = new Set(['int', 'decimal', 'percent', 'money', 'geo']);

/** Numbers keep their digits. */
function leafText({ type, value }: FixtureCell): string {
  if (value === null) return 'null';
  if (type.kind === 'json' && typeof value === 'string') return value;
  const kind = type.kind === 'array' ? type.element.kind : type.kind;
  return jsonValue(value, numbers.has(kind));
}

function jsonValue(value: FixtureValue, isNumber: boolean): string {
  if (typeof value === 'string') return isNumber ? value : JSON.stringify(value);
  if (typeof value === 'boolean' || value === null) return String(value);
  return `[${value.map((item) => jsonValue(item, isNumber)).join(',')}]`;
}
