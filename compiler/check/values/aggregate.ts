// `count`, `sum`, `first` … over a collection: what is aggregated, its type, and whether the result can be missing.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { AggregateFunction, AggregateSyntax } from '../../syntax/expression-ast.ts';
import type { CheckedValue } from '../checked.ts';
import { type Checking, unknownValue } from '../checking.ts';
import { checkValueCollection, type OpenCollection } from '../collections.ts';
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
  const open = checkValueCollection(syntax.collection, scope, words[name], checking);
  const { checked: collection } = open;
  if (collection === undefined) return unknownValue(span);
  if (name === 'count') return plainCount(syntax, open, checking);
  const value = aggregated(syntax, open, checking);
  if (value === undefined || value.type.kind === 'unknown') return unknownValue(span);
  const type = resultType(name, value.type);
  if (type === undefined) {
    const args = {
      name: words[name],
      expected: expectations[name],
      found: describeType(value.type),
    };
    checking.report(catalogue.typing.cannotAggregate, syntax.collection.path.span, args);
    return unknownValue(span);
  }
  const ordered = name === 'first' || name === 'last';
  const order = ordered
    ? (collection.window?.time ?? defaultTime(open.rows, span, checking))
    : undefined;
  if (ordered && order === undefined) return unknownValue(span);
  const nullable = name !== 'sum' && name !== 'count_distinct';
  return { kind: 'aggregate', function: name, collection, value, order, type, nullable, span };
}

/** Counts rows; a path that goes on to a value is refused, because it reads like a count of values. */
function plainCount(
  syntax: AggregateSyntax,
  open: OpenCollection,
  checking: Checking,
): CheckedValue {
  const { span } = syntax;
  const { checked: collection, rest } = open;
  if (collection === undefined) return unknownValue(span);
  if (rest.hops.length > 0 || rest.end.kind !== 'row') {
    const args = { path: syntax.collection.path.parts.map(({ text }) => text).join('.') };
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
  if (rows.entity === undefined) return undefined;
  const isRow = rest.end.kind === 'row' && rest.hops.length === 0;
  if (isRow && syntax.function !== 'count_distinct') {
    const args = { name: words[syntax.function], of: rows.entity.id };
    checking.report(catalogue.typing.attributeExpected, syntax.collection.path.span, args);
    return undefined;
  }
  return valueAtEnd(rows.depth, rows.entity, rest, checking);
}

const words: Readonly<Record<AggregateFunction, string>> = {
  count: 'count',
  count_distinct: 'count distinct',
  sum: 'sum',
  avg: 'avg',
  min: 'min',
  max: 'max',
  median: 'median',
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
    case 'first':
    case 'last':
      return isSingle ? type : undefined;
  }
}

function middleType(type: ValueType): ValueType | undefined {
  if (type.kind === 'int') return { kind: 'decimal' };
  return isNumber(type) || type.kind === 'money' ? type : undefined;
}

/** A sum of shares is no share. */
function totalType(type: ValueType): ValueType | undefined {
  if (type.kind === 'percent') return { kind: 'decimal' };
  return isNumber(type) || type.kind === 'money' ? type : undefined;
}
