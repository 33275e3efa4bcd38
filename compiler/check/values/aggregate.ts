// `count`, `sum`, `first` … over a collection: what is aggregated, its type, and whether the result can be missing.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { AggregateFunction, AggregateSyntax } from '../../syntax/expression-ast.ts';
import type { CheckedValue } from '../checked.ts';
import { type Checking, unknownValue } from '../checking.ts';
import {
  checkRowCollection,
  checkValueCollection,
  type OpenCollection,
  pathText,
  refuseHaving,
} from '../collections.ts';
import { describeType } from '../describe-type.ts';
import type { RowScope } from '../scope.ts';
import { familyOf, isNumber, isOrdered } from '../type-rules.ts';
import type { ValueType } from '../value-type.ts';
import { defaultTime } from '../windows.ts';
import { valueAtEnd } from './path-value.ts';

export function checkAggregate(
  syntax: AggregateSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedValue {
  const { function: name, span } = syntax;
  refuseHaving(syntax.collection, checking);
  const open =
    syntax.value === undefined
      ? checkValueCollection(syntax.collection, scope, words[name], checking)
      : checkRowCollection(syntax.collection, scope, words[name], checking);
  const { checked: collection } = open;
  if (name === 'count') return plainCount(syntax, open, checking);
  const value = aggregated(syntax, open, checking);
  if (collection === undefined || value === undefined) return unknownValue(span);
  const type = aggregateType(name, value, checking);
  if (type === undefined) return unknownValue(span);
  const ordered = name === 'first' || name === 'last';
  const order = ordered
    ? (collection.window?.time ?? defaultTime(open.rows, span, checking))
    : undefined;
  if (ordered && order === undefined) return unknownValue(span);
  const nullable = name !== 'sum' && name !== 'count_distinct';
  return { kind: 'aggregate', function: name, collection, value, order, type, nullable, span };
}

/** The type of the result over values like `value`; undefined when it was reported that there is none. */
export function aggregateType(
  name: AggregateFunction,
  value: CheckedValue,
  checking: Checking,
): ValueType | undefined {
  if (value.type.kind === 'unknown') return undefined;
  const type = resultType(name, value.type);
  if (type !== undefined) return type;
  const found = describeType(value.type);
  const args = { name: words[name], expected: expectations[name], found };
  checking.report(catalogue.typing.cannotAggregate, value.span, args);
  return undefined;
}

/** Counts rows; a path that goes on to a value is refused, because it reads like a count of values. */
function plainCount(
  syntax: AggregateSyntax,
  open: OpenCollection,
  checking: Checking,
): CheckedValue {
  const { span } = syntax;
  const { checked: collection, rest } = open;
  if (syntax.value !== undefined) {
    checking.value(syntax.value, open.rows);
    const args = { rows: pathText(syntax.collection.path) };
    checking.report(catalogue.periods.countOfExpression, syntax.value.span, args);
    return unknownValue(span);
  }
  if (collection === undefined) return unknownValue(span);
  if (rest.hops.length > 0 || rest.end.kind !== 'row') {
    const args = { path: pathText(syntax.collection.path) };
    checking.report(catalogue.typing.countOfValues, syntax.collection.path.span, args);
    return unknownValue(span);
  }
  return {
    kind: 'aggregate',
    function: 'count',
    collection,
    value: undefined,
    order: undefined,
    type: { kind: 'int' },
    nullable: false,
    span,
  };
}

/** The value of each row; only `count distinct` takes the rows themselves, by their keys. */
function aggregated(
  syntax: AggregateSyntax,
  open: OpenCollection,
  checking: Checking,
): CheckedValue | undefined {
  const { rows, rest } = open;
  if (syntax.value !== undefined) return checking.value(syntax.value, rows);
  if (open.checked === undefined) return undefined;
  if (rows.entity === undefined) return undefined;
  const isRow = rest.end.kind === 'row' && rest.hops.length === 0;
  if (isRow && syntax.function !== 'count_distinct') {
    const args = { name: words[syntax.function], of: rows.entity.id };
    checking.report(catalogue.typing.attributeExpected, syntax.collection.path.span, args);
    return undefined;
  }
  return valueAtEnd(rows.depth, rows.entity, rest, checking);
}

export const words: Readonly<Record<AggregateFunction, string>> = {
  count: 'count',
  count_distinct: 'count distinct',
  sum: 'sum',
  avg: 'avg',
  min: 'min',
  max: 'max',
  median: 'median',
  mode: 'mode',
  first: 'first',
  last: 'last',
};

const expectations: Readonly<Record<AggregateFunction, string>> = {
  count: 'rows',
  count_distinct: 'a value that can be compared',
  sum: 'a number or an amount of money',
  avg: 'a number or an amount of money',
  median: 'a number or an amount of money',
  min: 'a number, an amount of money, a date or a timestamp',
  max: 'a number, an amount of money, a date or a timestamp',
  mode: 'a single value',
  first: 'a single value',
  last: 'a single value',
};

/** The result's type, or undefined when the function does not take the value's type. */
function resultType(name: AggregateFunction, type: ValueType): ValueType | undefined {
  const isSingle = familyOf(type) !== 'none';
  switch (name) {
    case 'count':
    case 'count_distinct':
      return isSingle ? { kind: 'int' } : undefined;
    case 'sum':
      return totalType(type);
    case 'avg':
    case 'median':
      return middleType(type);
    case 'min':
    case 'max':
      return isOrdered(type) ? type : undefined;
    case 'mode':
    case 'first':
    case 'last':
      return isSingle ? type : undefined;
  }
}

export function middleType(type: ValueType): ValueType | undefined {
  if (type.kind === 'int') return { kind: 'decimal' };
  return isNumber(type) || type.kind === 'money' ? type : undefined;
}

/** A sum of shares is no share. */
export function totalType(type: ValueType): ValueType | undefined {
  if (type.kind === 'percent') return { kind: 'decimal' };
  return isNumber(type) || type.kind === 'money' ? type : undefined;
}
