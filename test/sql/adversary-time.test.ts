// Times chosen to go wrong: New York around its two clock changes, weeks from Sunday, leap days, ends of months, two zones in one row.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
import { snowflakeDialect } from '../../dialects/snowflake/dialect.ts';
import { MemoryWarehouse, planOf, published } from './memory-warehouse.ts';

const model = `
project clocks { timezone: "America/New_York", week_starts: sunday }
object moment @table("moments") @time(owner.at) {
  id: id @key
  at: timestamp?
  paris: timestamp? @column("at_paris") @zone("Europe/Paris")
  day: date? @column("date")
  n: int?
  owner: moment? via owner_id
  parts: moment[] via moment.owner
}
`;

const table = `
CREATE TABLE moments (id INTEGER, "at" TIMESTAMPTZ, at_paris TIMESTAMP, "date" DATE, n INTEGER, owner_id INTEGER);
`;

/** Condition, `now`, rows inside and rows outside; a row is what stands in the column that the condition begins with. */
type Case = readonly [string, string, readonly string[], readonly string[]];

const tuesday = '2026-03-10T16:00:00Z';

const cases: readonly Case[] = [
  [
    'at in this week',
    tuesday,
    ['2026-03-08 05:00:00Z', '2026-03-10 15:59:59.999Z'],
    ['2026-03-08 04:59:59.999Z', '2026-03-10 16:00:00Z'],
  ],
  [
    'at in previous week',
    tuesday,
    ['2026-03-01 05:00:00Z', '2026-03-08 04:59:59.999Z'],
    ['2026-03-01 04:59:59.999Z', '2026-03-08 05:00:00Z'],
  ],
  [
    'at in previous 2 weeks',
    '2026-03-08T04:59:59Z',
    ['2026-02-15 05:00:00Z', '2026-03-01 04:59:59.999Z'],
    ['2026-03-01 05:00:00Z', '2026-02-15 04:59:59.999Z'],
  ],
  [
    'at in last 2 full days',
    tuesday,
    ['2026-03-08 05:00:00Z', '2026-03-10 03:59:59.999Z'],
    ['2026-03-08 04:59:59.999Z', '2026-03-10 04:00:00Z'],
  ],
  [
    'at in last 1 full weeks',
    tuesday,
    ['2026-03-01 05:00:00Z', '2026-03-08 04:59:59.999Z'],
    ['2026-03-01 04:59:59.999Z', '2026-03-08 05:00:00Z'],
  ],
  [
    'at in next 1 days',
    '2026-03-07T16:00:00Z',
    ['2026-03-07 16:00:00Z', '2026-03-08 15:59:59.999Z'],
    ['2026-03-08 16:00:00Z'],
  ],
  ['at in last 3 days', tuesday, ['2026-03-07 16:00:00Z'], ['2026-03-07 15:59:59.999Z']],
  ['at in last 1 months', tuesday, ['2026-02-10 17:00:00Z'], ['2026-02-10 16:59:59.999Z']],
  [
    'at more than 1 months ago',
    tuesday,
    ['2026-02-10 16:59:59.999Z'],
    ['2026-02-10 17:00:00Z', 'NULL'],
  ],
  [
    'at on 2026-03-08',
    tuesday,
    ['2026-03-08 05:00:00Z', '2026-03-09 03:59:59.999Z'],
    ['2026-03-08 04:59:59.999Z', '2026-03-09 04:00:00Z'],
  ],
  ['at before 2026-03-08', tuesday, ['2026-03-08 04:59:59.999Z'], ['2026-03-08 05:00:00Z']],
  ['at after 2026-03-08', tuesday, ['2026-03-09 04:00:00Z'], ['2026-03-09 03:59:59.999Z']],
  ['at in this quarter', tuesday, ['2026-01-01 05:00:00Z'], ['2026-01-01 04:59:59.999Z']],
  [
    'at in previous quarter',
    tuesday,
    ['2025-10-01 04:00:00Z', '2026-01-01 04:59:59.999Z'],
    ['2025-10-01 03:59:59.999Z', '2026-01-01 05:00:00Z'],
  ],
  [
    'at in previous day',
    '2026-11-02T17:00:00Z',
    ['2026-11-01 04:00:00Z', '2026-11-02 04:59:59.999Z'],
    ['2026-11-01 03:59:59.999Z', '2026-11-02 05:00:00Z'],
  ],
  [
    'at in this hour',
    '2026-11-01T06:30:00Z',
    ['2026-11-01 06:00:00Z'],
    ['2026-11-01 05:59:59.999Z', '2026-11-01 06:30:00Z'],
  ],
  [
    'at in last 2 hours',
    '2026-11-01T06:30:00Z',
    ['2026-11-01 04:30:00Z'],
    ['2026-11-01 04:29:59.999Z'],
  ],
  [
    'at in last 1 years',
    '2028-02-29T17:00:00Z',
    ['2027-02-28 17:00:00Z'],
    ['2027-02-28 16:59:59.999Z'],
  ],
  [
    'at in last 3 months',
    '2026-05-31T16:00:00Z',
    ['2026-02-28 17:00:00Z'],
    ['2026-02-28 16:59:59.999Z'],
  ],
  [
    'at from 2026-03-08T02:00:00-05:00 until 2026-03-09',
    tuesday,
    ['2026-03-08 07:00:00Z', '2026-03-09 03:59:59.999Z'],
    ['2026-03-08 06:59:59.999Z', '2026-03-09 04:00:00Z'],
  ],
  ['at since 2026-03-09T00:00:00', tuesday, ['2026-03-09 04:00:00Z'], ['2026-03-09 03:59:59.999Z']],
  [
    'at between 2 and 1 quarters ago',
    '2026-08-31T16:00:00Z',
    ['2026-02-28 17:00:00Z', '2026-05-31 15:59:59.999Z'],
    ['2026-02-28 16:59:59.999Z', '2026-05-31 16:00:00Z'],
  ],
  [
    'at not in this month or missing',
    tuesday,
    ['NULL', '2026-03-01 04:59:59.999Z', '2026-03-10 16:00:00Z'],
    ['2026-03-01 05:00:00Z'],
  ],
  [
    'not at at most 1 hours ago',
    tuesday,
    ['NULL', '2026-03-10 14:59:59.999Z', '2026-03-10 16:00:00.001Z'],
    ['2026-03-10 15:00:00Z', '2026-03-10 16:00:00Z'],
  ],
  [
    'at + 1 days = 2026-03-09T05:00:00Z',
    tuesday,
    ['2026-03-08 05:00:00Z'],
    ['2026-03-08 04:00:00Z'],
  ],
  [
    'at + 1 months = 2026-03-28T16:00:00Z',
    tuesday,
    ['2026-02-28 17:00:00Z'],
    ['2026-02-28 16:00:00Z'],
  ],
  [
    'at - 1 months = 2026-02-28T17:00:00Z',
    tuesday,
    ['2026-03-28 16:00:00Z', '2026-03-31 16:00:00Z'],
    ['2026-03-28 17:00:00Z'],
  ],
  ['days_since(at) >= 2', tuesday, ['2026-03-08 16:00:00Z'], ['2026-03-08 16:00:01Z']],
  [
    'day(at) = 8',
    tuesday,
    ['2026-03-08 05:00:00Z', '2026-03-09 03:59:59Z'],
    ['2026-03-09 04:00:00Z'],
  ],
  ['year(at) = 2025', tuesday, ['2026-01-01 04:59:59Z'], ['2026-01-01 05:00:00Z']],
  [
    'paris = 2026-03-10T12:00:00Z',
    tuesday,
    ['2026-03-10 13:00:00'],
    ['2026-03-10 12:00:00', '2026-03-10 14:00:00'],
  ],
  ['date(paris) = 2026-03-09', tuesday, ['2026-03-10 04:59:00'], ['2026-03-10 05:00:00']],
  [
    'paris in last 1 hours',
    '2026-03-29T01:30:00Z',
    ['2026-03-29 01:30:00', '2026-03-29 03:29:59'],
    ['2026-03-29 01:29:59', '2026-03-29 03:30:00'],
  ],
  ['day in this week', tuesday, ['2026-03-08', '2026-03-10'], ['2026-03-07', '2026-03-11']],
  ['day in last 1 days', '2026-03-10T03:59:59Z', ['2026-03-09'], ['2026-03-08', '2026-03-10']],
  ['day before now', '2026-03-10T03:59:59Z', ['2026-03-08'], ['2026-03-09', '2026-03-10', 'NULL']],
  [
    'day in last 1 months',
    '2026-03-31T16:00:00Z',
    ['2026-03-01', '2026-03-31'],
    ['2026-02-28', '2026-04-01'],
  ],
  [
    'day in previous 2 quarters',
    '2026-05-15T16:00:00Z',
    ['2025-10-01', '2026-03-31'],
    ['2025-09-30', '2026-04-01'],
  ],
  [
    'day in next 1 years',
    '2028-02-29T17:00:00Z',
    ['2028-02-29', '2029-02-27'],
    ['2029-02-28', '2028-02-28'],
  ],
  ['day more than 1 years ago', '2028-02-29T17:00:00Z', ['2027-02-27'], ['2027-02-28']],
  [
    'day at least 1 months from now',
    '2026-01-31T17:00:00Z',
    ['2026-02-28'],
    ['2026-02-27', 'NULL'],
  ],
  [
    'day between 14 and 7 days ago',
    tuesday,
    ['2026-02-24', '2026-03-02'],
    ['2026-02-23', '2026-03-03'],
  ],
  ['day in previous week', tuesday, ['2026-03-01', '2026-03-07'], ['2026-02-28', '2026-03-08']],
  ['day + 1 years = 2029-02-28', tuesday, ['2028-02-29', '2028-02-28'], ['2028-02-27']],
  ['days_since(day) = 2', '2026-03-10T03:59:00Z', ['2026-03-07'], ['2026-03-08', 'NULL']],
  ['days_since(day) * 24 < 25', tuesday, ['2026-03-09', '2026-03-11'], ['2026-03-08']],
];

