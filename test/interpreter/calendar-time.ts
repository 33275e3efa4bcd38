// The reference interpreter: instants and days in a time zone, by Temporal. docs/language.md, "Time".
import { Temporal } from 'temporal-polyfill';
import type { TimeUnit } from '../../compiler/syntax/literal-ast.ts';
import { day, type Day, instant, type Instant, type Time } from './datum.ts';

export type WeekStart = 'monday' | 'sunday' | 'saturday';

const microsOf: Partial<Record<TimeUnit, bigint>> = {
  second: 1_000_000n,
  minute: 60_000_000n,
  hour: 3_600_000_000n,
  day: 86_400_000_000n,
  week: 604_800_000_000n,
};

export const dayMicros = 86_400_000_000n;

export function toZoned({ micros }: Instant, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochNanoseconds(micros * 1000n).toZonedDateTimeISO(zone);
}

export function fromZoned(zoned: Temporal.ZonedDateTime): Instant {
  return instant(zoned.epochNanoseconds / 1000n);
}

export function toPlainDate({ day: days }: Day): Temporal.PlainDate {
  return new Temporal.PlainDate(1970, 1, 1).add({ days });
}

export function fromPlainDate(date: Temporal.PlainDate): Day {
  return day(new Temporal.PlainDate(1970, 1, 1).until(date, { largestUnit: 'days' }).days);
}

/** ISO with `Z` or an offset. */
export function parseInstant(text: string): Instant {
  return instant(Temporal.Instant.from(text).epochNanoseconds / 1000n);
}

/** A local time of the zone; a doubled or skipped one as Temporal's "compatible": the earlier, or moved on by the gap. */
export function parseLocal(text: string, zone: string): Instant {
  return fromZoned(Temporal.PlainDateTime.from(text).toZonedDateTime(zone));
}

export function parseDay(text: string): Day {
  return fromPlainDate(Temporal.PlainDate.from(text));
}

export function localDay(time: Instant, zone: string): Day {
  return fromPlainDate(toZoned(time, zone).toPlainDate());
}

/** The first instant of the day in the zone. */
export function startOfDay(date: Day, zone: string): Instant {
  return fromZoned(toPlainDate(date).toZonedDateTime(zone));
}

export function isCalendarUnit(unit: TimeUnit): unit is 'month' | 'quarter' | 'year' {
  return unit === 'month' || unit === 'quarter' || unit === 'year';
}

/** Days and weeks are 24 hours and 7 of them; months and longer go by the calendar, clamped to the month's end. */
export function moveInstant(time: Instant, amount: number, unit: TimeUnit, zone: string): Instant {
  const fixed = microsOf[unit];
  if (fixed !== undefined) return instant(time.micros + BigInt(amount) * fixed);
  return fromZoned(toZoned(time, zone).add(calendarStep(amount, unit)));
}

/** Days and longer only. */
export function moveDay(date: Day, amount: number, unit: TimeUnit): Day {
  if (unit === 'day') return day(date.day + amount);
  if (unit === 'week') return day(date.day + 7 * amount);
  return fromPlainDate(toPlainDate(date).add(calendarStep(amount, unit)));
}

export function move(time: Time, amount: number, unit: TimeUnit, zone: string): Time {
  return time.kind === 'day' ? moveDay(time, amount, unit) : moveInstant(time, amount, unit, zone);
}

function calendarStep(amount: number, unit: TimeUnit): Temporal.DurationLike {
  if (unit === 'month') return { months: amount };
  if (unit === 'quarter') return { months: 3 * amount };
  if (unit === 'year') return { years: amount };
  throw new Error(`no calendar step of ${unit}`);
}

const firstWeekday: Record<WeekStart, number> = { monday: 1, sunday: 7, saturday: 6 };

/** The first day of the day, week, month, quarter or year that holds the day. */
export function startOfUnit(date: Day, unit: TimeUnit, weekStart: WeekStart): Day {
  const plain = toPlainDate(date);
  switch (unit) {
    case 'day':
      return date;
    case 'week':
      return day(date.day - ((plain.dayOfWeek - firstWeekday[weekStart] + 7) % 7));
    case 'month':
      return fromPlainDate(plain.with({ day: 1 }));
    case 'quarter':
      return fromPlainDate(plain.with({ month: plain.month - ((plain.month - 1) % 3), day: 1 }));
    case 'year':
      return fromPlainDate(plain.with({ month: 1, day: 1 }));
    case 'second':
    case 'minute':
    case 'hour':
      throw new Error(`a day has no start of its ${unit}`);
  }
}

/** Negative, 0 or positive, of two times of one kind. */
export function compareTimes(left: Time, right: Time): number {
  if (left.kind === 'day' && right.kind === 'day') return left.day - right.day;
  if (left.kind === 'instant' && right.kind === 'instant') {
    return left.micros === right.micros ? 0 : left.micros < right.micros ? -1 : 1;
  }
  throw new Error('a date beside an instant');
}

/** What is finer than a millisecond is cut off. */
export function inMillis({ micros }: Instant): Instant {
  return instant(micros - (((micros % 1000n) + 1000n) % 1000n));
}

/** A date beside a timestamp is the first instant of its day. */
export function asInstant(time: Time, zone: string): Instant {
  return time.kind === 'day' ? startOfDay(time, zone) : time;
}
