// Part of compiler/lower: `was in segment`, `entered segment`, `left segment` → counts over the segment's log of changes.
// Only changes before now count. A member at an instant is whose last change before it was to enter.
import { assertNever } from '../assert.ts';
import type { CheckedCondition, HistoryTime } from '../check/checked.ts';
import type { Bound, Predicate, Value } from './ir.ts';
import { compareCount, zero } from './lower-aggregate.ts';
import { closeFeature, type OpenCollection, openLog } from './lower-collection.ts';
import { rowKnown } from './lower-owned.ts';
import { type Interval, lowerMoment, lowerWindow } from './lower-time.ts';
import { lowerValue } from './lower-value.ts';
import type { Scope } from './lowering.ts';
import { isChange, isEntered, logColumn } from './membership-log.ts';
import { allOf, always, anyOf, atom, negate } from './predicates.ts';
import { asTime, now, shift } from './time-points.ts';

type History = Extract<CheckedCondition, { kind: 'membership_history' }>;
type Change = 'entered' | 'left';

const text = { kind: 'text' } as const;

export function lowerMembershipHistory(history: History, scope: Scope): Predicate {
  scope.lowering.histories.add(history.segment);
  const opened = openLog(history.row, history.segment, scope);
  const happened = lowerEvent(history, { opened, scope });
  const predicate = history.negated ? negate(happened) : happened;
  const known = rowKnown(history.row, scope);
  if (history.missing === 'or_missing') return anyOf([negate(known), predicate]);
  // Nothing happened to a row that does not exist.
  return history.negated ? allOf([known, predicate]) : predicate;
}

interface Log {
  readonly opened: OpenCollection;
  readonly scope: Scope;
}

function lowerEvent({ event, time }: History, log: Log): Predicate {
  const span = spanOf(time, log.scope);
  if (event !== 'was_in') return changed(log, event, span);
  const { start } = span;
  if (start === undefined) return memberAt(log, span);
  return anyOf([memberAt(log, upTo(start.value)), changed(log, 'entered', span)]);
}

/** The changes that are asked for; without start: all up to an instant, not at it. */
function spanOf(time: HistoryTime | undefined, scope: Scope): Interval {
  if (time === undefined) return upTo(now());
  switch (time.kind) {
    case 'during':
      return lowerWindow(time.form, 'timestamp', scope);
    case 'ago':
      return upTo(shift(now(), lowerValue(time.amount, scope), time.unit, -1));
    case 'at':
      return upTo(asTime(lowerValue(time.moment, scope), 'timestamp'));
    case 'on':
      return lowerMoment('on', time.moment, 'timestamp', scope);
    default:
      return assertNever(time);
  }
}

function upTo(value: Value): Interval {
  return { start: undefined, end: { value, inclusive: false } };
}

/** At least one such change in the interval. */
function changed({ opened }: Log, change: Change, span: Interval): Predicate {
  const filter = allOf([isChange(idOf(opened), change), beforeNow(opened, span)]);
  const window = { time: logColumn(idOf(opened), 'changed_at'), ...span };
  const feature = closeFeature(opened, window, filter, { kind: 'count', when: undefined });
  const { row } = opened;
  const type = { kind: 'int' } as const;
  return compareCount({ kind: 'feature', row, feature, type, empty: 'count' }, '>', zero);
}

/** The last change of an interval without start is that the object entered; two of one instant go by their refresh. */
function memberAt({ opened }: Log, span: Interval): Predicate {
  const log = idOf(opened);
  const order = logColumn(log, 'changed_at');
  const window = { time: order, ...span };
  const value = logColumn(log, 'change');
  const tie = logColumn(log, 'refresh_id');
  const filter = beforeNow(opened, span);
  const feature = closeFeature(opened, window, filter, { kind: 'last', value, order, tie });
  const { row } = opened;
  return isEntered({ kind: 'feature', row, feature, type: text, empty: 'missing' });
}

/** Of an interval that does not reach beyond now, nothing more is asked. */
function beforeNow(opened: OpenCollection, { end: last }: Interval): Predicate {
  if (last !== undefined && isBehind(last.value)) return always;
  const end: Bound = { value: now(), inclusive: false };
  const subject = logColumn(idOf(opened), 'changed_at');
  return atom({
    kind: 'in_interval',
    subject,
    start: undefined,
    end,
    negated: false,
    whenMissing: false,
  });
}

/** Whether it is now or a time before, whatever `now` is. What parameters of a number below zero lead to is not. */
function isBehind(value: Value): boolean {
  if (value.kind !== 'time_point') return false;
  const { base, steps } = value.point;
  return (base === 'now' || base === 'today') && steps.every(({ amount }) => amount < 0);
}

function idOf({ path }: OpenCollection): string {
  return path[0]?.to ?? '';
}
