// Fourth stage of the compiler: for segments that are decided for some objects, SELECTs of the rows that hang on those objects.
// Kept as tables, the rows are found once, and not by every pass that reads them.
import { FromNode, type SelectQueryNode } from 'kysely';
import { must } from '../assert.ts';
import type { PathHop } from '../lower/ir.ts';
import { planTogether } from '../plan/plan-together.ts';
import type { RefreshPlan } from '../plan/refresh-plan.ts';
import type { DecisionRequest } from './print-decisions.ts';
import type { SqlDialect } from './dialect.ts';
import { aliased, column, qualified, selection } from './expressions.ts';
import { createNameAllocator } from './name-allocator.ts';
import { createQuery, type Query, type SegmentRelations } from './query.ts';
import { columnsRead } from './columns-read.ts';
import { type RestrictedRows, restrictableFeatures, restrictTo, rowsId } from './restriction.ts';

/** `only`: a relation with the keys of the objects, under the name of their key column. */
export type RowsRequest = Pick<DecisionRequest, 'places' | 'inlined'> & {
  readonly only: readonly string[];
  /** Rows that hang on these objects and on others, when they are known already. */
  readonly among?: RestrictedRows | undefined;
};

export interface PrintedRows {
  /** Names the rows in a `DecisionRequest`. */
  readonly identity: string;
  readonly query: string;
}

export function printRows(
  plan: RefreshPlan,
  { places, inlined, only, among }: RowsRequest,
  dialect: SqlDialect,
  relations: SegmentRelations,
): readonly PrintedRows[] {
  const names = new Set(places.map(({ segment }) => segment));
  const shared = planTogether(plan, names, inlined ?? new Set()).plan;
  const segments = shared.segments.filter(({ name }) => names.has(name));
  const { keyColumn } = must(segments[0], 'a segment');
  const features = restrictableFeatures(shared, segments);
  const query = createQuery(shared, segments, dialect, relations);
  const used = new Set(segments.flatMap((segment) => segment.features));
  const starts = new Map<string, PathHop[]>();
  for (const feature of shared.features) {
    if (feature.kind !== 'collection' || !features.has(feature.id) || !used.has(feature.id)) {
      continue;
    }
    const hop = must(feature.path[0], 'a path');
    // Nothing says which columns somebody's own SQL reads.
    if (query.opaqueColumns.has(hop.to)) continue;
    const identity = rowsId(shared, hop);
    starts.set(identity, [...(starts.get(identity) ?? []), hop]);
  }
  return [...starts].map(([identity, hops]) => ({
    identity,
    query: dialect.print(rowsOn(query, hops, { relation: only, keyColumn }, among?.get(identity))),
  }));
}

/** Of the rows whose column holds one of the keys, the columns that segments read. All steps lead to one table over that column. */
function rowsOn(
  query: Query,
  hops: readonly PathHop[],
  only: { readonly relation: readonly string[]; readonly keyColumn: string },
  among: readonly string[] | undefined,
): SelectQueryNode {
  const { to, column: link } = must(hops[0], 'a step');
  const { table } = must(query.plan.entities[to], to);
  const aliases = createNameAllocator([]);
  const alias = aliases.take('row');
  const entities = new Set(hops.map((hop) => hop.to));
  return {
    kind: 'SelectQueryNode',
    selections: columnsRead(query.plan, entities, link).map((name) =>
      selection(column(alias, name), name),
    ),
    from: FromNode.create([aliased(qualified(among ?? table), alias)]),
    joins: [restrictTo(only, column(alias, link), aliases)],
  };
}
