// Part of compiler/boundaries: windows, distances and moments → intervals of numbers, by the compiler's own reading of them.
import { Temporal } from 'temporal-polyfill';
import type { CheckedProject } from '../check/checked-project.ts';
import type { CheckedValue, TimeCondition } from '../check/checked.ts';
import { createFeatureInterner } from '../lower/intern-features.ts';
import type { Bound, Value } from '../lower/ir.ts';
import { lowerAggregate, lowerPeriods } from '../lower/lower-aggregate.ts';
import { lowerCondition } from '../lower/lower-condition.ts';
import { intervalOf, wholeDays } from '../lower/lower-time.ts';
import { lowerValue } from '../lower/lower-value.ts';
import { createLowering, type Scope, topScope } from '../lower/lowering.ts';
import { asTime, type TimeKind } from '../lower/time-points.ts';
import { type Moment, resolveDate, resolveTimestamp } from '../plan/resolve-time.ts';

export interface Limit {
  readonly at: number;
  readonly inclusive: boolean;
}

export interface Interval {
  readonly low: Limit | undefined;
  readonly high: Limit | undefined;
}

export interface Clock {
  /** Milliseconds of the epoch. */
  readonly now: number;
  /** Days of the epoch, in the project's zone. */
  readonly today: number;
  /** Undefined when an end is no constant. */
  interval(condition: TimeCondition, kind: TimeKind): Interval | undefined;
  /** Of a constant date or timestamp, as times of `kind`; undefined for others. */
  constant(value: CheckedValue, kind: TimeKind): number | undefined;
  /** First and last day. */
  days(condition: TimeCondition): readonly [number, number] | undefined;
}

export const day = 86_400_000;

export function dayNumber(date: string): number {
  return instantNumber(`${date}T00:00:00Z`) / day;
}

export function dateText(days: number): string {
  return timestampText(days * day).slice(0, 10);
}

/** Whole seconds are written without a fraction. */
export function timestampText(milliseconds: number): string {
  return Temporal.Instant.fromEpochMilliseconds(milliseconds).toString();
}

function instantNumber(iso: string): number {
  return Temporal.Instant.from(iso).epochMilliseconds;
}

/** `now` is an ISO instant; `object` is any object of the project. */
export function createClock(project: CheckedProject, object: string, now: string): Clock {
  const parts = { condition: lowerCondition, aggregate: lowerAggregate, periods: lowerPeriods };
  const scope = topScope(
    {
      ...createLowering(project, createFeatureInterner(), parts),
      budget: { left: Number.POSITIVE_INFINITY },
    },
    object,
  );
  const { timezone, weekStarts } = project.model.project;
  const moment: Moment = { now, timezone, weekStarts };
  const today = { kind: 'day', base: 'today', start: undefined, steps: [] } as const;
  const intervals = new WeakMap<TimeCondition, Interval | undefined>();
  return {
    now: instantNumber(now),
    today: dayNumber(resolveDate(today, moment)),
    interval(condition, kind) {
      if (intervals.has(condition)) return intervals.get(condition);
      const interval = resolved(intervalOf(condition, kind, scope), kind, moment);
      intervals.set(condition, interval);
      return interval;
    },
    constant: (value, kind) => timeOf(lowered(value, kind, scope), kind, moment),
    days(condition) {
      const { start, end } = wholeDays(intervalOf(condition, 'date', scope));
      const [first, after] = [timeOf(start, 'date', moment), timeOf(end, 'date', moment)];
      return first === undefined || after === undefined ? undefined : [first, after - 1];
    },
  };
}

function lowered(value: CheckedValue, kind: TimeKind, scope: Scope): Value {
  return asTime(lowerValue(value, scope), kind);
}

function resolved(
  { start, end }: { readonly start: Bound | undefined; readonly end: Bound | undefined },
  kind: TimeKind,
  moment: Moment,
): Interval | undefined {
  const low = start && limitOf(start, kind, moment);
  const high = end && limitOf(end, kind, moment);
  const isUnknown = (start !== undefined && low === undefined) || (end !== undefined && !high);
  return isUnknown ? undefined : { low, high };
}

function limitOf({ value, inclusive }: Bound, kind: TimeKind, moment: Moment): Limit | undefined {
  const at = timeOf(value, kind, moment);
  return at === undefined ? undefined : { at, inclusive };
}

function timeOf(value: Value, kind: TimeKind, moment: Moment): number | undefined {
  if (value.kind !== 'time_point') return undefined;
  if (kind === 'date') return dayNumber(resolveDate(value.point, moment));
  return instantNumber(`${resolveTimestamp(value.point, moment).replace(' ', 'T')}Z`);
}
