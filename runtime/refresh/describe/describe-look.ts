// Which objects later refreshes decide for each segment of a batch, as far as the project alone tells: those that can have changed, or all.
import { Temporal } from 'temporal-polyfill';
import { findReaches, type FoundReaches } from '../../../compiler/incremental/find-reaches.ts';
import type { WholeCause } from '../../../compiler/incremental/reach.ts';
import { inlineMembers } from '../../../compiler/plan/inline-members.ts';
import { plannedSegment } from '../../../compiler/plan/parts-of-plan.ts';
import type { RefreshPlan } from '../../../compiler/plan/refresh-plan.ts';
import type { Batch } from '../compute/batches.ts';
import type { AloneCause } from '../compute/decided-alone.ts';

/** Of a segment that is published. */
export interface DescribedLook {
  readonly segment: string;
  readonly looksAt: 'changes' | 'all';
  /** Of `all`. */
  readonly because: AllCause | undefined;
  /** Objects that are compared with each other, sorted: when something of one changed, all objects are decided. */
  readonly ranked: readonly string[];
}

/** Why all objects are decided each time. */
export type AllCause = Extract<AloneCause, 'draft'> | WholeCause;

/** Longer ago than any step of a calendar: every time that moves has moved. */
const hoursBefore = 24 * 366 * 11;

/** None of a paused segment. */
export function describeLooks(
  plan: RefreshPlan,
  { segments, alone }: Batch,
): readonly DescribedLook[] {
  const names = segments.map(({ name }) => name);
  if (alone === 'paused') return [];
  if (alone === 'draft') return names.map((segment) => all(segment, alone));
  const inlined = alone === undefined ? inlineMembers(plan, new Set(names)) : plan;
  return names.map((segment) => describeLook(inlined, segment));
}

function all(segment: string, because: AllCause): DescribedLook {
  return { segment, looksAt: 'all', because, ranked: [] };
}

function describeLook(plan: RefreshPlan, segment: string): DescribedLook {
  const found = reachesOf(plan, segment);
  if (found.kind === 'whole') return all(segment, found.because);
  const ranked = found.reaches.ofPopulations.map(({ object }) => object).toSorted();
  return { segment, looksAt: 'changes', because: undefined, ranked };
}

function reachesOf(plan: RefreshPlan, segment: string): FoundReaches {
  const planned = plannedSegment(plan, segment);
  const earlier = Temporal.Instant.from(plan.now).subtract({ hours: hoursBefore }).toString();
  const { calendar } = plan;
  return findReaches(plan, planned, {
    before: { now: earlier, ...calendar },
    now: { now: plan.now, ...calendar },
  });
}
