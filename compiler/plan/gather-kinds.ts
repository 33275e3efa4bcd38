// Part of compiler/plan: entities that are kinds of rows of one table, told by a column. When segments ask for many of them, each has few of
// the rows, and a pass for each would look for them among all; gathered, they are the rows of one entity, and what kind a row must be is
// one more condition of a feature. When they are few, each may have most of the rows, which features of the others then cost something.
import { must } from '../assert.ts';
import { canonicalJson } from '../lower/canonical.ts';
import type { EntityIR, PathHop, Predicate, Value } from '../lower/ir.ts';
import { allOf, always } from '../lower/predicates.ts';
import type { AnyPlannedFeature, PlannedFeature, RefreshPlan, SourceUse } from './refresh-plan.ts';
import { apartBecause } from './pass-reasons.ts';
import { rewriteFeature, visitFeature } from './walk-ir.ts';

/** So many kinds, and few rows are of each. */
const manyKinds = 24;

type Column = Extract<Value, { kind: 'column' }>;
type ToManyHop = Extract<PathHop, { kind: 'to_many' }>;

export interface GatheredKinds {
  readonly plan: RefreshPlan;
  /** The columns that say what kind a row is, by the entities that stand for all kinds of a table. */
  readonly gathered: ReadonlyMap<string, Value>;
}

/** What a row must be to be of the kind: `column = literal`. */
type KindFilter = Extract<Predicate, { kind: 'compare' }> & { readonly left: Column };

/** A feature over the rows of one kind that hang on an object. */
interface OfKind {
  readonly feature: PlannedFeature;
  readonly hop: ToManyHop;
  readonly filter: KindFilter;
}

/** Features of the segments over kinds of one table, when there are many, with their rows as rows of one entity; the values are the same. */
export function gatherKinds(given: RefreshPlan, segments: ReadonlySet<string>): GatheredKinds {
  const gathered = new Map<string, Value>();
  let plan = given;
  for (const ofTable of tablesWithKinds(given, segments)) {
    const kinds = new Set(ofTable.map(({ filter }) => canonicalJson(filter.right)));
    if (kinds.size < manyKinds) continue;
    const entity = entityFor(plan, ofTable);
    plan = withEntity(plan, entity, ofTable);
    const [{ filter }] = ofTable;
    gathered.set(entity.id, asOf(entity.id, filter.left));
  }
  return { plan, gathered };
}

type SomeOfKind = readonly [OfKind, ...OfKind[]];

function tablesWithKinds(plan: RefreshPlan, segments: ReadonlySet<string>): readonly SomeOfKind[] {
  const tables = new Map<string, [OfKind, ...OfKind[]]>();
  for (const feature of plan.features) {
    if (!feature.usedBy.some((name) => segments.has(name))) continue;
    const found = ofKind(plan, feature);
    if (found === undefined) continue;
    const { hop, filter } = found;
    const { table } = must(plan.entities[hop.to], hop.to);
    const identity = canonicalJson([feature.anchor, hop.column, table, asOf('', filter.left)]);
    const known = tables.get(identity);
    if (known === undefined) tables.set(identity, [found]);
    else known.push(found);
  }
  return [...tables.values()];
}

/** Undefined: it looks at more than the own columns of the rows, or they are not told by one column. */
function ofKind({ entities }: RefreshPlan, feature: AnyPlannedFeature): OfKind | undefined {
  if (feature.kind !== 'collection' || apartBecause(feature) !== undefined) return undefined;
  const [hop, ...further] = feature.path;
  if (hop?.kind !== 'to_many' || further.length > 0 || !readsColumnsOnly(feature)) return undefined;
  const { filter, logOf } = must(entities[hop.to], hop.to);
  if (logOf !== undefined || !isKindFilter(filter)) return undefined;
  return { feature, hop, filter };
}

function isKindFilter(filter: Predicate): filter is KindFilter {
  if (filter.kind !== 'compare' || filter.operator !== '=' || filter.whenMissing) return false;
  return filter.left.kind === 'column' && isPlain(filter.left) && filter.right.kind === 'literal';
}

function isPlain({ row, read }: Column): boolean {
  return row.up === 0 && row.hops.length === 0 && read.sql === undefined;
}

/** Nothing that belongs to its entity alone: neither its key nor expressions of somebody's own. */
function readsColumnsOnly(feature: PlannedFeature): boolean {
  let found = true;
  visitFeature(feature, {
    value: (value) => {
      if (value.kind === 'row_key' || value.kind === 'of_row') found = false;
      if (value.kind === 'column' && !isPlain(value)) found = false;
    },
  });
  return found;
}

/** Named like the table. */
function entityFor({ entities }: RefreshPlan, [{ hop }]: SomeOfKind): EntityIR {
  const { table } = must(entities[hop.to], hop.to);
  let id = must(table.at(-1), 'a table');
  while (id in entities) id = `${id}_rows`;
  return { id, table, keyColumn: undefined, logOf: undefined, filter: always };
}

function withEntity(plan: RefreshPlan, entity: EntityIR, ofTable: SomeOfKind): RefreshPlan {
  const rewritten = new Map(
    ofTable.map((one) => [one.feature.id, inEntity(entity.id, one)] as const),
  );
  return {
    ...plan,
    entities: { ...plan.entities, [entity.id]: entity },
    features: plan.features.map((feature) => rewritten.get(feature.id) ?? feature),
    sources: [...plan.sources, sourceOf(plan, entity.id, ofTable)],
  };
}

function inEntity(entity: string, { feature, hop, filter }: OfKind): PlannedFeature {
  const moved = rewriteFeature(
    { ...feature, filter: allOf([filter, feature.filter]) },
    {
      predicate: (predicate) => predicate,
      value: (value) => (value.kind === 'column' ? asOf(entity, value) : value),
    },
  );
  return { ...moved, path: [{ ...hop, to: entity, relation: entity }] };
}

/** The column of a row of that entity. What people call it may differ between kinds. */
function asOf(entity: string, { kind, row, read }: Column): Column {
  return { kind, row: { ...row, entity }, read: { ...read, attribute: undefined } };
}

/** All that is read of any kind. */
function sourceOf({ sources }: RefreshPlan, entity: string, ofTable: SomeOfKind): SourceUse {
  const kinds = new Set(ofTable.map(({ hop }) => hop.to));
  const ofKinds = sources.filter((source) => kinds.has(source.entity));
  const first = must(ofKinds[0], 'a source');
  const columns = ofKinds.flatMap((source) => source.columns);
  return { ...first, entity, columns, keyColumn: undefined };
}
