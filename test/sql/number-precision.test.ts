// What DuckDB answers for large and for small numbers: no refresh ends because of them, exact ones stay exact, and what is added
// up is the same in any order. docs/language.md, "How precise numbers are".
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MemoryWarehouse, planOf } from './memory-warehouse.ts';

const model = `
project accounts { timezone: "UTC", currency: USD }
object account @table("crm.accounts") {
  id: id @key
  balance: money(USD)
  weight: decimal
  level: int
  units: int
  entries: entry[] via entry.account
}
object entry @table("crm.entries") {
  id: id @key
  units: int
  price: money(USD)
  account: account via account_id
}
trait account.middle: money(USD)? = peer_median(balance)
trait account.near_top: money(USD)? = peer_percentile(75%, balance)
trait account.usual_weight: decimal? = peer_avg(weight)
`;

// The balance of `rich` and `poor` are as long as money can be; `rich` is more than all numbers of nine digits from `poor`.
const tables = `
CREATE SCHEMA crm;
CREATE TABLE crm.accounts (id VARCHAR, balance DECIMAL(18, 2), weight DOUBLE, level TINYINT, units INTEGER);
INSERT INTO crm.accounts VALUES
  ('poor', -90071992547409.93, 0.000001, -100, -2000000000),
  ('rich', 90071992547409.93, 1000000, 100, 2000000000);
CREATE TABLE crm.entries (id VARCHAR, units BIGINT, price DECIMAL(18, 2), account_id VARCHAR);
INSERT INTO crm.entries SELECT 'p' || i, i, 99999999999999.99, 'poor' FROM (VALUES (0), (3), (1)) AS t(i);
INSERT INTO crm.entries SELECT 'r' || i, CASE i WHEN 0 THEN 300000000000000 ELSE 1 END, 0.01, 'rich' FROM range(65) AS t(i);
`;

const cases: readonly (readonly [string, readonly string[]])[] = [
  ['balance + balance + balance = 270215977642229.79 USD', ['rich']],
  ['balance - (0 USD - balance) - balance = balance', ['poor', 'rich']],
  ['balance * 3 = 270215977642229.79 USD', ['rich']],
  ['3 * balance * 1.5 = 405323966463344.685 USD', ['rich']],
  ['balance / 0.10 USD > 900719925474099', ['rich']],
  ['balance / balance = 1', ['poor', 'rich']],
  ['balance * units < 0 USD', []],
  ['level * 100 = 10000', ['rich']],
  ['level + 100 = 200', ['rich']],
  ['units * 10000000 = 20000000000000000', ['rich']],
  ['units + units = 4000000000', ['rich']],
  ['units * units * units < 0', ['poor']],
  ['units * 0.123456789 = 246913578', ['rich']],
  ['units / 0.00000001 = 200000000000000000', ['rich']],
  ['weight * weight = 1000000000000', ['rich']],
  // 10^24 is too long for a product of decimals
  ['weight * weight * weight * weight is missing', ['rich']],
  ['weight * weight / 0.000000001 > 0', ['poor', 'rich']],
  ['weight * weight / weight * 1000000 = 1', ['poor']],
  ['weight * (units * 0.3) / 0.1 = 6000000000000000', ['rich']],
  ['middle = 0 USD', ['poor', 'rich']],
  // -b + (b - -b) * 3/4 = b / 2
  ['near_top * 2 > 90071992547409 USD', ['poor', 'rich']],
  // the largest of 0, 1 and 3 times their average
  ['sum(units of entries) = max(units of entries) * avg(units of entries)', ['poor']],
  // not more than nine places would be left of a decimal: 10^-12 times the average weight, about 5 * 10^5
  ['(1 / 1000000000000) * usual_weight > 0', ['poor', 'rich']],
  ['0.3 / (weight * (usual_weight * median(units of entries))) > 0', ['poor', 'rich']],
  ['sum(price * units of entries) = 399999999999999.96 USD', ['poor']],
  ['avg(price of entries) = 99999999999999.99 USD', ['poor']],
  // 10^14 and 64 thirds, that a double at a time rounds to 0.328125 each when the large one is first
  ['sum(units / 3 of entries) >= 100000000000021.33', ['rich']],
  // more than 10^15 counts as that in a total of doubles
  ['sum(units / 0.0000001 of entries) = 1000000640000000', ['rich']],
  ['avg(units / 3 of entries) in 0.44..0.45', ['poor']],
  // equal quotients are equal to their average
  ['avg((units - units + 1) / 3 of entries) = 1 / 3', ['poor', 'rich']],
];

describe('numbers', () => {
  let warehouse: MemoryWarehouse;
  beforeAll(async () => {
    warehouse = await MemoryWarehouse.open(tables);
  });
  afterAll(() => warehouse.close());

  it.each(cases)('%s', async (line, expected) => {
    const text = `${model}\nsegment s of account {\n  where {\n    ${line}\n  }\n}\n`;
    const members = await warehouse.membersOfAll(planOf(text));
    expect(members.get('s')).toEqual(expected);
  });
});
