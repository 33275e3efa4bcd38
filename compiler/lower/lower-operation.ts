// Part of compiler/lower: arithmetic and function calls. Dates and durations become points and shifts.
import { InternalError } from '../assert.ts';
import type { CheckedValue } from '../check/checked.ts';
import type { CallName } from './call-name.ts';
import type { Value } from './ir.ts';
import { isElapsed, lowerElapsed } from './lower-elapsed.ts';
import { asTime, dayOf, shift } from './time-points.ts';

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

/** `geo` and `distance_km` are lowered by lower-place.ts: a place is no single value. */
export function lowerCall(call: Call, lower: Lower): Value {
  const args = call.args.map(lower);
  const zone = call.zone === undefined ? [] : [lower(call.zone)];
  const [first] = args;
  const name = call.function;
  if (first === undefined) throw new InternalError(`${name} without arguments`);
  if (isElapsed(name)) return lowerElapsed(name, args);
  if (name === 'date') return localDay(first, zone);
  if (name === 'geo' || name === 'distance_km') throw new InternalError(`${name} is a place`);
  if (isRoundedAlready(call)) return first;
  if (name === 'hour' || name === 'minute') return make(call, name, [localTime(first, zone)]);
  return make(call, name, isPartOfDay(name) ? [localDay(first, zone)] : args);
}

const roundings: ReadonlySet<string> = new Set(['round', 'floor', 'ceil']);

/** A whole number stays as it is; engines would make a double of it and lose digits above 2^53. */
function isRoundedAlready({ function: name, args: [number, digits] }: Call): boolean {
  if (!roundings.has(name) || number?.type.kind !== 'int') return false;
  return digits?.kind !== 'literal' || !String(digits.value).startsWith('-');
}

const partsOfDays: ReadonlySet<string> = new Set([
  'weekday',
  'week',
  'quarter',
  'year',
  'month',
  'day',
]);

function isPartOfDay(name: string): boolean {
  return partsOfDays.has(name);
}

function localDay(time: Value, zone: readonly Value[]): Value {
  if (zone.length === 0) return dayOf(time);
  const instant = asTime(time, 'timestamp');
  return { kind: 'call', function: 'local_date', args: [instant, ...zone], type: { kind: 'date' } };
}

function localTime(time: Value, zone: readonly Value[]): Value {
  const args = [asTime(time, 'timestamp'), ...zone];
  return { kind: 'call', function: 'local_time', args, type: { kind: 'timestamp' } };
}

function make(call: Call, name: CallName, args: readonly Value[]): Value {
  return { kind: 'call', function: name, args, type: call.type };
}
