// Part of running tests: the plan of one step and the SQL of its segments, kept for the tests that share segment and instant.
import { must } from '../../compiler/assert.ts';
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import { planRefresh } from '../../compiler/plan/plan-refresh.ts';
import type { PlannedSegment, RefreshPlan } from '../../compiler/plan/refresh-plan.ts';
import type { SqlDialect } from '../../compiler/sql/dialect.ts';
import { printKeyQuery } from '../../compiler/sql/print-key-query.ts';
import { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
import type { SegmentRelations } from '../../compiler/sql/query.ts';

export interface PlannedStep {
  readonly plan: RefreshPlan;
  /** Names of tables that the plan reads, as tests know them. */
  readonly tables: ReadonlySet<string>;
  /** Segments whose members another one looks up. */
  readonly lookedUp: ReadonlySet<string>;
  query(segment: string): string;
  /** The keys of an entity's rows. */
  keyQuery(entity: string): string;
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
  const entities = Object.values(plan.entities).filter(({ logOf }) => logOf === undefined);
  const tables = new Set(entities.map(({ table }) => table.join('.').toLowerCase()));
  return plannedStep(planner, inTestDatabase(planner, plan), tables);
}

/** The plan with the tables where the test database has them. */
export function inTestDatabase({ relation }: StepPlanner, plan: RefreshPlan): RefreshPlan {
  const moved = Object.entries(plan.entities).map(([id, entity]) => {
    if (entity.logOf !== undefined) return [id, entity] as const;
    return [id, { ...entity, table: relation(entity.table.join('.').toLowerCase()) }] as const;
  });
  return { ...plan, entities: Object.fromEntries(moved) };
}

/** Where queries of a test look up what others have computed. */
export function testRelations({ relation }: StepPlanner, plan: RefreshPlan): SegmentRelations {
  const keyColumns = new Map(plan.segments.map(({ name, keyColumn }) => [name, keyColumn]));
  return {
    membership: (name) => relation(membersTable(name)),
    changes: () => relation(logTable),
    previous: (name) => ({
      relation: relation(previousTable(name)),
      keyColumn: must(keyColumns.get(name), name),
    }),
  };
}

function plannedStep(
  planner: StepPlanner,
  plan: RefreshPlan,
  tables: ReadonlySet<string>,
): PlannedStep {
  const relations = testRelations(planner, plan);
  const queries = new Map<string, string>();
  const printed = (id: string, print: () => string): string => {
    const query = queries.get(id) ?? print();
    queries.set(id, query);
    return query;
  };
  return {
    plan,
    tables,
    lookedUp: new Set(plan.segments.flatMap(({ dependsOn }: PlannedSegment) => dependsOn)),
    query: (segment) =>
      printed(`segment ${segment}`, () =>
        printSegmentQuery(plan, segment, planner.dialect, relations),
      ),
    keyQuery: (entity) =>
      printed(`keys ${entity}`, () => printKeyQuery(plan, entity, planner.dialect)),
  };
}
