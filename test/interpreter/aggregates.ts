// The reference interpreter: values over the rows of a collection. docs/language.md, "Events and related objects" and
// "Missing values" 6.
import type { CheckedHaving, CheckedValue } from '../../compiler/check/checked.ts';
import type { AggregateFunction } from '../../compiler/syntax/expression-ast.ts';
import { average, toRational, rounded, total } from './amount.ts';
import { rowsOf } from './collections.ts';
import { amountOf, type Datum, type MaybeDatum, number, text, timeOf } from './datum.ts';
import { type Environment, inScope, type Interpreter } from './environment.ts';
import { compareTexts } from './ordering.ts';
import {
  compareData,
  comparing,
  type Comparing,
  distinctData,
  sameData,
  whole,
} from './ordering.ts';
import { lowerCase } from './text-functions.ts';
import * as rational from './rational.ts';
import { compareTimes } from './calendar-time.ts';

type Aggregate = Extract<CheckedValue, { kind: 'aggregate' }>;

export function aggregate(
  interpreter: Interpreter,
  { function: name, collection, value, order }: Aggregate,
  environment: Environment,
): MaybeDatum {
  const rows = rowsOf(interpreter, collection, environment).map((row) =>
    inScope(environment, collection.scope, row),
  );
  if (name === 'first' || name === 'last') {
    return atTheEnd(interpreter, name, { rows, value, order });
  }
  return reduced(interpreter, name, value, rows);
}

/** Of one period's rows or of all; `rows` are environments with the row in the collection's scope. */
export function reduced(
  interpreter: Interpreter,
  name: CheckedHaving['function'] | 'mode',
  value: CheckedValue | undefined,
  rows: readonly Environment[],
): MaybeDatum {
  if (name === 'count') return whole(rows.length);
  if (value === undefined) throw new Error(`${name} of nothing`);
  const how = comparing([value.type], interpreter.zone);
  const known = rows
    .map((row) => interpreter.value(value, row))
    .filter((datum) => datum !== undefined);
  return ofKnown(name, known, how);
}

type Reducer = Exclude<AggregateFunction, 'first' | 'last' | 'count'>;

/** Rows for which the value is missing are passed over. */
function ofKnown(name: Reducer, known: readonly Datum[], how: Comparing): MaybeDatum {
  switch (name) {
    case 'count_distinct':
      return whole(distinctData(known, how).length);
    case 'sum':
      return number(total(known.map(amountOf)));
    case 'avg': {
      const mean = average(known.map(amountOf));
      return mean === undefined ? undefined : number(mean);
    }
    case 'min':
      return extreme(known, how, -1);
    case 'max':
      return extreme(known, how, 1);
    case 'median':
      return median(known, how);
    case 'mode':
      return mode(known, how);
  }
}

export function extreme(known: readonly Datum[], how: Comparing, sign: 1 | -1): MaybeDatum {
  return known.toSorted((left, right) => -sign * compareData(left, right, how))[0];
}

/** The middle one, or half way between the two in the middle. */
function median(known: readonly Datum[], how: Comparing): MaybeDatum {
  const sorted = known.toSorted((left, right) => compareData(left, right, how)).map(amountOf);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.ceil((sorted.length - 1) / 2)];
  if (low === undefined || high === undefined) return undefined;
  const sum = rational.add(toRational(low), toRational(high));
  const middle = rounded(rational.divide(sum, rational.whole(2)));
  return middle === undefined ? undefined : number(middle);
}

/** The most frequent known value, of equally frequent ones the smallest; emails in lower case. */
function mode(known: readonly Datum[], how: Comparing): MaybeDatum {
  const counted = distinctData(known, how).map((datum) => ({
    datum: how.ignoringCase && datum.kind === 'text' ? text(lowerCase(datum.text)) : datum,
    count: known.filter((other) => sameData(datum, other, how)).length,
  }));
  const most = Math.max(...counted.map(({ count }) => count));
  const frequent = counted.filter(({ count }) => count === most).map(({ datum }) => datum);
  return extreme(frequent, how, -1);
}

interface Ordered {
  readonly rows: readonly Environment[];
  readonly value: CheckedValue | undefined;
  readonly order: CheckedValue | undefined;
}

/**
 * The value in the earliest, the latest row, even when it is missing there; ties by the value: the smallest is the first, the
 * largest the last, a missing one only when there is no other. Rows without time count only where no row has one.
 */
function atTheEnd(
  interpreter: Interpreter,
  name: 'first' | 'last',
  { rows, value, order }: Ordered,
): MaybeDatum {
  if (value === undefined || order === undefined) throw new Error(`${name} without order`);
  const sign = name === 'first' ? -1 : 1;
  const timed = rows.flatMap((row) => {
    const time = interpreter.value(order, row);
    return time === undefined ? [] : [{ row, time: timeOf(time) }];
  });
  const best = timed.toSorted((left, right) => -sign * compareTimes(left.time, right.time))[0];
  const tied =
    best === undefined
      ? rows
      : timed.filter(({ time }) => compareTimes(time, best.time) === 0).map(({ row }) => row);
  const known = tied
    .map((row) => interpreter.value(value, row))
    .filter((datum) => datum !== undefined);
  const how = comparing([value.type], interpreter.zone);
  return endOf(known, how, sign);
}

/** Emails that are equal ignoring case go by their letters. Arrays and the like have no order: then any of them, if they are alike. */
function endOf(known: readonly Datum[], how: Comparing, sign: 1 | -1): MaybeDatum {
  if (known.length < 2) return known[0];
  return known.toSorted((left, right) => {
    const order = compareData(left, right, how);
    const letters =
      left.kind === 'text' && right.kind === 'text' ? compareTexts(left.text, right.text) : 0;
    return -sign * (order === 0 ? letters : order);
  })[0];
}
