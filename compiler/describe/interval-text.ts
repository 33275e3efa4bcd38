// Part of compiler/describe: windows and other intervals as the language writes them: `in last 30 days`, `in previous month`.
import type { Bound, TimePoint, Value } from '../lower/ir.ts';
import { amountText } from './time-text.ts';

export interface Interval {
  readonly start: Bound | undefined;
  readonly end: Bound | undefined;
}

/** What stands after the value that lies in the interval. Intervals that the language has no words for: `from 5 until 9`. */
export function intervalText(interval: Interval, text: (value: Value) => string): string {
  const { start, end } = interval;
  const named = namedInterval(interval);
  if (named !== undefined) return named;
  const parts = [
    ...(start === undefined ? [] : [`${startWord(interval)} ${text(start.value)}`]),
    ...(end === undefined || isUntilPresent(interval) ? [] : [endText(interval, end, text)]),
  ];
  return parts.length === 0 ? 'at any time' : parts.join(' ');
}

function startWord(interval: Interval): string {
  if (interval.start?.inclusive !== true) return 'after';
  return isUntilPresent(interval) ? 'since' : 'from';
}

/** Until the day after a day is through that day. */
function endText({ start }: Interval, end: Bound, text: (value: Value) => string): string {
  const { value, inclusive } = end;
  if (inclusive) return `through ${text(value)}`;
  const day = value.kind === 'time_point' ? dayBefore(value.point) : undefined;
  if (day !== undefined) return `through ${day}`;
  return `${start === undefined ? 'before' : 'until'} ${text(value)}`;
}

function dayBefore({ base, start, steps }: TimePoint): string | undefined {
  const [step, ...more] = steps;
  if (typeof base === 'string' || !('date' in base) || start !== undefined) return undefined;
  const isNext = step?.amount === 1 && step.unit === 'day' && step.counting === undefined;
  return isNext && more.length === 0 ? base.date : undefined;
}

/** `[…, now)` of instants, `[…, today]` of days. */
function isUntilPresent({ start, end }: Interval): boolean {
  const at = placeOf(end);
  return start?.inclusive === true && at !== undefined && isPresent(at) && isUsualEnd(at);
}

// ---------------------------------------------------------------- places relative to the present

/** So many `unit`s from now, from today, or from the start of this `start`. */
interface Place {
  readonly ofDays: boolean;
  readonly start: string | undefined;
  readonly amount: number;
  readonly unit: string | undefined;
  readonly inclusive: boolean;
}

function placeOf(bound: Bound | undefined): Place | undefined {
  if (bound?.value.kind !== 'time_point') return undefined;
  const { point, as } = bound.value;
  const steps = plainSteps(point);
  if (!isRelative(point) || steps === undefined) return undefined;
  const isToday = point.base === 'today' && point.start === undefined && as === 'timestamp';
  return {
    ofDays: as === 'date',
    start: isToday ? 'day' : point.start,
    ...steps,
    inclusive: bound.inclusive,
  };
}

/** All steps as one, if they are of one unit. From the first day of a month several steps lead as far as one. */
function plainSteps({ start, steps }: TimePoint): Pick<Place, 'amount' | 'unit'> | undefined {
  const unit = steps[0]?.unit;
  const isOne = steps.length < 2 || start !== undefined;
  if (!isOne || steps.some((step) => step.unit !== unit || step.counting !== undefined)) {
    return undefined;
  }
  return { unit, amount: steps.reduce((sum, { amount }) => sum + amount, 0) };
}

function isRelative({ base }: TimePoint): boolean {
  return base === 'now' || base === 'today';
}

function isPresent({ start, amount }: Place): boolean {
  return start === undefined && amount === 0;
}

/** An instant is before `now`, a day up to today. */
function isUsualEnd({ ofDays, inclusive }: Place): boolean {
  return inclusive === ofDays;
}

function namedInterval({ start, end }: Interval): string | undefined {
  const from = placeOf(start);
  const to = placeOf(end);
  if (start === undefined && to !== undefined) return namedEnd(to);
  if (from === undefined || to === undefined) return undefined;
  if (from.start !== undefined) return namedPeriod(from, to);
  return to.start === undefined ? namedDistance(from, to) : undefined;
}

/** `more than 40 days ago` */
function namedEnd({ start, amount, unit, inclusive }: Place): string | undefined {
  if (start !== undefined || unit === undefined || amount >= 0) return undefined;
  return `${inclusive ? 'at least' : 'more than'} ${amountText(-amount, unit)} ago`;
}

/** `in next 14 days`, and distances that begin before the present */
function namedDistance(from: Place, to: Place): string | undefined {
  if (isPresent(from) && from.inclusive && !to.inclusive && to.unit !== undefined) {
    return to.amount > 0 ? `in next ${amountText(to.amount, to.unit)}` : undefined;
  }
  if (from.unit === undefined || from.amount >= 0) return undefined;
  return isPresent(to) ? untilPresent(from, to, from.unit) : untilPast(from, to, from.unit);
}

/** `in last 30 days`, `less than 7 days ago`; of days these two are the same. */
function untilPresent(from: Place, to: Place, unit: string): string | undefined {
  const length = amountText(-from.amount, unit);
  if (from.inclusive !== from.ofDays && isUsualEnd(to)) return `in last ${length}`;
  if (to.inclusive) return `${from.inclusive ? 'at most' : 'less than'} ${length} ago`;
  const isFull = from.inclusive && from.ofDays && unit === 'day';
  return isFull ? `in last ${-from.amount} full days` : undefined;
}

/** `between 180 and 90 days ago` */
function untilPast(from: Place, to: Place, unit: string): string | undefined {
  const isBetween = from.inclusive && !to.inclusive && to.unit === unit && to.amount < 0;
  return isBetween ? `between ${-from.amount} and ${amountText(-to.amount, unit)} ago` : undefined;
}

/** `in this month`, and whole periods from the first instant or day of one */
function namedPeriod(from: Place, to: Place): string | undefined {
  const { start: unit } = from;
  if (unit === undefined || !from.inclusive || !isOfUnit(from, unit)) return undefined;
  if (from.amount === 0 && isPresent(to) && isUsualEnd(to)) return `in this ${unit}`;
  const isWhole = to.start === unit && !to.inclusive && isOfUnit(to, unit);
  return isWhole ? wholePeriods(from.amount, to.amount, unit) : undefined;
}

/** `in this full month`, `in previous 3 months`, `in following month`, `in last 30 full days`; counted from the present one. */
function wholePeriods(from: number, to: number, unit: string): string | undefined {
  if (from === 0 && to === 1) return `in this full ${unit}`;
  if (from < 0 && to === 0) return previousText(-from, unit);
  return from === 1 && to > 1 ? `in following ${periods(to - 1, unit)}` : undefined;
}

function previousText(count: number, unit: string): string {
  const isDays = unit === 'day' && count > 1;
  return isDays ? `in last ${count} full days` : `in previous ${periods(count, unit)}`;
}

function isOfUnit({ amount, unit }: Place, wanted: string): boolean {
  return amount === 0 || unit === wanted;
}

function periods(count: number, unit: string): string {
  return count === 1 ? unit : amountText(count, unit);
}
