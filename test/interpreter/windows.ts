// The reference interpreter: windows. Every row of the table of windows in docs/language.md, "Time"; docs/decisions/0001.
import { assertNever } from '../../compiler/assert.ts';
import type { CheckedValue, WindowForm } from '../../compiler/check/checked.ts';
import type { TimeUnit } from '../../compiler/syntax/literal-ast.ts';
import { toRational } from './amount.ts';
import {
  asInstant,
  compareTimes,
  fromZoned,
  localDay,
  moveDay,
  moveInstant,
  startOfDay,
  startOfUnit,
  toZoned,
} from './calendar-time.ts';
import { amountOf, day, type Day, instant, type Instant, type Time, timeOf } from './datum.ts';
import type { Environment, Interpreter } from './environment.ts';

/** Half-open: from `start`, before `end`. */
export interface Interval<T extends Time> {
  readonly start: T;
  readonly end: T;
}

export function isWithin(
  interpreter: Interpreter,
  time: Time,
  form: WindowForm,
  environment: Environment,
): boolean {
  const { start, end } =
    time.kind === 'day'
      ? windowOfDays(interpreter, form, environment)
      : windowOfInstants(interpreter, form, environment);
  return compareTimes(time, start) >= 0 && compareTimes(time, end) < 0;
}

/** `before this quarter`: before the first instant of the whole units; `after`: from the instant after them. */
export function isBeside(
  interpreter: Interpreter,
  time: Time,
  form: WindowForm,
  side: 'before' | 'after',
  environment: Environment,
): boolean {
  const whole: WindowForm =
    form.kind === 'calendar' && form.which === 'this' ? { ...form, full: true } : form;
  const { start, end } =
    time.kind === 'day'
      ? windowOfDays(interpreter, whole, environment)
      : windowOfInstants(interpreter, whole, environment);
  return side === 'before' ? compareTimes(time, start) < 0 : compareTimes(time, end) >= 0;
}

export function windowOfInstants(
  interpreter: Interpreter,
  form: WindowForm,
  environment: Environment,
): Interval<Instant> {
  const { now, zone } = interpreter;
  const at = (amount: number, unit: TimeUnit): Instant => moveInstant(now, amount, unit, zone);
  const count = (value: CheckedValue): number => wholeNumber(interpreter, value, environment);
  switch (form.kind) {
    case 'rolling': {
      if (form.full) return instantsOf(windowOfDays(interpreter, form, environment), zone);
      const amount = count(form.amount);
      return form.direction === 'last'
        ? { start: at(-amount, form.unit), end: now }
        : { start: now, end: at(amount, form.unit) };
    }
    case 'calendar': {
      if (isShort(form.unit)) return shortUnits(interpreter, form, count(form.amount));
      const units = instantsOf(windowOfDays(interpreter, form, environment), zone);
      return form.which === 'this' && !form.full ? { ...units, end: now } : units;
    }
    case 'between_ago':
      return { start: at(-count(form.far), form.unit), end: at(-count(form.near), form.unit) };
    case 'between_from_now':
      return { start: at(count(form.near), form.unit), end: at(count(form.far), form.unit) };
    case 'since':
      return { start: asInstant(bound(interpreter, form.start, environment), zone), end: now };
    case 'from': {
      const start = asInstant(bound(interpreter, form.start, environment), zone);
      const last = bound(interpreter, form.end, environment);
      const end = form.inclusive ? dayAfter(last) : last;
      return { start, end: asInstant(end, zone) };
    }
    default:
      return assertNever(form);
  }
}

