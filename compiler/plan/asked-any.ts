// Part of compiler/plan: counts of which it is only asked whether there are any rows.
import { assertNever } from '../assert.ts';
import type { Predicate, Value } from '../lower/ir.ts';
import type { AnyPlannedFeature, PlannedSegment } from './refresh-plan.ts';
import { visitFeature, visitPredicate } from './walk-ir.ts';

type Comparison = Extract<Predicate, { kind: 'compare' }>;

/** Ids. `features`: all that the conditions of the segments are computed from. */
export function askedWhetherAny(
  segments: readonly PlannedSegment[],
  features: readonly AnyPlannedFeature[],
): ReadonlySet<string> {
  const uses = new Map<string, number>();
  const comparisons = new Map<string, number>();
  const visitor = {
    value: (value: Value): void => {
      if (value.kind === 'feature') add(uses, value.feature);
    },
    predicate: (predicate: Predicate): void => {
      const id = predicate.kind === 'compare' ? comparedWithNone(predicate) : undefined;
      if (id !== undefined) add(comparisons, id);
    },
  };
  for (const { predicate } of segments) visitPredicate(predicate, visitor);
  for (const feature of features) visitFeature(feature, visitor);
  return new Set([...uses].flatMap(([id, times]) => (comparisons.get(id) === times ? [id] : [])));
}

/** The count that the condition tells from no rows and nothing else: any number of rows answers it as one row does. */
function comparedWithNone({ left, operator, right }: Comparison): string | undefined {
  if (left.kind !== 'feature' || left.empty !== 'count' || right.kind !== 'literal')
    return undefined;
  return isSameForAnyRows(operator, Number(right.value)) ? left.feature : undefined;
}

function isSameForAnyRows(operator: Comparison['operator'], limit: number): boolean {
  switch (operator) {
    case '=':
    case '!=':
    case '>':
    case '<=':
      return limit < 1;
    case '>=':
    case '<':
      return limit <= 1;
    default:
      return assertNever(operator);
  }
}

function add(to: Map<string, number>, id: string): void {
  to.set(id, (to.get(id) ?? 0) + 1);
}
