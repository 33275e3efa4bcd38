// Part of compiler/lower: the period that a row is in, and counts of periods → reducers.
import { must } from '../assert.ts';
import type { CheckedHaving, PeriodUnit } from '../check/checked.ts';
import type { CallName } from './call-name.ts';
import type { Having, PlainReducer, Reducer, Value } from './ir.ts';
import { lowerValue } from './lower-value.ts';
import type { CheckedPeriods, Scope } from './lowering.ts';
import { asTime, dayOf } from './time-points.ts';

/** `scope`: inside the collection. */
export function periodReducer(periods: CheckedPeriods, scope: Scope): Reducer {
  const { unit, consecutive } = periods;
  const period = periodOf(lowerValue(periods.time, scope), unit);
  const having = periods.having === undefined ? undefined : lowerHaving(periods.having, scope);
  if (consecutive) return { kind: 'longest_run', period, unit, having };
  return having === undefined
    ? { kind: 'count_distinct', value: period }
    : { kind: 'count_periods', period, unit, having };
}

const starts: Readonly<Record<Exclude<PeriodUnit, 'hour' | 'day'>, CallName>> = {
  week: 'start_of_week',
  month: 'start_of_month',
  quarter: 'start_of_quarter',
  year: 'start_of_year',
};

/** The first day of the period, in the project's zone; of an hour, its number. */
function periodOf(time: Value, unit: PeriodUnit): Value {
  if (unit === 'hour') {
    const args = [asTime(time, 'timestamp')];
    return { kind: 'call', function: 'hour_number', args, type: { kind: 'int' } };
  }
  const day = dayOf(time);
  if (unit === 'day') return day;
  return { kind: 'call', function: starts[unit], args: [day], type: { kind: 'date' } };
}

function lowerHaving(having: CheckedHaving, scope: Scope): Having {
  const { operator } = having;
  const amount = lowerValue(having.amount, scope);
  return { reducer: plainReducer(having, scope), operator, amount };
}

function plainReducer({ function: name, value }: CheckedHaving, scope: Scope): PlainReducer {
  if (name === 'count') return { kind: 'count', when: undefined };
  return { kind: name, value: lowerValue(must(value, `value of ${name}`), scope) };
}
