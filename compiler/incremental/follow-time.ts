// Part of compiler/incremental: conditions that move with the time of the run → the rows for which they are not what they were.
import { assertNever, must } from '../assert.ts';
import { canonicalJson } from '../lower/canonical.ts';
import type { Predicate, Reducer, Value } from '../lower/ir.ts';
import { allOf } from '../lower/predicates.ts';
import { strictCalls } from '../plan/strict-calls.ts';
import { operandsOf } from '../plan/walk-ir.ts';
import { crossingOf, windowCrossing } from './crossings.ts';
import { add, type Frame, frameOf, innerScope, type Scope, type Search } from './search.ts';
import { looksOf, type Moments, seenFrom, spanOf, withValue } from './time-mentions.ts';

/** Rows for which the condition is another one at this run's time than at the earlier. */
export function followTime(search: Search, scope: Scope, predicate: Predicate): void {
  const { moments } = search;
  const { ups, features, hasMembers, times } = looksOf(predicate);
  if (times.every((time) => spanOf(time, moments) === undefined)) return;
  const [up = 0, ...others] = ups;
  if (features.length === 0 && !hasMembers && others.length === 0) {
    addCrossing(search, must(scope[up], `row ${up}`), seenFrom(predicate, up));
    return;
  }
  const byEdges = edgesOf(predicate, moments);
  if (byEdges !== undefined) {
    addCrossing(search, must(scope[0], 'a row'), byEdges, false);
    return;
  }
  const picked = pickedIn(search, scope, predicate);
  if (picked === undefined) search.found.whole ??= 'time_in_values';
  else addCrossing(search, picked.frame, picked.predicate);
}

/** `isCondition`: the rows are those for which it changes; otherwise it is what the rows must be. */
function addCrossing(search: Search, frame: Frame, predicate: Predicate, isCondition = true): void {
  const crossing = isCondition ? crossingOf(predicate, search.moments) : predicate;
  if (crossing.kind === 'constant' && !crossing.value) return;
  const parts = crossing.kind === 'any' ? crossing.predicates : [crossing];
  const among = frame.asked.length === 0 ? [] : [allOf(frame.asked)];
  for (const when of parts) add(search, frame, { kind: 'crossed', when, among });
}

/** A window of a row's own time, whose other edge may be anything. */
function edgesOf(predicate: Predicate, moments: Moments): Predicate | undefined {
  if (predicate.kind !== 'in_interval') return undefined;
  const { subject: time, start, end } = predicate;
  const { ups, features, hasMembers } = looksOf(time);
  if (features.length > 0 || hasMembers || [...ups].some((up) => up > 0)) return undefined;
  return windowCrossing({ time, start, end }, moments);
}

/**
 * A condition on the value of one feature that is the value of some row: as a condition on that value of each row. It is the same at all
 * times for an object without such rows.
 */
function pickedIn(
  search: Search,
  scope: Scope,
  predicate: Predicate,
): { readonly frame: Frame; readonly predicate: Predicate } | undefined {
  const { ups, features, hasMembers } = looksOf(predicate);
  const [value] = features;
  if (value === undefined || hasMembers || ups.size > 0 || !isStrict(predicate)) return undefined;
  if (new Set(features.map((one) => canonicalJson([one.row, one.feature]))).size > 1)
    return undefined;
  const feature = must(search.features.get(value.feature), `feature ${value.feature}`);
  const picked = feature.kind === 'collection' ? pickedValue(feature.reducer) : undefined;
  if (feature.kind !== 'collection' || picked === undefined) return undefined;
  const own = looksOf(picked);
  if (own.features.length > 0 || own.hasMembers || [...own.ups].some((up) => up > 0))
    return undefined;
  const anchor = frameOf(search, scope, value.row);
  const [frame] = innerScope(search, scope, anchor, feature);
  if (frame === undefined) return undefined;
  return { frame, predicate: withValue(predicate, value, picked) };
}

/** What one row has, and the object therefore. */
function pickedValue(reducer: Reducer): Value | undefined {
  switch (reducer.kind) {
    case 'min':
    case 'max':
    case 'first':
    case 'last':
    case 'mode':
      return reducer.value;
    case 'count':
    case 'count_distinct':
    case 'sum':
    case 'avg':
    case 'median':
    case 'count_periods':
    case 'longest_run':
      return undefined;
    default:
      return assertNever(reducer);
  }
}

/** Whether a feature without rows makes it the same at all times. */
function isStrict(predicate: Predicate): boolean {
  if (predicate.kind === 'compare') {
    return isStrictValue(predicate.left) || isStrictValue(predicate.right);
  }
  const isOfSubject = predicate.kind === 'in_set' || predicate.kind === 'in_interval';
  return isOfSubject && isStrictValue(predicate.subject);
}

const strictKinds: ReadonlySet<Value['kind']> = new Set(['arithmetic', 'negate', 'shift']);

/** Missing when the feature in it is. */
function isStrictValue(value: Value): boolean {
  if (value.kind === 'feature') return value.empty === 'missing';
  const isStrictKind =
    value.kind === 'call' ? strictCalls.has(value.function) : strictKinds.has(value.kind);
  return isStrictKind && operandsOf(value).some(isStrictValue);
}
