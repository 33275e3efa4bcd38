// What explains a segment, entry: a checked segment → its condition tree and a plan of queries that find, for every object, the
// truth of each condition and the values it looked at. The queries are the ordinary compiler's, so nothing is computed twice
// in two ways.
import { must } from '../assert.ts';
import type { CheckedProject, CheckedSegment } from '../check/checked-project.ts';
import type { AnyFeature, SegmentIR } from '../lower/ir.ts';
import { always } from '../lower/predicates.ts';
import { planRefresh } from '../plan/plan-refresh.ts';
import type { RefreshPlan } from '../plan/refresh-plan.ts';
import { type Visitor, visitFeature, visitValue } from '../plan/walk-ir.ts';
import type { SqlDialect } from '../sql/dialect.ts';
import { printSegmentQuery } from '../sql/print-segment-query.ts';
import type { SegmentRelations } from '../sql/query.ts';
import { segmentNode } from './build-tree.ts';
import type { ConditionTree } from './condition-tree.ts';
import { freeName, probeScope, type SegmentArguments } from './probe-scope.ts';
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
  readonly args?: SegmentArguments | undefined;
  /** Also ask for the truth of what follows from other nodes, to check that it does. */
  readonly everyTruth?: boolean | undefined;
}

/** Most columns of one query: planning grows faster than its width. */
const mostColumns = 60;
/** Features of one query, for the same reason. */
const mostFeatures = 24;
/** Nodes of a tree; references beyond are not written out. */
const mostNodes = 400;
/** The project has no errors; `segment` is one of it and all its parameters have a value. */
export function createProbe(
  project: CheckedProject,
  segment: CheckedSegment,
  { now, args = new Map(), everyTruth = false }: ProbeOptions,
): Probe {
  const scope = probeScope(project, segment, args);
  const { lowering } = scope;
  const keyColumn = keyColumnOf(project, segment);
  const columns = createProbeColumns(keyColumn);
  const budget = { nodes: mostNodes };
  const root = segmentNode(segment, { scope, columns, depth: 0, budget, everyTruth });
  const probes = split(columns.columns, lowering.interner.features).map(
    (group, index): SegmentIR => ({
      ...group,
      name: freeName(project, `explain_${segment.name}_${index + 1}`),
      object: segment.object,
      predicate: always,
      dependsOn: [...lowering.members].toSorted(),
      historyOf: [...lowering.histories].toSorted(),
    }),
  );
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
