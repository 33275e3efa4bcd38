// Random events around midnights, week starts, month ends and clock changes: the printed SQL against periods-oracle.ts.
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import { MemoryWarehouse, planOf, published } from './memory-warehouse.ts';
import {
  filters,
  havings,
  isInside,
  longestRun,
  modeOf,
  periodsOf,
  type Place,
  total,
  units,
  type Unit,
  type Visit,
  windows,
} from './periods-oracle.ts';

const users = [1, 2, 3];

/** Clocks change on 2025-10-26 in Warsaw, 2025-11-02 in New York, 2025-10-05 and 2025-04-06 at Lord Howe. */
const places: fc.Arbitrary<Place> = fc.record({
  zone: fc.constantFrom(
    'Europe/Warsaw',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kolkata',
    'UTC',
  ),
  weekStarts: fc.constantFrom('monday', 'sunday', 'saturday'),
  now: fc.constantFrom('2025-11-04T10:30:00Z', '2025-11-02T06:10:00Z', '2025-10-26T00:59:59Z'),
});

const start = Date.parse('2025-10-26T00:00:00Z');
const instants = fc
  .oneof(
    fc.integer({ min: -8, max: 8 }).map((halves) => start + halves * 1_800_000),
    // From Friday to Monday of some weeks.
    fc
      .tuple(fc.integer({ min: -3, max: 0 }), fc.integer({ min: -2, max: 1 }))
      .map(([weeks, days]) => start + (weeks * 7 + days) * 86_400_000 + 43_200_000),
    fc.integer({ min: -30, max: 30 }).map((hours) => start + 7 * 86_400_000 + hours * 3_600_000),
    fc.integer({ min: -14, max: 14 }).map((days) => start + days * 86_400_000 - 3_600_000),
    fc.integer({ min: -14, max: 3 }).map((months) => Date.UTC(2025, 10 + months, 1) - 7_199_999),
    fc.constantFrom(Date.parse('2025-04-05T14:50:00Z'), Date.parse('2025-10-04T15:29:59Z')),
  )
  .map((time) => new Date(time).toISOString());

const visits: fc.Arbitrary<Visit> = fc.record({
  user: fc.constantFrom(...users),
  at: fc.option(instants, { freq: 12, nil: undefined }),
  day: fc.option(
    instants.map((time) => time.slice(0, 10)),
    { nil: undefined },
  ),
  kind: fc.option(fc.constantFrom('a', 'b', 'B'), { nil: undefined }),
  amount: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
});

interface Counted {
  readonly unit: Unit;
  readonly consecutive: boolean;
  readonly by: 'at' | 'day';
  readonly window: string;
  readonly filter: string;
  readonly having: string;
}

const counted: fc.Arbitrary<Counted> = fc
  .record({
    unit: fc.constantFrom(...units),
    consecutive: fc.boolean(),
    by: fc.constantFrom<Counted['by'][]>('at', 'at', 'day'),
    window: fc.constantFrom(...Object.keys(windows)),
    filter: fc.constantFrom(...Object.keys(filters)),
    having: fc.constantFrom(...Object.keys(havings)),
  })
  .map((one) => (one.by === 'day' && one.unit === 'hour' ? { ...one, unit: 'day' } : one));

function countText({ unit, consecutive, by, window, filter, having }: Counted): string {
  const of = by === 'day' ? 'day of ' : '';
  return `count ${consecutive ? 'consecutive ' : ''}${unit}s(${of}visit ${window} ${filter} ${having})`;
}

function matching(
  { window, filter }: Pick<Counted, 'window' | 'filter'>,
  all: readonly Visit[],
  place: Place,
): readonly Visit[] {
  const bounds = windows[window]?.(place);
  return all.filter(
    (visit) =>
      (bounds === undefined || (visit.at !== undefined && isInside(visit.at, bounds))) &&
      filters[filter]?.(visit) === true,
  );
}

function countOf(count: Counted, all: readonly Visit[], place: Place): number {
  const periods = periodsOf(matching(count, all, place), count.unit, count.by, place);
  const held = [...periods.values()].filter((one) => havings[count.having]?.(one.visits) === true);
  return count.consecutive
    ? longestRun(
        held.map((one) => one.start),
        count.unit,
      )
    : held.length;
}