describe('times chosen to go wrong', () => {
  let warehouse: MemoryWarehouse;
  beforeAll(async () => {
    warehouse = await MemoryWarehouse.open(table);
  });
  afterAll(() => {
    warehouse.close();
  });

  const members = async (condition: string, now: string): Promise<readonly string[]> => {
    const plan = planOf(`${model}segment s of moment { where { ${condition} } }\n`, now);
    expect(printSegmentQuery(plan, 's', snowflakeDialect, published)).toContain('SELECT');
    return (await warehouse.membersOfAll(plan)).get('s') ?? [];
  };

  it.each(cases)('%s at %s', async (condition, now, inside, outside) => {
    const names = { at: '"at"', paris: 'at_paris', day: '"date"' };
    const [, name = 'at'] = /\b(?:not )?(?:\w+\()?(at|paris|day)\b(?!\()/.exec(condition) ?? [];
    const column = name === 'paris' || name === 'day' ? names[name] : names.at;
    const values = [...inside, ...outside].map(
      (text, index) => `(${index}, ${text === 'NULL' ? 'NULL' : `'${text}'`})`,
    );
    await warehouse.run(
      `DELETE FROM moments; INSERT INTO moments (id, ${column}) VALUES ${values.join(', ')}`,
    );
    expect(await members(condition, now)).toEqual(inside.map((_text, index) => String(index)));
  });

  it.each([
    // in row 2 the Paris time is the same instant, in row 3 an hour earlier
    ['paris = at', ['2']],
    ['at - 1 hours = paris', ['3']],
    ['date(at) = day', ['1', '2']],
    ['not date(at) = day', ['3', '4', '5']],
    ['date(at) < day', ['3']],
    ['at in last 7 days and day in last 2 days', ['2']],
    ['days_between(day, date(at)) = -1', ['3']],
    ['day + 1 days > date(at)', ['1', '2', '3']],
    ['has parts in last 7 days', ['2']],
    ['has parts in last 7 days by paris', ['1']],
    ['has parts in last 2 days by day where day > moment.day or missing', ['4']],
    ['min(parts.day) in last 2 days or missing', ['2', '3', '4', '5']],
    ['max(parts.at) more than 100 days ago or missing', ['2', '3', '4', '5']],
    ['last(parts.n) = 4', ['2']],
    ['count(parts) = 1', ['1', '2', '4']],
  ])('rows of several times: %s', async (condition, expected) => {
    await warehouse.run(`DELETE FROM moments; INSERT INTO moments VALUES
      (1, '2026-01-01 05:00:00Z', NULL, '2026-01-01', 1, NULL),
      (2, '2026-03-10 03:30:00Z', '2026-03-10 04:30:00', '2026-03-09', 2, NULL),
      (3, '2026-03-08 04:30:00Z', '2026-03-08 04:30:00', '2026-03-08', 3, 1),
      (4, NULL, NULL, NULL, 4, 2),
      (5, NULL, NULL, '2026-03-10', 5, 4)`);
    expect(await members(condition, tuesday)).toEqual(expected);
  });
});