export function windowOfDays(
  interpreter: Interpreter,
  form: WindowForm,
  environment: Environment,
): Interval<Day> {
  const today = localDay(interpreter.now, interpreter.zone);
  const count = (value: CheckedValue): number => wholeNumber(interpreter, value, environment);
  const dayOf = (value: CheckedValue): Day => {
    const time = bound(interpreter, value, environment);
    return time.kind === 'day' ? time : localDay(time, interpreter.zone);
  };
  switch (form.kind) {
    case 'rolling': {
      const amount = count(form.amount);
      if (form.full) return fullUnits(interpreter, form.direction, amount, form.unit);
      return form.direction === 'last'
        ? { start: next(moveDay(today, -amount, form.unit)), end: next(today) }
        : { start: today, end: moveDay(today, amount, form.unit) };
    }
    case 'calendar':
      return calendarUnits(interpreter, form, count(form.amount));
    case 'between_ago':
      return {
        start: moveDay(today, -count(form.far), form.unit),
        end: moveDay(today, -count(form.near), form.unit),
      };
    case 'between_from_now':
      return {
        start: moveDay(today, count(form.near), form.unit),
        end: moveDay(today, count(form.far), form.unit),
      };
    case 'since':
      return { start: dayOf(form.start), end: next(today) };
    case 'from': {
      const end = dayOf(form.end);
      return { start: dayOf(form.start), end: form.inclusive ? next(end) : end };
    }
    default:
      return assertNever(form);
  }
}

/** `in last 30 full days` leaves today out; full weeks and longer are calendar units: the same as `in previous 3 weeks`. */
function fullUnits(
  interpreter: Interpreter,
  direction: 'last' | 'next',
  amount: number,
  unit: TimeUnit,
): Interval<Day> {
  const which = direction === 'last' ? 'previous' : 'following';
  return calendarUnits(interpreter, { which, unit, full: false }, amount);
}

interface CalendarUnits {
  readonly which: 'this' | 'previous' | 'following';
  readonly unit: TimeUnit;
  readonly full: boolean;
}

function calendarUnits(
  { now, zone, model }: Interpreter,
  { which, unit, full }: CalendarUnits,
  amount: number,
): Interval<Day> {
  const today = localDay(now, zone);
  const start = startOfUnit(today, unit, model.project.weekStarts);
  const following = moveDay(start, 1, unit);
  switch (which) {
    case 'this':
      return { start, end: full ? following : next(today) };
    case 'previous':
      return { start: moveDay(start, -amount, unit), end: start };
    case 'following':
      return { start: following, end: moveDay(following, amount, unit) };
  }
}

function isShort(unit: TimeUnit): unit is 'second' | 'minute' | 'hour' {
  return unit === 'second' || unit === 'minute' || unit === 'hour';
}

/** `in this hour`, `in previous 2 hours`: hours of the local clock, each 60 minutes long. */
function shortUnits(
  { now, zone }: Interpreter,
  { which, unit, full }: CalendarUnits,
  amount: number,
): Interval<Instant> {
  const smallestUnit = isShort(unit) ? unit : 'hour';
  const floored = toZoned(now, zone).round({ smallestUnit, roundingMode: 'floor' });
  const start = fromZoned(floored);
  const following = moveInstant(start, 1, unit, zone);
  switch (which) {
    case 'this':
      return { start, end: full ? following : now };
    case 'previous':
      return { start: moveInstant(start, -amount, unit, zone), end: start };
    case 'following':
      return { start: following, end: moveInstant(following, amount, unit, zone) };
  }
}

export function instantsOf({ start, end }: Interval<Day>, zone: string): Interval<Instant> {
  return { start: startOfDay(start, zone), end: startOfDay(end, zone) };
}

function next(date: Day): Day {
  return day(date.day + 1);
}

/** `through` takes days (SEG3021); an instant would include itself. */
function dayAfter(last: Time): Time {
  return last.kind === 'day' ? next(last) : instant(last.micros + 1n);
}

function bound(interpreter: Interpreter, value: CheckedValue, environment: Environment): Time {
  const found = interpreter.value(value, environment);
  if (found === undefined) throw new Error('a window without its bound');
  return timeOf(found);
}

/** Amounts of windows and counts are whole numbers, written out or parameters. */
export function wholeNumber(
  interpreter: Interpreter,
  value: CheckedValue,
  environment: Environment,
): number {
  const found = interpreter.value(value, environment);
  if (found === undefined) throw new Error('an amount that is missing');
  const { numerator, denominator } = toRational(amountOf(found));
  if (denominator !== 1n) throw new Error('an amount that is not whole');
  return Number(numerator);
}
