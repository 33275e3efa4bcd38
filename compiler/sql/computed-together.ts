// Part of compiler/sql: which features over the same rows share one common table expression: those that do not wait for each other.
import type { PlainReducer, Reducer } from '../lower/ir.ts';
import type { PlannedFeature } from '../plan/refresh-plan.ts';
import { visitFeature } from '../plan/walk-ir.ts';
import { needIdentity, outerNeedsOf } from './outer-needs.ts';
import { collectionOf, collectionText, featureOf, type Query } from './query.ts';

/** Whether the reducer is one expression over the rows; any other has a table of its own. */
export function isPlain(reducer: Reducer): reducer is PlainReducer {
  return plain.has(reducer.kind);
}

const plain: ReadonlySet<Reducer['kind']> = new Set<PlainReducer['kind']>([
  'count',
  'count_distinct',
  'sum',
  'avg',
  'min',
  'max',
  'median',
]);

export type PlainFeature = PlannedFeature & { readonly reducer: PlainReducer };

/**
 * The feature and others of the segment that can be computed with it: for the same combinations of values further out, and
 * not built yet. None of them uses another or one whose table is
 * being made (`query.building`), directly or not: over a relation to oneself, an element's feature can be the anchor's.
 */
export function computedTogether(
  query: Query,
  feature: PlainFeature,
  isBuilt: (id: string) => boolean,
): readonly PlainFeature[] {
  const together = [feature];
  const needs = needsText(query, feature.id);
  for (const id of idsOver(query, feature)) {
    const other = collectionOf(query.features, id);
    const { reducer } = other;
    if (!isPlain(reducer) || isBuilt(id) || needsText(query, id) !== needs) continue;
    if (isIndependent(query, other, together)) together.push({ ...other, reducer });
  }
  const planned = idsOver(query, feature);
  return together.toSorted((left, right) => planned.indexOf(left.id) - planned.indexOf(right.id));
}

/** Equal for features that are computed for the same combinations of outer values. */
function needsText(query: Query, id: string): string {
  const needs = outerNeedsOf(query, id).map(({ row, read }) => needIdentity(row, read));
  return needs.toSorted().join('\n');
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
