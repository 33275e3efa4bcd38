// Test support: the rows of a history and the time at which each of them was written, as an honest warehouse would keep it.
import type { StoredRow } from '../interpreter/world.ts';
import { type TableName, tableNames, tables } from './nouns.ts';
import type { Variant } from './tracking.ts';

/** Milliseconds. */
export type Instant = number;

export type Rows = Readonly<Record<TableName, readonly StoredRow[]>>;

export const noRows: Rows = {
  'src.people': [],
  'src.firms': [],
  'src.orders': [],
  'src.friendships': [],
  'src.visits': [],
  'src.tags': [],
  'src.lists': [],
  'src.consents': [],
};

export interface Data {
  readonly rows: Rows;
  /** When the last row was written; it only grows, whatever `now` does. */
  readonly clock: Instant;
  /** The newest time of writing in a table, of those that are not far ahead; undefined when a row that bore it may be gone. */
  readonly newest: Readonly<Partial<Record<TableName, Instant>>>;
  /** By table and key: when it was last written, also of rows that are gone. */
  readonly written: Readonly<Record<string, Instant>>;
}

export function pick<T>(items: readonly T[], choice: number): T {
  const item = items[Math.abs(choice) % items.length];
  if (item === undefined) throw new Error('nothing to choose from');
  return item;
}

export function iso(instant: Instant): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

export const farAhead: Instant = Date.UTC(2099, 0, 1);
/** Milliseconds between a change and the refresh after it. */
const delays = [0, 1, 1000, 60_000, 1_800_000, 7_200_000];

export interface Stamp {
  readonly at: Instant | undefined;
  readonly clock: Instant;
}

/**
 * The time of writing of a row: greater than that of the row it replaces, and mostly than all others; sometimes that of the
 * newest row, sometimes far ahead, sometimes missing. A row that was far ahead grows on, or gets a right time.
 */
export function stampOf(
  data: Data,
  table: TableName,
  key: string | undefined,
  choice: number,
  now: Instant,
): Stamp {
  const before = key === undefined ? undefined : data.written[`${table} ${key}`];
  if (choice === 59) return { at: undefined, clock: data.clock };
  if (choice % 30 === 28) return { at: Math.max(farAhead, before ?? 0) + 1000, clock: data.clock };
  if (before !== undefined && before >= farAhead && choice % 2 === 0) {
    return { at: before + 1000, clock: data.clock };
  }
  const newest = data.newest[table];
  const mayEqual = newest !== undefined && (before === undefined || before < newest);
  if (mayEqual && choice % 5 === 4) return { at: newest, clock: data.clock };
  const wanted = now - pick(delays, choice);
  const at = wanted > data.clock ? wanted : data.clock + pick([1, 1000], choice);
  return { at, clock: at };
}

/** The row with its time of writing put in place of the one with its key, or added. */
export function written(
  data: Data,
  table: TableName,
  row: StoredRow,
  choice: number,
  now: Instant,
): Data {
  const key = typeof row['id'] === 'string' ? row['id'] : undefined;
  const { at, clock } = stampOf(data, table, key, choice, now);
  const time = at === undefined ? null : iso(at);
  const stamped =
    key === undefined ? { ...row, loaded_at: time } : { ...row, loaded_at: time, updated_at: time };
  const others = data.rows[table].filter(({ id }) => key === undefined || id !== key);
  const isFar = at === undefined || at >= farAhead;
  return {
    rows: { ...data.rows, [table]: [...others, stamped] },
    clock,
    newest: isFar
      ? data.newest
      : { ...data.newest, [table]: Math.max(at, data.newest[table] ?? 0) },
    written:
      key === undefined || at === undefined
        ? data.written
        : { ...data.written, [`${table} ${key}`]: at },
  };
}

/** The same row as if nobody had said that it changed: for tables of which nothing is declared. */
export function replaced(data: Data, table: TableName, index: number, row: StoredRow): Data {
  return { ...data, rows: { ...data.rows, [table]: data.rows[table].with(index, row) } };
}

export function without(
  data: Data,
  variant: Variant,
  table: TableName,
  isGone: (row: StoredRow, index: number) => boolean,
): Data {
  const left = data.rows[table].filter((row, index) => !isGone(row, index));
  const rows = { ...data.rows, [table]: left };
  // Nobody could see that a row took the place of another one with the same time.
  const newest =
    variant[table].tracking === 'changes' ? data.newest : { ...data.newest, [table]: undefined };
  return { ...data, rows, newest };
}

function literal(value: StoredRow[string] | undefined, type: string): string {
  if (typeof value !== 'string') return 'NULL';
  const text = type === 'TIMESTAMP' ? value.replace('Z', '') : value;
  return `CAST('${text.replaceAll("'", "''")}' AS ${type})`;
}

/** Statements that make the tables hold these rows. */
export function fillStatements(
  rows: Rows,
  names: readonly TableName[] = tableNames,
): readonly string[] {
  return [
    'CREATE SCHEMA IF NOT EXISTS src',
    ...names.flatMap((name) => {
      const columns = Object.entries(tables[name]);
      const declared = columns.map(([column, type]) => `"${column}" ${type}`);
      const values = rows[name].map((row) => {
        return `(${columns.map(([column, type]) => literal(row[column], type)).join(', ')})`;
      });
      const made = `CREATE OR REPLACE TABLE ${name} (${declared.join(', ')})`;
      return values.length === 0
        ? [made]
        : [made, `INSERT INTO ${name} VALUES ${values.join(', ')}`];
    }),
  ];
}

export type Fault = 'none' | 'twice' | 'missing' | 'gone' | 'orders';

/** Statements that break the keys of every object, so that no segment can be refreshed; or take the orders away. */
export const faultStatements: Readonly<Record<Fault, readonly string[]>> = {
  none: [],
  twice: ['people', 'firms', 'orders'].map((name) => {
    const keys = name === 'people' ? "('twice'), ('twice')" : '(77), (77)';
    return `INSERT INTO src.${name} (id) VALUES ${keys}`;
  }),
  missing: ['people', 'firms', 'orders'].map(
    (name) => `INSERT INTO src.${name} (id) VALUES (NULL)`,
  ),
  gone: ['people', 'firms', 'orders'].map((name) => `DROP TABLE src.${name}`),
  orders: ['DROP TABLE src.orders'],
};
