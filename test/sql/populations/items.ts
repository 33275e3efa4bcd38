// Test support: a small model with numbers of every kind, random rows for it, and their values as exact fractions.
import * as fc from 'fast-check';
import type { MemoryWarehouse } from '../memory-warehouse.ts';
import type { Member } from './evaluator.ts';
import { divide, type Rational, rational, total } from './rational.ts';

export const model = `
project shop { currency: USD }
object item @table("t.items") @where(gone = false) {
  id: id @key
  kind: text?
  tag: text?
  points: int?
  price: money(USD)?
  made_on: date?
  owner: owner? via owner_id
  sales: sale[] via sale.item
}
object owner @table("t.owners") {
  id: id @key
  items: item[] via item.owner
}
object sale @table("t.sales") {
  id: id @key
  units: int
  item: item via item_id
}
`;

export const tables = `
CREATE SCHEMA t;
CREATE TABLE t.items (id BIGINT, kind VARCHAR, tag VARCHAR, points INTEGER, price DECIMAL(10, 2), made_on DATE, owner_id BIGINT, gone BOOLEAN DEFAULT false);
CREATE TABLE t.owners (id BIGINT);
CREATE TABLE t.sales (id BIGINT, units INTEGER, item_id BIGINT);
`;

export interface Item {
  readonly id: number;
  readonly kind: string | null;
  readonly tag: string | null;
  readonly points: number | null;
  readonly cents: number | null;
  /** Of January 2025. */
  readonly day: number | null;
  readonly sales: readonly number[];
}

const values = {
  kind: fc.constantFrom('a', 'a', 'b', null),
  tag: fc.constantFrom('x', 'y', null),
  points: fc.constantFrom(-2, 0, 1, 2, 3, 3, 10, null),
  cents: fc.constantFrom(-100, 0, 25, 100, 100, 150, 4999, null),
  day: fc.constantFrom(1, 2, 2, 9, null),
  sales: fc.array(fc.constantFrom(-1, 1, 2, 5), { maxLength: 3 }),
};

/** Up to ten items in any order of keys; few different values, so that ties and missing ones are common. */
export const someItems: fc.Arbitrary<readonly Item[]> = fc.uniqueArray(
  fc.record({ id: fc.integer({ min: 1, max: 40 }), ...values }),
  { selector: ({ id }) => id, maxLength: 10 },
);

function sql(value: string | number | null): string {
  if (value === null) return 'NULL';
  return typeof value === 'string' ? `'${value}'` : String(value);
}

export async function load(warehouse: MemoryWarehouse, items: readonly Item[]): Promise<void> {
  const itemRows = items.map(({ id, kind, tag, points, cents, day }) => {
    const price = cents === null ? null : cents / 100;
    const made = day === null ? 'NULL' : `DATE '2025-01-0${day}'`;
    return `(${[id, kind, tag, points, price].map(sql).join(', ')}, ${made}, NULL, false)`;
  });
  // A row that is not an item must never count.
  itemRows.push("(99, 'a', 'x', 100, 100, DATE '2025-01-09', NULL, true)");
  const saleRows = items.flatMap(({ id, sales }) =>
    sales.map((units, index) => `(${id * 10 + index}, ${units}, ${id})`),
  );
  await warehouse.run('DELETE FROM t.items; DELETE FROM t.sales');
  await warehouse.run(`INSERT INTO t.items VALUES ${itemRows.join(', ')}`);
  if (saleRows.length > 0) await warehouse.run(`INSERT INTO t.sales VALUES ${saleRows.join(', ')}`);
}

/** What can be ranked, as written and as a fraction. */
export const valuesOf: Readonly<Record<string, (item: Item) => Rational | undefined>> = {
  points: ({ points }) => (points === null ? undefined : rational(points)),
  price: ({ cents }) => (cents === null ? undefined : rational(cents, 100)),
  made_on: ({ day }) => (day === null ? undefined : rational(day)),
  'sum(sales.units)': ({ sales }) => total(sales.map((units) => rational(units))),
  'avg(sales.units)': ({ sales }) =>
    divide(total(sales.map((units) => rational(units))), rational(sales.length)),
  'price / points': ({ cents, points }) =>
    cents === null || points === null ? undefined : divide(rational(cents, 100), rational(points)),
  'points * 2 - 1': ({ points }) => (points === null ? undefined : rational(points * 2 - 1)),
};

export interface Grouping {
  readonly byKind: boolean;
  /** Only tagged "x", and with points of at least 0 or without. */
  readonly among: boolean;
}

export const condition = 'tag = "x", points >= 0 or missing';

export function membersOf(
  items: readonly Item[],
  value: string,
  grouping: Grouping,
): readonly Member[] {
  const read = valuesOf[value];
  if (read === undefined) throw new Error(`no value ${value}`);
  return items.map((item) => ({
    key: item.id,
    value: read(item),
    group: grouping.byKind ? (item.kind ?? undefined) : 'all',
    counts: !grouping.among || (item.tag === 'x' && (item.points === null || item.points >= 0)),
  }));
}
