// Columns that are used as they are stored: the members are those that reading every value gives, also for times without end, at the very
// edges of windows and for totals so large that doubles cannot hold them; and nothing is read that need not be.
import { FromNode } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aliased, fragment, selection } from '../../compiler/sql/expressions.ts';
import { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import { snowflakeDialect } from '../../dialects/snowflake/dialect.ts';
import { MemoryWarehouse, planOf, published } from './memory-warehouse.ts';

const model = `
project p { timezone: "Europe/Warsaw", currency: USD }
object contact @table("contacts") {
  id: id @key
  seen_at: timestamp?
  local_at: timestamp? @zone("Europe/Warsaw")
  rate: decimal?
  budget: money(USD)?
  plan_id: id?
  visits: visit[] via visit.contact
}
object visit @table("visits") {
  id: id @key
  at: timestamp? @time
  until: timestamp?
  fee: money(USD)?
  weight: decimal?
  place_id: id?
  contact: contact via contact_id
}
`;

const conditions = [
  'seen_at in last 7 days',
  'seen_at more than 7 days ago',
  'seen_at less than 2 days from now',
  'seen_at is known',
  'seen_at is missing',
  'seen_at more than 7 days ago or missing',
  'seen_at since 2025-10-25',
  'seen_at from 2025-10-25 through 2025-10-31',
  'date(seen_at) = today',
  'not seen_at in this month',
  'local_at in last 7 days',
  'rate > 2.5',
  'rate >= 2.5',
  'rate != 2.5 or missing',
  'rate <= 2.5 or missing',
  'rate = 2.499999999',
  'budget >= 10.10 USD',
  'budget < 10.1001 USD',
  'count(visits in last 7 days) > 1',
  'count(visits in last 7 days where fee > 10 USD) > 0',
  'has visits in last 30 days where until in last 2 days',
  'sum(visits.fee) > 20 USD',
  'sum(visits.fee in last 7 days where weight >= 1.5) >= 10.10 USD',
  'sum(visits.weight) >= 3',
  'avg(visits.fee) >= 10.10 USD',
  'avg(visits.weight where fee > 1 USD) > 1.5',
  'avg(visits.weight) = 1.25',
  'min(visits.at) in last 7 days',
  'max(visits.until) more than 2 days ago',
  'max(visits.until) in last 2 days or missing',
  'max(visits.fee in last 30 days) = 10.10 USD',
  'min(visits.weight) < 0',
  'count distinct(visits.fee) > 2',
  'count distinct(visits.weight in last 30 days where fee > 1 USD) >= 2',
  'count distinct(visits.at) > 2',
  'count distinct(visits.place_id) > 3',
  'count distinct(visits.place_id in last 30 days where place_id != "10" or missing) > 1',
  'last(visits.place_id) = "10"',
  'last(visits.fee) > 10 USD',
  'median(visits.weight) > 1',
  'sum(visits.fee) / count(visits) > 10 USD',
  'plan_id = "7"',
  'plan_id != "7" or missing',
  'plan_id in ["7", "10"]',
  'plan_id not in ["7", "10"] or missing',
  'plan_id in ["7", "07"]',
  'any of { plan_id = "-3", plan_id = "0" }',
  'plan_id is known',
  'has no visits where place_id = "10"',
];

/** Times of contacts and visits are every hour around now and around the edges of windows; some are missing, some without end. */
const times = `CASE WHEN h % 17 = 0 THEN NULL WHEN h % 19 = 0 THEN TIMESTAMPTZ 'infinity' WHEN h % 23 = 0 THEN TIMESTAMPTZ '-infinity'
  ELSE TIMESTAMPTZ '2025-11-01 12:00:00+00' - to_hours(h * 4 % 1000 - 60) END`;

const script = `
CREATE TABLE contacts AS SELECT h AS id, ${times} AS seen_at, CAST(${times} AS TIMESTAMP) AS local_at,
  CAST([2.5, 2.499999999, NULL, 0, -2.5, 2.51][1 + h % 6] AS DECIMAL(12, 9)) AS rate,
  CAST([10.10, 10.11, NULL, 0][1 + h % 4] AS DECIMAL(18, 2)) AS budget,
  CAST([7, 10, 70, NULL, -3, 0][1 + h % 6] AS SMALLINT) AS plan_id FROM (SELECT CAST(range AS INTEGER) AS h FROM range(400));
CREATE TABLE visits AS SELECT h AS id, ${times} AS "at", CAST(CASE WHEN h < 300 THEN h ELSE h * h % 97 END AS INTEGER) AS contact_id,
  CASE WHEN h % 5 = 0 THEN TIMESTAMPTZ 'infinity' WHEN h % 3 > 0 THEN TIMESTAMPTZ '2025-11-01 12:00:00+00' - to_hours(h % 70) END AS "until",
  CAST([10.10, 1.01, NULL, 1000000.00, 99999999999.99][1 + h % 5] AS DECIMAL(15, 2)) AS fee,
  CAST([1.25, 1.5, -0.001, NULL, 333333.333, 999999.999, 123456789.123][1 + h % 7] AS DECIMAL(12, 3)) AS weight,
  CAST(CASE WHEN h % 11 > 0 THEN h % 4 * 5 END AS BIGINT) AS place_id
  FROM (SELECT CAST(range AS INTEGER) AS h FROM range(3000));
`;

const types: Readonly<Record<string, string>> = {
  seen_at: 'TIMESTAMP WITH TIME ZONE',
  local_at: 'TIMESTAMP',
  at: 'TIMESTAMP WITH TIME ZONE',
  until: 'TIMESTAMP WITH TIME ZONE',
  rate: 'DECIMAL(12,9)',
  budget: 'DECIMAL(18,2)',
  fee: 'DECIMAL(15,2)',
  weight: 'DECIMAL(12,3)',
  plan_id: 'SMALLINT',
  place_id: 'BIGINT',
};

const stored = {
  ...published,
  columnType: (_table: readonly string[], column: string) => types[column],
};

const segments = conditions.map((text, at) => `segment s${at} of contact { where { ${text} } }`);
const plan = planOf(`${model}${segments.join('\n')}`);

function sqlOf(text: string): string {
  return printSegmentQuery(plan, `s${conditions.indexOf(text)}`, duckdbDialect, stored);
}

let warehouse: MemoryWarehouse;

beforeAll(async () => {
  warehouse = await MemoryWarehouse.open(script);
});

afterAll(() => {
  warehouse.close();
});

describe('columns that are used as they are stored', () => {
  it('have the members that reading every value gives', async () => {
    const read = await warehouse.membersOfAll(plan);
    const used = await warehouse.membersOfAll(plan, stored);
    for (const [at, text] of conditions.entries()) {
      const members = read.get(`s${at}`);
      expect(used.get(`s${at}`), text).toEqual(members);
      expect(members?.length, text).toBeGreaterThan(0);
      expect(members?.length, text).toBeLessThan(400);
    }
  });

  it('are compared with constants of their type', () => {
    expect(sqlOf('seen_at in last 7 days')).toContain(
      `"contact"."seen_at" >= TIMESTAMPTZ '2025-10-25 12:00:00+00'`,
    );
    expect(sqlOf('rate > 2.5')).toContain('"contact"."rate" > 2.5');
    expect(sqlOf('plan_id = "7"')).toContain('"contact"."plan_id" = 7');
    expect(sqlOf('plan_id in ["7", "10"]')).toContain('"contact"."plan_id" IN (7, 10)');
    expect(sqlOf('budget >= 10.10 USD')).toMatch(/"contact"\."budget" >= 10\.10?\b/);
  });

  it('are aggregated before they are read', () => {
    expect(sqlOf('sum(visits.fee) > 20 USD')).toContain('SUM("visit"."fee")');
    expect(sqlOf('max(visits.until) more than 2 days ago')).toContain('MAX("visit"."until")');
    expect(sqlOf('count distinct(visits.fee) > 2')).toContain('COUNT(DISTINCT "visit"."fee")');
  });

  it('are read where they are compared with what no such column holds', () => {
    expect(sqlOf('plan_id in ["7", "07"]')).toContain('CAST("contact"."plan_id" AS VARCHAR)');
  });

  it('are read where the column holds local times', () => {
    expect(sqlOf('local_at in last 7 days')).toContain('CAST("contact"."local_at" AS TIMESTAMP)');
  });

  it('are read in a dialect of which nothing is known', () => {
    const name = `s${conditions.indexOf('rate > 2.5')}`;
    const text = printSegmentQuery(plan, name, snowflakeDialect, stored);
    expect(text).toEqual(printSegmentQuery(plan, name, snowflakeDialect, published));
  });
});

describe('types whose values reading changes', () => {
  it.each([
    ['DOUBLE', 'money'],
    ['FLOAT', 'decimal'],
    ['BIGINT', 'money'],
    ['DECIMAL(18,5)', 'money'],
    ['DECIMAL(28,10)', 'decimal'],
    ['VARCHAR', 'timestamp'],
    ['TIMESTAMP', 'timestamp'],
    ['TIMESTAMP_NS', 'timestamp'],
    ['DATE', 'timestamp'],
    ['DECIMAL(12,2)[]', 'decimal'],
    ['HUGEINT', 'integer'],
    ['VARCHAR', 'integer'],
    ['DECIMAL(18,0)', 'integer'],
  ] as const)('%s is read as %s', (native, type) => {
    expect(duckdbDialect.stored?.isUsed(type, native)).toBe(false);
  });

  it.each([
    ['DECIMAL(18,4)', 'money'],
    ['DECIMAL(18,2)', 'money'],
    ['DECIMAL(38,9)', 'decimal'],
    ['TIMESTAMP WITH TIME ZONE', 'timestamp'],
    ['BIGINT', 'integer'],
    ['UINTEGER', 'integer'],
  ] as const)('%s is used as %s', (native, type) => {
    expect(duckdbDialect.stored?.isUsed(type, native)).toBe(true);
  });
});

describe('the quick way to a shifted number', () => {
  it('gives the same double as the exact one', async () => {
    const numbers = `SELECT CAST(sign * (base + digits) AS DECIMAL(38, 9)) AS n FROM (VALUES (1), (-1)) AS s(sign),
      (VALUES (0), (1), (7), (999999), (1000000), (999999999)) AS b(base), (SELECT CAST(range * 7 + 1 AS DECIMAL(28, 9)) / 1000003 AS digits FROM range(20000)) AS d`;
    const exactly = 'CAST(CAST(n * 1000000000 AS HUGEINT) AS DOUBLE)';
    const shifted = fragment([exactly], []);
    const quick = duckdbDialect.shiftedDouble(fragment(['n'], []), 9, shifted);
    const selections = [selection(quick, 'quick'), selection(shifted, 'exact')];
    const from = FromNode.create([aliased(fragment([`(${numbers})`], []), 't')]);
    const both = duckdbDialect.print({ kind: 'SelectQueryNode', selections, from });
    expect(both).toContain('ROUND(');
    const [[different, all] = []] = await warehouse.rows(
      `SELECT CAST(count(*) FILTER (WHERE quick IS DISTINCT FROM exact) AS INTEGER), CAST(count(*) AS INTEGER) FROM (${both})`,
    );
    expect(all).toBe(240_000);
    expect(different).toBe(0);
  });
});
