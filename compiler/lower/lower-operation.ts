// Part of compiler/lower: arithmetic and function calls. `now`, dates and durations become points, shifts and differences.
import { InternalError } from '../assert.ts';
import type { CheckedValue } from '../check/checked.ts';
import type { CallName, Value } from './ir.ts';
import { asTime, dayOf, now, shift, timeKindOf, today } from './time-points.ts';
import { valueTypeOf } from './value-type-of.ts';

type Lower = (value: CheckedValue) => Value;
type Arithmetic = Extract<CheckedValue, { kind: 'arithmetic' }>;
type Call = Extract<CheckedValue, { kind: 'call' }>;

export function lowerArithmetic(value: Arithmetic, lower: Lower): Value {
  const { operator, left, right, type } = value;
  if (right.kind === 'duration' && isTime(left)) {
    return shiftBy(lower(left), right, operator === '-' ? -1 : 1);
  }
  if (left.kind === 'duration' && isTime(right)) return shiftBy(lower(right), left, 1);
  return { kind: 'arithmetic', operator, left: lower(left), right: lower(right), type };
}

function isTime(value: CheckedValue): boolean {
  return value.type.kind === 'date' || value.type.kind === 'timestamp';
}

function shiftBy(
  operand: Value,
  duration: Extract<CheckedValue, { kind: 'duration' }>,
  sign: 1 | -1,
): Value {
  const amount: Value = { kind: 'literal', type: { kind: 'int' }, value: `${duration.amount}` };
  return shift(operand, amount, duration.unit, sign);
}

export function lowerCall(call: Call, lower: Lower): Value {
  const args = call.args.map(lower);
  const [first, second] = args;
  const name = call.function;
  if (first === undefined) throw new InternalError(`${name} without arguments`);
  if (name === 'date') return dayOf(first);
  if (name === 'days_since') return between(call, first, undefined);
  if (name === 'days_until') return between(call, undefined, first);
  if (name === 'days_between') return between(call, first, second);
  if (name === 'hours_since')
    return make(call, 'elapsed_hours', [asTime(first, 'timestamp'), now()]);
  if (name === 'hours_until')
    return make(call, 'elapsed_hours', [now(), asTime(first, 'timestamp')]);
  const isPartOfDay = name === 'year' || name === 'month' || name === 'day';
  return make(call, name, isPartOfDay ? [dayOf(first)] : args);
}

/** Days from one time to another, `undefined` being the present: whole days of dates, elapsed days of instants. */
function between(call: Call, from: Value | undefined, to: Value | undefined): Value {
  const kinds = [from, to]
    .filter((end) => end !== undefined)
    .map(valueTypeOf)
    .map(timeKindOf);
  if (kinds.every((kind) => kind === 'date')) {
    const ends = [from ?? today('date'), to ?? today('date')];
    return make(call, 'dates_between', ends);
  }
  const ends = [from ?? now(), to ?? now()].map((end) => asTime(end, 'timestamp'));
  return make(call, 'elapsed_days', ends);
}

function make(call: Call, name: CallName, args: readonly Value[]): Value {
  return { kind: 'call', function: name, args, type: call.type };
}
