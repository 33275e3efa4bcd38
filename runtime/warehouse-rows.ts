// Rows of the published relations as readers get them (docs: "What readers see"); instants are ISO UTC text, JSON-safe.

export interface SegmentRow {
  readonly segment: string;
  readonly objectType: string;
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly owner: string | undefined;
  readonly labels: readonly string[];
  readonly status: PublishedStatus;
  readonly size: number | undefined;
  readonly refreshedAt: string | undefined;
  readonly dataAsOf: string | undefined;
  readonly stale: boolean;
  readonly staleReason: string | undefined;
  readonly definitionHash: string | undefined;
  readonly definition: string;
  readonly sourceFile: string;
  readonly defaultFor: readonly string[];
  readonly hiddenFrom: readonly string[];
}

/** `held` and `failed`: the last good membership is published. `removed`: the project no longer declares it. */
export type PublishedStatus = 'active' | 'paused' | 'held' | 'failed' | 'removed';

export interface RefreshRow {
  readonly refreshId: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly now: string;
  readonly mode: 'full' | 'incremental';
  readonly status: 'succeeded' | 'held' | 'failed';
  readonly segments: number;
  readonly entered: number;
  readonly left: number;
  readonly held: number;
  readonly failed: number;
  readonly projectVersion: string;
}

export interface ChangeRow {
  readonly refreshId: string;
  readonly objectType: string;
  readonly segment: string;
  readonly objectKey: string;
  readonly change: 'entered' | 'left';
  readonly changedAt: string;
  readonly reason: 'first' | 'definition' | 'data' | 'time';
  readonly definitionHash: string;
}

export interface ChangesQuery {
  readonly segment: string | undefined;
  /** ISO instant; changes at or after it. */
  readonly since: string | undefined;
  /** Of one object: its key as text. */
  readonly key?: string | undefined;
  readonly limit: number;
}

export interface MembersPage {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Values as text, missing ones null. */
  readonly rows: readonly (readonly (string | null)[])[];
  readonly total: number;
}
