// Test support: who is in an item's segment, by the SQL of DuckDB over the rows of a fixture, after the refreshes before.
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import { planRefresh } from '../../compiler/plan/plan-refresh.ts';
import type { RefreshPlan } from '../../compiler/plan/refresh-plan.ts';
import { verifyPlan } from '../../compiler/plan/verify.ts';
import { MemoryWarehouse } from '../sql/memory-warehouse.ts';
import type { Fixture } from './fixture.ts';
import { fixtureStatements } from './fixture-tables.ts';
import { resolveTime } from './fixture-times.ts';

/** A row of the log of membership changes, which a published segment keeps. */
interface Change {
  readonly refresh: string;
  readonly object: string;
  readonly segment: string;
  readonly key: string;
  readonly change: 'entered' | 'left';
  readonly at: string;
}

type Members = ReadonlyMap<string, readonly string[]>;

/** Keys of the members at the fixture's `now`, sorted. */
export async function membersOf(
  project: CheckedProject,
  segment: string,
  fixture: Fixture,
): Promise<readonly string[]> {
  const plan = planOf(project, fixture.now, [segment]);
  const log = await logBefore(project, plan, fixture);
  const members = await refreshed(project, plan, segment, fixture, log);
  return members.get(segment) ?? [];
}

/** The plan of some segments; throws when it breaks an invariant. */
export function planOf(
  project: CheckedProject,
  now: string,
  segments: readonly string[],
): RefreshPlan {
  const plan = planRefresh(project, { now, segments });
  const problems = verifyPlan(plan);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return plan;
}

/** What the refreshes before wrote down for the segments whose history is read. */
async function logBefore(
  project: CheckedProject,
  plan: RefreshPlan,
  fixture: Fixture,
): Promise<readonly Change[]> {
  const watched = [...new Set(plan.segments.flatMap(({ historyOf }) => historyOf))].toSorted();
  const log: Change[] = [];
  const before = new Map<string, ReadonlySet<string>>();
  for (const [index, { now, tables }] of fixture.earlier.entries()) {
    const at = `${resolveTime(now, fixture.now, plan.calendar.timezone)}Z`;
    const then = { ...fixture, now: at, tables };
    for (const segment of watched) {
      const past = planOf(project, at, [segment]);
      const members = (await refreshed(project, past, segment, then, log)).get(segment) ?? [];
      const was = before.get(segment) ?? new Set();
      const is = new Set(members);
      const shared = { refresh: String(index), object: objectOf(past, segment), segment, at };
      for (const key of is) if (!was.has(key)) log.push({ ...shared, key, change: 'entered' });
      for (const key of was) if (!is.has(key)) log.push({ ...shared, key, change: 'left' });
      before.set(segment, is);
    }
  }
  return log;
}

async function refreshed(
  project: CheckedProject,
  plan: RefreshPlan,
  segment: string,
  fixture: Fixture,
  log: readonly Change[],
): Promise<Members> {
  const warehouse = await openRows(project, plan, objectOf(plan, segment), fixture, log);
  try {
    return await warehouse.membersOfAll(plan);
  } finally {
    warehouse.close();
  }
}

/** The rows of the fixture for all that `plan` reads, with what the refreshes before left; the caller closes it. */
export async function openFixture(
  project: CheckedProject,
  plan: RefreshPlan,
  object: string,
  fixture: Fixture,
): Promise<MemoryWarehouse> {
  return openRows(project, plan, object, fixture, await logBefore(project, plan, fixture));
}

async function openRows(
  { model }: CheckedProject,
  plan: RefreshPlan,
  object: string,
  fixture: Fixture,
  log: readonly Change[],
): Promise<MemoryWarehouse> {
  const statements = fixtureStatements(plan, model, object, fixture);
  const warehouse = await MemoryWarehouse.open(statements.join(';\n'));
  try {
    await warehouse.run(
      'CREATE TABLE segments.membership_changes (refresh_id VARCHAR, object_type VARCHAR, segment VARCHAR, object_key VARCHAR, change VARCHAR, changed_at TIMESTAMP)',
    );
    for (const { refresh, object: type, segment: name, key, change, at } of log) {
      const cells = [refresh, type, name, key, change, at].map((cell) => `'${cell}'`);
      await warehouse.run(`INSERT INTO segments.membership_changes VALUES (${cells.join(', ')})`);
    }
    return warehouse;
  } catch (error) {
    warehouse.close();
    throw error;
  }
}

function objectOf({ segments }: RefreshPlan, segment: string): string {
  const planned = segments.find(({ name }) => name === segment);
  if (planned === undefined) throw new Error(`no plan of ${segment}`);
  return planned.object;
}
