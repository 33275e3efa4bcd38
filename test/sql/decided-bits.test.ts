// Conditions that are looked up by their bits, several of one word at a time: present and absent ones, all and any, nested, for objects with and
// without rows; and the sums that make words of them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placesOf, printDecisions } from '../../compiler/sql/print-decisions.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import { decided } from './decided-together.ts';
import { MemoryWarehouse, planOf, published } from './memory-warehouse.ts';

const model = `
project p { timezone: "UTC" }
object contact @table("contacts") { id: id @key, country: text? }
event visit of contact via contact_id @table("visits") { at: timestamp? @time, pages: int? }
event order of contact via contact_id @table("orders") { at: timestamp? @time, total: decimal? }
segment poles of contact { where { country = "PL" } }
`;

/** Every object has another set of rows: by the bits of its key, visits with 1 or 3 pages, and orders of 5 or 50. */
const script = `
CREATE TABLE contacts AS SELECT CAST(range AS INTEGER) AS id, CASE range % 3 WHEN 0 THEN 'PL' WHEN 1 THEN 'DE' END AS country FROM range(96);
CREATE TABLE visits AS SELECT id AS contact_id, TIMESTAMP '2025-11-01' AS "at", pages FROM contacts, (VALUES (1, 1), (2, 3)) AS v(bit, pages) WHERE (id & bit) <> 0;
CREATE TABLE orders AS SELECT id AS contact_id, TIMESTAMP '2025-11-01' AS "at", total FROM contacts, (VALUES (4, 5), (8, 50)) AS o(bit, total) WHERE (id & bit) <> 0;
`;

const there = ['did visit', 'max(visit.pages) > 1', 'did order', 'sum(order.total) > 20'];
const absent = ['did not visit', 'max(visit.pages) < 2 or missing', 'did not order'];
const others = ['country = "PL"', 'in segment poles', 'not in segment poles'];

/** Of every two and three: all, any, all in any and any in all. */
function conditions(): readonly string[] {
  const leaves = [...there, ...absent, ...others];
  const pairs = leaves.flatMap((left, at) => leaves.slice(at + 1).map((right) => [left, right]));
  const texts = pairs.flatMap(([left, right], at) => {
    const third = leaves[(at * 7) % leaves.length] ?? '';
    return [
      `${left}\n${right}`,
      `any of { ${left}\n${right} }`,
      `any of { ${third}\nall of { ${left}\n${right} } }`,
      `${third}\nany of { ${left}\n${right} }`,
      `any of { ${left}\n${third} }\n${right}`,
      `any of { ${right}\nall of { ${left}\n${third} } }`,
    ];
  });
  return [...leaves, ...texts, ['any of {', ...leaves, '}'].join('\n'), there.join('\n')];
}

let warehouse: MemoryWarehouse;

beforeAll(async () => {
  warehouse = await MemoryWarehouse.open(script);
});

afterAll(() => {
  warehouse.close();
});

describe('conditions by their bits', () => {
  const texts = conditions();
  const segments = texts.map((text, at) => `segment s${at} of contact { where {\n${text}\n} }`);
  const plan = planOf(`${model}${segments.join('\n')}\n`);
  const places = placesOf(plan.segments.map(({ name }) => name));
  const printed = printDecisions(plan, { places }, duckdbDialect, published);

  it('are of one word asked together', () => {
    const text = printed.decisions.map(({ query }) => query).join('\n');
    expect(text).toMatch(/"bits_1" & 5\) = 5/);
    // One of each kind: the first must be there, the second must not.
    const masks = [...text.matchAll(/& (\d+)\) = (\d+)/g)];
    expect(masks.some(([, asked, found]) => found !== '0' && asked !== found)).toBe(true);
  });

  it('give every segment the members of its own query', async () => {
    expect(printed.decisions.length).toBeGreaterThan(1);
    const alone = await warehouse.membersOfAll(plan);
    expect(await decided(warehouse, { places }, printed)).toEqual(alone);
    const different = new Set([...alone.values()].map((members) => members.join(' ')));
    expect(different.size).toBeGreaterThan(60);
  });

  it.each([
    [1, 1],
    [100, 1],
    [100, 2],
  ])(
    'are the same in any number of SELECTs and tables of words (%i words, %i tables)',
    async (wordsPerQuery, sourcesPerTable) => {
      const limits = { wordsPerQuery, sourcesPerTable };
      const other = printDecisions(plan, { places, limits }, duckdbDialect, published);
      expect(other.tables.map(({ name }) => name)).toContain('contact_conditions_2');
      expect(await decided(warehouse, { places }, other)).toEqual(
        await warehouse.membersOfAll(plan),
      );
    },
  );

  it('are added up as a tree, so that planning does not grow with the square of their number', () => {
    const { query } = printed.decisions[0] ?? { query: '' };
    const depth = Array.from(query.matchAll(/[()]/g), ([sign]) => sign).reduce(
      ({ now, most }, sign) => {
        const next = now + (sign === '(' ? 1 : -1);
        return { now: next, most: Math.max(most, next) };
      },
      { now: 0, most: 0 },
    );
    expect(depth.most).toBeGreaterThan(4);
    expect(query.split('ELSE 0 END + CASE').length).toBeLessThan(
      query.split('ELSE 0 END').length / 2,
    );
  });
});
