// `more than 4 hours ago counting desk`, against every minute of some weeks: at opening and closing, in closed time, across
// changes of the clock. And working days, by hand.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calendarOf, count, type Counted, desks, minuteMs } from './brute-force-calendar.ts';
import { MemoryWarehouse, planOf } from './memory-warehouse.ts';

const model = `
project desk { timezone: "Europe/Warsaw" }
object step @table("steps") { id: id @key, at: timestamp?, day: date? }
${desks.map(calendarOf).join('\n')}
`;

const from = '2025-10-20T00:00:00Z';
const to = '2025-11-17T00:00:00Z';

const bounds = {
  'more than': (open: number, limit: number) => open > limit,
  'at least': (open: number, limit: number) => open >= limit,
  'less than': (open: number, limit: number) => open < limit,
  'at most': (open: number, limit: number) => open <= limit,
} as const;

type Bound = keyof typeof bounds;

const comparisons = ['more than', 'at least', 'less than', 'at most'] as const;

/** Calendar, `now`, minutes. */
const cases: readonly (readonly [string, string, number])[] = [
  ['desk', '2025-11-03T07:00:00Z', 240],
  ['desk', '2025-11-03T07:00:00Z', 0],
  ['desk', '2025-10-31T17:00:00Z', 600],
  ['desk', '2025-11-01T20:00:00Z', 240],
  ['desk', '2025-11-01T20:00:00Z', 0],
  ['desk', '2025-11-11T12:00:00Z', 600],
  ['desk', '2025-11-12T07:01:00Z', 1],
  ['desk', '2025-10-29T11:30:00Z', 1200],
  ['nights', '2025-11-02T05:30:00Z', 60],
  ['nights', '2025-11-02T06:30:00Z', 120],
  ['nights', '2025-11-04T12:00:00Z', 500],
  ['always', '2025-10-27T00:00:00Z', 2880],
  ['split', '2025-10-23T07:20:00Z', 210],
  ['split', '2025-10-31T12:00:00Z', 480],
  ['sundays', '2025-10-26T05:00:00Z', 900],
  ['sundays', '2025-11-03T00:00:00Z', 1370],
];

describe('distances that a calendar counts', () => {
  let warehouse: MemoryWarehouse;
  const counts = new Map<string, Counted>();
  beforeAll(async () => {
    warehouse = await MemoryWarehouse.open(
      'CREATE TABLE steps (id BIGINT, "at" TIMESTAMP, "day" DATE)',
    );
    for (const desk of desks) counts.set(desk.name, count(desk, from, to));
  });
  afterAll(() => {
    warehouse.close();
  });

  it.each(cases)('%s at %s, %i minutes', async (name, now, limit) => {
    await warehouse.run('DELETE FROM steps');
    await warehouse.run(
      `INSERT INTO steps SELECT epoch_ms("range"), "range", NULL
       FROM range(TIMESTAMP '2025-10-20', TIMESTAMP '2025-11-17', INTERVAL 1 MINUTE)`,
    );
    const segments = comparisons.flatMap((bound, index) => [
      `segment ago_${index} of step { where { at ${bound} ${limit} minutes ago counting ${name} } }`,
      `segment ahead_${index} of step { where { at ${bound} ${limit} minutes from now counting ${name} } }`,
    ]);
    const plan = planOf(`${model}\n${segments.join('\n')}`, now);
    await warehouse.membersOfAll(plan);
    const counted = counts.get(name);
    if (counted === undefined) throw new Error(name);
    for (const [index, bound] of comparisons.entries()) {
      const found = [
        await extent(warehouse, `ago_${index}`),
        await extent(warehouse, `ahead_${index}`),
      ];
      const expected = [-1, 1].map((side) => expectedExtent(counted, now, side, bound, limit));
      expect(found, bound).toEqual(expected);
    }
  });
});

type Extent = readonly [number, string, string];

/** How many minutes, the first and the last. */
async function extent(warehouse: MemoryWarehouse, segment: string): Promise<Extent> {
  const [row] = await warehouse.rows(
    `SELECT count(*), min(id::BIGINT), max(id::BIGINT) FROM segments.${segment}`,
  );
  return [Number(row?.[0]), String(row?.[1]), String(row?.[2])];
}

function expectedExtent(
  counted: Counted,
  now: string,
  side: number,
  bound: Bound,
  limit: number,
): Extent {
  const present = Date.parse(now);
  const found: number[] = [];
  for (let at = counted.start; at < counted.end; at += minuteMs) {
    const open = (counted.openBefore(at) - counted.openBefore(present)) * side;
    if ((at - present) * side >= 0 && bounds[bound](open, limit)) found.push(at);
  }
  return [found.length, String(found[0] ?? null), String(found.at(-1) ?? null)];
}

