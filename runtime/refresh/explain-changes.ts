// Why members changed when the definition did not: by data, or by the passing of time (docs/decisions/0004).
// The segment is computed again at its earlier `now` over the data of today: what it then shows already came by data.
import { must } from '../../compiler/assert.ts';
import { planRefresh } from '../../compiler/plan/plan-refresh.ts';
import type { PlannedSegment, RefreshPlan } from '../../compiler/plan/refresh-plan.ts';
import { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
import { pastOf, relationOf, type RunState } from './run-state.ts';

/** How many changes of the segment came by time; they are marked so in staging. */
export async function explainChanges(run: RunState, planned: PlannedSegment): Promise<number> {
  const id = must(run.ids.get(planned.name), planned.name);
  const earlier = run.registered.get(id)?.published?.now;
  if (!planned.timeDependent || earlier === undefined || earlier === run.plan.now) return 0;
  const relation = await membersAt(run, planned, earlier);
  const { time } = await run.staging.attributeToTime(id, relation);
  return time;
}

async function membersAt(
  run: RunState,
  planned: PlannedSegment,
  instant: string,
): Promise<readonly string[]> {
  const table = `${must(run.ids.get(planned.name), planned.name)} ${instant}`;
  const known = run.earlierRelations.get(table);
  if (known !== undefined) return known;
  const referred = new Map<string, readonly string[]>();
  for (const name of planned.dependsOn) {
    referred.set(name, await referredAt(run, name, instant));
  }
  const query = printSegmentQuery(planAt(run, instant), planned.name, run.options.dialect, {
    membership: (name) => must(referred.get(name), `members of ${name}`),
    ...pastOf(run),
  });
  const relation = await run.staging.stageEarlier(table, query, planned.keyColumn);
  run.earlierRelations.set(table, relation);
  return relation;
}

/** A referred segment is moved to the earlier instant, too, unless time cannot change it or it was not computed in this run. */
async function referredAt(
  run: RunState,
  name: string,
  instant: string,
): Promise<readonly string[]> {
  const computed = must(run.computed.get(name), name);
  if (computed.kind === 'fresh' && computed.planned.timeDependent) {
    return await membersAt(run, computed.planned, instant);
  }
  return relationOf(computed);
}

function planAt(run: RunState, instant: string): RefreshPlan {
  const known = run.earlierPlans.get(instant);
  if (known !== undefined) return known;
  const segments = run.plan.segments.map(({ name }) => name);
  const plan = planRefresh(run.options.project, { now: instant, segments });
  run.earlierPlans.set(instant, plan);
  return plan;
}
