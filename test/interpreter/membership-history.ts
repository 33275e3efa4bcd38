// The reference interpreter: what earlier refreshes published. docs/language.md, "The history of a segment"; docs/decisions/0010.
import type { CheckedCondition, HistoryTime } from '../../compiler/check/checked.ts';
import { compareTimes, moveInstant, parseInstant, startOfDay } from './calendar-time.ts';
import { settled } from './comparisons.ts';
import { day, type Instant, timeOf } from './datum.ts';
import type { Environment, Interpreter } from './environment.ts';
import { type Interval, windowOfInstants, wholeNumber } from './windows.ts';

type History = Extract<CheckedCondition, { kind: 'membership_history' }>;

interface Change {
  readonly entered: boolean;
  readonly at: Instant;
}

export function wasMember(
  interpreter: Interpreter,
  condition: History,
  environment: Environment,
): boolean {
  const { row: reference, event, time, negated, missing } = condition;
  const row = interpreter.reach(reference, environment);
  if (row === undefined) return settled(undefined, negated, missing);
  const changes = changesOf(interpreter, condition.segment, interpreter.database.keyOf(row));
  if (event === 'was_in') {
    if (time === undefined) throw new Error('was in segment without a time');
    return settled(wasIn(interpreter, changes, time, environment), negated, missing);
  }
  const wanted = changes.filter(({ entered }) => entered === (event === 'entered'));
  const within = time === undefined ? undefined : intervalOf(interpreter, time, environment);
  const found = wanted.some(({ at }) => within === undefined || isIn(at, within));
  return settled(found, negated, missing);
}

/** Only changes before now, under the segment's names, in their order: by time, then by the refreshes' ids, which are in their order as text. */
function changesOf(interpreter: Interpreter, segment: string, key: string): readonly Change[] {
  const { world, now } = interpreter;
  const names = interpreter.namesOf(segment);
  return world.log
    .filter((one) => names.has(one.segment) && one.key === key)
    .map((one) => ({
      entered: one.change === 'entered',
      at: parseInstant(one.at),
      refresh: one.refreshId,
    }))
    .filter(({ at }) => compareTimes(at, now) < 0)
    .toSorted((left, right) => {
      const order = compareTimes(left.at, right.at);
      return order === 0 ? compareRefreshes(left.refresh, right.refresh) : order;
    });
}

function compareRefreshes(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}

/** Of a time that is still to come, the last change before now decides. */
function wasIn(
  interpreter: Interpreter,
  changes: readonly Change[],
  time: HistoryTime,
  environment: Environment,
): boolean {
  const at = instantOf(interpreter, time, environment);
  if (at !== undefined) return isMemberAt(changes, at);
  const within = intervalOf(interpreter, time, environment);
  const entered = changes.some((change) => change.entered && isIn(change.at, within));
  return entered || isMemberAt(changes, within.start);
}

/** The last change before the instant was to enter. */
function isMemberAt(changes: readonly Change[], instant: Instant): boolean {
  return changes.findLast(({ at }) => compareTimes(at, instant) < 0)?.entered ?? false;
}

function isIn(time: Instant, { start, end }: Interval<Instant>): boolean {
  return compareTimes(time, start) >= 0 && compareTimes(time, end) < 0;
}

/** Undefined: it is no instant but a window or a day. */
function instantOf(
  interpreter: Interpreter,
  time: HistoryTime,
  environment: Environment,
): Instant | undefined {
  const { now, zone } = interpreter;
  if (time.kind === 'ago') {
    const amount = wholeNumber(interpreter, time.amount, environment);
    return moveInstant(now, -amount, time.unit, zone);
  }
  if (time.kind !== 'at') return undefined;
  const moment = interpreter.value(time.moment, environment);
  if (moment?.kind !== 'instant') throw new Error('was in segment at no instant');
  return moment;
}

function intervalOf(
  interpreter: Interpreter,
  time: HistoryTime,
  environment: Environment,
): Interval<Instant> {
  if (time.kind === 'during') return windowOfInstants(interpreter, time.form, environment);
  if (time.kind !== 'on') throw new Error(`no interval: ${time.kind}`);
  const moment = interpreter.value(time.moment, environment);
  const date = moment === undefined ? undefined : timeOf(moment);
  if (date?.kind !== 'day') throw new Error('on no day');
  return {
    start: startOfDay(date, interpreter.zone),
    end: startOfDay(day(date.day + 1), interpreter.zone),
  };
}
