// The reference interpreter: distances that a calendar counts. docs/language.md, "Time that a calendar counts".
import type { CheckedCondition } from '../../compiler/check/checked.ts';
import type { OpenHours } from '../../compiler/check/model.ts';
import type { TimeUnit } from '../../compiler/syntax/literal-ast.ts';
import { compareTimes, dayMicros, localDay } from './calendar-time.ts';
import type { Time } from './datum.ts';
import type { Interpreter } from './environment.ts';
import {
  clamped,
  isCounted,
  openMicros,
  workingDaysBetween,
  workingMicrosBetween,
} from './open-time.ts';
import { fraction, type Rational, whole } from './rational.ts';
import * as rational from './rational.ts';

type Distance = Extract<CheckedCondition, { kind: 'distance' }>;

interface Measured {
  readonly time: Time;
  readonly anchor: Time;
  readonly amount: number;
}

export function calendarNamed({ model }: Interpreter, name: string): OpenHours {
  const calendar = model.calendars[name];
  if (calendar === undefined) throw new Error(`no calendar ${name}`);
  return calendar;
}

/** Undefined: a time lies outside of the years that are known, so the distance is missing. */
export function isCountedDistance(
  interpreter: Interpreter,
  condition: Distance,
  { time, anchor, amount }: Measured,
): boolean | undefined {
  const calendar = calendarNamed(interpreter, condition.calendar ?? '');
  const forward = condition.direction === 'from_now' || condition.direction === 'after';
  // From now, what lies outside of the known years is at least as far as their end (said nowhere).
  const known = condition.anchor === undefined ? clamped(time, calendar.timezone) : time;
  const [from, to] = forward ? [anchor, known] : [known, anchor];
  const isOnSide = compareTimes(from, to) <= 0;
  const counted = countedBetween(calendar, condition.unit, from, to);
  if (counted === undefined) return undefined;
  const difference = rational.compare(counted, whole(amount));
  switch (condition.comparison) {
    case 'more_than':
      return isOnSide && difference > 0;
    case 'at_least':
      return isOnSide && difference >= 0;
    case 'less_than':
      return isOnSide && difference < 0;
    case 'at_most':
      return isOnSide && difference <= 0;
  }
}

/** In the unit; negative when the second lies before the first; undefined outside of the years that are known. */
export function countedBetween(
  calendar: OpenHours,
  unit: TimeUnit,
  from: Time,
  to: Time,
): Rational | undefined {
  const zone = calendar.timezone;
  for (const time of [from, to]) {
    if (!isCounted(time.kind === 'day' ? time : localDay(time, zone))) return undefined;
  }
  if (compareTimes(from, to) > 0) {
    const back = countedBetween(calendar, unit, to, from);
    return back === undefined ? undefined : rational.negate(back);
  }
  if (from.kind === 'day' || to.kind === 'day') {
    if (from.kind !== 'day' || to.kind !== 'day') throw new Error('a date beside an instant');
    return whole(workingDaysBetween(calendar, from, to));
  }
  if (unit === 'day') return fraction(workingMicrosBetween(calendar, from, to), dayMicros);
  return fraction(openMicros(calendar, from, to), microsPer(unit));
}

function microsPer(unit: TimeUnit): bigint {
  switch (unit) {
    case 'second':
      return 1_000_000n;
    case 'minute':
      return 60_000_000n;
    case 'hour':
      return 3_600_000_000n;
    case 'day':
    case 'week':
    case 'month':
    case 'quarter':
    case 'year':
      throw new Error(`no calendar counts ${unit}s of open time`);
  }
}
