// Why members changed when the definition did not: by data, or by the passing of time (docs/decisions/0004).
// The segment is computed again at its earlier `now` over the data of today: what it then shows already came by data.
import { must } from '../../../compiler/assert.ts';
import type { PlannedSegment, RefreshPlan } from '../../../compiler/plan/refresh-plan.ts';
import { type DecisionRequest, printDecisions } from '../../../compiler/sql/print-decisions.ts';
import { printSegmentQuery } from '../../../compiler/sql/print-segment-query.ts';
import type { SegmentRelations } from '../../../compiler/sql/query.ts';
import { idOf, surroundingsOf, relationOf, type RunState } from '../run-state.ts';
import { stageRowsOf } from './stage-rows.ts';
import type { ChangedObjects } from './changed-alone.ts';

/** How many changes of the segment came by time; they are marked so in staging. `changed`: the objects that were asked about; undefined: all. */
export async function explainChanges(
  run: RunState,
  planned: PlannedSegment,
  changed: ChangedObjects | undefined,
): Promise<number> {
  const earlier = earlierNow(run, planned);
  if (earlier === undefined) return 0;
  const relation =
    changed === undefined
      ? await membersAt(run, planned, earlier)
      : await someMembersAt(run, planned, earlier, changed);
  const { time } = await run.staging.attributeToTime(idOf(run, planned), relation);
  return time;
}

/** The instant at which the segment is computed once more; undefined when time cannot have changed it. */
function earlierNow(run: RunState, planned: PlannedSegment): string | undefined {
  const earlier = run.registered.get(idOf(run, planned))?.published?.now;
  return planned.timeDependent && earlier !== run.plan.now ? earlier : undefined;
}

/**
 * The same for segments that were decided together, all of which changed: only their changed objects are decided again.
 * Changes by time, by name of the segment; segments that time cannot have changed are left out.
 */
export async function explainTogether(
  run: RunState,
  batch: string,
  changed: readonly PlannedSegment[],
  {
    places,
    inlined,
    rows,
  }: Pick<DecisionRequest, 'places' | 'rows'> & { readonly inlined: ReadonlySet<string> },
): Promise<ReadonlyMap<string, number>> {
  const byTime = new Map<string, number>();
  const instants = new Set(changed.map((planned) => earlierNow(run, planned)));
  for (const instant of instants) {
    if (instant === undefined) continue;
    const segments = changed.filter((planned) => earlierNow(run, planned) === instant);
    const ids = segments.map((planned) => idOf(run, planned));
    const names = new Set(segments.map(({ name }) => name));
    const lookedUp = segmentsLookedUp(run, names, inlined);
    const only = await run.staging.changedKeys(batch, ids);
    const wish = { inlined, only, places: places.filter(({ segment }) => names.has(segment)) };
    const table = `${batch} changed ${ids[0] ?? ''}`;
    const kept = rows && (await stageRowsOf(run, table, { ...wish, among: rows }));
    const request = { ...wish, rows: kept };
    const relations = await relationsAt(run, lookedUp, instant);
    const plan = planAt(run, instant);
    const printed = printDecisions(plan, request, run.options.dialect, relations);
    const counts = await run.staging.attributeDecided(batch, printed, ids);
    segments.forEach(({ name }, at) => byTime.set(name, counts[at] ?? 0));
  }
  return byTime;
}

async function membersAt(
  run: RunState,
  planned: PlannedSegment,
  instant: string,
): Promise<readonly string[]> {
  const table = `${idOf(run, planned)} ${instant}`;
  const known = run.earlierRelations.get(table);
  if (known !== undefined) return known;
  const relations = await relationsAt(run, planned.dependsOn, instant);
  const plan = planAt(run, instant);
  const query = printSegmentQuery(plan, planned.name, run.options.dialect, relations);
  const relation = await run.staging.stageEarlier(table, query, planned.keyColumn);
  run.earlierRelations.set(table, relation);
  return relation;
}

async function someMembersAt(
  run: RunState,
  planned: PlannedSegment,
  instant: string,
  { affected, rows }: ChangedObjects,
): Promise<readonly string[]> {
  const relations = await relationsAt(run, planned.dependsOn, instant);
  const some = { only: affected.relation, rows };
  const { dialect } = run.options;
  const query = printSegmentQuery(planAt(run, instant), planned.name, dialect, relations, some);
  return await run.staging.stageEarlier(`some ${idOf(run, planned)}`, query, planned.keyColumn);
}

/** Names of what the segments refer to, also through those that stand for references to them. */
function segmentsLookedUp(
  { plan }: RunState,
  names: ReadonlySet<string>,
  inlined: ReadonlySet<string>,
): ReadonlySet<string> {
  const wanted = new Set(names);
  const lookedUp = new Set<string>();
  for (const { name, dependsOn } of plan.segments.toReversed()) {
    if (!wanted.has(name)) continue;
    for (const referred of dependsOn) (inlined.has(referred) ? wanted : lookedUp).add(referred);
  }
  return lookedUp;
}

/** Where queries at the earlier instant find the members of what the segments refer to. */
async function relationsAt(
  run: RunState,
  referredNames: Iterable<string>,
  instant: string,
): Promise<SegmentRelations> {
  const referred = new Map<string, readonly string[]>();
  for (const name of referredNames) {
    referred.set(name, await referredAt(run, name, instant));
  }
  return {
    membership: (name) => must(referred.get(name), `members of ${name}`),
    ...surroundingsOf(run),
  };
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

/** Times are symbolic in a plan until SQL is printed. The same plan for the same instant, since printing remembers what it found of a plan. */
function planAt(run: RunState, instant: string): RefreshPlan {
  const plan = run.earlierPlans.get(instant) ?? { ...run.plan, now: instant };
  run.earlierPlans.set(instant, plan);
  return plan;
}
