// Port data: what staged keys are like, and how a staged membership differs from the published one.
import type { RegisteredSegment } from './warehouse-state.ts';

export interface KeyFaults {
  readonly missing: number;
  /** Keys that occur more than once. */
  readonly repeated: number;
  /** At most five of them, as text, in order. */
  readonly examples: readonly string[];
}

export interface DiffRequest {
  readonly segmentId: number;
  /** What is published; undefined: nothing yet. */
  readonly published: RegisteredSegment | undefined;
  /** The reason written to every change; `attributeToTime` may refine `data`. */
  readonly reason: 'first' | 'definition' | 'data' | 'time';
}

export interface MembershipDiff {
  readonly entered: number;
  readonly left: number;
  /** Members that stay and whose publish columns changed. */
  readonly rewritten: number;
}