/** 1 when the first of all matching visits with a time is in the window. */
function isFirst(window: string, all: readonly Visit[], place: Place): number {
  const [first] = matching({ window: '', filter: 'where kind = "a"' }, all, place)
    .flatMap(({ at }) => (at === undefined ? [] : [at]))
    .toSorted();
  return first !== undefined && isInside(first, windows[window]?.(place)) ? 1 : 0;
}

interface Program {
  readonly place: Place;
  readonly visits: readonly Visit[];
  readonly counts: readonly Counted[];
  readonly window: string;
  readonly least: number;
}

const programs: fc.Arbitrary<Program> = fc.record({
  place: places,
  // Few events leave gaps, many fill periods.
  visits: fc.oneof(fc.array(visits, { maxLength: 9 }), fc.array(visits, { maxLength: 40 })),
  counts: fc.tuple(
    counted.map((one): Counted => ({ ...one, unit: 'week' })),
    counted,
    counted,
    counted,
  ),
  window: fc.constantFrom('in last 40 days', 'in previous 2 months'),
  least: fc.integer({ min: 0, max: 4 }),
});

function sourceOf({ place, counts, window, least }: Program): string {
  const lines = ['did visit where kind = "b"', 'count(visit) > 6', 'did visit on 3 days'];
  const values = [
    ...counts.map(countText),
    `case { when did visit for the first time ${window} where kind = "a" then 1, else 0 }`,
    `case { when at least ${least} of { ${lines.join('\n')} } then 1, else 0 }`,
    `case { when not exactly ${least} of { ${lines.join('\n')} } then 1, else 0 }`,
    'sum(amount * 2 + 1 of visit)',
  ];
  const traits = values.map((value, index) => `trait user.t${index}: int = ${value}`);
  return `project p { timezone: "${place.zone}", week_starts: ${place.weekStarts} }
object user @table("users") { id: id @key }
event visit of user via user_id @table("visits") { at: timestamp? @time, day: date?, kind: text?, amount: int? }
${traits.join('\n')}
trait user.favourite: text? = mode(visit.kind)
segment s of user { publish: [${values.map((_value, index) => `t${index}`).join(', ')}, favourite] }
`;
}

function expected(program: Program, user: number): readonly (string | null)[] {
  const { place, counts, window, least } = program;
  const own = program.visits.filter((visit) => visit.user === user);
  const days = periodsOf(own, 'day', 'at', place).size;
  const held = [own.some(({ kind }) => kind === 'b'), own.length > 6, days >= 3];
  const holding = held.filter(Boolean).length;
  const values = [
    ...counts.map((count) => countOf(count, own, place)),
    isFirst(window, own, place),
    holding >= least ? 1 : 0,
    holding === least ? 0 : 1,
    total(own.flatMap(({ amount }) => (amount === undefined ? [] : [amount * 2 + 1]))),
  ];
  return [String(user), ...values.map(String), modeOf(own) ?? null];
}

describe('counts of periods', () => {
  let warehouse: MemoryWarehouse;
  beforeAll(async () => {
    warehouse = await MemoryWarehouse.open(
      `CREATE TABLE users AS SELECT unnest([${users.join(', ')}]) AS id;
       CREATE TABLE visits (user_id INTEGER, "at" TIMESTAMP, day DATE, kind VARCHAR, amount INTEGER)`,
    );
  });
  afterAll(() => {
    warehouse.close();
  });

  async function found(program: Program): Promise<readonly (readonly unknown[])[]> {
    const rows = program.visits.map(({ user, at, day, kind, amount }) => {
      const values = [at?.replace('Z', ''), day, kind].map(quoted);
      return `(${[user, ...values, amount ?? 'NULL'].join(', ')})`;
    });
    await warehouse.run('DELETE FROM visits');
    if (rows.length > 0) await warehouse.run(`INSERT INTO visits VALUES ${rows.join(', ')}`);
    const plan = planOf(sourceOf(program), program.place.now);
    const sql = printSegmentQuery(plan, 's', duckdbDialect, published);
    return warehouse.rows(`SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (${sql}) ORDER BY 1`);
  }

  it('are what counting one event at a time gives', async () => {
    await fc.assert(
      fc.asyncProperty(programs, async (program) => {
        expect(await found(program)).toEqual(users.map((user) => expected(program, user)));
      }),
      { numRuns: 80 },
    );
  });
});

function quoted(value: string | undefined): string {
  return value === undefined ? 'NULL' : `'${value}'`;
}
