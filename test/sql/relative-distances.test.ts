// Distances from another time of the row: `at more than 15 minutes after due`. Every bound at its exact instant.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MemoryWarehouse, planOf } from './memory-warehouse.ts';

const model = `
project clocks { timezone: "Europe/Warsaw" }
object step @table("steps") @time(at) {
  id: id @key
  at: timestamp?
  due: timestamp?
  day: date?
  until: date?
  before_id: step? via before
  after_it: step[] via step.before_id
}
trait step.slack: timestamp? = due + 1 hour
`;

const table = `CREATE TABLE steps (id INTEGER, "at" TIMESTAMP, due TIMESTAMP, "day" DATE, until DATE, "before" INTEGER)`;

/** `at`, `due`, `day`, `until`, `before`; empty or left out is missing. */
type Row = readonly [string?, string?, string?, string?, string?];
type Case = readonly [string, readonly Row[], readonly Row[]];

const noon = '2025-11-01 12:00:00';

const cases: readonly Case[] = [
  [
    'at more than 15 minutes after due',
    [['2025-11-01 12:15:00.001', noon]],
    [['2025-11-01 12:15:00', noon], ['2025-11-01 11:00:00', noon], ['', noon], [noon]],
  ],
  [
    'at at least 15 minutes after due',
    [['2025-11-01 12:15:00', noon]],
    [['2025-11-01 12:14:59.999', noon]],
  ],
  [
    'at less than 2 days after due',
    [
      [noon, noon],
      ['2025-11-03 11:59:59.999', noon],
    ],
    [['2025-11-01 11:59:59.999', noon], ['2025-11-03 12:00:00', noon], [noon]],
  ],
  [
    'at at most 2 days after due',
    [
      [noon, noon],
      ['2025-11-03 12:00:00', noon],
    ],
    [
      ['2025-11-01 11:59:59.999', noon],
      ['2025-11-03 12:00:00.001', noon],
    ],
  ],
  [
    'at more than 2 hours before due',
    [['2025-11-01 09:59:59.999', noon]],
    [
      ['2025-11-01 10:00:00', noon],
      ['2025-11-01 15:00:00', noon],
    ],
  ],
  [
    'at at least 2 hours before due',
    [['2025-11-01 10:00:00', noon]],
    [['2025-11-01 10:00:00.001', noon]],
  ],
  [
    'at less than 2 hours before due',
    [
      ['2025-11-01 10:00:00.001', noon],
      [noon, noon],
    ],
    [
      ['2025-11-01 10:00:00', noon],
      ['2025-11-01 12:00:00.001', noon],
    ],
  ],
  [
    'at at most 2 hours before due',
    [
      ['2025-11-01 10:00:00', noon],
      [noon, noon],
    ],
    [
      ['2025-11-01 09:59:59.999', noon],
      ['2025-11-01 12:00:00.001', noon],
    ],
  ],
  [
    'not at less than 2 days after due',
    [['2025-11-03 12:00:00', noon], ['', noon], [noon]],
    [[noon, noon]],
  ],
  [
    'at less than 2 days after due or missing',
    [[noon, noon], ['', noon], [noon]],
    [['2025-11-03 12:00:00', noon]],
  ],
  // A day is 24 hours over the change of the clocks, a month keeps the local hour.
  [
    'at at most 1 day after due',
    [['2025-10-26 10:00:00', '2025-10-25 10:00:00']],
    [['2025-10-26 10:00:00.001', '2025-10-25 10:00:00']],
  ],
  [
    'at at most 1 month after due',
    [
      ['2025-10-26 11:00:00', '2025-09-26 10:00:00'],
      ['2025-02-28 10:00:00', '2025-01-31 10:00:00'],
    ],
    [['2025-10-26 11:00:00.001', '2025-09-26 10:00:00']],
  ],
  [
    'day more than 3 days after until',
    [['', '', '2025-11-05', '2025-11-01']],
    [
      ['', '', '2025-11-04', '2025-11-01'],
      ['', '', '2025-11-05'],
      ['', '', '', '2025-11-01'],
    ],
  ],
  [
    'day less than 3 days before until',
    [
      ['', '', '2025-10-30', '2025-11-01'],
      ['', '', '2025-11-01', '2025-11-01'],
    ],
    [
      ['', '', '2025-10-29', '2025-11-01'],
      ['', '', '2025-11-02', '2025-11-01'],
    ],
  ],
  [
    'day at most 1 month after until',
    [['', '', '2025-02-28', '2025-01-31']],
    [['', '', '2025-03-01', '2025-01-31']],
  ],
  ['at more than 1 hour after now', [['2025-11-01 13:00:00.001']], [['2025-11-01 13:00:00']]],
  [
    'day less than 2 days after now',
    [
      ['', '', '2025-11-01'],
      ['', '', '2025-11-02'],
    ],
    [
      ['', '', '2025-11-03'],
      ['', '', '2025-10-31'],
    ],
  ],
  [
    'at more than 1 hour after slack',
    [['2025-11-01 14:00:00.001', noon]],
    [['2025-11-01 14:00:00', noon]],
  ],
  [
    'at less than 1 hour after before_id.at',
    [['2025-11-01 12:59:59', '', '', '', '100']],
    [['2025-11-01 13:00:00', '', '', '', '100'], [noon], ['2025-11-01 12:59:59', '', '', '', '99']],
  ],
  [
    'has before_id.after_it as other where at more than 1 hour after step.at',
    [['2025-11-01 11:59:59', '', '', '', '101']],
    [['2025-11-01 12:00:00', '', '', '', '101'], ['2025-11-01 11:59:59']],
  ],
];

describe('distances from a time of the row', () => {
  let warehouse: MemoryWarehouse;
  beforeAll(async () => {
    warehouse = await MemoryWarehouse.open(table);
  });
  afterAll(() => {
    warehouse.close();
  });

  it.each(cases)('%s', async (condition, inside, outside) => {
    const rows = [...inside, ...outside].map((row, index) => [String(index), ...row]);
    const others = [['100', noon], ['101'], ['102', '2025-11-01 13:00:00', '', '', '', '101']];
    await warehouse.run('DELETE FROM steps');
    await warehouse.run(
      `INSERT INTO steps VALUES ${[...rows, ...others].map(valuesOf).join(', ')}`,
    );
    const text = `${model}\nsegment s of step { where { ${condition} } }\n`;
    const members = await warehouse.membersOfAll(planOf(text));
    const found = members.get('s')?.filter((id) => Number(id) < 100);
    expect(found).toEqual(inside.map((_row, index) => String(index)));
  });
});

function valuesOf(row: readonly (string | undefined)[]): string {
  const fields = [0, 1, 2, 3, 4, 5].map((at) => {
    const text = row[at] ?? '';
    return text === '' ? 'NULL' : `'${text}'`;
  });
  return `(${fields.join(', ')})`;
}
