// Part of compiler/explain: the plan of one query that holds the members of a segment, also of a template with arguments.
import { must } from '../assert.ts';
import type { CheckedProject, CheckedSegment } from '../check/checked-project.ts';
import type { CheckedValue } from '../check/checked.ts';
import { createFeatureInterner } from '../lower/intern-features.ts';
import { lowerAggregate, lowerPeriods } from '../lower/lower-aggregate.ts';
import { lowerCondition } from '../lower/lower-condition.ts';
import { defaultsOf, lowerBody } from '../lower/lower-reference.ts';
import { createLowering, topScope } from '../lower/lowering.ts';
import { planRefresh } from '../plan/plan-refresh.ts';
import type { PlannedSegment, RefreshPlan } from '../plan/refresh-plan.ts';

export interface MembershipPlan {
  readonly plan: RefreshPlan;
  /** The query; the other segments of the plan are those it depends on, in order. */
  readonly members: PlannedSegment;
}

export function planMembership(
  project: CheckedProject,
  segment: CheckedSegment,
  now: string,
  args: ReadonlyMap<string, CheckedValue>,
): MembershipPlan {
  const interner = createFeatureInterner();
  const parts = { condition: lowerCondition, aggregate: lowerAggregate, periods: lowerPeriods };
  const lowering = createLowering(project, interner, parts);
  const top = topScope(lowering, segment.object);
  const given = [...args].map(([name, value]) => [name, { value, scope: top }] as const);
  const scope = { ...top, parameters: new Map([...defaultsOf(segment, top), ...given]) };
  const predicate = lowerBody(segment, scope);
  const taken = new Set(project.segments.map(({ name }) => name));
  let name = `members_of_${segment.name}`;
  while (taken.has(name)) name = `${name}_`;
  const probe = {
    name,
    object: segment.object,
    predicate,
    publish: [],
    features: interner.features,
    dependsOn: [...lowering.members].toSorted(),
    historyOf: [...lowering.histories].toSorted(),
  };
  const plan = planRefresh(project, { now, segments: [], probes: [probe] });
  const members = plan.segments.find((planned) => planned.name === name);
  return { plan, members: must(members, name) };
}
