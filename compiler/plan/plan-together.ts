// Part of compiler/plan: the plan for segments of one object that are decided together.
import { madeOnce } from '../made-once.ts';
import { inlineMembers } from './inline-members.ts';
import type { RefreshPlan } from './refresh-plan.ts';
import { type SharedPasses, sharePasses } from './share-passes.ts';

/** By what was asked of the plan: a refresh asks for the same when it keeps rows apart, decides, and explains. */
const knownOf: (plan: RefreshPlan) => Map<string, SharedPasses> = madeOnce(() => new Map());

/** `inlined`: names of segments whose conditions stand for references to them; then the segments share passes. */
export function planTogether(
  plan: RefreshPlan,
  segments: ReadonlySet<string>,
  inlined: ReadonlySet<string>,
): SharedPasses {
  const known = knownOf(plan);
  const identity = JSON.stringify([[...segments], [...inlined]]);
  const shared = known.get(identity) ?? sharePasses(inlineMembers(plan, inlined), segments);
  known.set(identity, shared);
  return shared;
}
