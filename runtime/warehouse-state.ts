// Port data: what the runtime keeps in the warehouse between refreshes, and what one commit writes.
import type { KeysChecked } from './warehouse-changes.ts';
import type { PublishedStatus } from './warehouse-rows.ts';

/** A segment's permanent record: the id never changes, also when the segment is renamed. */
export interface RegisteredSegment {
  readonly id: number;
  readonly name: string;
  readonly objectType: string;
  /** Undefined until it is published for the first time. */
  readonly published: PublishedMembership | undefined;
  /** As of the last refresh that touched it. */
  readonly record: SegmentRecord;
}

export interface PublishedMembership {
  readonly objectType: string;
  readonly keyColumn: string;
  readonly keyType: string;
  readonly publishColumns: readonly { readonly name: string; readonly nativeType: string }[];
  readonly definitionHash: string;
  /** The `now` it was computed at, ISO UTC. */
  readonly now: string;
  /** Number of the refresh that computed it; undefined when a version wrote it that did not remember. */
  readonly refresh: number | undefined;
  /** The `now` of the last refresh that computed it from all rows, ISO UTC. */
  readonly reconciled: string | undefined;
  /** Identity of what its columns beside the key mean. */
  readonly columnsHash: string | undefined;
  readonly dataAsOf: string | undefined;
  readonly size: number;
  /** Table name parts, for queries of segments that refer to it. */
  readonly relation: readonly string[];
}

/** Everything one refresh writes, all or nothing. */
export interface RefreshCommit {
  /** One more than that of the last commit. */
  readonly number: number;
  /** Sorts after every id committed before. */
  readonly refreshId: string;
  readonly now: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  /** Incremental as soon as one segment is. */
  readonly mode: 'full' | 'incremental';
  readonly status: 'succeeded' | 'held' | 'failed';
  readonly projectVersion: string;
  readonly entered: number;
  readonly left: number;
  /** Numbers of segments. */
  readonly segments: number;
  readonly held: number;
  readonly failed: number;
  /** Staged and diffed segments to publish. */
  readonly memberships: readonly MembershipCommit[];
  /** Records that this refresh writes; those of other segments stay. */
  readonly records: readonly SegmentRecord[];
  readonly checks: readonly CheckRecord[];
  /** By entity, of sources that were looked at. */
  readonly keysChecked: ReadonlyMap<string, KeysChecked>;
}

export interface MembershipCommit {
  readonly segmentId: number;
  readonly objectType: string;
  readonly keyColumn: string;
  readonly keyType: string;
  readonly publishColumns: readonly { readonly name: string; readonly nativeType: string }[];
  readonly definitionHash: string;
  readonly columnsHash: string;
  readonly size: number;
  readonly entered: number;
  readonly left: number;
  readonly rewritten: number;
  readonly published: PublishedMembership | undefined;
  /** The `now` of the last refresh that computed it from all rows: of this one, or an earlier one. */
  readonly reconciled: string | undefined;
  /** ISO UTC. */
  readonly dataAsOf: string | undefined;
}

/** What `segments` shows of a segment beside its membership. */
export interface SegmentRecord {
  readonly id: number;
  readonly name: string;
  readonly objectType: string;
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly owner: string | undefined;
  readonly labels: readonly string[];
  readonly status: PublishedStatus;
  readonly stale: boolean;
  readonly staleReason: string | undefined;
  readonly definition: string;
  readonly sourceFile: string;
  readonly defaultFor: readonly string[];
  readonly hiddenFrom: readonly string[];
}

export interface CheckRecord {
  readonly segment: string;
  readonly check: string;
  readonly status: 'passed' | 'broken' | 'overridden' | 'failed';
  readonly observed: string | undefined;
  readonly limit: string | undefined;
}
