// Part of compiler/plan: what the conditions of a plan ask of the values of features, as far as it is a comparison with constants.
import type { Predicate, Value } from '../lower/ir.ts';
import type { RefreshPlan } from './refresh-plan.ts';
import { type Question, subjectOf } from './value-line.ts';
import { visitFeature, visitPredicate, visitValue, type Visitor } from './walk-ir.ts';

export interface Asked {
  readonly picked: Extract<Value, { kind: 'feature' }>;
  readonly question: Question;
}

/** Undefined: no condition on nothing but the value of one feature. What it is compared with need not be constant. */
export function questionOn(predicate: Predicate): Asked | undefined {
  const { kind } = predicate;
  const isQuestion =
    kind === 'compare' || kind === 'in_set' || kind === 'in_interval' || kind === 'known';
  if (!isQuestion) return undefined;
  const picked = subjectOf(predicate);
  return picked.kind === 'feature' ? { picked, question: predicate } : undefined;
}

/** By feature, all questions on it; without those that are used for anything else. */
export function askedOfFeatures(plan: RefreshPlan): ReadonlyMap<string, readonly Question[]> {
  const questions = new Map<string, Question[]>();
  const uses = new Map<string, number>();
  const visitor: Visitor = {
    predicate: (predicate) => {
      const asked = questionOn(predicate);
      if (asked === undefined) return;
      const { feature } = asked.picked;
      questions.set(feature, [...(questions.get(feature) ?? []), asked.question]);
    },
    value: (value) => {
      if (value.kind === 'feature') uses.set(value.feature, (uses.get(value.feature) ?? 0) + 1);
    },
  };
  for (const feature of plan.features) visitFeature(feature, visitor);
  for (const { predicate, publish } of plan.segments) {
    visitPredicate(predicate, visitor);
    for (const { value } of publish) visitValue(value, visitor);
  }
  return new Map([...questions].filter(([id, found]) => uses.get(id) === found.length));
}
