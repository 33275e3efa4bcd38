// The result of one refresh, for people and machines: plain data, JSON-safe, in the order the segments were computed.
import type { Problem } from '../problem.ts';
import type { FullCause } from './full-cause.ts';

export interface RefreshReport {
  /** Undefined when nothing was written because no segment was due. */
  readonly refreshId: string | undefined;
  readonly target: string;
  /** The instant every window was measured from, ISO UTC. */
  readonly now: string;
  /** Of the machine's clock. */
  readonly startedAt: string;
  readonly finishedAt: string;
  /** Incremental as soon as one segment is. */
  readonly mode: 'full' | 'incremental';
  /** `held` and `failed` as soon as one segment is; `failed` wins. */
  readonly status: 'succeeded' | 'held' | 'failed';
  readonly segments: readonly SegmentOutcome[];
  readonly entered: number;
  readonly left: number;
  /** Numbers of segments. */
  readonly refreshed: number;
  readonly held: number;
  readonly failed: number;
  /** Refreshed ones that looking at changes would have got wrong (SEG7024). */
  readonly drifted: number;
  /** Segments of the warehouse that the project no longer declares: kept as they were, marked stale. */
  readonly removed: readonly string[];
  /** Absolute path of the serving file when it was replaced. */
  readonly serving: string | undefined;
  /** The serving file could not be replaced; the refresh itself is committed. */
  readonly servingProblem: Problem | undefined;
}

export type SegmentStatus = 'refreshed' | 'held' | 'failed';

export interface SegmentOutcome {
  readonly segment: string;
  readonly objectType: string;
  readonly title: string | undefined;
  /** Only `refreshed` changed what is published. */
  readonly status: SegmentStatus;
  /** False when it was computed only because another one refers to it. */
  readonly requested: boolean;
  /** Members published before; undefined when never published. */
  readonly sizeBefore: number | undefined;
  /** Members published now; undefined when still never published. */
  readonly size: number | undefined;
  /** Published by this refresh; of a held segment what would have been. */
  readonly entered: number;
  readonly left: number;
  readonly reasons: ReasonCounts;
  readonly milliseconds: number;
  /** Whether all objects were looked at, or only those that can have changed. */
  readonly mode: 'full' | 'incremental';
  /** Why all objects were looked at; undefined: they were not, or it failed. */
  readonly because: FullCause | undefined;
  /** How many objects were looked at; undefined: all, or it failed. */
  readonly looked: number | undefined;
  readonly guards: readonly GuardOutcome[];
  /** Why it failed, all causes that are known; of a refreshed one what refreshes before had missed (SEG7024). */
  readonly problems: readonly Problem[];
  /** Segments it refers to whose last good membership was used, because their refresh failed or is held. */
  readonly usedLastGood: readonly string[];
}

/** Of entered and left together. */
export interface ReasonCounts {
  readonly first: number;
  readonly definition: number;
  readonly data: number;
  readonly time: number;
}

export type Reason = keyof ReasonCounts;

export interface GuardOutcome {
  /** As written: `size_change at most 20%`. */
  readonly guard: string;
  readonly status: 'passed' | 'broken' | 'overridden' | 'not_applicable';
  /** What was measured against the limit; a share is a fraction. */
  readonly observed: number | undefined;
  readonly limit: number;
}

/** Told while a refresh goes on. */
export type RefreshProgress =
  | { readonly kind: 'opening'; readonly target: string }
  | { readonly kind: 'checking-sources'; readonly tables: number }
  | {
      readonly kind: 'computing';
      readonly segment: string;
      readonly done: number;
      readonly total: number;
    }
  | { readonly kind: 'computed'; readonly outcome: SegmentOutcome }
  | { readonly kind: 'committing'; readonly entered: number; readonly left: number }
  | { readonly kind: 'serving'; readonly path: string };
