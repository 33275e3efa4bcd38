// Conditions on the first or last row, decided together: every arrangement of few rows with ties, missing times and missing values,
// against what docs/language.md says of `first` and `last`, and against each segment's own query.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RefreshPlan } from '../../compiler/plan/refresh-plan.ts';
import { placesOf, printDecisions } from '../../compiler/sql/print-decisions.ts';
import { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import { MemoryWarehouse, planOf, published } from './memory-warehouse.ts';

const model = `
project p { timezone: "UTC" }
object contact @table("contacts") { id: id @key, visits: visit[] via visit.contact }
object visit @table("visits") {
  id: id @key
  contact: contact via contact_id
  at: timestamp? @time
  word: text?
  level: int?
  ok: bool?
  due: date?
  mark: enum("a", "b", "m", "z")?
}
`;

/** A row: its time, a number or missing, and its value, a number or missing. */
type Row = readonly [time: number | undefined, value: number | undefined];

const times = [undefined, 0, 1] as const;
const values = [undefined, 0, 1, 2, 3, 4, 5] as const;
/** The last two are in another order as JavaScript compares them. */
const words = ['a', 'b', 'm', 'z', '\uFF5E', '\u{1F600}'];
const rowKinds: readonly Row[] = times.flatMap((time) => values.map((value): Row => [time, value]));

/** No row, each row, each pair of rows, and three rows of which two or all have the same time. */
const collections: readonly (readonly Row[])[] = [
  [],
  ...rowKinds.map((row) => [row]),
  ...rowKinds.flatMap((left, at) => rowKinds.slice(at).map((right) => [left, right])),
  ...rowKinds.flatMap((row) => [
    [row, [0, undefined], [0, 2]] as const,
    [row, [1, 1], [1, 3]] as const,
    [row, [undefined, 2], [undefined, 1]] as const,
  ]),
];

/** Earlier times first, missing ones last; then smaller values, missing ones last. The last row is chosen by the same, the other way. */
function pick(which: 'first' | 'last', rows: readonly Row[]): Row | undefined {
  const order = (part: 0 | 1, left: Row, right: Row): number => {
    const [a, b] = [left[part], right[part]];
    if (a === b) return 0;
    if (a === undefined) return 1;
    if (b === undefined) return -1;
    return which === 'first' ? a - b : b - a;
  };
  return rows.toSorted((left, right) => order(0, left, right) || order(1, left, right))[0];
}

type Test = (value: number) => boolean;

/** A condition with `V` for the value: what it asks of it, and what it is when it is missing. */
type Asked = readonly [text: string, test: Test, missing: boolean];

const ofWords: readonly Asked[] = [
  ['V = "m"', (value) => value === 2, false],
  ['V != "m" and known', (value) => value !== 2, false],
  ['V = "m" or missing', (value) => value === 2, true],
  ['V != "m" or missing', (value) => value !== 2, true],
  ['V = "c"', () => false, false],
  ['V in ["b", "z"]', (value) => value === 1 || value === 3, false],
  ['V not in ["b", "z"] and known', (value) => value !== 1 && value !== 3, false],
  ['V not in ["b", "z"] or missing', (value) => value !== 1 && value !== 3, true],
  ['V in ["\u{1F600}", "\uFF5E"]', (value) => value >= 4, false],
  ['V in ["a", "b", "m", "z", "\uFF5E", "\u{1F600}"]', () => true, false],
  ['V is known', () => true, false],
  ['V is missing', () => false, true],
];

/** The column is of a type of the engine whose values are in another order than their texts. */
const ofMarks: readonly Asked[] = [
  ['V = "a"', (value) => value === 0, false],
  ['V = "m"', (value) => value === 2, false],
  ['V in ["b", "z"]', (value) => value === 1 || value === 3, false],
  ['V != "z" or missing', (value) => value !== 3, true],
];

/** The values are 10, 20, 30 and so on. */
const ofLevels: readonly Asked[] = [
  ['V > 20', (value) => value > 1, false],
  ['V >= 20', (value) => value >= 1, false],
  ['V < 30', (value) => value < 2, false],
  ['V <= 30 or missing', (value) => value <= 2, true],
  ['V = 25', () => false, false],
  ['V in 20..40', (value) => value >= 1 && value <= 3, false],
  ['V not in 20..40 and known', (value) => value < 1 || value > 3, false],
  ['V in [9, 10, 100]', (value) => value === 0, false],
];

const ofFlags: readonly Asked[] = [
  ['V = true', (value) => value > 1, false],
  ['V = false or missing', (value) => value <= 1, true],
];

/** The values are 1 September and the days after it. */
const ofDays: readonly Asked[] = [
  ['V before 2025-09-03', (value) => value < 2, false],
  ['V after 2025-09-03', (value) => value > 2, false],
  ['V on 2025-09-03', (value) => value === 2, false],
];

interface Case {
  readonly name: string;
  readonly text: string;
  readonly which: 'first' | 'last';
  /** Which rows are there. */
  readonly among: (row: Row) => boolean;
  readonly test: Test;
  readonly missing: boolean;
}

const ranges: readonly (readonly [tail: string, among: (row: Row) => boolean])[] = [
  ['', () => true],
  [' in last 30 days', ([time]) => time !== undefined],
  [' in last 5 days', ([time]) => time === 1],
  [' where word is known', ([, value]) => value !== undefined],
];

/** The same condition on each row that can be picked: features of their own, so that no other constants come in. */
function casesOf(column: string, [text, test, missing]: Asked, at: number): readonly Case[] {
  return (['first', 'last'] as const).flatMap((which) =>
    ranges.map(([tail, among], range) => ({
      name: `${column}_${at}_${which}_${range}`,
      text: text.replace('V', `${which}(visits.${column}${tail})`),
      which,
      among,
      test,
      missing,
    })),
  );
}

const conditions = Object.entries({
  word: ofWords,
  level: ofLevels,
  ok: ofFlags,
  due: ofDays,
  mark: ofMarks,
})
  .flatMap(([column, all]) => all.map((one) => ({ column, asked: one })))
  .map(({ column, asked }, at) => [asked[0], column, casesOf(column, asked, at)] as const);

function projectOf(some: readonly Case[]): string {
  const segments = some.map(({ name, text }) => `segment ${name} of contact { where { ${text} } }`);
  return `${model}${segments.join('\n')}\n`;
}

function expected({ which, among, test, missing }: Case): readonly string[] {
  return collections
    .flatMap((rows, id) => {
      const picked = pick(which, rows.filter(among))?.[1];
      return (picked === undefined ? missing : test(picked)) ? [String(id)] : [];
    })
    .toSorted();
}

function known(text: string | undefined): string {
  return text ?? 'NULL';
}

function sqlOf(id: number, [time, value]: Row, at: number): string {
  const when = time === undefined ? undefined : `2025-10-${time === 0 ? '20' : '30'}`;
  return `(${[
    `${id * 10 + at}`,
    `${id}`,
    known(when && `TIMESTAMP '${when} 12:00:00'`),
    known(value === undefined ? undefined : `'${words[value] ?? ''}'`),
    known(value === undefined ? undefined : `${value * 10 + 10}`),
    known(value === undefined ? undefined : `${value > 1}`),
    known(value === undefined ? undefined : `DATE '2025-09-0${value + 1}'`),
    known(value === undefined ? undefined : `'${words[value] ?? ''}'`),
  ].join(', ')})`;
}

const script = `
CREATE TYPE mark AS ENUM (${words
  .toReversed()
  .map((word) => `'${word}'`)
  .join(', ')});
CREATE TABLE contacts AS SELECT CAST(range AS INTEGER) AS id FROM range(${collections.length});
CREATE TABLE visits (id INTEGER, contact_id INTEGER, "at" TIMESTAMP, word VARCHAR, level INTEGER, ok BOOLEAN, due DATE, mark mark);
INSERT INTO visits VALUES ${collections.flatMap((rows, id) => rows.map((row, at) => sqlOf(id, row, at))).join(', ')};
`;

let warehouse: MemoryWarehouse;

beforeAll(async () => {
  warehouse = await MemoryWarehouse.open(script);
});

afterAll(() => {
  warehouse.close();
});

async function together(plan: RefreshPlan): Promise<ReadonlyMap<string, readonly string[]>> {
  const places = placesOf(plan.segments.map(({ name }) => name));
  const printed = printDecisions(plan, { places }, duckdbDialect, published);
  expect(printed.tables.map(({ query }) => query).join('\n')).not.toContain('struct_pack');
  for (const { name, query } of printed.tables) {
    await warehouse.run(`CREATE TEMP TABLE "${name}" AS ${query}`);
  }
  const found = new Map<string, readonly string[]>();
  for (const { query, words: ofQuery } of printed.decisions) {
    for (const { segment, word, bit } of places.filter((place) => ofQuery.includes(place.word))) {
      const rows = await warehouse.rows(
        `SELECT CAST(id AS VARCHAR) FROM (${query}) WHERE ("${word}" >> ${bit}) & 1 = 1`,
      );
      found.set(segment, rows.map(([id]) => String(id)).toSorted());
    }
  }
  for (const { name } of printed.tables) await warehouse.run(`DROP TABLE "${name}"`);
  return found;
}

async function alone(plan: RefreshPlan, name: string): Promise<readonly string[]> {
  const sql = printSegmentQuery(plan, name, duckdbDialect, published);
  const rows = await warehouse.rows(`SELECT CAST(id AS VARCHAR) FROM (${sql})`);
  return rows.map(([id]) => String(id)).toSorted();
}

describe('conditions on the first or last row, decided together', () => {
  it.each(conditions)('%s, of a %s', async (_text, _column, cases) => {
    const plan = planOf(projectOf(cases));
    const found = await together(plan);
    for (const one of cases) {
      expect(found.get(one.name), one.text).toEqual(expected(one));
      expect(await alone(plan, one.name), one.text).toEqual(expected(one));
    }
  });

  it.each(conditions.slice(1).map((one, at) => [conditions[at]?.[0], one[0], at] as const))(
    '%s, beside %s',
    async (_one, _other, at) => {
      const cases = conditions.slice(at, at + 2).flatMap(([, , all]) => all);
      const found = await together(planOf(projectOf(cases)));
      for (const one of cases) expect(found.get(one.name), one.text).toEqual(expected(one));
    },
  );

  it('knows the order of times that are far away or infinite', async () => {
    const far = [
      'infinity',
      '9999-12-31 23:59:59',
      '2025-01-01',
      '1970-01-01',
      '1969-12-31 23:59:59.999999',
      '0001-01-01',
      '-infinity',
    ];
    const rows = far.flatMap((later, at) =>
      [...far.slice(at + 1), undefined].map((earlier) => ({ earlier, later })),
    );
    const written = rows.map(({ earlier, later }, id) => {
      const other = earlier === undefined ? 'NULL' : `'${earlier}'`;
      return `(${id}, ${1_000 + id}, ${other}, 'a'), (${100 + id}, ${1_000 + id}, '${later}', 'b')`;
    });
    await warehouse.run(
      `INSERT INTO contacts SELECT 1000 + range FROM range(${rows.length});
       INSERT INTO visits SELECT 100_000 + id, contact, CAST("when" AS TIMESTAMP), word, NULL, NULL, NULL, NULL
       FROM (VALUES ${written.join(', ')}) AS rows(id, contact, "when", word)`,
    );
    const found = await together(
      planOf(`${model}
segment lasts of contact { where { last(visits.word) = "b" } }
segment firsts of contact { where { first(visits.word) = "a" } }
`),
    );
    const ids = rows.map((_row, id) => String(1_000 + id));
    const own = (name: string): readonly string[] =>
      (found.get(name) ?? []).filter((id) => id.length === 4);
    expect(own('lasts')).toEqual(ids);
    expect(own('firsts')).toEqual(ids.filter((_id, at) => rows[at]?.earlier !== undefined));
    await warehouse.run(
      'DELETE FROM visits WHERE contact_id >= 1000; DELETE FROM contacts WHERE id >= 1000',
    );
  });
});

/** Of equally frequent known values the smallest. */
function mostFrequent(rows: readonly Row[]): number | undefined {
  const all = rows.flatMap(([, value]) => (value === undefined ? [] : [value]));
  const uses = (value: number): number => all.filter((one) => one === value).length;
  return all.toSorted((left, right) => uses(right) - uses(left) || left - right)[0];
}

it('the most frequent value goes by its text, whatever the order of its type', async () => {
  const plan = planOf(`${model}segment s of contact { where { mode(visits.mark) = "b" } }`);
  const ids = collections.flatMap((rows, id) => (mostFrequent(rows) === 1 ? [String(id)] : []));
  expect(await alone(plan, 's')).toEqual(ids.toSorted());
});
