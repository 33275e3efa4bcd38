// Event sequences: every list of members was derived by hand from docs/language.md before looking at an answer.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
import { snowflakeDialect } from '../../dialects/snowflake/dialect.ts';
import { MemoryWarehouse, noon, planOf, published } from './memory-warehouse.ts';

const model = `
project walk { timezone: "Europe/Warsaw" }
object account @table("accounts") {
  id: id @key
  people: person[] via person.account
  owner: person? via owner_id
}
object person @table("people") {
  id: id @key
  floor: int?
  account: account? via account_id
  bills: bill[] via bill.person
}
object bill @table("bills") {
  id: id @key
  due_on: date? @time
  paid: bool?
  person: person via person_id
}
event view of person via person_id @table("events") @where(name = "view") { at: timestamp @time, item: text?, value: int? }
event click of person via person_id @table("events") @where(name = "click") { at: timestamp @time, item: text?, value: int? }
event buy of person via person_id @table("events") @where(name = "buy") { at: timestamp @time, item: text?, value: int? }
trait person.clicks_fast: int = count(click where { item is known })
`;

/** Noon is now. Each person is there for one line of the reference. */
const tables = `
CREATE TABLE accounts (id VARCHAR, owner_id INTEGER);
CREATE TABLE people (id INTEGER, floor INTEGER, account_id VARCHAR);
CREATE TABLE bills (id INTEGER, due_on DATE, paid BOOLEAN, person_id INTEGER);
CREATE TABLE events (name VARCHAR, person_id INTEGER, "at" TIMESTAMP, item VARCHAR, value INTEGER);
INSERT INTO accounts VALUES ('a', 2), ('b', 3), ('c', NULL), ('d', 99);
INSERT INTO people VALUES (1, NULL, 'a'), (2, 5, 'a'), (3, 10, 'b'), (4, NULL, 'c'), (5, NULL, NULL), (6, NULL, NULL), (7, NULL, NULL);
INSERT INTO events VALUES
  -- 1: view
  ('view', 1, TIMESTAMP '2025-10-30 10:00', 'x', 1),
  -- 2: view, click 2 hours later to the second
  ('view', 2, TIMESTAMP '2025-10-30 10:00', 'x', 1), ('click', 2, TIMESTAMP '2025-10-30 12:00', 'x', 6),
  -- 3: view, click, view
  ('view', 3, TIMESTAMP '2025-10-30 10:00', 'x', 1), ('click', 3, TIMESTAMP '2025-10-30 12:00:01', 'y', 6),
  ('view', 3, TIMESTAMP '2025-10-30 14:00', 'y', 2),
  -- 4: click, view
  ('click', 4, TIMESTAMP '2025-10-30 09:00', 'x', 1), ('view', 4, TIMESTAMP '2025-10-30 10:00', NULL, NULL),
  -- 5: click
  ('click', 5, TIMESTAMP '2025-10-30 09:00', 'x', 1),
  -- 6: nothing; 7: view and click at the same time, a view without a time, a click yet to come
  ('view', 7, TIMESTAMP '2025-10-31 12:00', 'x', 1), ('click', 7, TIMESTAMP '2025-10-31 12:00', 'x', 1),
  ('view', 7, NULL, 'x', 1), ('click', 7, TIMESTAMP '2025-11-01 12:00:01', 'x', 1);
INSERT INTO bills VALUES
  (1, DATE '2025-10-29', true, 1), (2, DATE '2025-10-31', false, 1), (3, DATE '2025-10-30', false, 2), (4, NULL, true, 3);
`;

let warehouse: MemoryWarehouse;
beforeAll(async () => {
  warehouse = await MemoryWarehouse.open(tables);
});
afterAll(() => {
  warehouse.close();
});

async function membersOf(declarations: string, now: string = noon): Promise<readonly string[]> {
  const plan = planOf(`${model}\n${declarations}\n`, now);
  return (await warehouse.membersOfAll(plan)).get('s') ?? [];
}

function people(condition: string): string {
  return `segment s of person {\n  where {\n    ${condition}\n  }\n}`;
}

function accounts(steps: string): string {
  return `segment s of account { where { did sequence { ${steps} } } }`;
}

type Cases = readonly (readonly [string, string])[];

