// What DuckDB answers for functions of numbers, texts and the calendar: whole units, domains, missing arguments.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MemoryWarehouse, planOf } from './memory-warehouse.ts';

const model = `
project people { timezone: "Europe/Warsaw" }
object person @table("crm.people") {
  id: id @key
  born_on: date?
  joined_at: timestamp?
  left_at: timestamp?
  first_name: text?
  last_name: text?
  score: int?
  ratio: decimal?
}
`;

// now is 2025-11-01 12:00 UTC, 13:00 in Warsaw
const tables = `
CREATE SCHEMA crm;
CREATE TABLE crm.people (id VARCHAR, born_on DATE, joined_at TIMESTAMP, left_at TIMESTAMP, first_name VARCHAR, last_name VARCHAR,
  score INTEGER, ratio DOUBLE);
INSERT INTO crm.people VALUES
  ('a', DATE '2000-11-01', TIMESTAMP '2025-09-30 23:30:00', TIMESTAMP '2025-10-31 23:30:00', 'Ada', 'Lovelace', 9, 0.25),
  ('b', DATE '2000-11-02', TIMESTAMP '2025-10-18 12:00:00', TIMESTAMP '2025-11-01 12:00:00', 'Bob', NULL, -8, 0),
  ('c', DATE '2004-02-29', TIMESTAMP '2026-01-31 12:00:00', NULL, NULL, 'Roe', 0, -2.5),
  ('d', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
`;

const cases: readonly (readonly [string, readonly string[]])[] = [
  ['age(born_on) = 25', ['a']],
  ['age(born_on) = 24', ['b']],
  ['age(born_on) < 25', ['b', 'c']],
  ['age(born_on) is missing', ['d']],
  ['years_since(born_on) = 21', ['c']],
  ['years_between(born_on, 2025-02-28) = 21', ['c']],
  ['years_between(born_on, 2025-02-27) = 20', ['c']],
  ['years_between(born_on, 2028-02-28) = 23', ['c']],
  // rounded down: a little less than 25 years ago is 25 years before, and so is exactly that
  ['years_until(born_on) = -25', ['a', 'b']],
  // joined on the local 1 October, left on the local 1 November
  ['months_since(joined_at) = 1', ['a']],
  ['months_since(joined_at) = 0', ['b']],
  ['months_between(joined_at, left_at) = 1', ['a']],
  // 31 January minus two months is clamped: 30 November is not before 1 November
  ['months_until(joined_at) = 2', ['c']],
  ['weeks_since(joined_at) = 2', ['b']],
  ['weeks_between(joined_at, left_at) >= 2', ['a', 'b']],
  ['weeks_until(joined_at) > 13', []],
  ['weeks_until(joined_at) = 13', ['c']],
  ['concat(first_name, " ", last_name) = "Ada Lovelace"', ['a']],
  ['concat(first_name, " ", last_name) is missing', ['b', 'c', 'd']],
  ['concat(first_name, coalesce(last_name, "")) = "Bob"', ['b']],
  ['replace(first_name, "b", "p") = "Bop"', ['b']],
  ['sqrt(score) = 3', ['a']],
  ['sqrt(score) is missing', ['b', 'd']],
  ['ln(score) > 2', ['a']],
  ['ln(score) is missing', ['b', 'c', 'd']],
  ['power(score, 2) = 64', ['b']],
  ['power(score, ratio) is missing', ['c', 'd']],
  ['power(score, 0) = 1', ['a', 'b', 'c']],
  ['power(score, -1) is missing', ['c', 'd']],
  ['mod(score, 5) = 4', ['a']],
  ['mod(score, 5) = -3', ['b']],
  ['mod(5, score) is missing', ['c', 'd']],
  ['sqrt(score) / 2 = 1.5', ['a']],
];

describe('functions', () => {
  let warehouse: MemoryWarehouse;
  beforeAll(async () => {
    warehouse = await MemoryWarehouse.open(tables);
  });
  afterAll(() => warehouse.close());

  it.each(cases)('%s', async (line, expected) => {
    const text = `${model}\nsegment s of person {\n  where {\n    ${line}\n  }\n}\n`;
    const members = await warehouse.membersOfAll(planOf(text));
    expect(members.get('s')).toEqual(expected);
  });
});
