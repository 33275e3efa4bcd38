// Part of compiler/plan: the plan for segments of one object that are decided together.
import { inlineMembers } from './inline-members.ts';
import type { RefreshPlan } from './refresh-plan.ts';
import { type SharedPasses, sharePasses } from './share-passes.ts';

/** A refresh asks for the same plan when it keeps rows apart, decides, and explains; a plan never changes. */
const known = new WeakMap<RefreshPlan, Map<string, SharedPasses>>();

/** `inlined`: names of segments whose conditions stand for references to them; then the segments share passes. */
export function planTogether(
  plan: RefreshPlan,
  segments: ReadonlySet<string>,
  inlined: ReadonlySet<string>,
): SharedPasses {
  const ofPlan = known.get(plan) ?? new Map<string, SharedPasses>();
  known.set(plan, ofPlan);
  const identity = JSON.stringify([[...segments], [...inlined]]);
  const shared = ofPlan.get(identity) ?? sharePasses(inlineMembers(plan, inlined), segments);
  ofPlan.set(identity, shared);
  return shared;
}
