// Part of compiler/plan: features of a plan by id, and its segments by name. Plans never change, and each segment asks for others.
import { must } from '../assert.ts';
import type { AnyPlannedFeature, PlannedSegment, RefreshPlan } from './refresh-plan.ts';

const features = new WeakMap<RefreshPlan, ReadonlyMap<string, AnyPlannedFeature>>();
const segments = new WeakMap<RefreshPlan, ReadonlyMap<string, PlannedSegment>>();

export function featuresById(plan: RefreshPlan): ReadonlyMap<string, AnyPlannedFeature> {
  const found =
    features.get(plan) ?? new Map(plan.features.map((feature) => [feature.id, feature]));
  features.set(plan, found);
  return found;
}

/** Throws InternalError when the plan does not have it. */
export function plannedSegment(plan: RefreshPlan, name: string): PlannedSegment {
  const found =
    segments.get(plan) ?? new Map(plan.segments.map((segment) => [segment.name, segment]));
  segments.set(plan, found);
  return must(found.get(name), `segment ${name} in the plan`);
}
