// Part of compiler/plan: symbolic points in time → constants, given `now`, the project's zone and its first day of the week.
// Months, quarters and years are calendar arithmetic on local date and time, clamped; days and weeks of instants are 24 hours and 7 of them.
import { Temporal } from 'temporal-polyfill';
import { assertNever, InternalError } from '../assert.ts';
import type { TimePoint, TimeStep } from '../lower/ir.ts';
import type { TimeUnit } from '../syntax/literal-ast.ts';
import type { Calendar } from './refresh-plan.ts';
import { stepOpenDay, stepOpenInstant } from './step-open-time.ts';

/** `now` is an ISO instant. */
export interface Moment extends Calendar {
  readonly now: string;
}

/** The instant as `YYYY-MM-DD HH:MM:SS[.fff]` in UTC; a day is its first local instant. Kept within the years 1 to 9999. */
export function resolveTimestamp(point: TimePoint, moment: Moment): string {
  return once('timestamp', point, moment, () => {
    try {
      return timestampText(instantOf(point, moment));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return isPast(point) ? '0001-01-01 00:00:00' : '9999-12-31 23:59:59.999';
    }
  });
}

/** The local day as `YYYY-MM-DD`. Kept within the years 1 to 9999. */
export function resolveDate(point: TimePoint, moment: Moment): string {
  return once('date', point, moment, () => {
    try {
      return dateText(dayOf(point, moment));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return isPast(point) ? '0001-01-01' : '9999-12-31';
    }
  });
}

/** Segments ask for the same few points thousands of times, and each takes a third of a millisecond. */
const known = new Map<string, string>();
const mostKnown = 1000;

function once(
  as: 'date' | 'timestamp',
  point: TimePoint,
  { now, timezone, weekStarts }: Moment,
  resolve: () => string,
): string {
  const identity = JSON.stringify([as, point, now, timezone, weekStarts]);
  const text = known.get(identity) ?? resolve();
  if (known.size >= mostKnown) known.clear();
  known.set(identity, text);
  return text;
}

function isPast(point: TimePoint): boolean {
  return point.steps.some((step) => step.amount < 0);
}

function instantOf(point: TimePoint, moment: Moment): Temporal.Instant {
  if (point.kind === 'instant') {
    const base = Temporal.Instant.from(point.base === 'now' ? moment.now : point.base.iso);
    const local = base.toZonedDateTimeISO(moment.timezone);
    const start = point.start === undefined ? local : startOfShort(local, point.start);
    return point.steps.reduce(stepInstant, start).toInstant();
  }
  const split = point.steps.findIndex((step) => isShort(step.unit));
  const dayCount = split === -1 ? point.steps.length : split;
  const day = dayOf({ ...point, steps: point.steps.slice(0, dayCount) }, moment);
  const start = day.toZonedDateTime(moment.timezone);
  return point.steps.slice(dayCount).reduce(stepInstant, start).toInstant();
}

function startOfShort(local: Temporal.ZonedDateTime, unit: TimeUnit): Temporal.ZonedDateTime {
  if (unit !== 'hour' && unit !== 'minute' && unit !== 'second') return local.startOfDay();
  return local.round({ smallestUnit: unit, roundingMode: 'floor' });
}

function isShort(unit: TimeUnit): boolean {
  return unit === 'second' || unit === 'minute' || unit === 'hour';
}

function stepInstant(local: Temporal.ZonedDateTime, step: TimeStep): Temporal.ZonedDateTime {
  if (step.counting !== undefined) {
    return stepOpenInstant(local.toInstant(), step).toZonedDateTimeISO(local.timeZoneId);
  }
  const { amount } = step;
  switch (step.unit) {
    case 'second':
      return local.add({ seconds: amount });
    case 'minute':
      return local.add({ minutes: amount });
    case 'hour':
      return local.add({ hours: amount });
    case 'day':
      return local.add({ hours: 24 * amount });
    case 'week':
      return local.add({ hours: 168 * amount });
    case 'month':
      return local.add({ months: amount });
    case 'quarter':
      return local.add({ months: 3 * amount });
    case 'year':
      return local.add({ years: amount });
    default:
      return assertNever(step.unit);
  }
}

function dayOf(point: TimePoint, moment: Moment): Temporal.PlainDate {
  const short = point.steps.some((step) => isShort(step.unit));
  if (point.kind === 'instant' || short) {
    return instantOf(point, moment).toZonedDateTimeISO(moment.timezone).toPlainDate();
  }
  const base =
    point.base === 'today'
      ? Temporal.Instant.from(moment.now).toZonedDateTimeISO(moment.timezone).toPlainDate()
      : Temporal.PlainDate.from(point.base.date);
  const start = point.start === undefined ? base : startOfLong(base, point.start, moment);
  return point.steps.reduce(stepDay, start);
}

const weekDays = { monday: 1, saturday: 6, sunday: 7 } as const;

function startOfLong(day: Temporal.PlainDate, unit: TimeUnit, moment: Moment): Temporal.PlainDate {
  switch (unit) {
    case 'week': {
      const sinceStart = (day.dayOfWeek - weekDays[moment.weekStarts] + 7) % 7;
      return day.subtract({ days: sinceStart });
    }
    case 'month':
      return day.with({ day: 1 });
    case 'quarter':
      return day.with({ day: 1, month: day.month - ((day.month - 1) % 3) });
    case 'year':
      return day.with({ day: 1, month: 1 });
    case 'second':
    case 'minute':
    case 'hour':
    case 'day':
      return day;
    default:
      return assertNever(unit);
  }
}

function stepDay(day: Temporal.PlainDate, step: TimeStep): Temporal.PlainDate {
  if (step.counting !== undefined) return stepOpenDay(day, step);
  const { amount } = step;
  switch (step.unit) {
    case 'week':
      return day.add({ weeks: amount });
    case 'month':
      return day.add({ months: amount });
    case 'quarter':
      return day.add({ months: 3 * amount });
    case 'year':
      return day.add({ years: amount });
    case 'day':
      return day.add({ days: amount });
    case 'second':
    case 'minute':
    case 'hour':
      throw new InternalError(`a day moved by a ${step.unit}`);
    default:
      return assertNever(step.unit);
  }
}

function timestampText(instant: Temporal.Instant): string {
  const utc = instant.toZonedDateTimeISO('UTC').toPlainDateTime();
  if (utc.year < 1 || utc.year > 9999) throw new RangeError('year');
  return utc
    .toString({ smallestUnit: 'millisecond' })
    .replace('T', ' ')
    .replace(/\.000$/, '');
}

function dateText(day: Temporal.PlainDate): string {
  if (day.year < 1 || day.year > 9999) throw new RangeError('year');
  return day.toString();
}
