// Part of compiler/plan: the plan for segments of one object that are decided together.
import { inlineMembers } from './inline-members.ts';
import type { RefreshPlan } from './refresh-plan.ts';
import { type SharedPasses, sharePasses } from './share-passes.ts';

/** `inlined`: names of segments whose conditions stand for references to them; then the segments share passes. */
export function planTogether(
  plan: RefreshPlan,
  segments: ReadonlySet<string>,
  inlined: ReadonlySet<string>,
): SharedPasses {
  return sharePasses(inlineMembers(plan, inlined), segments);
}
