// Pass: no conjunction directly in a conjunction, no constants inside, no condition twice in a block. Same for disjunctions.
import type { Predicate, Value } from '../../lower/ir.ts';
import { allOf, anyOf } from '../../lower/predicates.ts';
import type { RefreshPlan } from '../refresh-plan.ts';
import { textOf } from '../known-texts.ts';
import { rewriteFeature, rewritePredicate, type Rewriter, valuesOfPredicate } from '../walk-ir.ts';

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
    if (predicate.kind !== 'all' && predicate.kind !== 'any') return predicate;
    const flat = (predicate.kind === 'all' ? allOf : anyOf)(predicate.predicates);
    return withoutRepetition(hasSameParts(flat, predicate) ? predicate : flat);
  },
};

type Block = Extract<Predicate, { kind: 'all' | 'any' }>;

function hasSameParts(flat: Predicate, { kind, predicates }: Block): boolean {
  return (
    flat.kind === kind &&
    flat.predicates.length === predicates.length &&
    flat.predicates.every((part, at) => part === predicates[at])
  );
}

function withoutRepetition(predicate: Predicate): Predicate {
  if (predicate.kind !== 'all' && predicate.kind !== 'any') return predicate;
  if (new Set(predicate.predicates.map(outlineOf)).size === predicate.predicates.length) {
    return predicate;
  }
  const distinct = new Map(predicate.predicates.map((part) => [textOf(part), part]));
  if (distinct.size === predicate.predicates.length) return predicate;
  const parts = [...distinct.values()];
  return predicate.kind === 'all' ? allOf(parts) : anyOf(parts);
}

/** Equal for equal conditions, and soon made; for most that are not equal, another one. */
function outlineOf(predicate: Predicate): string {
  return [predicate.kind, ...valuesOfPredicate(predicate).map(outlineOfValue)].join(' ');
}

function outlineOfValue(value: Value): string {
  if (value.kind === 'literal') return String(value.value);
  if (value.kind === 'feature') return value.feature;
  return value.kind === 'column' ? value.read.column : value.kind;
}
