// Part of compiler/plan: features of a plan by id, and its segments by name. Each segment asks for others.
import { must } from '../assert.ts';
import { madeOnce } from '../made-once.ts';
import type { AnyPlannedFeature, PlannedSegment, RefreshPlan } from './refresh-plan.ts';

export const featuresById: (plan: RefreshPlan) => ReadonlyMap<string, AnyPlannedFeature> = madeOnce(
  ({ features }) => new Map(features.map((feature) => [feature.id, feature])),
);

const segmentsByName = madeOnce(
  ({ segments }: RefreshPlan) => new Map(segments.map((segment) => [segment.name, segment])),
);

/** Throws InternalError when the plan does not have it. */
export function plannedSegment(plan: RefreshPlan, name: string): PlannedSegment {
  return must(segmentsByName(plan).get(name), `segment ${name} in the plan`);
}
