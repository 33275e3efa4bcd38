// Pass: no conjunction directly in a conjunction, no constants inside, no condition twice in a block. Same for disjunctions.
import { canonicalJson } from '../../lower/canonical.ts';
import type { Predicate } from '../../lower/ir.ts';
import { allOf, anyOf } from '../../lower/predicates.ts';
import type { RefreshPlan } from '../refresh-plan.ts';
import { rewriteFeature, rewritePredicate, type Rewriter } from '../walk-ir.ts';

export function flatten(plan: RefreshPlan): RefreshPlan {
  return {
    ...plan,
    features: plan.features.map((feature) => rewriteFeature(feature, flattening)),
    segments: plan.segments.map((segment) => ({
      ...segment,
      predicate: rewritePredicate(segment.predicate, flattening),
    })),
  };
}

const flattening: Rewriter = {
  value: (value) => value,
  predicate: (predicate) => {
    if (predicate.kind === 'all') return withoutRepetition(allOf(predicate.predicates));
    if (predicate.kind === 'any') return withoutRepetition(anyOf(predicate.predicates));
    return predicate;
  },
};

function withoutRepetition(predicate: Predicate): Predicate {
  if (predicate.kind !== 'all' && predicate.kind !== 'any') return predicate;
  const distinct = new Map(predicate.predicates.map((part) => [canonicalJson(part), part]));
  if (distinct.size === predicate.predicates.length) return predicate;
  const parts = [...distinct.values()];
  return predicate.kind === 'all' ? allOf(parts) : anyOf(parts);
}
