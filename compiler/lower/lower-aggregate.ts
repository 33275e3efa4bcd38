// Part of compiler/lower: `count(...)`, `sum(...)`, `did`, `has`, `all ... have` → features.
import { must } from '../assert.ts';
import type { CheckedCollection, CheckedCondition } from '../check/checked.ts';
import type { FeatureWindow, Predicate, Reducer, Value } from './ir.ts';
import { closeFeature, type OpenCollection, openCollection } from './lower-collection.ts';
import { lowerWindow } from './lower-time.ts';
import { lowerValue } from './lower-value.ts';
import { periodReducer } from './lower-periods.ts';
import type { CheckedAggregate, CheckedPeriods, Scope } from './lowering.ts';
import { allOf, always, atom } from './predicates.ts';
import { timeKindOf } from './time-points.ts';
import { valueTypeOf } from './value-type-of.ts';

const int = { kind: 'int' } as const;

/** An aggregate used as a value. */
export function lowerAggregate(aggregate: CheckedAggregate, scope: Scope): Value {
  const collection = lowerCollection(aggregate.collection, scope);
  const reducer = lowerReducer(aggregate, collection.opened.scope);
  const feature = close(collection, reducer);
  const { row } = collection.opened;
  const empty = emptiness[reducer.kind];
  return { kind: 'feature', row, feature, type: aggregate.type, empty };
}

const emptiness: Readonly<Record<Reducer['kind'], 'count' | 'zero' | 'missing'>> = {
  count: 'count',
  count_distinct: 'count',
  count_periods: 'count',
  longest_run: 'count',
  sum: 'zero',
  avg: 'missing',
  min: 'missing',
  max: 'missing',
  median: 'missing',
  mode: 'missing',
  first: 'missing',
  last: 'missing',
};

/** `count weeks(…)`, `count consecutive days(…)` */
export function lowerPeriods(periods: CheckedPeriods, scope: Scope): Value {
  const collection = lowerCollection(periods.collection, scope);
  const feature = close(collection, periodReducer(periods, collection.opened.scope));
  return { kind: 'feature', row: collection.opened.row, feature, type: int, empty: 'count' };
}

interface LoweredCollection {
  readonly opened: OpenCollection;
  readonly window: FeatureWindow | undefined;
  readonly filter: Predicate;
}

function lowerCollection(collection: CheckedCollection, scope: Scope): LoweredCollection {
  const opened = openCollection(collection, scope);
  const { where } = collection;
  const filter =
    where === undefined ? always : scope.lowering.parts.condition(where, opened.scope, false);
  return { opened, window: lowerCollectionWindow(collection, opened.scope), filter };
}

/** The window, in the scope of the collection's rows. */
export function lowerCollectionWindow(
  collection: CheckedCollection,
  scope: Scope,
): FeatureWindow | undefined {
  if (collection.window === undefined) return undefined;
  const time = lowerValue(collection.window.time, scope);
  const kind = timeKindOf(valueTypeOf(time));
  return { time, ...lowerWindow(collection.window.form, kind, scope) };
}

function close(collection: LoweredCollection, reducer: Reducer): string {
  return closeFeature(collection.opened, collection.window, collection.filter, reducer);
}

function lowerReducer(aggregate: CheckedAggregate, scope: Scope): Reducer {
  const name = aggregate.function;
  if (name === 'count') return { kind: 'count', when: undefined };
  const value = lowerValue(must(aggregate.value, `value of ${name}`), scope);
  if (name !== 'first' && name !== 'last') return { kind: name, value };
  return { kind: name, value, order: lowerValue(must(aggregate.order, `order of ${name}`), scope) };
}

/** How amounts are compared. */
export const operatorOf = {
  more_than: '>',
  less_than: '<',
  at_least: '>=',
  at_most: '<=',
  exactly: '=',
} as const;

type Exists = Extract<CheckedCondition, { kind: 'exists' }>;

/** `did` and `has`: the number of rows, compared. */
export function lowerExists(exists: Exists, scope: Scope): Predicate {
  const collection = lowerCollection(exists.collection, scope);
  const count = countOf(collection, undefined);
  const { negated } = exists;
  if (exists.count === undefined) return compareCount(count, negated ? '=' : '>', zero);
  const amount = lowerValue(exists.count.amount, scope);
  const operator = operatorOf[exists.count.comparison];
  return compareCount(count, negated ? opposites[operator] : operator, amount);
}

const opposites = { '>': '<=', '<': '>=', '>=': '<', '<=': '>', '=': '!=' } as const;

type AllHave = Extract<CheckedCondition, { kind: 'all_have' }>;

/** At least one row, and as many that satisfy the predicate as there are. */
export function lowerAllHave(allHave: AllHave, scope: Scope): Predicate {
  const collection = lowerCollection(allHave.collection, scope);
  const inner = collection.opened.scope;
  const when = scope.lowering.parts.condition(allHave.predicate, inner, false);
  const rows = countOf(collection, undefined);
  return allOf([compareCount(rows, '>', zero), compareCount(countOf(collection, when), '=', rows)]);
}

function countOf(collection: LoweredCollection, when: Predicate | undefined): Value {
  const feature = close(collection, { kind: 'count', when });
  return { kind: 'feature', row: collection.opened.row, feature, type: int, empty: 'count' };
}

export const zero: Value = { kind: 'literal', type: int, value: '0' };

/** A comparison with a number of rows; it can only be missing through the other side. */
export function compareCount(
  left: Value,
  operator: '=' | '!=' | '<' | '<=' | '>' | '>=',
  right: Value,
): Predicate {
  return atom({ kind: 'compare', operator, left, right, whenMissing: false });
}