const cases: Cases = [
  // the two readings of the reference
  ['did sequence { view\nthen no click }', '1 3 4 7'],
  ['did sequence { first view\nthen no click }', '1 4 7'],
  ['did not sequence { view\nthen no click }', '2 5 6'],
  ['not did sequence { first view\nthen no click }', '2 3 5 6'],
  // one step: rows without a time are none
  ['did sequence { view }', '1 2 3 4 7'],
  ['did sequence { view where value = 1 }', '1 2 3 7'],
  ['did sequence { last view where item = "x" }', '1 2 3 7'],
  // strictly later; times may be in the future
  ['did sequence { view\nthen click }', '2 3 7'],
  ['did sequence { view\nthen click where at < now }', '2 3'],
  ['did sequence { click\nthen view }', '3 4'],
  // within: the end is in
  ['did sequence { view\nthen click within 2 hours }', '2'],
  ['did sequence { view\nthen click within 1 hour }', ''],
  ['did sequence { view\nthen click within 7201 seconds }', '2 3'],
  ['did sequence { view\nthen click within 86401 seconds }', '2 3 7'],
  // absent within: the end is in, and has passed
  ['did sequence { view\nthen no click within 2 hours }', '1 3 4 7'],
  ['did sequence { view\nthen no click within 24 hours }', '1 3 4 7'],
  ['did sequence { view\nthen no click within 1441 minutes }', '1 3 4'],
  ['did sequence { first view\nthen no click within 2 hours }', '1 3 4 7'],
  ['did sequence { first view\nthen no click within 3 hours }', '1 4 7'],
  // the window: its start is in, its end is not; absences are not in it
  ['did sequence in last 24 hours { view }', '7'],
  ['did sequence in last 50 hours { view }', '1 2 3 4 7'],
  ['did sequence in last 49 hours { view }', '3 7'],
  ['did sequence in last 48 hours { click }', '2 3 7'],
  ['did sequence from 2025-10-30 until 2025-10-31 { view\nthen no click }', '1 3 4'],
  ['did sequence since 2025-10-30T12:00:01Z { click\nthen view }', '3'],
  // between: both ends are out
  ['did sequence { view\nthen no click\nthen view }', ''],
  ['did sequence { view\nthen no click where item = "x"\nthen view }', '3'],
  ['did sequence { view\nthen no view\nthen click }', '2 3 7'],
  // pins look at their own line only
  ['did sequence { last view\nthen click }', '2 7'],
  ['did sequence { view\nthen last view\nthen click }', ''],
  ['did sequence { first click\nthen view }', '3 4'],
  ['did sequence { view\nthen first click where item = "y"\nthen view }', '3'],
  // names of earlier steps, the object, rows without a value
  ['did sequence { view as v\nthen click where item = v.item }', '2 7'],
  ['did sequence { view as v\nthen click where (item != v.item and known) }', '3'],
  ['did sequence { view as v\nthen no click where item = v.item }', '1 3 4 7'],
  [
    'did sequence { view as v\nthen click as c where value > v.value\nthen view where item = c.item and value > v.value }',
    '3',
  ],
  ['did sequence { view\nthen click where value > person.floor }', '2'],
  ['did sequence { click as c\nthen view where item is missing and c.item = "x" }', '4'],
  // all of it in bigger conditions
  ['none of { did sequence { view\nthen click }, did sequence { click\nthen view } }', '1 5 6'],
  ['did sequence { view\nthen click } and did not view where item = "y"', '2 7'],
  // dates, and dates beside instants
  ['did sequence { bills\nthen bills }', '1'],
  ['did sequence { bills where paid\nthen bills within 1 day }', ''],
  ['did sequence { bills where paid\nthen bills within 2 days where not paid }', '1'],
  ['did sequence { bills\nthen no bills within 1 day }', '1 2'],
  ['did sequence { bills where not paid\nthen no bills within 1 day }', '2'],
  ['did sequence { bills where paid\nthen no bills within 1 day }', '1'],
  ['did sequence { bills where not paid\nthen no bills }', '1 2'],
  ['did sequence { bills\nthen view within 1 day }', '2'],
  ['did sequence { view\nthen bills within 15 hours }', '1'],
  ['did sequence { view\nthen bills within 12 hours }', ''],
];

describe('sequences', () => {
  it.each(cases)('%s', async (condition, expected) => {
    expect((await membersOf(people(condition))).join(' ')).toBe(expected);
  });

  it('may ask for a trait of the object', async () => {
    const condition = 'did sequence { view where person.clicks_fast > 0\nthen no click }';
    expect(await membersOf(people(condition))).toEqual(['3', '4', '7']);
  });
});

