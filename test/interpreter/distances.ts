// The reference interpreter: distances and moments. The rows of docs/language.md, "Time", from `more than 40 days ago` to `on …`.
import type { CheckedCondition } from '../../compiler/check/checked.ts';
import { compareTimes, localDay, move, startOfDay } from './calendar-time.ts';
import { isCountedDistance } from './counted-distances.ts';
import { day, type Day, type MaybeDatum, type Time, timeOf } from './datum.ts';
import type { Environment, Interpreter } from './environment.ts';
import { type Interval, wholeNumber } from './windows.ts';

export type Distance = Extract<CheckedCondition, { kind: 'distance' }>;
export type Moment = Extract<CheckedCondition, { kind: 'moment' }>;

/** Undefined: the subject or the anchor is missing. */
export function isAtDistance(
  interpreter: Interpreter,
  condition: Distance,
  environment: Environment,
): boolean | undefined {
  const subject = interpreter.value(condition.subject, environment);
  if (subject === undefined) return undefined;
  const time = timeOf(subject);
  const anchor = anchorOf(interpreter, condition, time, environment);
  if (anchor === undefined) return undefined;
  const amount = wholeNumber(interpreter, condition.amount, environment);
  if (condition.calendar !== undefined) {
    return isCountedDistance(interpreter, condition, { time, anchor, amount });
  }
  return isForward(condition)
    ? reaches(condition, compareTimes(time, anchor), compareTimes(time, far(1)))
    : reaches(condition, compareTimes(anchor, time), compareTimes(far(-1), time));

  function far(sign: 1 | -1): Time {
    if (anchor === undefined) throw new Error('no anchor');
    return move(anchor, sign * amount, condition.unit, interpreter.zone);
  }
}

/** `from now` and `after` look forward from the anchor, `ago` and `before` back. */
export function isForward({ direction }: Distance): boolean {
  return direction === 'from_now' || direction === 'after';
}

/** How the subject lies to the anchor and to the far end, positive: beyond it. */
function reaches({ comparison }: Distance, fromAnchor: number, fromFar: number): boolean {
  switch (comparison) {
    case 'more_than':
      return fromFar > 0;
    case 'at_least':
      return fromFar >= 0;
    case 'less_than':
      return fromAnchor >= 0 && fromFar < 0;
    case 'at_most':
      return fromAnchor >= 0 && fromFar <= 0;
  }
}

/** `ago` and `from now` count from now, of a date from today; `now` beside a date is today. */
function anchorOf(
  interpreter: Interpreter,
  { anchor }: Distance,
  time: Time,
  environment: Environment,
): Time | undefined {
  const found: MaybeDatum =
    anchor === undefined ? interpreter.now : interpreter.value(anchor, environment);
  return found === undefined ? undefined : alike(interpreter, timeOf(found), time);
}

function alike({ zone }: Interpreter, time: Time, other: Time): Time {
  if (time.kind === other.kind) return time;
  return time.kind === 'instant' ? localDay(time, zone) : startOfDay(time, zone);
}

/** Undefined: one of the two is missing. */
export function isAtMoment(
  interpreter: Interpreter,
  { subject, relation, moment }: Moment,
  environment: Environment,
): boolean | undefined {
  const known = interpreter.value(subject, environment);
  const other = interpreter.value(moment, environment);
  if (known === undefined || other === undefined) return undefined;
  const [time, at] = [timeOf(known), timeOf(other)];
  const { start, end } =
    time.kind === 'instant' && at.kind === 'day'
      ? { start: startOfDay(at, interpreter.zone), end: startOfDay(after(at), interpreter.zone) }
      : pointOf(alike(interpreter, at, time));
  switch (relation) {
    case 'before':
      return compareTimes(time, start) < 0;
    case 'after':
      return end === undefined ? compareTimes(time, start) > 0 : compareTimes(time, end) >= 0;
    case 'on':
      return end === undefined
        ? compareTimes(time, start) === 0
        : compareTimes(time, start) >= 0 && compareTimes(time, end) < 0;
  }
}

function pointOf(time: Time): { readonly start: Time; readonly end: undefined } {
  return { start: time, end: undefined };
}

function after({ day: days }: Day): Day {
  return day(days + 1);
}

/** The days of a distance with two ends, or of `on`. */
export function daysOf(
  interpreter: Interpreter,
  condition: Distance | Moment,
  environment: Environment,
): Interval<Day> | undefined {
  const origin =
    condition.kind === 'moment'
      ? interpreter.value(condition.moment, environment)
      : condition.anchor === undefined
        ? interpreter.now
        : interpreter.value(condition.anchor, environment);
  if (origin === undefined) return undefined;
  const from = alike(interpreter, timeOf(origin), day(0));
  if (from.kind !== 'day') throw new Error('a day');
  if (condition.kind === 'moment') {
    if (condition.relation !== 'on') throw new Error('an anniversary without an end');
    return { start: from, end: after(from) };
  }
  const amount = wholeNumber(interpreter, condition.amount, environment);
  if (condition.comparison === 'more_than' || condition.comparison === 'at_least') {
    throw new Error('an anniversary without an end');
  }
  const isOpen = condition.comparison === 'less_than';
  const sign = isForward(condition) ? 1 : -1;
  const to = move(from, sign * amount, condition.unit, interpreter.zone);
  if (to.kind !== 'day') throw new Error('a day');
  return sign === 1
    ? { start: from, end: isOpen ? to : after(to) }
    : { start: isOpen ? after(to) : to, end: after(from) };
}
