// Many kinds of rows in one table, decided together: their features share passes, and mean what each segment's own query means.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharePasses } from '../../compiler/plan/share-passes.ts';
import type { RefreshPlan } from '../../compiler/plan/refresh-plan.ts';
import { verifyPlan } from '../../compiler/plan/verify.ts';
import { placesOf, printDecisions } from '../../compiler/sql/print-decisions.ts';
import { printRows } from '../../compiler/sql/print-rows.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import { decided } from './decided-together.ts';
import { MemoryWarehouse, planOf, published } from './memory-warehouse.ts';

const kinds = Array.from({ length: 26 }, (_none, at) => `kind_${at + 1}`);

/** All but the last two have the same columns; one has a column of its own expression, one is told by two columns. */
function eventText(kind: string, where: string, amount: string): string {
  return `event ${kind} of contact via contact_id @table("web.events") @where(${where}) {
  at: timestamp? @time
  amount: ${amount}
  word: text? @column("category")
}`;
}

const model = `
project p { timezone: "UTC", raw_sql: allowed }
object contact @table("contacts") { id: id @key, country: text? }
${kinds.map((kind) => eventText(kind, `kind = "${kind}"`, 'decimal?')).join('\n')}
${eventText('half', 'kind = "kind_1" and category = "a"', 'decimal?')}
${eventText('doubled', 'kind = "kind_2"', 'decimal? @sql("amount * 2")')}
`;

const wordings: readonly ((kind: string) => string)[] = [
  (kind) => `did ${kind}`,
  (kind) => `did not ${kind} in last 30 days`,
  (kind) => `did ${kind} at least 2 times in last 300 days`,
  (kind) => `sum(${kind}.amount in last 7 days) > 20`,
  (kind) => `max(${kind}.amount where word = "a") >= 15 or missing`,
  (kind) => `count distinct(${kind}.word in last 90 days) >= 2`,
  (kind) => `last(${kind}.word) = "b"`,
  (kind) => `last(${kind}.at) more than 20 days ago`,
  (kind) => `min(${kind}.amount) < 5\n  country = "PL"`,
];

function textOf(some: readonly string[]): string {
  const segments = some.flatMap((kind, at) =>
    [0, 1, 2, 3].map((step) => {
      const wording = wordings[(at + step * 2) % wordings.length] ?? String;
      return `segment ${kind}_${step} of contact {\n  where {\n  ${wording(kind)}\n  }\n}`;
    }),
  );
  return `${model}${segments.join('\n')}\n`;
}

/** The same on every machine; some cells are missing, and so are the kinds of some rows. */
const script = `
CREATE SCHEMA web;
CREATE TABLE contacts AS SELECT CAST(range AS INTEGER) AS id, CASE WHEN range % 3 = 0 THEN 'PL' ELSE 'DE' END AS country FROM range(60);
CREATE TABLE web.events AS SELECT CAST(hash(i) % 60 AS INTEGER) AS contact_id,
  CASE WHEN hash(i + 1000000) % 30 < 28 THEN 'kind_' || (1 + hash(i + 1000000) % 28) END AS kind,
  CASE WHEN hash(i + 2000000) % 40 > 0 THEN TIMESTAMP '2025-11-02 12:00:00' - to_minutes(CAST(hash(i + 3000000) % 600000 AS BIGINT)) END AS "at",
  CASE WHEN hash(i + 4000000) % 10 > 0 THEN CAST(hash(i + 5000000) % 30 AS DECIMAL(9, 2)) END AS amount,
  CASE hash(i + 6000000) % 4 WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN 'c' END AS category
FROM range(6000) AS r(i);
CREATE TABLE asked_for AS SELECT id FROM contacts WHERE id % 4 = 1;
`;

let warehouse: MemoryWarehouse;

beforeAll(async () => {
  warehouse = await MemoryWarehouse.open(script);
});

afterAll(() => {
  warehouse.close();
});

function namesOf({ segments }: RefreshPlan): readonly string[] {
  return segments.map(({ name }) => name);
}

describe('many kinds of rows in one table', () => {
  const text = textOf([...kinds, 'half', 'doubled']);

  it('are told apart within passes, eight at a time', () => {
    const plan = planOf(text);
    const { plan: shared, reasons } = sharePasses(plan, new Set(namesOf(plan)));
    expect(verifyPlan(shared)).toEqual([]);
    const gathered = shared.features.filter(
      (feature) => feature.kind === 'collection' && feature.path.some(({ to }) => to === 'events'),
    );
    expect(gathered.length).toBeGreaterThan(80);
    const ofKinds = reasons.filter(({ reason }) => reason.kind === 'kinds');
    expect(ofKinds.map(({ feature }) => feature)).toEqual(gathered.map(({ id }) => id));
    expect(ofKinds[0]?.reason).toEqual({ kind: 'kinds', features: 74, kinds: 26, most: 8 });
    const { tables } = printDecisions(
      plan,
      { places: placesOf(namesOf(plan)) },
      duckdbDialect,
      published,
    );
    expect(tables.length).toBeLessThan(20);
  });

  it('stay apart when they are few', () => {
    const plan = planOf(textOf(kinds.slice(0, 23)));
    const { reasons } = sharePasses(plan, new Set(namesOf(plan)));
    expect(reasons.some(({ reason }) => reason.kind === 'kinds')).toBe(false);
  });

  it('give every segment the members of its own query, of all objects and of some', async () => {
    const plan = planOf(text);
    const alone = await warehouse.membersOfAll(plan);
    const places = placesOf(namesOf(plan));
    const all = { places };
    const together = await decided(
      warehouse,
      all,
      printDecisions(plan, all, duckdbDialect, published),
    );
    expect(together).toEqual(alone);
    const changing = [...alone.values()].filter((members) => members.length > 0);
    expect(changing.length).toBeGreaterThan(90);

    const some = { places, only: ['asked_for'], inlined: new Set<string>() };
    const rows = new Map<string, readonly string[]>();
    for (const [at, { identity, query }] of printRows(
      plan,
      some,
      duckdbDialect,
      published,
    ).entries()) {
      await warehouse.run(`CREATE TABLE rows_${at} AS ${query}`);
      rows.set(identity, [`rows_${at}`]);
    }
    const restricted = { ...some, rows };
    const ofSome = await decided(
      warehouse,
      restricted,
      printDecisions(plan, restricted, duckdbDialect, published),
    );
    expect(ofSome).toEqual(
      new Map(
        [...alone].map(([name, keys]) => [name, keys.filter((key) => Number(key) % 4 === 1)]),
      ),
    );
  });
});
