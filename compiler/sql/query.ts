// Part of compiler/sql: one query under construction: its plan, dialect and common table expressions.
import type { CommonTableExpressionNode } from 'kysely';
import { InternalError, must } from '../assert.ts';
import type { ColumnRead, EntityIR, Row, Value } from '../lower/ir.ts';
import { madeOnce } from '../made-once.ts';
import { textOfParts } from '../plan/known-texts.ts';
import { featuresById } from '../plan/parts-of-plan.ts';
import type {
  AnyPlannedFeature,
  PlannedFeature,
  PlannedSegment,
  RefreshPlan,
} from '../plan/refresh-plan.ts';
import { visitFeature, visitPredicate, visitValue } from '../plan/walk-ir.ts';
import type { Moment } from '../plan/resolve-time.ts';
import type { SqlDialect } from './dialect.ts';
import { createNameAllocator, type NameAllocator } from './name-allocator.ts';
import type { NumberShape } from './number-shape.ts';

/** Where the members of segments are looked up, and what is known of the tables that models name. */
export interface SegmentRelations {
  /** The type of a column in the warehouse's own words, by the parts of its table's name; undefined when that is not known. */
  readonly columnType?:
    ((table: readonly string[], column: string) => string | undefined) | undefined;
  /** Parts of the name of a published segment's relation; its key column is named like the object's. */
  readonly membership: (segment: string) => readonly string[];
  /**
   * Parts of the name of a relation with the changes of a published segment, and maybe those of others:
   * `refresh_id` (sorts in the order of commits)`, object_type, segment, object_key` (text)`, change` (`entered`, `left`)`, changed_at` (UTC).
   */
  readonly changes: (segment: string) => readonly string[];
  /** The members of a segment after its last committed refresh, one row each; undefined when there are none yet. */
  readonly previous: (
    segment: string,
  ) => { readonly relation: readonly string[]; readonly keyColumn: string } | undefined;
}

export interface Query {
  readonly plan: RefreshPlan;
  readonly dialect: SqlDialect;
  readonly relations: SegmentRelations;
  /** Ids of the segments' features over the same rows, by what makes those rows. */
  readonly collections: ReadonlyMap<string, readonly string[]>;
  readonly features: ReadonlyMap<string, AnyPlannedFeature>;
  /** In order; each uses only earlier ones. */
  readonly expressions: CommonTableExpressionNode[];
  readonly names: NameAllocator;
  /** By feature and, if it looks further out than its anchor, by where it is used. */
  readonly built: Map<string, BuiltFeature>;
  /** The common table expression with the names of all zones, once something needs it. */
  readonly zones: { table: string | undefined };
  /** The common table expressions of calendars, by their hours. */
  readonly openDays: Map<string, string>;
  /** Ids of the features whose common table expression is begun and not there yet. */
  readonly building: Set<string>;
  /** By feature: memory of outer-needs.ts. */
  readonly needs: Map<string, readonly OuterNeed[]>;
  /** By feature: memory of computed-together.ts. */
  readonly uses: Map<string, ReadonlySet<string>>;
  /** By feature: memory of number-shape.ts. */
  readonly shapes: Map<string, NumberShape>;
  /** Features of which it is only asked whether there are any rows, and which may share a column (flags.ts). */
  readonly askedAny: ReadonlySet<string>;
  /** The objects that are asked about, when not all are. */
  readonly restriction: Restriction | undefined;
  /** `@sql` expressions in use, by entity: a column of its own each. */
  readonly opaqueColumns: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** A column, or the key, of a row with `up >= 2`, seen from inside a feature. */
export interface OuterNeed {
  readonly row: Row;
  readonly read: ColumnRead | 'key';
}

/** A common table expression with one row for each combination that a feature is computed for. */
export interface BoundValues {
  readonly table: string;
  readonly keyColumn: string;
  readonly outerColumns: readonly { readonly need: OuterNeed; readonly column: string }[];
}

/** A common table expression with one row per anchor key (and per outer values). */
export interface BuiltFeature {
  readonly table: string;
  readonly keyColumn: string;
  /** The anchor's key as text, whatever its own type is. */
  readonly keyIsText: boolean;
  readonly valueColumn: string;
  /** Of the column, when it has the answers of several features (flags.ts). */
  readonly bit?: number;
  readonly outerColumns: readonly { readonly need: OuterNeed; readonly column: string }[];
}

/** A relation with some keys of the segments' object, each once, and the features that nothing else asks for. */
export interface Restriction {
  readonly relation: readonly string[];
  readonly keyColumn: string;
  /** Ids. */
  readonly features: ReadonlySet<string>;
  /** Where the rows of these features stand apart from all others: `RestrictedRows`. */
  readonly rows: ReadonlyMap<string, readonly string[]>;
}

/** A query for segments of the plan or, without any, over entities alone. */
export function createQuery(
  plan: RefreshPlan,
  segments: readonly PlannedSegment[],
  dialect: SqlDialect,
  relations: SegmentRelations,
  restriction?: Restriction,
): Query {
  const features = featuresById(plan);
  return {
    plan,
    dialect,
    relations,
    collections: groupByCollection(idsOf(segments), features),
    features,
    expressions: [],
    names: createNameAllocator(tableNames(plan, segments, relations)),
    built: new Map(),
    zones: { table: undefined },
    openDays: new Map(),
    building: new Set(),
    needs: new Map(),
    uses: new Map(),
    shapes: new Map(),
    askedAny: new Set(),
    restriction,
    opaqueColumns: findOpaqueColumns(segments, features),
  };
}

/** Ids of the features of the segments, each once, in the order of the plan. */
function idsOf(segments: readonly PlannedSegment[]): readonly string[] {
  return [...new Set(segments.flatMap((segment) => segment.features))];
}

function groupByCollection(
  ids: readonly string[],
  features: ReadonlyMap<string, AnyPlannedFeature>,
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const id of ids) {
    const feature = featureOf(features, id);
    if (feature.kind !== 'collection') continue;
    const text = collectionText(feature);
    const group = groups.get(text) ?? [];
    groups.set(text, group);
    group.push(id);
  }
  return groups;
}

