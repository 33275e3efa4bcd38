// Part of compiler/plan: features over the same path are made to reduce the same rows, so that one pass computes them all.
// Used where several segments are decided together; a segment on its own is clearer, and no slower, with what it says itself.
import { canonicalJson } from '../lower/canonical.ts';
import type { FeatureWindow, PlainReducer, Predicate, Value } from '../lower/ir.ts';
import { allOf, always, anyOf } from '../lower/predicates.ts';
import { valueTypeOf } from '../lower/value-type-of.ts';
import type { PlannedFeature, RefreshPlan } from './refresh-plan.ts';
import { resolveDate, resolveTimestamp } from './resolve-time.ts';
import { visitFeature } from './walk-ir.ts';

/** Most features of one pass: each of them is looked at for every row, and kept for every object. */
const mostInPass = 32;

/** Most alternatives that a pass tells rows apart by, before it reads the rows of all. */
const mostAlternatives = 12;

type Passing = PlannedFeature & { readonly reducer: PlainReducer };

/** The plan with the features of `segments` over one path in as few passes as is cheap; each gives the same values as before. */
export function sharePasses(plan: RefreshPlan, segments: ReadonlySet<string>): RefreshPlan {
  const rewritten = new Map<string, PlannedFeature>();
  for (const features of featuresByPath(plan, segments)) {
    for (const pass of passesOf(features)) {
      for (const feature of inOnePass(plan, pass)) rewritten.set(feature.id, feature);
    }
  }
  if (rewritten.size === 0) return plan;
  return { ...plan, features: plan.features.map((one) => rewritten.get(one.id) ?? one) };
}