describe('a waiting time', () => {
  const condition = 'did sequence { last click\nthen no view within 24 hours }';

  it('is over at its last instant', async () => {
    const last = people(condition);
    expect(await membersOf(last, '2025-10-31T08:59:59Z')).toEqual([]);
    expect(await membersOf(last, '2025-10-31T09:00:00Z')).toEqual(['5']);
    expect(await membersOf(last, '2025-10-31T12:00:00Z')).toEqual(['2', '5']);
  });

  it('of days follows instants, of months the calendar of the zone', async () => {
    // 25 October 10:00 UTC is noon in Warsaw; a month later, after the clocks changed, noon is 11:00 UTC.
    await warehouse.run(
      `CREATE OR REPLACE TABLE keep AS FROM events; DELETE FROM events;
       INSERT INTO events VALUES ('view', 1, TIMESTAMP '2025-10-25 10:00', NULL, NULL)`,
    );
    const month = people('did sequence { view\nthen no click within 1 month }');
    const days = people('did sequence { view\nthen no click within 31 days }');
    expect(await membersOf(month, '2025-11-25T10:59:59Z')).toEqual([]);
    expect(await membersOf(month, '2025-11-25T11:00:00Z')).toEqual(['1']);
    expect(await membersOf(days, '2025-11-25T09:59:59Z')).toEqual([]);
    expect(await membersOf(days, '2025-11-25T10:00:00Z')).toEqual(['1']);
    await warehouse.run('DELETE FROM events; INSERT INTO events FROM keep');
  });
});

describe('a sequence of other rows', () => {
  it('over a collection, with names of the rows around it', async () => {
    const segment =
      'segment s of account {\n where {\n has people as p where { floor is known\ndid sequence { view\nthen click where value > p.floor } }\n }\n}';
    expect(await membersOf(segment)).toEqual(['a']);
  });

  it('over the rows of a whole collection', async () => {
    // Account a: 1 and 2 view at one time, 2 clicks. Account b: 3. Account c: 4.
    expect(await membersOf(accounts('people.view\nthen people.click'))).toEqual(['a', 'b']);
    expect(
      await membersOf(
        accounts('people.view as v\nthen people.click where person != v.person and known'),
      ),
    ).toEqual(['a']);
    expect(await membersOf(accounts('people.view\nthen no people.click'))).toEqual(['b', 'c']);
  });

  it('over a to-one relation, whose row may not exist', async () => {
    expect(await membersOf(accounts('owner.view\nthen owner.click'))).toEqual(['a', 'b']);
    const negated = accounts('owner.view\nthen owner.click').replace('did', 'did not');
    expect(await membersOf(negated)).toEqual(['c', 'd']);
  });

  it('around a relation that steps differ in', async () => {
    const segment =
      'segment s of account { where { did sequence { people.view\nthen owner.click } } }';
    expect(await membersOf(segment)).toEqual(['a', 'b']);
  });
});

describe('a sequence elsewhere', () => {
  it('in a template, with lengths and values given', async () => {
    const segment = `segment quick(length: int, least: int) of person {
  where {
    did sequence { view\nthen click within $length hours where value >= $least }
  }
}
segment s of person { where { in segment quick(length: 3, least: 6) } }`;
    expect(await membersOf(segment)).toEqual(['2', '3']);
  });

  it('in a segment that is referred to, and in an exception', async () => {
    const segment = `segment quick of person { where { did sequence { view\nthen click within 2 hours } } }
segment s of person {
  where { did view, not in segment quick }
  except did sequence { click\nthen view }
}`;
    expect(await membersOf(segment)).toEqual(['1', '7']);
  });

  it('in a trait, over counted rows', async () => {
    const segment = `trait account.quick: int = count(people where { did sequence { view\nthen click } })
segment s of account { where { quick = 1 } }`;
    expect(await membersOf(segment)).toEqual(['a', 'b']);
  });
});

describe('equal sequences', () => {
  it('are one feature, and what a step asks is read once', () => {
    const text = `${model}
segment a of person { where { did sequence { view\nthen click } } }
segment b of person { where { not (did not sequence { view as v, then click as c }) } }`;
    const { features } = planOf(text);
    expect(features).toHaveLength(2);
    expect(features.every(({ usedBy }) => usedBy.length === 2)).toBe(true);
  });

  it('print for Snowflake', () => {
    const plan = planOf(
      `${model}\n${people('did sequence { first view as v\nthen no click\nthen last buy within 2 days where item = v.item\nthen no click within 1 month }')}`,
    );
    const sql = printSegmentQuery(plan, 's', snowflakeDialect, published);
    expect(sql).toContain('MIN(');
    expect(sql).not.toContain('INTERVAL 1');
  });
});
