// Open time between two times of a row, and distances that a calendar counts, against a count of every single minute:
// around changes of the clock, holidays, midnights and weekends.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  calendarOf,
  count,
  type Counted,
  type Desk,
  desks,
  dice,
  minuteMs,
} from './brute-force-calendar.ts';
import { MemoryWarehouse, planOf } from './memory-warehouse.ts';

const model = `
project desk { timezone: "Europe/Warsaw" }
object step @table("steps") { id: id @key, at: timestamp?, due: timestamp? }
${desks.map(calendarOf).join('\n')}
${desks.map(({ name }) => `trait step.in_${name}: decimal? = minutes_between(at, due, counting: ${name})`).join('\n')}
`;

const stretches: readonly (readonly [string, string])[] = [
  ['2025-10-20T00:00:00Z', '2025-11-17T00:00:00Z'],
  ['2026-03-01T00:00:00Z', '2026-04-12T00:00:00Z'],
  ['2027-12-20T00:00:00Z', '2028-03-05T00:00:00Z'],
];

type Pair = readonly [number, number];

describe('open time between two times of a row', () => {
  let warehouse: MemoryWarehouse;
  beforeAll(async () => {
    warehouse = await MemoryWarehouse.open(
      'CREATE TABLE steps (id INTEGER, "at" TIMESTAMP, due TIMESTAMP)',
    );
  });
  afterAll(() => {
    warehouse.close();
  });

  const cases = desks.flatMap((desk) => stretches.map(([from, to]) => [desk, from, to] as const));
  it.each(cases.map((one) => [`${one[0].name} from ${one[1].slice(0, 10)}`, ...one] as const))(
    '%s',
    async (_name, desk, from, to) => {
      const counted = count(desk, from, to);
      const pairs = pairsOf(counted, dice(7), 400);
      await fill(warehouse, pairs);
      const open = pairs.map(([at, due]) => counted.openBefore(due) - counted.openBefore(at));
      await expectValues(warehouse, desk, open);
      await expectDistances(warehouse, desk, pairs, open);
    },
  );
});

/** Whole minutes of the stretch; half of them near a midnight of UTC. */
function pairsOf({ start, end }: Counted, roll: () => number, size: number): readonly Pair[] {
  const minutes = (end - start) / minuteMs;
  const pick = (): number => {
    const minute = Math.floor(roll() * minutes);
    const near = Math.floor(minute / 1440) * 1440 + Math.floor(roll() * 60);
    return start + (roll() < 0.5 ? minute : near) * minuteMs;
  };
  return Array.from({ length: size }, () => {
    const [a, b] = [pick(), pick()];
    return roll() < 0.8 ? [Math.min(a, b), Math.max(a, b)] : [a, b];
  });
}

async function fill(warehouse: MemoryWarehouse, pairs: readonly Pair[]): Promise<void> {
  const rows = pairs.map(
    ([at, due], index) => `(${index}, make_timestamp(${at}000), make_timestamp(${due}000))`,
  );
  await warehouse.run('DELETE FROM steps');
  await warehouse.run(`INSERT INTO steps VALUES ${rows.join(', ')}`);
}

async function expectValues(
  warehouse: MemoryWarehouse,
  { name }: Desk,
  open: readonly number[],
): Promise<void> {
  const segment = `segment s of step { publish: [in_${name}] }`;
  await warehouse.membersOfAll(planOf(`${model}\n${segment}`));
  const rows = await warehouse.rows(`SELECT in_${name} FROM segments.s ORDER BY id::INTEGER`);
  expect(rows.map(([value]) => Number(value))).toEqual(open);
}

async function expectDistances(
  warehouse: MemoryWarehouse,
  { name }: Desk,
  pairs: readonly Pair[],
  open: readonly number[],
): Promise<void> {
  const limit = open.toSorted((a, b) => a - b)[Math.floor(open.length * 0.6)] ?? 0;
  const conditions = {
    more: `due more than ${limit} minutes after at counting ${name}`,
    least: `due at least ${limit} minutes after at counting ${name}`,
    less: `due less than ${limit} minutes after at counting ${name}`,
    most: `at at most ${limit} minutes before due counting ${name}`,
  };
  const segments = Object.entries(conditions).map(
    ([key, condition]) => `segment ${key} of step { where { ${condition} } }`,
  );
  const members = await warehouse.membersOfAll(planOf(`${model}\n${segments.join('\n')}`));
  const having = (test: (open: number) => boolean): readonly string[] =>
    pairs.flatMap(([at, due], index) =>
      at <= due && test(open[index] ?? NaN) ? [String(index)] : [],
    );
  const expected = {
    more: having((minutes) => minutes > limit),
    least: having((minutes) => minutes >= limit),
    less: having((minutes) => minutes < limit),
    most: having((minutes) => minutes <= limit),
  };
  for (const [key, keys] of Object.entries(expected)) {
    expect(members.get(key), key).toEqual(keys.toSorted());
  }
}
