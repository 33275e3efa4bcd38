// Entry of compiler/incremental: one segment of a plan → the rows whose changes, and the times whose passing, can change its answers:
// who its members are, and what it publishes of them.
// A row is reached over the path by which the segment reads it. Of all rows that changed on the way from an object to a row, the first
// hangs on rows that did not change: so current rows lead from it to the object (docs/decisions/0018).
import { assertNever, must } from '../assert.ts';
import { canonicalJson } from '../lower/canonical.ts';
import type { Predicate, Reducer, Value } from '../lower/ir.ts';
import { featuresById } from '../plan/parts-of-plan.ts';
import type {
  PlannedFeature,
  PlannedPopulation,
  PlannedSegment,
  RefreshPlan,
} from '../plan/refresh-plan.ts';
import {
  conditionsOf,
  countedWhen,
  operandsOf,
  valuesOfPredicate,
  valuesOfReducer,
} from '../plan/walk-ir.ts';
import { followTime } from './follow-time.ts';
import type { Reach, Reaches, WholeCause } from './reach.ts';
import {
  add,
  type Frame,
  frameOf,
  innerScope,
  type Scope,
  type Search,
  searchRows,
} from './search.ts';
import { isMoving, type Moments } from './time-mentions.ts';

type FeatureValue = Extract<Value, { kind: 'feature' }>;

export type FoundReaches =
  | { readonly kind: 'reaches'; readonly reaches: Reaches }
  | { readonly kind: 'whole'; readonly because: WholeCause };

/** `moments.now` is that of the plan. */
export function findReaches(
  plan: RefreshPlan,
  segment: PlannedSegment,
  moments: Moments,
): FoundReaches {
  const search: Search = {
    plan,
    moments,
    features: featuresById(plan),
    reaches: new Map(),
    populations: new Map(),
    followed: new Set(),
    found: { whole: undefined },
  };
  searchRows(search, segment.object, (scope) => {
    followPredicate(search, scope, segment.predicate);
    followTotals(
      search,
      scope,
      segment.publish.map(({ value }) => value),
    );
  });
  const { whole } = search.found;
  if (whole !== undefined) return { kind: 'whole', because: whole };
  const ofPopulations = [...search.populations].map(([object, reaches]) => ({
    object,
    reaches: [...reaches.values()],
  }));
  return { kind: 'reaches', reaches: { ofObject: [...search.reaches.values()], ofPopulations } };
}

function followPredicate(search: Search, scope: Scope, predicate: Predicate): void {
  switch (predicate.kind) {
    case 'constant':
      return;
    case 'all':
    case 'any':
      for (const part of predicate.predicates) followPredicate(search, scope, part);
      return;
    case 'member': {
      const { row, segment, before } = predicate;
      const kind = before === true ? 'logged' : 'flipped';
      add(search, frameOf(search, scope, row), { kind, segment });
      return;
    }
    case 'compare':
    case 'in_set':
    case 'in_interval':
    case 'text_match':
    case 'array_has':
    case 'arrays_meet':
    case 'known': {
      const values = valuesOfPredicate(predicate);
      for (const value of values) followValue(search, scope, value);
      if (values.some(isMoving)) followTime(search, scope, predicate);
      return;
    }
    default:
      assertNever(predicate);
  }
}

function followValue(search: Search, scope: Scope, value: Value): void {
  if (value.kind === 'column' || value.kind === 'row_key' || value.kind === 'of_row') {
    frameOf(search, scope, value.row);
  }
  if (value.kind === 'feature') followFeature(search, scope, value);
  for (const operand of operandsOf(value)) followValue(search, scope, operand);
  for (const condition of conditionsOf(value)) followPredicate(search, scope, condition);
}

function followFeature(search: Search, scope: Scope, { row, feature: id }: FeatureValue): void {
  const anchor = frameOf(search, scope, row);
  const identity = canonicalJson([id, anchor, scope]);
  if (search.followed.has(identity)) return;
  search.followed.add(identity);
  const feature = must(search.features.get(id), `feature ${id}`);
  if (feature.kind === 'population') followPopulation(search, feature);
  else followCollection(search, scope, anchor, feature);
}

/** One value depends on all rows of the object. */
function followPopulation(
  search: Search,
  { anchor, among, groups, value, measure }: PlannedPopulation,
): void {
  const reaches = search.populations.get(anchor) ?? new Map<string, Reach>();
  search.populations.set(anchor, reaches);
  const values = [...groups, value, ...(measure.kind === 'taken' ? boundsOf(measure) : [])];
  const inPopulation = { ...search, reaches, followed: new Set<string>() };
  searchRows(inPopulation, anchor, (scope) => {
    followPredicate(inPopulation, scope, among);
    followTotals(inPopulation, scope, values);
  });
}

function boundsOf({
  from,
  to,
}: {
  readonly from: Value | undefined;
  readonly to: Value;
}): readonly Value[] {
  return from === undefined ? [to] : [from, to];
}

function followCollection(
  search: Search,
  scope: Scope,
  anchor: Frame,
  feature: PlannedFeature,
): void {
  const inner = innerScope(search, scope, anchor, feature);
  const { window, filter, reducer } = feature;
  if (window !== undefined) {
    const { time, start, end } = window;
    for (const value of [time, start?.value, end?.value]) {
      if (value !== undefined) followValue(search, inner, value);
    }
    followTime(search, inner, {
      kind: 'in_interval',
      subject: time,
      start,
      end,
      negated: false,
      whenMissing: false,
    });
  }
  followPredicate(search, inner, filter);
  followReducer(search, inner, reducer);
}

function followReducer(search: Search, scope: Scope, reducer: Reducer): void {
  followTotals(search, scope, valuesOfReducer(reducer));
  const counted = countedWhen(reducer);
  if (counted !== undefined) followPredicate(search, scope, counted);
}

function followTotals(search: Search, scope: Scope, values: readonly Value[]): void {
  for (const value of values) {
    if (isMoving(value)) search.found.whole ??= 'time_in_values';
    followValue(search, scope, value);
  }
}
