// Part of compiler/lower: `days_since(t)`, `months_between(a, b)`, `age(d)`, … → differences between two times.
import { must } from '../assert.ts';
import type { FunctionName } from '../check/function-name.ts';
import type { ElapsedFunction } from './elapsed-function.ts';
import type { Value } from './ir.ts';
import { asTime, dayOf, now, timeKindOf, today } from './time-points.ts';
import { valueTypeOf } from './value-type-of.ts';

interface Elapsed {
  readonly unit: 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years';
  readonly ends: 'since' | 'until' | 'between';
}

const elapsed: Readonly<Record<ElapsedFunction, Elapsed>> = {
  age: { unit: 'years', ends: 'since' },
  minutes_since: { unit: 'minutes', ends: 'since' },
  minutes_until: { unit: 'minutes', ends: 'until' },
  minutes_between: { unit: 'minutes', ends: 'between' },
  hours_since: { unit: 'hours', ends: 'since' },
  hours_until: { unit: 'hours', ends: 'until' },
  hours_between: { unit: 'hours', ends: 'between' },
  days_since: { unit: 'days', ends: 'since' },
  days_until: { unit: 'days', ends: 'until' },
  days_between: { unit: 'days', ends: 'between' },
  weeks_since: { unit: 'weeks', ends: 'since' },
  weeks_until: { unit: 'weeks', ends: 'until' },
  weeks_between: { unit: 'weeks', ends: 'between' },
  months_since: { unit: 'months', ends: 'since' },
  months_until: { unit: 'months', ends: 'until' },
  months_between: { unit: 'months', ends: 'between' },
  years_since: { unit: 'years', ends: 'since' },
  years_until: { unit: 'years', ends: 'until' },
  years_between: { unit: 'years', ends: 'between' },
};

export function isElapsed(name: FunctionName): name is ElapsedFunction {
  return Object.hasOwn(elapsed, name);
}

/** `undefined` is the present. */
export type End = Value | undefined;

export function lowerElapsed(name: ElapsedFunction, args: readonly Value[]): Value {
  const { unit } = elapsed[name];
  const [from, to] = endsOf(name, args);
  switch (unit) {
    case 'minutes':
      return between('elapsed_minutes', from, to);
    case 'hours':
      return between('elapsed_hours', from, to);
    case 'days':
      return days(from, to);
    case 'weeks':
      return weeks(days(from, to));
    case 'months':
      return whole('whole_months', from, to);
    case 'years':
      return whole('whole_years', from, to);
  }
}

/** From where to where. */
export function endsOf(name: ElapsedFunction, args: readonly Value[]): readonly [End, End] {
  const { ends } = elapsed[name];
  const first = must(args[0], `argument of ${name}`);
  return ends === 'until' ? [undefined, first] : [first, ends === 'between' ? args[1] : undefined];
}

export function elapsedUnit(name: ElapsedFunction): Elapsed['unit'] {
  return elapsed[name].unit;
}

/** Whole days of dates, elapsed 24-hour days when one of the ends is an instant. */
function days(from: End, to: End): Value {
  const given = [from, to].filter((end) => end !== undefined);
  const areDates = given.every((end) => timeKindOf(valueTypeOf(end)) === 'date');
  if (!areDates) return between('elapsed_days', from, to);
  const args = [from ?? today('date'), to ?? today('date')];
  return { kind: 'call', function: 'dates_between', args, type: { kind: 'int' } };
}

function between(
  name: 'elapsed_minutes' | 'elapsed_hours' | 'elapsed_days',
  from: End,
  to: End,
): Value {
  const args = [from ?? now(), to ?? now()].map((end) => asTime(end, 'timestamp'));
  return { kind: 'call', function: name, args, type: { kind: 'decimal' } };
}

function weeks(value: Value): Value {
  const seven: Value = { kind: 'literal', type: { kind: 'int' }, value: '7' };
  return {
    kind: 'arithmetic',
    operator: '/',
    left: value,
    right: seven,
    type: { kind: 'decimal' },
  };
}

/** Whole units of the calendar between two local days, rounded down. */
function whole(name: 'whole_months' | 'whole_years', from: End, to: End): Value {
  const args = [from, to].map((end) => (end === undefined ? today('date') : dayOf(end)));
  return { kind: 'call', function: name, args, type: { kind: 'int' } };
}
