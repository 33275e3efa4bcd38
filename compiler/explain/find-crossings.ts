// Part of compiler/explain: where a point in time that moves with `now` passes times that stand still. Days of the project's zone
// are looked at one by one; within one a point never moves backwards, so that the passing is found by halving.
import { Temporal } from 'temporal-polyfill';
import type { TimePoint, TimeStep } from '../lower/ir.ts';
import { resolveDate, resolveTimestamp } from '../plan/resolve-time.ts';
import type { RefreshPlan } from '../plan/refresh-plan.ts';
import { dayNumber, microseconds, type RowTimes } from './row-times.ts';

export interface Pieces {
  readonly from: number;
  readonly until: number;
  /** First instants of the days between. */
  readonly midnights: readonly number[];
  readonly plan: RefreshPlan;
}

/** The first instants (milliseconds) at which the point is at, and at which it is behind, one of the times. */
export function findCrossings(
  point: TimePoint,
  as: 'timestamp' | 'date',
  times: RowTimes,
  pieces: Pieces,
): readonly number[] {
  const values = as === 'date' ? times.days : times.instants;
  if (values.length === 0) return [];
  const offset = as === 'timestamp' ? fixedOffset(point) : undefined;
  if (offset !== undefined) return passedByFixed(offset, values, pieces);
  const at = positionOf(point, as, pieces.plan);
  const found = new Set<number>();
  let before = { instant: pieces.from, position: at(pieces.from) };
  for (const [start, end] of intervals(point, pieces, at)) {
    const first = { instant: start, position: at(start) };
    const last = { instant: end, position: at(end) };
    // From one piece to the next the point can jump, backwards too, where a month is shorter.
    if (separates(values, before.position, first.position)) found.add(start);
    for (const passed of passedBetween(values, first, last, at)) found.add(passed);
    before = last;
  }
  return [...found];
}

interface Position {
  readonly instant: number;
  /** Microseconds or days. */
  readonly position: number;
}

/** Now and a constant length: its milliseconds. */
function fixedOffset(point: TimePoint): number | undefined {
  if (point.kind !== 'instant' || point.start !== undefined) return undefined;
  let sum = 0;
  for (const step of point.steps) {
    const length = lengthOf(step);
    if (length === undefined) return undefined;
    sum += step.amount * length;
  }
  return sum;
}

function lengthOf({ unit, counting }: TimeStep): number | undefined {
  if (counting !== undefined) return undefined;
  switch (unit) {
    case 'second':
      return 1000;
    case 'minute':
      return 60_000;
    case 'hour':
      return 3_600_000;
    case 'day':
      return 86_400_000;
    case 'week':
      return 604_800_000;
    case 'month':
    case 'quarter':
    case 'year':
      return undefined;
  }
}

function passedByFixed(
  offset: number,
  values: readonly number[],
  { from, until }: Pieces,
): readonly number[] {
  return values.flatMap((value) => {
    const exact = value / 1000 - offset;
    if (exact < from - 1 || exact > until) return [];
    return [Math.ceil(exact), Math.floor(exact) + 1];
  });
}

function positionOf(
  point: TimePoint,
  as: 'timestamp' | 'date',
  { calendar }: RefreshPlan,
): (instant: number) => number {
  return (instant) => {
    const now = Temporal.Instant.fromEpochMilliseconds(instant).toString();
    const moment = { ...calendar, now };
    const number =
      as === 'date'
        ? dayNumber(resolveDate(point, moment))
        : microseconds(resolveTimestamp(point, moment));
    return number ?? 0;
  };
}

/** Days, and quarters of hours of days on which a clock is changed, first and last millisecond of each. */
function* intervals(
  point: TimePoint,
  { from, until, midnights }: Pieces,
  at: (instant: number) => number,
): Generator<readonly [number, number]> {
  const starts = [from, ...midnights];
  for (const [index, start] of starts.entries()) {
    const end = (starts[index + 1] ?? until + 1) - 1;
    const steady = !hasMonths(point) || at(end) - at(start) === (end - start) * 1000;
    if (steady) yield [start, end];
    else yield* quarters(start, end);
  }
}

/** Only these follow the local clock, which changes; the others never move backwards. */
function hasMonths({ kind, steps }: TimePoint): boolean {
  return kind === 'instant' && steps.some(({ unit }) => isLong(unit));
}

function isLong(unit: TimeStep['unit']): boolean {
  return unit === 'month' || unit === 'quarter' || unit === 'year';
}

const quarter = 900_000;

function* quarters(start: number, end: number): Generator<readonly [number, number]> {
  let current = start;
  while (current <= end) {
    const next = (Math.floor(current / quarter) + 1) * quarter;
    yield [current, Math.min(next - 1, end)];
    current = next;
  }
}

/** Whether some value is ahead of, or at, one of the positions, and not the other. */
function separates(values: readonly number[], one: number, other: number): boolean {
  const [low, high] = one < other ? [one, other] : [other, one];
  const index = firstAtLeast(values, low);
  return (values[index] ?? Number.POSITIVE_INFINITY) <= high && low !== high;
}

/** For each value that the point comes to between the two, the first instants at it and behind it. */
function passedBetween(
  values: readonly number[],
  first: Position,
  last: Position,
  at: (instant: number) => number,
): readonly number[] {
  const found: number[] = [];
  for (let index = firstAtLeast(values, first.position); index < values.length; index += 1) {
    const value = values[index] ?? 0;
    if (value > last.position) break;
    if (value > first.position) found.push(halve(first, last, (position) => position >= value, at));
    if (value < last.position) found.push(halve(first, last, (position) => position > value, at));
  }
  return found;
}

/** The first instant at which the test holds; it does not at the first one and does at the last. */
function halve(
  first: Position,
  last: Position,
  test: (position: number) => boolean,
  at: (instant: number) => number,
): number {
  let [low, high] = [first.instant, last.instant];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (test(at(middle))) high = middle;
    else low = middle;
  }
  return high;
}

function firstAtLeast(values: readonly number[], bound: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((values[middle] ?? 0) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
