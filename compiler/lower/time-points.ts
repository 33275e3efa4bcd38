// Part of compiler/lower: makes and moves symbolic points in time, and turns dates into instants and back.
import { InternalError } from '../assert.ts';
import type { ValueType } from '../check/value-type.ts';
import type { TimeUnit } from '../syntax/literal-ast.ts';
import type { TimePoint, Value } from './ir.ts';
import { valueTypeOf } from './value-type-of.ts';

/** What a time is compared as. */
export type TimeKind = 'timestamp' | 'date';

export function timeKindOf(type: ValueType): TimeKind {
  return type.kind === 'date' ? 'date' : 'timestamp';
}

export function now(): Value {
  return instant({ kind: 'instant', base: 'now', start: undefined, steps: [] });
}

export function today(as: TimeKind): Value {
  return { kind: 'time_point', point: day(undefined), as };
}

/** The first day of this `unit`, or today. */
export function day(start: TimeUnit | undefined): TimePoint {
  const isDay = start === 'day';
  return { kind: 'day', base: 'today', start: isDay ? undefined : start, steps: [] };
}

/** The start of this `unit`, as an instant or, for a day and longer, as a date. */
export function startOfThis(unit: TimeUnit, as: TimeKind): Value {
  const point: TimePoint = isShort(unit)
    ? { kind: 'instant', base: 'now', start: unit, steps: [] }
    : day(unit);
  return { kind: 'time_point', point, as };
}

/** `now` against instants, today against dates. */
export function present(as: TimeKind): Value {
  return as === 'date' ? today('date') : now();
}

function instant(point: TimePoint): Value {
  return { kind: 'time_point', point, as: 'timestamp' };
}

/** A date or timestamp literal as a point in time. */
export function literalPoint(text: string, type: ValueType): Value {
  if (type.kind === 'date') {
    const point: TimePoint = { kind: 'day', base: { date: text }, start: undefined, steps: [] };
    return { kind: 'time_point', point, as: 'date' };
  }
  return instant({ kind: 'instant', base: { iso: text }, start: undefined, steps: [] });
}

/** Moves a date or timestamp by a signed number of units; points stay symbolic. */
export function shift(operand: Value, amount: Value, unit: TimeUnit, sign: 1 | -1): Value {
  const as = timeKindOf(valueTypeOf(operand));
  if (amount.kind === 'literal' && operand.kind === 'time_point') {
    const step = { amount: sign * Number(amount.value), unit };
    const { point } = operand;
    if (step.amount === 0) return operand;
    return { ...operand, point: { ...point, steps: [...point.steps, step] } };
  }
  return { kind: 'shift', operand, amount: signed(amount, sign), unit, as };
}

function signed(amount: Value, sign: 1 | -1): Value {
  if (sign === 1) return amount;
  if (amount.kind !== 'literal') {
    return { kind: 'negate', operand: amount, type: valueTypeOf(amount) };
  }
  const text = String(amount.value);
  return { ...amount, value: text.startsWith('-') ? text.slice(1) : `-${text}` };
}

/** The value as an instant (a date is the first instant of that local day) or as a local date. */
export function asTime(value: Value, kind: TimeKind): Value {
  const type = valueTypeOf(value);
  if (value.kind === 'time_point') return { ...value, as: kind };
  if (type.kind === kind || type.kind === 'raw') return value;
  if (type.kind !== 'date' && type.kind !== 'timestamp') {
    throw new InternalError(`${type.kind} is not a time`);
  }
  const name = kind === 'date' ? 'local_date' : 'start_of_day';
  return { kind: 'call', function: name, args: [value], type: { kind } };
}

/** The local day that the value lies in, as a date. */
export function dayOf(value: Value): Value {
  return asTime(value, 'date');
}

/** The day after the local day that the value lies in, as `kind`. */
export function dayAfter(value: Value, kind: TimeKind): Value {
  return asTime(shift(dayOf(value), one, 'day', 1), kind);
}

export const one: Value = { kind: 'literal', type: { kind: 'int' }, value: '1' };

export function isShort(unit: TimeUnit): boolean {
  return unit === 'second' || unit === 'minute' || unit === 'hour';
}
