// Part of compiler/sql: which features over the same rows share one common table expression: those that do not wait for each other.
import type { Reducer } from '../lower/ir.ts';
import type { PlannedFeature } from '../plan/refresh-plan.ts';
import { visitFeature } from '../plan/walk-ir.ts';
import { outerNeedsOf } from './outer-needs.ts';
import { collectionText, featureOf, type Query } from './query.ts';

export type OrderedReducer = Extract<Reducer, { kind: 'first' | 'last' }>;

export function isOrdered(reducer: Reducer): reducer is OrderedReducer {
  return reducer.kind === 'first' || reducer.kind === 'last';
}

/**
 * The feature and others of the segment that can be computed with it. None of them uses another or one whose table is
 * being made (`query.building`), directly or not: over a relation to oneself, an element's feature can be the anchor's.
 */
export function computedTogether(query: Query, feature: PlannedFeature): readonly PlannedFeature[] {
  if (isOrdered(feature.reducer)) return [feature];
  const together = [feature];
  for (const id of idsOver(query, feature)) {
    const other = featureOf(query.features, id);
    const isPlain = !isOrdered(other.reducer) && outerNeedsOf(query, id).length === 0;
    if (isPlain && !query.built.has(id) && isIndependent(query, other, together)) {
      together.push(other);
    }
  }
  const planned = idsOver(query, feature);
  return together.toSorted((left, right) => planned.indexOf(left.id) - planned.indexOf(right.id));
}

/** Ids of the segment's features over the same rows. */
function idsOver({ collections }: Query, feature: PlannedFeature): readonly string[] {
  return collections.get(collectionText(feature)) ?? [];
}

function isIndependent(
  query: Query,
  feature: PlannedFeature,
  others: readonly PlannedFeature[],
): boolean {
  const uses = usedBy(query, feature.id);
  return (
    others.every(
      ({ id }) => id !== feature.id && !uses.has(id) && !usedBy(query, id).has(feature.id),
    ) && [...query.building].every((id) => !uses.has(id))
  );
}

/** Ids of the features that a feature is computed from, directly or not. */
function usedBy(query: Query, id: string): ReadonlySet<string> {
  const known = query.uses.get(id);
  if (known !== undefined) return known;
  const found = new Set<string>();
  visitFeature(featureOf(query.features, id), {
    value: (value) => {
      if (value.kind !== 'feature') return;
      found.add(value.feature);
      for (const used of usedBy(query, value.feature)) found.add(used);
    },
  });
  query.uses.set(id, found);
  return found;
}
