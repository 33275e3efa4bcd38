// Part of running tests: one step under way, and what computes its segments over the rows that exist then.
import type { CheckedTest, TestStep } from '../../compiler/check/checked-tests.ts';
import type { TestRow } from '../test-warehouse.ts';
import type { MembershipPast } from './membership-past.ts';
import { membersTable, type PlannedStep } from './planned-step.ts';
import { keyColumn, stepTables } from './step-tables.ts';
import type { TestSession } from './test-session.ts';
import type { TestedProject } from './tested-project.ts';

export interface StepRun {
  readonly session: TestSession;
  readonly test: CheckedTest;
  readonly tested: TestedProject;
  readonly step: TestStep;
  /** From 1. */
  readonly number: number;
  readonly past: MembershipPast;
}

/** Keys by segment, sorted. */
export type Members = ReadonlyMap<string, ReadonlySet<string>>;

/** Runs `work` with everything in the database that the plan reads, and removes it again. */
export async function inStep<T>(
  { session, tested, step, past }: StepRun,
  planned: PlannedStep,
  work: () => Promise<T>,
): Promise<T> {
  const { warehouse, tables } = session;
  const loaded = stepTables({ project: tested.project, tables, rows: step.rows, past }, planned);
  await session.ensureTables(loaded);
  return await warehouse.isolated(async () => {
    for (const { table, columns, values } of loaded) {
      if ((values[0]?.length ?? 0) > 0) await warehouse.insert(table, columns, values);
    }
    return await work();
  });
}

/** Computes the plan's segments in order, each where the later ones look it up. */
export async function computeMembers(
  { session, tested }: StepRun,
  planned: PlannedStep,
): Promise<Members> {
  const { warehouse } = session;
  const members = new Map<string, ReadonlySet<string>>();
  for (const { name } of planned.segments) {
    const keys = (await warehouse.rows(planned.query(name))).map(keyOf);
    members.set(name, new Set(keys.toSorted()));
    if (!planned.lookedUp.has(name) || keys.length === 0) continue;
    await warehouse.insert(membersTable(name), [keyColumn(tested.project, name)], [keys]);
  }
  return members;
}

/** The first column. */
export function keyOf(row: TestRow): string {
  return String(Object.values(row)[0]);
}
