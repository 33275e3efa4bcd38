// What explains a segment, entry: a checked segment → its condition tree and a plan of queries that find, for every object, the
// truth of each condition and the values it looked at. The queries are the ordinary compiler's, so nothing is computed twice
// in two ways.
import { must } from '../assert.ts';
import type { CheckedProject, CheckedSegment } from '../check/checked-project.ts';
import type { CheckedValue } from '../check/checked.ts';
import { createFeatureInterner } from '../lower/intern-features.ts';
import type { AnyFeature, SegmentIR } from '../lower/ir.ts';
import { lowerAggregate, lowerPeriods } from '../lower/lower-aggregate.ts';
import { lowerCondition } from '../lower/lower-condition.ts';
import { defaultsOf } from '../lower/lower-reference.ts';
import { createLowering, type Lowering, topScope } from '../lower/lowering.ts';
import { always } from '../lower/predicates.ts';
import { planRefresh } from '../plan/plan-refresh.ts';
import type { RefreshPlan } from '../plan/refresh-plan.ts';
import { type Visitor, visitFeature, visitValue } from '../plan/walk-ir.ts';
import type { SqlDialect } from '../sql/dialect.ts';
import { printSegmentQuery } from '../sql/print-segment-query.ts';
import type { SegmentRelations } from '../sql/query.ts';
import { segmentNode } from './build-tree.ts';
import type { ConditionTree } from './condition-tree.ts';
import { createProbeColumns, type ProbeColumn } from './probe-columns.ts';

export interface Probe {
  readonly tree: ConditionTree;
  /** Holds the segments that the explained one depends on, in order, and the queries. */
  readonly plan: RefreshPlan;
  /** Names of the planned segments that are the queries: each has a row for every object, with columns of its own. */
  readonly queries: readonly string[];
  readonly keyColumn: string;
}

export interface ProbeOptions {
  /** ISO instant, UTC. */
  readonly now: string;
  /** Values of parameters by name; the others have defaults. */
  readonly args?: ReadonlyMap<string, CheckedValue> | undefined;
  /** Also ask for the truth of what follows from other nodes, to check that it does. */
  readonly everyTruth?: boolean | undefined;
}

/** Most columns of one query: planning grows faster than its width. */
const mostColumns = 60;
/** Features of one query, for the same reason. */
const mostFeatures = 24;
/** Nodes of a tree; references beyond are not written out. */
const mostNodes = 400;
/** Lowered nodes: each condition is lowered once for itself and once for every reference around it. */
const mostLowered = 5_000_000;

/** The project has no errors; `segment` is one of it and all its parameters have a value. */
export function createProbe(
  project: CheckedProject,
  segment: CheckedSegment,
  { now, args = new Map(), everyTruth = false }: ProbeOptions,
): Probe {
  const interner = createFeatureInterner();
  const parts = { condition: lowerCondition, aggregate: lowerAggregate, periods: lowerPeriods };
  const lowering: Lowering = {
    ...createLowering(project, interner, parts),
    budget: { left: mostLowered },
  };
  const top = topScope(lowering, segment.object);
  const given = [...args].map(([name, value]) => [name, { value, scope: top }] as const);
  const scope = { ...top, parameters: new Map([...defaultsOf(segment, top), ...given]) };
  const keyColumn = keyColumnOf(project, segment);
  const columns = createProbeColumns(keyColumn);
  const budget = { nodes: mostNodes };
  const root = segmentNode(segment, { scope, columns, depth: 0, budget, everyTruth });
  const taken = new Set(project.segments.map(({ name }) => name));
  const probes = split(columns.columns, interner.features).map((group, index): SegmentIR => ({
    ...group,
    name: freeName(`explain_${segment.name}_${index + 1}`, taken),
    object: segment.object,
    predicate: always,
    dependsOn: [...lowering.members].toSorted(),
    historyOf: [...lowering.histories].toSorted(),
  }));
  return {
    tree: { segment: segment.name, object: segment.object, root },
    plan: planRefresh(project, { now, segments: [], probes }),
    queries: probes.map(({ name }) => name),
    keyColumn,
  };
}

/** One SELECT for each of the probe's queries, over all objects. */
export function printProbe(
  { plan, queries }: Probe,
  dialect: SqlDialect,
  relations: SegmentRelations,
): readonly string[] {
  return queries.map((name) => printSegmentQuery(plan, name, dialect, relations));
}

function keyColumnOf({ model }: CheckedProject, { object }: CheckedSegment): string {
  const entity = must(model.entities[object], `entity ${object}`);
  return must(entity.attributes[entity.key ?? '']?.column, `key of ${object}`);
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? freeName(`${name}_`, taken) : name;
}

type Group = Pick<SegmentIR, 'publish' | 'features'>;

/** Columns in their order, in groups that are not too wide; each with the features that it needs. */
function split(columns: readonly ProbeColumn[], features: readonly AnyFeature[]): readonly Group[] {
  const byId = new Map(features.map((feature) => [feature.id, feature]));
  const groups: Group[] = [];
  let publish: ProbeColumn[] = [];
  let used = new Set<string>();
  const close = (): void => {
    const needed = used;
    groups.push({ publish, features: features.filter(({ id }) => needed.has(id)) });
    publish = [];
    used = new Set();
  };
  for (const column of columns) {
    const together = new Set([...used, ...featuresOf(column, byId)]);
    const isFull = publish.length === mostColumns || together.size > mostFeatures;
    if (isFull && publish.length > 0) close();
    publish.push(column);
    for (const id of featuresOf(column, byId)) used.add(id);
  }
  if (publish.length > 0) close();
  return groups;
}

/** Of the column's value, also indirect ones. */
function featuresOf(
  { value }: ProbeColumn,
  byId: ReadonlyMap<string, AnyFeature>,
): ReadonlySet<string> {
  const found = new Set<string>();
  const visitor: Visitor = {
    value: (part) => {
      if (part.kind !== 'feature' || found.has(part.feature)) return;
      found.add(part.feature);
      visitFeature(must(byId.get(part.feature), part.feature), visitor);
    },
  };
  visitValue(value, visitor);
  return found;
}
