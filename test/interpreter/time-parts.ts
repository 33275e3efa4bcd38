// The reference interpreter: the parts of a local time. docs/language.md, "Attributes", the table of functions below Functions.
import { Temporal } from 'temporal-polyfill';
import { fromPlainDate, toPlainDate, toZoned } from './calendar-time.ts';
import { type Datum, type MaybeDatum, text, timeOf } from './datum.ts';
import { whole } from './ordering.ts';

export type TimePart =
  'hour' | 'minute' | 'weekday' | 'week' | 'quarter' | 'year' | 'month' | 'day' | 'date';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** Missing where there is no zone, or none of that name. A date is the same day everywhere. */
export function partOfTime(part: TimePart, datum: Datum, zone: string | undefined): MaybeDatum {
  if (zone === undefined || !isZone(zone)) return undefined;
  const time = timeOf(datum);
  if (time.kind === 'day') return partOfDay(part, toPlainDate(time));
  const zoned = toZoned(time, zone);
  if (part === 'hour') return whole(zoned.hour);
  if (part === 'minute') return whole(zoned.minute);
  return partOfDay(part, zoned.toPlainDate());
}

function partOfDay(part: TimePart, date: Temporal.PlainDate): MaybeDatum {
  switch (part) {
    case 'hour':
    case 'minute':
      throw new Error(`no ${part} of a day`);
    case 'date':
      return fromPlainDate(date);
    case 'weekday':
      return text(weekdays[date.dayOfWeek - 1] ?? '');
    case 'week':
      return whole(date.weekOfYear ?? 0);
    case 'quarter':
      return whole(Math.ceil(date.month / 3));
    case 'year':
      return whole(date.year);
    case 'month':
      return whole(date.month);
    case 'day':
      return whole(date.day);
  }
}

/** A name of the IANA database, as it spells it; offsets such as `+01:00` are no names. */
function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return Temporal.Instant.from('2000-01-01T00:00Z').toZonedDateTimeISO(name).timeZoneId === name;
  } catch {
    return false;
  }
}
