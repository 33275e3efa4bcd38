// Part of compiler/explain: the instants at which the passing of time can change an answer, from the times in the rows. Points in
// time are resolved by the code that resolves them for SQL, so that daylight saving, month ends and calendars are the same.
import { Temporal } from 'temporal-polyfill';
import type { RefreshPlan } from '../plan/refresh-plan.ts';
import { findCrossings } from './find-crossings.ts';
import { type RowTimes, shiftedTimes } from './row-times.ts';
import type { TimeUse } from './time-use.ts';

const day = 86_400_000;
const hour = 3_600_000;

export interface TimeEdges {
  /** Milliseconds since 1970, ascending, after `from` and not after `until`. Between two of them nothing changes, unless `sampled`. */
  readonly instants: readonly number[];
  /** Some conditions can change between two of them; they were put close together. */
  readonly sampled: boolean;
  readonly until: number;
}

/** `times`: those of all rows that are read. Looks `days` ahead. */
export function timeEdges(
  plan: RefreshPlan,
  use: TimeUse,
  times: RowTimes,
  days: number,
): TimeEdges {
  const from = Temporal.Instant.from(plan.now).epochMilliseconds;
  const until = from + days * day;
  const midnights = midnightsOf(plan, from, until);
  const moved = shiftedTimes(times, use.shifts, plan.calendar.timezone);
  const pieces = { from, until, midnights, plan };
  const edges = new Set<number>();
  for (const { point, as } of use.points) {
    for (const instant of findCrossings(point, as, moved, pieces)) edges.add(instant);
  }
  if (use.computed) for (const instant of thresholds(moved, use)) edges.add(instant);
  if (use.computed || use.daily || use.clock) for (const one of midnights) edges.add(one);
  if (use.clock) for (const instant of clockTicks(from)) edges.add(instant);
  const instants = [...edges]
    .filter((instant) => instant > from && instant <= until)
    .toSorted((left, right) => left - right);
  return { instants, sampled: use.computed || use.clock, until };
}

/** The first instant of each local day after `from`. */
function midnightsOf(plan: RefreshPlan, from: number, until: number): readonly number[] {
  const start = Temporal.Instant.fromEpochMilliseconds(from);
  let local = start.toZonedDateTimeISO(plan.calendar.timezone).toPlainDate();
  const found: number[] = [];
  for (;;) {
    local = local.add({ days: 1 });
    const midnight = local.toZonedDateTime(plan.calendar.timezone).epochMilliseconds;
    if (midnight > until) return found;
    found.push(midnight);
  }
}

/** Most thresholds of computed values that are looked at one by one. */
const mostThresholds = 20_000;

/** Where the time that has passed since a row's time, or until it, is exactly a number that the plan mentions. */
function thresholds({ instants }: RowTimes, { numbers, units }: TimeUse): readonly number[] {
  if (instants.length * numbers.length * units.length * 2 > mostThresholds) return [];
  return instants.flatMap((time) =>
    numbers.flatMap((number) =>
      units.flatMap((unit) => {
        const length = number * unit;
        const [after, before] = [time / 1000 + length, time / 1000 - length];
        return [after, before].flatMap((exact) => [Math.ceil(exact), Math.floor(exact) + 1]);
      }),
    ),
  );
}

/** Every quarter of an hour of two days, then every hour of a week: clocks of all zones show another hour at one of them. */
function clockTicks(from: number): readonly number[] {
  const quarter = hour / 4;
  const start = Math.ceil((from + 1) / quarter) * quarter;
  const fine = Array.from({ length: 192 }, (_, index) => start + index * quarter);
  const first = Math.ceil(start / hour) * hour;
  const coarse = Array.from({ length: 192 }, (_, index) => first + index * hour);
  return [...fine, ...coarse];
}
