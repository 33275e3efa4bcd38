// Part of running tests: a plan over the test database and its SQL, kept for the tests that share segment and instant.
import { must } from '../../compiler/assert.ts';
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import type { CheckedValue } from '../../compiler/check/checked.ts';
import { createProbe, type Probe, printProbe } from '../../compiler/explain/create-probe.ts';
import { planRefresh } from '../../compiler/plan/plan-refresh.ts';
import type { PlannedSegment, RefreshPlan } from '../../compiler/plan/refresh-plan.ts';
import {
  type Visitor,
  visitFeature,
  visitPredicate,
  visitValue,
} from '../../compiler/plan/walk-ir.ts';
import type { SqlDialect } from '../../compiler/sql/dialect.ts';
import { printKeyQuery } from '../../compiler/sql/print-key-query.ts';
import { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
import type { SegmentRelations } from '../../compiler/sql/query.ts';
import { keyColumnOf } from './model-tables.ts';

export interface PlannedStep {
  readonly plan: RefreshPlan;
  /** Segments to compute, in order. */
  readonly segments: readonly PlannedSegment[];
  /** Names of tables that the plan reads, as tests know them. */
  readonly tables: ReadonlySet<string>;
  /** Segments whose members another one looks up. */
  readonly lookedUp: ReadonlySet<string>;
  /** Segments whose members before the step are asked for. */
  readonly remembered: ReadonlySet<string>;
  /** Segments whose log of changes is read, with their object type. */
  readonly logged: ReadonlyMap<string, string>;
  query(segment: string): string;
  /** The keys of an entity's rows. */
  keyQuery(entity: string): string;
}

/** A step that finds out, for every object, what each condition of a segment says. */
export interface ProbedStep {
  readonly probe: Probe;
  readonly planned: PlannedStep;
  readonly queries: readonly string[];
}

/** Names of the tables beside those of the model. */
export const logTable = 'segform log';

export function membersTable(segment: string): string {
  return `segform members ${segment}`;
}

export function previousTable(segment: string): string {
  return `segform previous ${segment}`;
}

export interface StepPlanner {
  readonly dialect: SqlDialect;
  /** Name parts of a table of the test database. */
  readonly relation: (table: string) => readonly string[];
}

/** Plans the segments and what they depend on. With `withLogs`, also every segment whose log of changes one of them reads. */
export function planStep(
  planner: StepPlanner,
  project: CheckedProject,
  segments: readonly string[],
  now: string,
  withLogs: boolean,
): PlannedStep {
  const plan = planRefresh(project, { now, segments });
  const planned = new Set(plan.segments.map(({ name }) => name));
  const logs = plan.segments.flatMap(({ historyOf }) => historyOf);
  const missing = [...new Set(logs)].filter((name) => !planned.has(name));
  if (withLogs && missing.length > 0) {
    return planStep(planner, project, [...segments, ...missing.toSorted()], now, withLogs);
  }
  return plannedStep(planner, project, plan, new Set());
}

/** Plans what explains a segment; `args` are the constants of a template. */
export function planProbe(
  planner: StepPlanner,
  project: CheckedProject,
  segment: string,
  now: string,
  args: ReadonlyMap<string, CheckedValue>,
): ProbedStep {
  const explained = must(
    project.segments.find(({ name }) => name === segment),
    `segment ${segment}`,
  );
  const found = createProbe(project, explained, { now, args });
  const planned = plannedStep(planner, project, found.plan, new Set(found.queries));
  const probe = { ...found, plan: planned.plan };
  return {
    probe,
    planned,
    queries: printProbe(probe, planner.dialect, relationsOf(planner, project)),
  };
}

/** The plan with the tables where the test database has them. */
function inTestDatabase({ relation }: StepPlanner, plan: RefreshPlan): RefreshPlan {
  const moved = Object.entries(plan.entities).map(([id, entity]) => {
    if (entity.logOf !== undefined) return [id, entity] as const;
    return [id, { ...entity, table: relation(tableOf(entity)) }] as const;
  });
  return { ...plan, entities: Object.fromEntries(moved) };
}

function tableOf({ table }: RefreshPlan['entities'][string]): string {
  return table.join('.').toLowerCase();
}

function relationsOf({ relation }: StepPlanner, project: CheckedProject): SegmentRelations {
  const objects = new Map(project.segments.map(({ name, object }) => [name, object]));
  return {
    membership: (name) => relation(membersTable(name)),
    changes: () => relation(logTable),
    previous: (name) => ({
      relation: relation(previousTable(name)),
      keyColumn: keyColumnOf(project.model, must(objects.get(name), name)),
    }),
  };
}

/** `probes`: segments of the plan that are no segments of the project. */
function plannedStep(
  planner: StepPlanner,
  project: CheckedProject,
  original: RefreshPlan,
  probes: ReadonlySet<string>,
): PlannedStep {
  const plan = inTestDatabase(planner, original);
  const entities = Object.values(original.entities);
  const relations = relationsOf(planner, project);
  const queries = new Map<string, string>();
  const printed = (id: string, print: () => string): string => {
    const query = queries.get(id) ?? print();
    queries.set(id, query);
    return query;
  };
  return {
    plan,
    segments: plan.segments.filter(({ name }) => !probes.has(name)),
    tables: new Set(entities.filter(({ logOf }) => logOf === undefined).map(tableOf)),
    lookedUp: new Set(plan.segments.flatMap(({ dependsOn }) => dependsOn)),
    remembered: rememberedBy(plan),
    logged: new Map(
      entities.flatMap(({ id, logOf }) =>
        logOf === undefined ? [] : [[logOf, id.slice(0, id.indexOf('.'))] as const],
      ),
    ),
    query: (segment) =>
      printed(`segment ${segment}`, () =>
        printSegmentQuery(plan, segment, planner.dialect, relations),
      ),
    keyQuery: (entity) =>
      printed(`keys ${entity}`, () => printKeyQuery(plan, entity, planner.dialect)),
  };
}

/** The segments of which a condition asks who was a member after the last refresh. */
function rememberedBy({ segments, features }: RefreshPlan): ReadonlySet<string> {
  const found = new Set<string>();
  const visitor: Visitor = {
    predicate: (predicate) => {
      if (predicate.kind === 'member' && predicate.before === true) found.add(predicate.segment);
    },
  };
  for (const { predicate, publish } of segments) {
    visitPredicate(predicate, visitor);
    for (const { value } of publish) visitValue(value, visitor);
  }
  for (const feature of features) visitFeature(feature, visitor);
  return found;
}