function featuresByPath(
  plan: RefreshPlan,
  segments: ReadonlySet<string>,
): readonly (readonly Passing[])[] {
  const groups = new Map<string, Passing[]>();
  for (const feature of plan.features) {
    if (!feature.usedBy.some((name) => segments.has(name))) continue;
    if (feature.kind !== 'collection' || !isAlone(feature)) continue;
    const text = canonicalJson([feature.anchor, feature.path]);
    groups.set(text, [...(groups.get(text) ?? []), feature]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** One expression over nothing but the rows of its collection. */
function isAlone(feature: PlannedFeature): feature is Passing {
  const { reducer } = feature;
  if (!plainReducers.has(reducer.kind)) return false;
  let alone = true;
  visitFeature(feature, {
    predicate: (predicate) => {
      if (predicate.kind === 'member') alone = false;
    },
    value: (value) => {
      if (value.kind === 'feature' || value.kind === 'open_time' || isZoned(value)) alone = false;
      if ((value.kind === 'column' || value.kind === 'row_key') && isFar(value)) alone = false;
    },
  });
  return alone;
}

const plainReducers: ReadonlySet<string> = new Set<PlainReducer['kind']>([
  'count',
  'count_distinct',
  'sum',
  'avg',
  'min',
  'max',
  'median',
]);

function isFar({ row }: Extract<Value, { kind: 'column' | 'row_key' }>): boolean {
  return row.up > 0 || row.hops.length > 0;
}

function isZoned(value: Value): boolean {
  return (
    value.kind === 'call' &&
    (value.function === 'local_date' || value.function === 'local_time') &&
    value.args.length > 1
  );
}

/** Features that ask for the same constants of the same columns stay together when there are too many for one pass. */
function passesOf(features: readonly Passing[]): readonly (readonly Passing[])[] {
  if (features.length <= mostInPass) return [features];
  const sorted = features
    .map((feature) => ({ feature, text: canonicalJson(feature.filter) }))
    .toSorted((left, right) => (left.text < right.text ? -1 : left.text > right.text ? 1 : 0))
    .map(({ feature }) => feature);
  const passes: (readonly Passing[])[] = [];
  for (let at = 0; at < sorted.length; at += mostInPass) {
    passes.push(sorted.slice(at, at + mostInPass));
  }
  return passes;
}

/** The same rows for all: those that at least one of them asks for; what each asks besides moves into its reducer. */
function inOnePass(plan: RefreshPlan, features: readonly Passing[]): readonly PlannedFeature[] {
  const texts = new Set(features.map(({ window, filter }) => canonicalJson([window, filter])));
  if (texts.size < 2) return [];
  const window = widestWindow(plan, features);
  const common = commonParts(features);
  const asked = features.map((feature) => {
    const own = partsOf(feature.filter).filter((part) => !common.has(canonicalJson(part)));
    return { feature, filter: allOf(own) };
  });
  const filter = allOf([...common.values(), alternativesOf(asked.map((one) => one.filter))]);
  return asked.map(({ feature, filter: own }) => {
    const isWindowed = canonicalJson(feature.window) !== canonicalJson(window);
    const when = allOf([isWindowed ? inWindow(feature.window) : always, own]);
    return { ...feature, window, filter, reducer: reducedWhen(feature.reducer, when) };
  });
}

function partsOf(filter: Predicate): readonly Predicate[] {
  return filter.kind === 'all' ? filter.predicates : [filter];
}

function commonParts(features: readonly Passing[]): ReadonlyMap<string, Predicate> {
  const [first, ...rest] = features.map(
    ({ filter }) => new Map(partsOf(filter).map((part) => [canonicalJson(part), part])),
  );
  return new Map([...(first ?? [])].filter(([text]) => rest.every((other) => other.has(text))));
}

/** A row that none of the filters lets through need not be read; unless there are so many that asking costs more. */
function alternativesOf(filters: readonly Predicate[]): Predicate {
  const distinct = new Map(filters.map((filter) => [canonicalJson(filter), filter]));
  return distinct.size > mostAlternatives ? always : anyOf([...distinct.values()]);
}

function inWindow(window: FeatureWindow | undefined): Predicate {
  if (window === undefined) return always;
  const { time, start, end } = window;
  if (start === undefined && end === undefined) {
    return { kind: 'known', value: time, negated: false };
  }
  return { kind: 'in_interval', subject: time, start, end, negated: false, whenMissing: false };
}

function reducedWhen(reducer: PlainReducer, when: Predicate): PlainReducer {
  if (when.kind === 'constant' && when.value) return reducer;
  if (reducer.kind === 'count') {
    return { kind: 'count', when: reducer.when === undefined ? when : allOf([when, reducer.when]) };
  }
  const { value } = reducer;
  return { ...reducer, value: onlyWhen(when, value) };
}

function onlyWhen(when: Predicate, value: Value): Value {
  const branches = [{ when, gives: value }];
  return { kind: 'case', branches, otherwise: undefined, type: valueTypeOf(value) };
}

/** From the earliest start to the latest end; none when a feature has none, or when one is of another time or of a row's. */
function widestWindow(plan: RefreshPlan, features: readonly Passing[]): FeatureWindow | undefined {
  const windows = features.flatMap(({ window }) => (window === undefined ? [] : [window]));
  const [first] = windows;
  if (first === undefined || windows.length < features.length) return undefined;
  const time = canonicalJson(first.time);
  if (windows.some((window) => canonicalJson(window.time) !== time)) return undefined;
  return {
    time: first.time,
    start: outermost(
      plan,
      windows.map(({ start }) => start),
      -1,
    ),
    end: outermost(
      plan,
      windows.map(({ end }) => end),
      1,
    ),
  };
}

type MaybeBound = FeatureWindow['start'];

/** The earliest (`side` -1) or latest (1) of the bounds; undefined when one of them is open or no constant. */
function outermost(plan: RefreshPlan, bounds: readonly MaybeBound[], side: -1 | 1): MaybeBound {
  let widest: { readonly bound: MaybeBound; readonly place: string } | undefined;
  for (const bound of bounds) {
    const place = placeOf(plan, bound);
    if (place === undefined) return undefined;
    if (widest === undefined || isFurther(place, widest.place, side)) widest = { bound, place };
    else if (place === widest.place && bound?.inclusive === true) widest = { bound, place };
  }
  return widest?.bound;
}

function isFurther(place: string, than: string, side: -1 | 1): boolean {
  return side === -1 ? place < than : place > than;
}

/** The constant that a bound is, as text in the order of time. */
function placeOf(plan: RefreshPlan, bound: MaybeBound): string | undefined {
  const value = bound?.value;
  if (value?.kind !== 'time_point') return undefined;
  const moment = { now: plan.now, ...plan.calendar };
  return value.as === 'date'
    ? resolveDate(value.point, moment)
    : resolveTimestamp(value.point, moment);
}