/** Equal for features that reduce the same rows. */
export const collectionText: (feature: PlannedFeature) => string = madeOnce(
  ({ anchor, path, window, filter }) => textOfParts({ anchor, path, window, filter }),
);

/** Names of tables without a schema: a common table expression of that name would hide them. */
function tableNames(
  plan: RefreshPlan,
  segments: readonly PlannedSegment[],
  relations: SegmentRelations,
): readonly string[] {
  const tables = Object.values(plan.entities).map((entity) => tableParts(entity, relations));
  const referred = segments.flatMap(({ dependsOn }) =>
    dependsOn.map((name) => relations.membership(name)),
  );
  return [...tables, ...referred].map((parts) => (parts.length === 1 ? (parts[0] ?? '') : ''));
}

/** The name of the table that holds an entity's rows. */
export function tableParts(
  { table, logOf }: EntityIR,
  relations: SegmentRelations,
): readonly string[] {
  return logOf === undefined ? table : relations.changes(logOf);
}

function findOpaqueColumns(
  segments: readonly PlannedSegment[],
  features: ReadonlyMap<string, AnyPlannedFeature>,
): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const found = new Map<string, Map<string, string>>();
  const value = (read: Value): void => {
    if (read.kind !== 'column' || read.read.sql === undefined) return;
    const columns = found.get(read.row.entity) ?? new Map<string, string>();
    if (!columns.has(read.read.sql)) columns.set(read.read.sql, `computed_${columns.size + 1}`);
    found.set(read.row.entity, columns);
  };
  for (const { predicate, publish } of segments) {
    visitPredicate(predicate, { value });
    for (const published of publish) visitValue(published.value, { value });
  }
  for (const id of idsOf(segments)) visitFeature(featureOf(features, id), { value });
  return found;
}

export function featureOf(
  features: ReadonlyMap<string, AnyPlannedFeature>,
  id: string,
): AnyPlannedFeature {
  return must(features.get(id), `feature ${id}`);
}

export function entityOf(query: Query, id: string): EntityIR {
  return must(query.plan.entities[id], `entity ${id}`);
}

export function keyColumnOf(query: Query, id: string): string {
  return must(entityOf(query, id).keyColumn, `key of ${id}`);
}

/** What turns symbolic points in time into constants. */
export function momentOf({ plan }: Query): Moment {
  return { now: plan.now, ...plan.calendar };
}

/** The same for a feature that reduces a collection. */
export function collectionOf(
  features: ReadonlyMap<string, AnyPlannedFeature>,
  id: string,
): PlannedFeature {
  const feature = featureOf(features, id);
  if (feature.kind !== 'collection') throw new InternalError(`${id} is no collection`);
  return feature;
}
