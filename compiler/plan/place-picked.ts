// Part of compiler/plan: conditions on the value of the first or last row, where they ask nothing but how it compares with constants, ask
// for a number of its place among them instead: the greatest of such numbers, each made of a row's time and place, is a plain
// aggregate that shares a pass with others. Each condition means the same as before.
import { must } from '../assert.ts';
import { canonicalJson } from '../lower/canonical.ts';
import type { OrderedReducer, PlainReducer, Predicate, Value } from '../lower/ir.ts';
import { allOf, always, anyOf, never } from '../lower/predicates.ts';
import { valueTypeOf } from '../lower/value-type-of.ts';
import { askedOfFeatures, questionOn } from './picked-questions.ts';
import { type Places, placesOf, whole } from './picked-places.ts';
import type { AnyPlannedFeature, PlannedFeature, RefreshPlan } from './refresh-plan.ts';
import { type Question, whenMissing } from './value-line.ts';
import { rewriteFeature, rewritePredicate, type Rewriter } from './walk-ir.ts';

const int = { kind: 'int' } as const;

type OfRow = Extract<OrderedReducer, { kind: 'first' | 'last' }>;

type Picking = PlannedFeature & { readonly reducer: OfRow };

/** Each feature keeps its id, and means the same in every segment of the plan. Those that something needs the value of stay as they are. */
export function placePicked(plan: RefreshPlan): RefreshPlan {
  const reducers = new Map<string, PlainReducer>();
  const places = new Map<string, Places>();
  const asked = askedOfFeatures(plan);
  for (const { id, reducer } of plan.features.filter(isPicking)) {
    if (isOfOrder(reducer)) {
      reducers.set(id, { kind: reducer.kind === 'last' ? 'max' : 'min', value: reducer.value });
      continue;
    }
    const questions = asked.get(id);
    if (questions === undefined) continue;
    const found = placesOf(reducer, questions, { now: plan.now, ...plan.calendar });
    if (found === undefined) continue;
    places.set(id, found);
    reducers.set(id, rankOf(reducer, found));
  }
  if (reducers.size === 0) return plan;
  return rewritten(plan, reducers, places);
}

function rewritten(
  plan: RefreshPlan,
  reducers: ReadonlyMap<string, PlainReducer>,
  places: ReadonlyMap<string, Places>,
): RefreshPlan {
  const rewriter: Rewriter = {
    value: (value) => value,
    predicate: (predicate) => inPlaces(predicate, places),
  };
  return {
    ...plan,
    features: plan.features.map((feature) => {
      const reducer = reducers.get(feature.id);
      const reduced = reducer === undefined ? feature : { ...feature, reducer };
      return rewriteFeature<AnyPlannedFeature>(reduced, rewriter);
    }),
    segments: plan.segments.map((segment) => ({
      ...segment,
      predicate: rewritePredicate(segment.predicate, rewriter),
    })),
  };
}

/** Beside a second order, or over another row's value, the value is looked up. */
function isPicking(feature: AnyPlannedFeature): feature is Picking {
  if (feature.kind !== 'collection') return false;
  const { reducer } = feature;
  if (reducer.kind !== 'first' && reducer.kind !== 'last') return false;
  const order = valueTypeOf(reducer.order).kind;
  const isTime = order === 'timestamp' || order === 'date';
  return isTime && reducer.tie === undefined && reducer.value.kind === 'column';
}

/** `last(orders.placed_at)`: no row is later than the latest. */
function isOfOrder({ value, order }: OfRow): boolean {
  return canonicalJson(value) === canonicalJson(order);
}

/** The greatest is that of the picked row. */
function rankOf({ kind, order }: OfRow, { place }: Places): PlainReducer {
  const name = kind === 'last' ? 'last_rank' : 'first_rank';
  const value: Value = {
    kind: 'call',
    function: name,
    args: [order, place],
    type: int,
  };
  return { kind: 'max', value };
}

function inPlaces(predicate: Predicate, places: ReadonlyMap<string, Places>): Predicate {
  if (predicate.kind === 'all') return allOf(predicate.predicates);
  if (predicate.kind === 'any') return anyOf(predicate.predicates);
  const asked = questionOn(predicate);
  const found = asked && places.get(asked.picked.feature);
  if (asked === undefined || found === undefined) return predicate;
  const { picked, question } = asked;
  const holding = must(found.holding.get(canonicalJson(question)), 'a question that was asked');
  const rank: Value = { ...picked, type: int, empty: 'missing' };
  return isAmong(rank, holding, found.count, question);
}

/** The place of the picked row is one of those; where there is no row, it is what the question is for a missing value. */
function isAmong(
  rank: Value,
  holding: readonly number[],
  count: number,
  question: Question,
): Predicate {
  const missing = whenMissing(question);
  const others = Array.from({ length: count }, (_none, at) => at).filter(
    (at) => !holding.includes(at),
  );
  // A row without the value is in place 0, so that what holds nowhere, or everywhere, does so without a row as well.
  if (holding.length === 0 || others.length === 0) return missing ? always : never;
  const negated = others.length < holding.length;
  const items = (negated ? others : holding).map((at) => whole(at));
  const subject: Value = { kind: 'call', function: 'rank_place', args: [rank], type: int };
  const [only, ...more] = items;
  if (only !== undefined && more.length === 0) {
    const operator = negated ? '!=' : '=';
    return { kind: 'compare', operator, left: subject, right: only, whenMissing: missing };
  }
  return { kind: 'in_set', subject, items, negated, whenMissing: missing };
}