describe('working days', () => {
  // The desk is closed on Sundays and on Tuesday 11 November; Monday the 10th is the fourth day after Wednesday the 5th.
  const days: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
    [
      'day more than 2 days ago counting desk',
      '2025-11-12T10:00:00Z',
      ['2025-11-07', '2025-10-01'],
      ['2025-11-08', '2025-11-12', '2025-11-13'],
    ],
    [
      'day at least 2 days ago counting desk',
      '2025-11-12T10:00:00Z',
      ['2025-11-08', '2025-11-07'],
      ['2025-11-09', '2025-11-10'],
    ],
    [
      'day less than 2 days ago counting desk',
      '2025-11-12T10:00:00Z',
      ['2025-11-09', '2025-11-10', '2025-11-11', '2025-11-12'],
      ['2025-11-08', '2025-11-13'],
    ],
    [
      'day at most 2 days ago counting desk',
      '2025-11-12T10:00:00Z',
      ['2025-11-08', '2025-11-12'],
      ['2025-11-07', '2025-11-13'],
    ],
    [
      'day less than 2 days from now counting desk',
      '2025-11-10T10:00:00Z',
      ['2025-11-10', '2025-11-11', '2025-11-12'],
      ['2025-11-09', '2025-11-13'],
    ],
    [
      'day at most 2 days from now counting desk',
      '2025-11-10T10:00:00Z',
      ['2025-11-10', '2025-11-12', '2025-11-13'],
      ['2025-11-09', '2025-11-14'],
    ],
    [
      'day more than 2 days from now counting desk',
      '2025-11-10T10:00:00Z',
      ['2025-11-14'],
      ['2025-11-13'],
    ],
    [
      'at more than 2 days ago counting desk',
      '2025-11-12T10:00:00Z',
      ['2025-11-08 09:59:59.999'],
      ['2025-11-08 10:00:00', '2025-11-10 00:00:00'],
    ],
    [
      'at at least 2 days ago counting desk',
      '2025-11-09T10:00:00Z',
      ['2025-11-06 23:00:00'],
      ['2025-11-06 23:00:00.001'],
    ],
    [
      'at more than 2 days ago counting desk',
      '2025-11-09T10:00:00Z',
      ['2025-11-06 22:59:59.999'],
      ['2025-11-06 23:00:00'],
    ],
    [
      'at at most 1 days from now counting desk',
      '2025-11-08T10:00:00Z',
      ['2025-11-08 10:00:00', '2025-11-10 10:00:00'],
      ['2025-11-10 10:00:00.001', '2025-11-08 09:59:59'],
    ],
    [
      'days_since(day, counting: desk) = 2',
      '2025-11-12T10:00:00Z',
      ['2025-11-08'],
      ['2025-11-09', '2025-11-07'],
    ],
    [
      'days_until(day, counting: desk) = 1',
      '2025-11-10T10:00:00Z',
      ['2025-11-11', '2025-11-12'],
      ['2025-11-10', '2025-11-13'],
    ],
    [
      'days_since(at, counting: desk) = 1.5',
      '2025-11-12T11:00:00Z',
      ['2025-11-09 23:00:00'],
      ['2025-11-08 22:00:00', '2025-11-10 11:00:00'],
    ],
    [
      'hours_since(at, counting: desk) = 4',
      '2025-11-12T11:00:00Z',
      ['2025-11-10 17:00:00', '2025-11-11 12:00:00', '2025-11-12 07:00:00'],
      ['2025-11-10 16:59:00', '2025-11-12 07:01:00'],
    ],
    ['hours_until(at, counting: desk) = 1.5', '2025-11-08T12:30:00Z', [], ['2025-11-08 12:59:00']],
    [
      'hours_since(at, counting: desk) > 0 or missing',
      '2025-11-12T11:00:00Z',
      ['1980-01-01 00:00:00', ''],
      ['2025-11-12 11:00:00'],
    ],
    ['at more than 4 hours ago counting desk', '2500-01-01T00:00:00Z', [], ['2025-11-12 11:00:00']],
  ];
  let warehouse: MemoryWarehouse;
  beforeAll(async () => {
    warehouse = await MemoryWarehouse.open(
      'CREATE TABLE steps (id BIGINT, "at" TIMESTAMP, "day" DATE)',
    );
  });
  afterAll(() => {
    warehouse.close();
  });

  it.each(days)('%s, %s', async (condition, now, inside, outside) => {
    const column = /\bday\b/.test(condition) ? 'day' : 'at';
    const rows = [...inside, ...outside].map(
      (text, index) => `(${index}, ${text === '' ? 'NULL' : `'${text}'`})`,
    );
    await warehouse.run('DELETE FROM steps');
    await warehouse.run(`INSERT INTO steps (id, "${column}") VALUES ${rows.join(', ')}`);
    const segment = `segment s of step { where { ${condition} } }`;
    const members = await warehouse.membersOfAll(planOf(`${model}\n${segment}`, now));
    expect(members.get('s')).toEqual(inside.map((_text, index) => String(index)));
  });
});
