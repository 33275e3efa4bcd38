// The reference interpreter: how much time lies between two times, as a number. docs/language.md, "Attributes", Functions, and
// "Time that a calendar counts".
import type { CheckedValue } from '../../compiler/check/checked.ts';
import type { TimeUnit } from '../../compiler/syntax/literal-ast.ts';
import { exact, rounded } from './amount.ts';
import {
  asInstant,
  inMillis,
  compareTimes,
  localDay,
  moveDay,
  toPlainDate,
} from './calendar-time.ts';
import { calendarNamed, countedBetween } from './counted-distances.ts';
import { type Datum, type Day, type MaybeDatum, number, type Time, timeOf } from './datum.ts';
import type { Interpreter } from './environment.ts';
import { whole } from './ordering.ts';
import { fraction } from './rational.ts';

type Call = Extract<CheckedValue, { kind: 'call' }>;

/** `age` and `…_since` up to now, `…_until` from now, `…_between` from the first to the second. */
export function timeBetween(
  interpreter: Interpreter,
  call: Call,
  args: readonly Datum[],
): MaybeDatum {
  // They count milliseconds; what is finer in a time is cut off.
  const [first, second] = args
    .map(timeOf)
    .map((time) => (time.kind === 'day' ? time : inMillis(time)));
  if (first === undefined) throw new Error(`${call.function} of nothing`);
  const name = call.function;
  const [from, to] = name.endsWith('_between')
    ? [first, second ?? interpreter.now]
    : name.endsWith('_until')
      ? [nowBeside(interpreter, first), first]
      : [first, nowBeside(interpreter, first)];
  const unit = unitOf(name);
  if (call.calendar !== undefined) {
    const calendar = calendarNamed(interpreter, call.calendar);
    const counted = countedBetween(calendar, unit, ...alike(interpreter, from, to));
    if (counted === undefined) return undefined;
    if (from.kind === 'day' && to.kind === 'day') return number(exact(counted));
    const result = rounded(counted);
    return result === undefined ? undefined : number(result);
  }
  return between(interpreter, unit, from, to);
}

function nowBeside({ now, zone }: Interpreter, time: Time): Time {
  return time.kind === 'day' ? localDay(now, zone) : now;
}

function alike({ zone }: Interpreter, from: Time, to: Time): [Time, Time] {
  if (from.kind === to.kind) return [from, to];
  return [asInstant(from, zone), asInstant(to, zone)];
}

function unitOf(name: string): TimeUnit {
  if (name === 'age') return 'year';
  const [units = ''] = name.split('_');
  switch (units) {
    case 'minutes':
      return 'minute';
    case 'hours':
      return 'hour';
    case 'days':
      return 'day';
    case 'weeks':
      return 'week';
    case 'months':
      return 'month';
    case 'years':
      return 'year';
    default:
      throw new Error(`no unit: ${name}`);
  }
}

const microsPer = {
  minute: 60_000_000n,
  hour: 3_600_000_000n,
  day: 86_400_000_000n,
  week: 604_800_000_000n,
};

function between(interpreter: Interpreter, unit: TimeUnit, from: Time, to: Time): MaybeDatum {
  if (unit === 'month' || unit === 'year') {
    const [first, last] = [from, to].map((time) =>
      time.kind === 'day' ? time : localDay(time, interpreter.zone),
    );
    if (first === undefined || last === undefined) throw new Error('two days');
    return whole(wholeUnits(unit, first, last));
  }
  if (unit === 'second' || unit === 'quarter') throw new Error(`no time in ${unit}s`);
  const [start, end] = alike(interpreter, from, to);
  if (start.kind === 'day' && end.kind === 'day') {
    if (unit === 'day') return whole(end.day - start.day);
    if (unit !== 'week') throw new Error(`no ${unit}s between days`);
    const weeks = rounded(fraction(BigInt(end.day - start.day), 7n));
    return weeks === undefined ? undefined : number(weeks);
  }
  const micros =
    asInstant(end, interpreter.zone).micros - asInstant(start, interpreter.zone).micros;
  const result = rounded(fraction(micros, microsPer[unit]));
  return result === undefined ? undefined : number(result);
}

/** Whole ones of the calendar, rounded down: the most that can be added to the first day without passing the second. */
function wholeUnits(unit: 'month' | 'year', from: Day, to: Day): number {
  const [first, last] = [toPlainDate(from), toPlainDate(to)];
  const years = last.year - first.year;
  const guess = unit === 'year' ? years : 12 * years + last.month - first.month;
  return compareTimes(moveDay(from, guess, unit), to) <= 0 ? guess : guess - 1;
}
