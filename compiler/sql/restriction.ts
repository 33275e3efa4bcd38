// Part of compiler/sql: segments decided for some objects only: which features need not look at the rows of the others.
import { JoinNode } from 'kysely';
import { canonicalJson } from '../lower/canonical.ts';
import type { PathHop, Value } from '../lower/ir.ts';
import type { PlannedFeature, PlannedSegment, RefreshPlan } from '../plan/refresh-plan.ts';
import { visitFeature, visitPredicate, visitValue } from '../plan/walk-ir.ts';
import type { Sql } from './dialect.ts';
import { aliased, binary, column, qualified } from './expressions.ts';
import type { NameAllocator } from './name-allocator.ts';
import { collectionText, type Restriction } from './query.ts';
import { isObjectRow } from './without-rows.ts';

/** Relations with the rows that hang on the objects asked about, and no others, by `rowsId` of the step that leads to them. */
export type RestrictedRows = ReadonlyMap<string, readonly string[]>;

/** Equal for steps to rows of the same table over the same column, whatever the rows are of that table. */
export function rowsId({ entities }: RefreshPlan, { to, column: link }: PathHop): string {
  return canonicalJson([entities[to]?.table, link]);
}

/** The join that leaves only rows whose `key` is one of those asked about. */
export function restrictTo(
  { relation, keyColumn }: Pick<Restriction, 'relation' | 'keyColumn'>,
  key: Sql,
  aliases: NameAllocator,
): JoinNode {
  const alias = aliases.take('asked');
  const on = binary(column(alias, keyColumn), '=', key);
  return JoinNode.createWithOn('InnerJoin', aliased(qualified(relation), alias), on);
}

/**
 * Ids of the collections of the segments that are asked for nothing but the object that is decided: features that share a
 * table are restricted together or not at all. Logs of changes hold keys as text and are read whole.
 */
export function restrictableFeatures(
  plan: RefreshPlan,
  segments: readonly PlannedSegment[],
): ReadonlySet<string> {
  const elsewhere = usedElsewhere(plan, segments);
  const collections = plan.features.filter((feature) => feature.kind === 'collection');
  const whole = new Set(
    collections.filter(({ id }) => elsewhere.has(id)).map((one) => collectionText(one)),
  );
  const isRestrictable = (feature: PlannedFeature): boolean =>
    !whole.has(collectionText(feature)) &&
    plan.entities[feature.path[0]?.to ?? '']?.logOf === undefined;
  return new Set(collections.filter(isRestrictable).map(({ id }) => id));
}

/** Ids of features whose value is asked for a row that is not the object itself. */
function usedElsewhere(
  plan: RefreshPlan,
  segments: readonly PlannedSegment[],
): ReadonlySet<string> {
  const elsewhere = new Set<string>();
  for (const feature of plan.features) {
    visitFeature(feature, {
      value: (value) => {
        if (value.kind === 'feature') elsewhere.add(value.feature);
      },
    });
  }
  const look = (value: Value): void => {
    if (value.kind === 'feature' && !isObjectRow(value.row)) elsewhere.add(value.feature);
  };
  for (const { predicate, publish } of segments) {
    visitPredicate(predicate, { value: look });
    for (const { value } of publish) visitValue(value, { value: look });
  }
  return elsewhere;
}
