// Counts of which segments ask only whether there are any rows: they share a column, and give the members that they would alone.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../compiler/assert.ts';
import { placesOf, printDecisions } from '../../compiler/sql/print-decisions.ts';
import type { SqlDialect } from '../../compiler/sql/dialect.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import { snowflakeDialect } from '../../dialects/snowflake/dialect.ts';
import { decided } from './decided-together.ts';
import { MemoryWarehouse, planOf, published } from './memory-warehouse.ts';

const pages = Array.from({ length: 70 }, (_none, page) => page);

const model = `
project p { timezone: "UTC" }
object contact @table("contacts") { id: id @key }
event visit of contact via contact_id @table("visits") { at: timestamp? @time, page: int?, length: int? }
`;

/** Contact n visited page n, page 2 n, and page 3 n twice; contacts 80 and 81 never were anywhere. */
const script = `
CREATE TABLE contacts AS SELECT CAST(range AS INTEGER) AS id FROM range(82);
CREATE TABLE visits AS SELECT id AS contact_id, TIMESTAMP '2025-11-01' AS "at", id * n AS page, 10 * n AS length FROM contacts, (VALUES (1), (2), (3), (3)) AS v(n) WHERE id < 80;
`;

function printedOf(conditions: readonly string[], dialect: SqlDialect = duckdbDialect) {
  const segments = conditions.map(
    (text, at) => `segment s${at} of contact { where {\n${text}\n} }`,
  );
  const plan = planOf(`${model}${segments.join('\n')}\n`);
  const places = placesOf(plan.segments.map(({ name }) => name));
  return { plan, places, printed: printDecisions(plan, { places }, dialect, published) };
}

function textOf({ printed }: ReturnType<typeof printedOf>): string {
  return printed.tables.map(({ query }) => query).join('\n');
}

function on(page: number, more = ''): string {
  return `visit where page = ${page}${more}`;
}

let warehouse: MemoryWarehouse;

beforeAll(async () => {
  warehouse = await MemoryWarehouse.open(script);
});

afterAll(() => {
  warehouse.close();
});

async function expectSame(
  made: ReturnType<typeof printedOf>,
): Promise<ReadonlyMap<string, unknown>> {
  const { plan, places, printed } = made;
  const alone = await warehouse.membersOfAll(plan);
  expect(await decided(warehouse, { places }, printed)).toEqual(alone);
  return alone;
}

describe('counts that are asked whether there are any', () => {
  it.each([
    ['did', (page: number) => `did ${on(page)}`],
    ['did not', (page: number) => `did not ${on(page)}`],
    ['at least one', (page: number) => `count(${on(page)}) >= 1`],
    ['fewer than one', (page: number) => `count(${on(page)}) < 1`],
    ['none', (page: number) => `count(${on(page)}) = 0`],
    ['some', (page: number) => `count(${on(page)}) != 0`],
    ['no more than none', (page: number) => `count(${on(page)}) <= 0`],
  ])('share a column: %s', async (_what, condition) => {
    const made = printedOf([3, 12, 60].map(condition));
    expect(textOf(made)).toMatch(/BIT_OR\(CASE WHEN .* END\) AS "flags"/);
    expect(textOf(made)).not.toContain('COUNT(');
    const members = [...(await expectSame(made)).values()];
    expect(new Set(members.map(String)).size).toBe(3);
  });

  it.each([
    ['more than one', 'count(visit where page = 12) > 1'],
    ['exactly one', 'count(visit where page = 12) = 1'],
    ['at most one', 'count(visit where page = 12) <= 1'],
    ['at least two', 'did visit at least 2 times where page = 12'],
    ['one more', 'count(visit where page = 12) + 1 > 2'],
    ['another number', 'count(visit where page = 12) > count(visit where page = 3)'],
    ['once this, once that', 'did visit where page = 12\ncount(visit where page = 12) < 2'],
  ])('count where more is asked: %s', async (_what, condition) => {
    const made = printedOf([condition, ...[4, 5, 6].map((page) => `did ${on(page)}`)]);
    expect(textOf(made)).toContain('COUNT(');
    expect(textOf(made)).toContain('AS "flags"');
    await expectSame(made);
  });

  it('count for themselves when they are two, and when one is of all rows', async () => {
    const made = printedOf(['did visit', `did ${on(3)}`, `did not ${on(12)}`]);
    expect(textOf(made)).not.toContain('flags');
    await expectSame(made);
  });

  it('have columns enough when they are very many', async () => {
    const made = printedOf(pages.map((page) => `did ${on(page)}`));
    expect(textOf(made)).not.toContain('COUNT(');
    expect(textOf(made)).toContain('AS "flags_2"');
    const members = await expectSame(made);
    expect(must(members.get('s60'), 's60')).toEqual(['20', '30', '60']);
    expect(must(members.get('s61'), 's61')).toEqual(['61']);
  });

  it('are joined as bits where a condition is looked up by none', async () => {
    const made = printedOf([
      ...[3, 6, 12].map((page) => `did ${on(page)}`),
      'at least 1 of { did visit where page = 3\ndid visit where page = 12 }',
    ]);
    expect(textOf(made)).toContain('AS "flags"');
    await expectSame(made);
  });

  it('are bits in Snowflake', () => {
    const made = printedOf(
      [3, 6, 12].map((page) => `did ${on(page)}`),
      snowflakeDialect,
    );
    expect(textOf(made)).toMatch(/BITOR_AGG\(CASE WHEN .* END\) AS "FLAGS"/);
    expect(textOf(made)).toContain('BITAND("VISIT"."FLAGS", 4) > 0');
  });
});
