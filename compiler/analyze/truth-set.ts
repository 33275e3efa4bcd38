// Part of compiler/analyze: for which values of its subject a condition holds, as sets that can be intersected and compared.
import type { TimePoint } from '../lower/ir.ts';
import { compareNumbers } from './number-order.ts';
import { comparePoints } from './time-order.ts';

/** `missing`: whether the condition holds for a missing value, too. */
export interface TruthSet {
  readonly values: Values;
  readonly missing: boolean;
}

export type Values =
  /** One of the items, or (`negated`) none of them. `universe`: all there are, when that is known. */
  | {
      readonly kind: 'discrete';
      readonly negated: boolean;
      readonly items: ReadonlySet<string>;
      readonly universe: readonly string[] | undefined;
    }
  /** In one of the intervals, which are apart and in order as far as their bounds can be compared. */
  | { readonly kind: 'ordered'; readonly intervals: readonly Interval[] };

export interface Interval {
  readonly low: Limit | undefined;
  readonly high: Limit | undefined;
}

export interface Limit {
  readonly at: Point;
  readonly inclusive: boolean;
}

/** A number as decimal text, or a point in time. */
export type Point = string | TimePoint;

export const everything: Interval = { low: undefined, high: undefined };

/** Without the intervals that hold nothing. */
export function ordered(intervals: readonly Interval[]): Values {
  return { kind: 'ordered', intervals: intervals.filter(({ low, high }) => !isVoid(low, high)) };
}

export function isEmpty(values: Values): boolean {
  if (values.kind === 'ordered') return values.intervals.length === 0;
  const { negated, items, universe } = values;
  if (!negated) return items.size === 0;
  return universe !== undefined && universe.every((value) => items.has(value));
}

/** What holds for both; wider than that where bounds cannot be compared. */
export function intersect(left: Values, right: Values): Values {
  if (left.kind === 'discrete' && right.kind === 'discrete') {
    const universe = left.universe ?? right.universe;
    if (left.negated && right.negated) {
      return { ...left, universe, items: new Set([...left.items, ...right.items]) };
    }
    const [some, other] = left.negated ? [right, left] : [left, right];
    const items = [...some.items].filter((item) => other.items.has(item) !== other.negated);
    return { ...some, universe, items: new Set(items) };
  }
  if (left.kind !== 'ordered' || right.kind !== 'ordered') return left;
  const intervals = left.intervals.flatMap((one) =>
    right.intervals.flatMap((other) => intersection(one, other)),
  );
  return { kind: 'ordered', intervals };
}

/** What holds for one of the two. */
export function unite(left: Values, right: Values): Values | undefined {
  if (left.kind === 'ordered' && right.kind === 'ordered') {
    return { kind: 'ordered', intervals: [...left.intervals, ...right.intervals] };
  }
  if (left.kind !== 'discrete' || right.kind !== 'discrete') return undefined;
  if (left.negated === right.negated) {
    const items = left.negated
      ? [...left.items].filter((item) => right.items.has(item))
      : [...left.items, ...right.items];
    return { ...left, items: new Set(items) };
  }
  const [some, other] = left.negated ? [right, left] : [left, right];
  const items = [...other.items].filter((item) => !some.items.has(item));
  return { ...other, items: new Set(items) };
}

/** Whether every value of `inner` certainly is one of `outer`. */
export function isWithin(inner: Values, outer: Values): boolean {
  if (isEmpty(inner)) return true;
  if (inner.kind === 'discrete' && outer.kind === 'discrete') {
    if (inner.negated && outer.negated)
      return everyOf(outer.items, (item) => inner.items.has(item));
    if (!inner.negated)
      return everyOf(inner.items, (item) => outer.items.has(item) !== outer.negated);
    const { universe } = inner;
    return universe?.every((item) => inner.items.has(item) || outer.items.has(item)) === true;
  }
  if (inner.kind !== 'ordered' || outer.kind !== 'ordered') return false;
  return inner.intervals.every((one) => outer.intervals.some((other) => contains(other, one)));
}

function everyOf(items: ReadonlySet<string>, test: (item: string) => boolean): boolean {
  for (const item of items) if (!test(item)) return false;
  return true;
}

function intersection(left: Interval, right: Interval): readonly Interval[] {
  const low = tighter(left.low, right.low, 1);
  const high = tighter(left.high, right.high, -1);
  // The limits that are left may not be comparable where those that were are.
  const isApart = isVoid(left.low, right.high) || isVoid(right.low, left.high);
  return isApart || isVoid(low, high) ? [] : [{ low, high }];
}

/** The limit that excludes more; the first where they cannot be compared. */
function tighter(a: Limit | undefined, b: Limit | undefined, sign: 1 | -1): Limit | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const order = comparePoint(a.at, b.at);
  if (order === undefined) return a;
  if (order === 0) return a.inclusive ? b : a;
  return order * sign > 0 ? a : b;
}

function isVoid(low: Limit | undefined, high: Limit | undefined): boolean {
  if (low === undefined || high === undefined) return false;
  const order = comparePoint(low.at, high.at);
  if (order === undefined) return false;
  return order > 0 || (order === 0 && !(low.inclusive && high.inclusive));
}

function contains(outer: Interval, inner: Interval): boolean {
  return reaches(outer.low, inner.low, 1) && reaches(outer.high, inner.high, -1);
}

/** Whether the outer limit excludes nothing that the inner one lets in. */
function reaches(outer: Limit | undefined, inner: Limit | undefined, sign: 1 | -1): boolean {
  if (outer === undefined) return true;
  if (inner === undefined) return false;
  const order = comparePoint(inner.at, outer.at);
  if (order === undefined) return false;
  return order * sign > 0 || (order === 0 && (outer.inclusive || !inner.inclusive));
}

function comparePoint(left: Point, right: Point): number | undefined {
  if (typeof left === 'string' && typeof right === 'string') return compareNumbers(left, right);
  if (typeof left === 'string' || typeof right === 'string') return undefined;
  return comparePoints(left, right);
}
