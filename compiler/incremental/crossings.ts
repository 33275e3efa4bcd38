// Part of compiler/incremental: for which rows the passing of time can have changed whether a condition holds, as a condition on the row.
// Exact where that is plain, otherwise more rows than needed, never fewer.
import type { Bound, FeatureWindow, Predicate, Value } from '../lower/ir.ts';
import { allOf, anyOf, negate, never } from '../lower/predicates.ts';
import {
  isMoving,
  type Moments,
  movesWithTime,
  predicateAt,
  spanOf,
  type TimePointValue,
} from './time-mentions.ts';

/** Rows for which the condition is not what it was. It looks at no features, members or rows further out. */
export function crossingOf(predicate: Predicate, moments: Moments): Predicate {
  return plainCrossing(predicate, moments) ?? difference(predicate, moments);
}

/** Rows that an edge of the window has passed; undefined when an edge is not simply a time of the run. */
export function windowCrossing(
  { time, start, end }: FeatureWindow,
  moments: Moments,
): Predicate | undefined {
  return boundsCrossing(time, [start, end], moments);
}

function plainCrossing(predicate: Predicate, moments: Moments): Predicate | undefined {
  if (predicate.kind === 'in_interval') {
    return boundsCrossing(predicate.subject, [predicate.start, predicate.end], moments);
  }
  if (predicate.kind !== 'compare') return undefined;
  const { left, right } = predicate;
  if (movesWithTime(right) && !isMoving(left)) return passed(left, right, moments);
  return movesWithTime(left) && !isMoving(right) ? passed(right, left, moments) : undefined;
}

function boundsCrossing(
  subject: Value,
  bounds: readonly (Bound | undefined)[],
  moments: Moments,
): Predicate | undefined {
  if (isMoving(subject)) return undefined;
  const crossings: Predicate[] = [];
  for (const bound of bounds) {
    if (bound === undefined || !isMoving(bound.value)) continue;
    if (!movesWithTime(bound.value)) return undefined;
    crossings.push(passed(subject, bound.value, moments));
  }
  return anyOf(crossings);
}

/** The value lies where the time was, where it is, or between. */
function passed(subject: Value, time: TimePointValue, moments: Moments): Predicate {
  const span = spanOf(time, moments);
  if (span === undefined) return never;
  const [start, end] = span.map((value) => ({ value, inclusive: true }));
  return { kind: 'in_interval', subject, start, end, negated: false, whenMissing: false };
}

function difference(predicate: Predicate, { before, now }: Moments): Predicate {
  const [was, is] = [predicateAt(predicate, before), predicateAt(predicate, now)];
  return anyOf([allOf([was, negate(is)]), allOf([negate(was), is])]);
}
