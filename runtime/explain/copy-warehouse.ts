// The part of the warehouse that one object's answer depends on, copied, with the segments it refers to computed on the copy.
import { must } from '../../compiler/assert.ts';
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import { catalogue } from '../../compiler/diagnostics/catalogue.ts';
import type { Probe } from '../../compiler/explain/create-probe.ts';
import { type MembershipPlan, planMembership } from '../../compiler/explain/plan-membership.ts';
import { onRows, reachedRows } from '../../compiler/explain/reached-rows.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import type { RefreshPlan } from '../../compiler/plan/refresh-plan.ts';
import { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
import type { SegmentRelations } from '../../compiler/sql/query.ts';
import { assignIds } from '../refresh/identity/assign-ids.ts';
import type { CopiedRows, WarehouseReader } from '../warehouse-reader.ts';
import type { RegisteredSegment } from '../warehouse-state.ts';
import type { ExplainOptions } from './explain-options.ts';
import type { Looking } from './looking.ts';

export interface Copied {
  readonly looking: Looking;
  /** The probe's plan over the copies. */
  readonly probePlan: RefreshPlan;
}

type Parts = readonly string[];
type Registered = ReadonlyMap<string, RegisteredSegment>;

export async function copyWarehouse(
  reader: WarehouseReader,
  options: ExplainOptions,
  probe: Probe,
): Promise<Copied> {
  const { project, segment, args, key, dialect, now } = options;
  const registered = await registeredByName(reader, project);
  const logs = await openLogs(reader, probe.plan, registered);
  const reached = reachedRows(probe.plan, segment.object);
  const copy = await reader.copyRows(reached, key, logs);
  const tableOf = (entity: string): Parts => must(copy.tables.get(entity), entity);
  const membership = planMembership(project, segment, now, args);
  const { members } = membership;
  const plan = onRows(membership.plan, tableOf);
  const probePlan = onRows(probe.plan, tableOf);
  const lastGood = lastGoodOf(project, probe.plan, registered);
  const kept = new Map(lastGood);
  const relations: SegmentRelations = {
    membership: (name) => must(kept.get(name), `members of ${name}`),
    changes: logTables(probe.plan, copy),
    previous: (name) => previousOf(project, registered, name),
  };
  const keep = async (from: RefreshPlan, name: string): Promise<Parts> =>
    await reader.keep(`now ${name}`, printSegmentQuery(from, name, dialect, relations));
  for (const { name } of probe.plan.segments) {
    if (probe.queries.includes(name) || kept.has(name)) continue;
    kept.set(name, await keep(probePlan, name));
  }
  const own = await keep(plan, members.name);
  const looking: Looking = {
    reader,
    dialect,
    plan,
    members,
    key,
    relations,
    previousThen: previousThen(membership, new Map(kept).set(segment.name, own)),
    lastGood: new Set(lastGood.keys()),
    rows: copy.rows,
  };
  return { looking, probePlan };
}

/** By the names that the project has now. */
async function registeredByName(
  reader: WarehouseReader,
  project: CheckedProject,
): Promise<Registered> {
  const registered = await reader.registeredSegments();
  const byId = new Map(registered.map((one) => [one.id, one]));
  const ids = assignIds(
    project.segments.filter(({ published }) => published),
    registered,
  );
  return new Map(
    [...ids].flatMap(([name, id]) => {
      const found = byId.get(id);
      return found === undefined ? [] : [[name, found] as const];
    }),
  );
}

async function openLogs(
  reader: WarehouseReader,
  plan: RefreshPlan,
  registered: Registered,
): Promise<ReadonlyMap<string, Parts>> {
  const wanted = new Set(plan.segments.flatMap(({ historyOf }) => historyOf));
  const logs = new Map<string, Parts>();
  for (const name of [...wanted].toSorted()) {
    logs.set(name, await reader.changesOf(registered.get(name)?.id, name));
  }
  return logs;
}

/** The copied log of a segment. */
function logTables({ entities }: RefreshPlan, copy: CopiedRows): SegmentRelations['changes'] {
  const tables = new Map(
    Object.values(entities).flatMap(({ id, logOf }) =>
      logOf === undefined ? [] : [[logOf, must(copy.tables.get(id), id)] as const],
    ),
  );
  return (name) => must(tables.get(name), `history of ${name}`);
}

/** Paused segments keep the members that they have. */
function lastGoodOf(
  project: CheckedProject,
  plan: RefreshPlan,
  registered: Registered,
): ReadonlyMap<string, Parts> {
  const planned = new Set(plan.segments.map(({ name }) => name));
  return new Map(
    project.segments.flatMap(({ name, settings }) => {
      if (settings.status !== 'paused' || !planned.has(name)) return [];
      const published = registered.get(name)?.published;
      if (published !== undefined) return [[name, published.relation] as const];
      const args = { segment: name, state: 'paused' } as const;
      throw operationalError(catalogue.operations.referredUnavailable, args);
    }),
  );
}

/** Members after the last refresh, which are none while the segment was about other objects. */
function previousOf(
  project: CheckedProject,
  registered: Registered,
  name: string,
): ReturnType<SegmentRelations['previous']> {
  const published = registered.get(name)?.published;
  const declared = project.segments.find((segment) => segment.name === name);
  return published?.objectType === declared?.object ? published : undefined;
}

/** Later, the members of now are those of the refresh before. */
function previousThen(
  { plan, members }: MembershipPlan,
  kept: ReadonlyMap<string, Parts>,
): SegmentRelations['previous'] {
  return (name) => {
    const relation = kept.get(name);
    const planned = plan.segments.find((one) => one.name === name) ?? members;
    return relation && { relation, keyColumn: planned.keyColumn };
  };
}
