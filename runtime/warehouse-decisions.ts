// Port data: segments of one object that are decided together in one refresh, and what the warehouse tells of them.
import type { DecisionPlace, PrintedDecisions } from '../compiler/sql/print-decisions.ts';
import type { DiffRequest, KeyFaults, MembershipDiff } from './warehouse-diff.ts';

/** Part of staging: nothing of it is visible to readers. A failure (OperationalError) leaves everything but the batch as it is. */
export interface DecisionStaging {
  /** Runs the queries of the batch; each of its segments is then staged, as if by `stage`, with no publish columns. */
  decide(batch: DecisionBatch): Promise<DecidedBatch>;
  /** Compares each segment of the batch with what is published, as `diff` does for one. */
  diffDecided(batch: string, requests: readonly DiffRequest[]): Promise<readonly MembershipDiff[]>;
  /** A relation with the key of every object that entered or left one of the segments, each once; table name parts. */
  changedKeys(batch: string, segmentIds: readonly number[]): Promise<readonly string[]>;
  /**
   * Gives `time` to every change of the segments that `earlier`, their decisions at an earlier now for at least the changed
   * objects, does not explain. How many those are, in the order of the ids.
   */
  attributeDecided(
    batch: string,
    earlier: PrintedDecisions,
    segmentIds: readonly number[],
  ): Promise<readonly number[]>;
  /** Forgets what was decided of these segments: they can be staged one by one. */
  dropDecided(segmentIds: readonly number[]): Promise<void>;
}

export interface DecisionBatch {
  /** Differs from every other batch of the refresh. */
  readonly name: string;
  readonly keyColumn: string;
  readonly printed: PrintedDecisions;
  readonly segments: readonly DecidedSegment[];
  /**
   * Only these objects are decided: a relation with their keys under `keyColumn`, each once. All others are as they are published, which all
   * segments then are, with the same key. An object of the relation that the query does not give is gone.
   */
  readonly only?: readonly string[] | undefined;
}

export interface DecidedSegment extends DecisionPlace {
  readonly segmentId: number;
  readonly objectType: string;
  /** Whether others may look its members up, by the relation that the batch gives. */
  readonly isReferredTo: boolean;
}

export interface DecidedBatch {
  readonly keyType: string;
  /** Of the objects that were decided. */
  readonly keyFaults: KeyFaults;
  /** Table name parts of the members, in the order of the batch; relations that are there for segments that others refer to. */
  readonly relations: readonly (readonly string[])[];
}
