// Part of compiler/explain: the plan of one query that holds the members of a segment, also of a template with arguments.
import type { CheckedProject, CheckedSegment } from '../check/checked-project.ts';
import type { SegmentIR } from '../lower/ir.ts';
import { lowerBody } from '../lower/lower-reference.ts';
import { plannedSegment } from '../plan/parts-of-plan.ts';
import { planRefresh } from '../plan/plan-refresh.ts';
import type { PlannedSegment, RefreshPlan } from '../plan/refresh-plan.ts';
import { freeName, probeScope, type SegmentArguments } from './probe-scope.ts';

export interface MembershipPlan {
  readonly plan: RefreshPlan;
  /** The query; the other segments of the plan are those it depends on, in order. */
  readonly members: PlannedSegment;
}

export function planMembership(
  project: CheckedProject,
  segment: CheckedSegment,
  now: string,
  args: SegmentArguments,
): MembershipPlan {
  const scope = probeScope(project, segment, args);
  const { interner, members: referred, histories } = scope.lowering;
  const name = freeName(project, `members_of_${segment.name}`);
  const predicate = lowerBody(segment, scope);
  const probe: SegmentIR = {
    name,
    object: segment.object,
    predicate,
    publish: [],
    features: interner.features,
    dependsOn: [...referred].toSorted(),
    historyOf: [...histories].toSorted(),
  };
  const plan = planRefresh(project, { now, segments: [], probes: [probe] });
  return { plan, members: plannedSegment(plan, name) };
}
