// The reference interpreter: the time that a calendar counts. docs/language.md, "`calendar`" and "Time that a calendar counts";
// docs/decisions/0008. An instant is open when the calendar's local clock shows open hours of a day that is not closed.
import { Temporal } from 'temporal-polyfill';
import type { OpenHours } from '../../compiler/check/model.ts';
import { dayMicros, localDay, startOfDay, toPlainDate, toZoned } from './calendar-time.ts';
import { day, type Day, type Instant, instant, type Time } from './datum.ts';

const minuteMicros = 60_000_000n;

/** What a calendar counts is known for these local days. */
const firstDay = dayNumber('1990-01-01');
const lastDay = dayNumber('2060-12-31');

function dayNumber(text: string): number {
  return new Temporal.PlainDate(1970, 1, 1).until(text, { largestUnit: 'days' }).days;
}

export function isCounted(date: Day): boolean {
  return date.day >= firstDay && date.day <= lastDay;
}

/** The nearest time within the years that are known. */
export function clamped(time: Time, zone: string): Time {
  const date = time.kind === 'day' ? time : localDay(time, zone);
  if (isCounted(date)) return time;
  const end = day(date.day < firstDay ? firstDay : lastDay);
  return time.kind === 'day' ? end : startOfDay(end, zone);
}

export function isWorkingDay(calendar: OpenHours, date: Day): boolean {
  return remembered(hours, calendar, date, hoursOf).length > 0;
}

type Hours = OpenHours['week'][number];

/** What is known already: the days of a calendar are asked for over and over. */
const hours = new WeakMap<OpenHours, Map<number, Hours>>();
const pieces = new WeakMap<OpenHours, Map<number, readonly Piece[]>>();

function remembered<T>(
  memo: WeakMap<OpenHours, Map<number, T>>,
  calendar: OpenHours,
  date: Day,
  compute: (calendar: OpenHours, date: Day) => T,
): T {
  const days = memo.get(calendar) ?? new Map<number, T>();
  memo.set(calendar, days);
  const found = days.get(date.day) ?? compute(calendar, date);
  days.set(date.day, found);
  return found;
}

function hoursOf(calendar: OpenHours, date: Day): Hours {
  const plain = toPlainDate(date);
  const text = plain.toString();
  if (calendar.closed.some((closed) => closed === text || closed === text.slice(5))) return [];
  return calendar.week[plain.dayOfWeek - 1] ?? [];
}

/** Open microseconds of [from, to); `from` is not after `to`. */
export function openMicros(calendar: OpenHours, from: Instant, to: Instant): bigint {
  const [first, last] = [localDay(from, calendar.timezone), localDay(to, calendar.timezone)];
  let sum = 0n;
  for (let number = first.day; number <= last.day; number += 1) {
    for (const piece of remembered(pieces, calendar, day(number), openPieces)) {
      sum += overlap(piece, { start: from.micros, end: to.micros });
    }
  }
  return sum;
}

interface Piece {
  readonly start: bigint;
  readonly end: bigint;
}

function overlap(left: Piece, right: Piece): bigint {
  const start = left.start > right.start ? left.start : right.start;
  const end = left.end < right.end ? left.end : right.end;
  return end > start ? end - start : 0n;
}

/** The open instants of a local day: within each stretch without a change of the clock, local hours are instants moved by the offset. */
function openPieces(calendar: OpenHours, date: Day): readonly Piece[] {
  const { timezone } = calendar;
  const opened = remembered(hours, calendar, date, hoursOf);
  if (opened.length === 0) return [];
  return stretches(timezone, date).flatMap(({ start, end, offset }) => {
    return opened.map((open) => {
      const midnight = BigInt(date.day) * dayMicros - offset;
      const opens = midnight + BigInt(open.start) * minuteMicros;
      const closes = midnight + BigInt(open.end) * minuteMicros;
      return {
        start: opens > start ? opens : start,
        end: closes < end ? closes : end,
      };
    });
  });
}

interface Stretch extends Piece {
  /** Local clock minus UTC. */
  readonly offset: bigint;
}

function stretches(zone: string, date: Day): readonly Stretch[] {
  const end = startOfDay(day(date.day + 1), zone).micros;
  const found: Stretch[] = [];
  let start = startOfDay(date, zone).micros;
  while (start < end) {
    const zoned = toZoned(instant(start), zone);
    const transition = zoned.getTimeZoneTransition('next');
    const change = transition === null ? end : transition.epochNanoseconds / 1000n;
    const stop = change < end ? change : end;
    found.push({ start, end: stop, offset: BigInt(zoned.offsetNanoseconds) / 1000n });
    start = stop;
  }
  return found;
}

/** Working days of [from, to): "from the earlier date up to the later one, without it". */
export function workingDaysBetween(calendar: OpenHours, from: Day, to: Day): number {
  let sum = 0;
  for (let number = from.day; number < to.day; number += 1) {
    if (isWorkingDay(calendar, day(number))) sum += 1;
  }
  return sum;
}

/** Working time of [from, to) in microseconds of a day of 24 hours: on a working day it passes with the local clock. May be negative. */
export function workingMicrosBetween(calendar: OpenHours, from: Instant, to: Instant): bigint {
  const [first, last] = [localDay(from, calendar.timezone), localDay(to, calendar.timezone)];
  const days = BigInt(workingDaysBetween(calendar, first, last)) * dayMicros;
  return days - passed(calendar, from, first) + passed(calendar, to, last);
}

function passed(calendar: OpenHours, time: Instant, date: Day): bigint {
  if (!isWorkingDay(calendar, date)) return 0n;
  const { hour, minute, second, millisecond, microsecond } = toZoned(time, calendar.timezone);
  const millis = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
  return BigInt(millis) * 1000n + BigInt(microsecond);
}
