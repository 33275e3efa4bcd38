// Part of compiler/lower: distances that a calendar counts: `more than 4 hours ago counting support_hours`.
import { InternalError } from '../assert.ts';
import type { CheckedValue, TimeCondition } from '../check/checked.ts';
import type { OpenHours } from '../check/model.ts';
import type { CountingStep, Predicate, Value } from './ir.ts';
import { openTime } from './lower-open-time.ts';
import { lowerValue } from './lower-value.ts';
import type { Scope } from './lowering.ts';
import { allOf, atom } from './predicates.ts';
import { asTime, present, type TimeKind, timeKindOf } from './time-points.ts';
import { valueTypeOf } from './value-type-of.ts';

type Distance = Extract<TimeCondition, { kind: 'distance' }>;

// ---------------------------------------------------------------- distances

/** The present, moved by so much counted time. */
export function shiftCounted(
  distance: Distance,
  hours: OpenHours,
  kind: TimeKind,
  scope: Scope,
): Value {
  const { unit, direction, comparison } = distance;
  const origin = present(kind);
  if (origin.kind !== 'time_point') throw new InternalError('the present is no point');
  const back = direction === 'ago';
  const amount = constantNumber(lowerValue(distance.amount, scope)) * (back ? -1 : 1);
  // Of the instants that are exactly so far, `at most` takes them all and `more than` none: the farthest decides.
  const takesAllOrNone = comparison === 'more_than' || comparison === 'at_most';
  // The nearest of those that are not away at all is the present itself.
  if (amount === 0 && !takesAllOrNone) return origin;
  const edge = takesAllOrNone === back ? 'first' : 'last';
  const step: CountingStep = { amount, unit, counting: hours, edge };
  return { ...origin, point: { ...origin.point, steps: [...origin.point.steps, step] } };
}

/** An amount is written out or given to a template, there perhaps with arithmetic. */
function constantNumber(value: Value): number {
  if (value.kind === 'literal') return Number(value.value);
  if (value.kind === 'negate') return -constantNumber(value.operand);
  if (value.kind !== 'arithmetic') throw new InternalError('an amount that is not constant');
  const [left, right] = [constantNumber(value.left), constantNumber(value.right)];
  switch (value.operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
  }
}

const unitMs = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** `x less than 2 hours after y counting cal`: on this side of `y`, and so much counted time from it. */
export function lowerCountedFrom(
  distance: Distance,
  anchor: CheckedValue,
  hours: OpenHours,
  scope: Scope,
): Predicate {
  const { unit, comparison, direction, missing } = distance;
  const subject = lowerValue(distance.subject, scope);
  const kind = timeKindOf(valueTypeOf(subject));
  const origin = asTime(lowerValue(anchor, scope), kind);
  const after = direction === 'after';
  const whenMissing = missing === 'or_missing';
  const counted = openTime(hours, after ? origin : subject, after ? subject : origin, {
    measure: unit === 'day' ? 'days' : 'time',
    unit: kind === 'date' ? 'day' : 'millisecond',
  });
  const per = kind === 'date' ? 1 : unitMs[countable(unit)];
  const amount = lowerValue(distance.amount, scope);
  const far = atom({
    kind: 'compare',
    operator: operators[comparison],
    left: counted,
    right: times(amount, per),
    whenMissing,
  });
  if (comparison === 'more_than') return far;
  const here = { value: origin, inclusive: true };
  const side = atom({
    kind: 'in_interval',
    subject,
    start: after ? here : undefined,
    end: after ? undefined : here,
    negated: false,
    whenMissing,
  });
  return allOf([side, far]);
}

const operators = { more_than: '>', at_least: '>=', less_than: '<', at_most: '<=' } as const;

function countable(unit: Distance['unit']): keyof typeof unitMs {
  if (unit === 'second' || unit === 'minute' || unit === 'hour' || unit === 'day') return unit;
  throw new InternalError(`a calendar does not count ${unit}s`);
}

function times(amount: Value, factor: number): Value {
  const type = { kind: 'int' } as const;
  const value = String(amount.kind === 'literal' ? Number(amount.value) * factor : factor);
  const number: Value = { kind: 'literal', type, value };
  if (amount.kind === 'literal') return number;
  return { kind: 'arithmetic', operator: '*', left: amount, right: number, type };
}
