// The same program some time before: another now, rows that were not there yet, rows that are gone by now, and rows that said something else.
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import type { Program } from './random-program.ts';
import { Random } from './random.ts';
import type { StoredRow, StoredTables } from './random-rows.ts';

/** Seconds between the two runs; one goes back in time. */
const distances: readonly number[] = [
  0, 0, 0.001, 0.999, 1, 60, 900, 900, 3_600, 3_600, 21_600, 86_400, 86_400, 172_800, 604_800,
  2_678_400, 31_622_400, -3_600,
];

/** Depends on nothing but the program. */
export function earlierWorld(program: Program, { model }: CheckedProject): Program {
  const random = new Random(numberOf(JSON.stringify([program.now, program.tables])));
  const keys = new Set(
    Object.values(model.entities).flatMap(({ key, attributes, source }) => {
      const column = key === undefined ? undefined : attributes[key]?.column;
      return column === undefined ? [] : [`${source.table} ${column}`];
    }),
  );
  const now = new Date(Date.parse(program.now) - 1000 * random.pick(distances)).toISOString();
  const isQuiet = random.chance(15);
  const tables = isQuiet ? program.tables : earlierTables(random, program.tables, keys);
  return { ...program, now, tables };
}

function numberOf(text: string): number {
  let hash = 7;
  for (const letter of text) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 2_147_483_647;
  return hash;
}

/** `keys`: `<table> <column>` of those that must stay unique. */
function earlierTables(
  random: Random,
  tables: StoredTables,
  keys: ReadonlySet<string>,
): StoredTables {
  return Object.fromEntries(
    Object.entries(tables).map(([name, table]) => {
      const columns = Object.keys(table.columns).filter((one) => !keys.has(`${name} ${one}`));
      const rows = random.chance(40) ? table.rows : earlierRows(random, table.rows, columns);
      return [name, { ...table, rows }];
    }),
  );
}

function earlierRows(
  random: Random,
  rows: readonly StoredRow[],
  columns: readonly string[],
): readonly StoredRow[] {
  const few = random.pick([5, 20, 50]);
  const there = rows.filter(() => !random.chance(few));
  return there.map((row) => (random.chance(few) ? changedRow(random, row, rows, columns) : row));
}

/** With some of another row's values. */
function changedRow(
  random: Random,
  row: StoredRow,
  rows: readonly StoredRow[],
  columns: readonly string[],
): StoredRow {
  const other = random.pickOne(rows) ?? row;
  const taken = random.some(columns, random.between(1, 2));
  return { ...row, ...Object.fromEntries(taken.map((column) => [column, other[column] ?? null])) };
}
