// What models can say about tables: raw SQL fields, filters on related tables, names that collide with generated ones.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printKeyQuery } from '../../compiler/sql/print-key-query.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import { MemoryWarehouse, planOf } from './memory-warehouse.ts';

const model = `
project raw { raw_sql: allowed }

object customer @table("customer") @where(kind = "person" and not (country = "XX" or deleted = true)) {
  id: id @key
  name: text?
  shout: text? @sql("upper(name)")
  meta: json? { level: int? } @sql("extra")
  boss: customer? via boss_id
  orders: orders[] via orders.customer
}

object orders @table("orders") @where(amount > 0) {
  id: id @key
  amount: decimal
  double: decimal? @sql("amount * 2")
  customer: customer? via customer_id
}
`;

const tables = `
CREATE TABLE customer (id INTEGER, name VARCHAR, kind VARCHAR, country VARCHAR, deleted BOOLEAN, extra VARCHAR, boss_id INTEGER);
CREATE TABLE orders (id INTEGER, amount DOUBLE, customer_id INTEGER);
INSERT INTO customer VALUES (1, 'ann', 'person', NULL, NULL, '{"level": 3}', 2), (2, 'bob', 'person', 'PL', false, NULL, 3),
  (3, 'cid', 'robot', 'PL', false, NULL, 1), (4, 'dan', 'person', 'XX', false, NULL, 1), (5, 'eve', 'person', 'PL', true, NULL, 1);
INSERT INTO orders VALUES (1, 10, 1), (2, -1, 1), (3, 30, 3), (4, 4, 2), (5, 5, 2);
`;

const cases: readonly (readonly [string, readonly string[]])[] = [
  ['id is known', ['1', '2']],
  ['shout = "ANN"', ['1']],
  ['boss.shout = "BOB"', ['1']],
  ['boss.name = "cid"', []],
  ['boss.name is missing', ['2']],
  ['meta.level = 3', ['1']],
  ['count(orders) = 2', ['2']],
  ['sum(orders.double) = 20', ['1']],
  ['has orders where double > 9 and customer.shout = "BOB"', ['2']],
  ['count(boss.orders) = 2', ['1']],
  ['count(boss.orders) = 0', ['2']],
  ['has orders where has customer.orders as other where other.amount > orders.amount', ['2']],
];

describe('models', () => {
  let warehouse: MemoryWarehouse;
  beforeAll(async () => {
    warehouse = await MemoryWarehouse.open(tables);
  });
  afterAll(() => {
    warehouse.close();
  });

  it.each(cases)('%s', async (condition, expected) => {
    const plan = planOf(`${model}\nsegment s of customer { where { ${condition} } }\n`);
    const members = await warehouse.membersOfAll(plan);
    expect(members.get('s')).toEqual(expected);
  });

  it('lists the keys of an object for the check that each is there once', async () => {
    const plan = planOf(`${model}\nsegment s of customer { where { has orders } }\n`);
    const rows = await warehouse.rows(printKeyQuery(plan, 'customer', duckdbDialect));
    expect(rows.map(([id]) => Number(id)).toSorted((a, b) => a - b)).toEqual([1, 2]);
  });
});
