// Part of compiler/lower: time that a calendar counts between two times: `hours_between(a, b, counting: support_hours)`.
import { InternalError, must } from '../assert.ts';
import type { CheckedValue } from '../check/checked.ts';
import type { OpenHours } from '../check/model.ts';
import type { Value } from './ir.ts';
import { type End, elapsedUnit, endsOf, isElapsed } from './lower-elapsed.ts';
import { asTime, present, timeKindOf } from './time-points.ts';
import { valueTypeOf } from './value-type-of.ts';

type Call = Extract<CheckedValue, { kind: 'call' }>;

const units = { minutes: 'minute', hours: 'hour', days: 'day' } as const;

/** `hours_since(x, counting: support_hours)` and its kind. */
export function lowerCountedCall(
  call: Call,
  hours: OpenHours,
  lower: (value: CheckedValue) => Value,
): Value {
  const name = call.function;
  if (!isElapsed(name)) throw new InternalError(`${name} counts no time`);
  const written = elapsedUnit(name);
  if (written !== 'minutes' && written !== 'hours' && written !== 'days') {
    throw new InternalError(`a calendar does not count ${written}`);
  }
  const unit = units[written];
  const ends = endsOf(name, call.args.map(lower));
  const kind = unit === 'day' && ends.every(isDate) ? 'date' : 'timestamp';
  const [from, to] = ends.map((end) => (end === undefined ? present(kind) : asTime(end, kind)));
  return openTime(hours, must(from, 'start'), must(to, 'end'), {
    measure: unit === 'day' ? 'days' : 'time',
    unit,
  });
}

function isDate(end: End): boolean {
  return end === undefined || timeKindOf(valueTypeOf(end)) === 'date';
}

/** From one time to another of the same kind. */
export function openTime(
  hours: OpenHours,
  from: Value,
  to: Value,
  { measure, unit }: Pick<Extract<Value, { kind: 'open_time' }>, 'measure' | 'unit'>,
): Value {
  const isWhole = unit === 'millisecond' || timeKindOf(valueTypeOf(from)) === 'date';
  const type = { kind: isWhole ? 'int' : 'decimal' } as const;
  return { kind: 'open_time', hours, measure, from, to, unit, type };
}
