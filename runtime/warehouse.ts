// Port: what a warehouse does for the runtime. The SQL of these statements belongs to the adapter (dialects/<name>/warehouse.ts).
// Contract: nothing that readers see changes except in `commit`, which is atomic also against a kill at any moment.
import type { ChangeStaging } from './warehouse-changes.ts';
import type { DecisionStaging } from './warehouse-decisions.ts';
import type { DiffRequest, KeyFaults, MembershipDiff } from './warehouse-diff.ts';
import type { WarehouseTarget } from './warehouse-target.ts';
import type {
  ChangeRow,
  ChangesQuery,
  MembersPage,
  RefreshRow,
  SegmentRow,
} from './warehouse-rows.ts';
import type { RefreshCommit, RegisteredSegment } from './warehouse-state.ts';

/** Opens a target. Throws OperationalError: locked by another process, unreadable file, wrong version. */
export type OpenWarehouse = (target: WarehouseTarget) => Promise<Warehouse>;

/** Opens what readers see (the serving file when there is one, else the database read-only). Throws like OpenWarehouse, also when there is nothing yet. */
export type OpenPublished = (target: WarehouseTarget) => Promise<PublishedRelations>;

/** One open warehouse, the only writer of its target until it is closed. Unfinished work of a killed run is removed on opening. */
export interface Warehouse {
  readonly sources: SourceTables;
  /** Every segment ever published, by id. */
  registeredSegments(): Promise<readonly RegisteredSegment[]>;
  /** Id of the newest committed refresh. */
  lastRefreshId(): Promise<string | undefined>;
  /** Staging for one refresh; all sources are seen in one state until its commit. */
  startRefresh(): Promise<RefreshStaging>;
  /** Interrupts the running statement, which then fails. */
  interrupt(): void;
  close(): Promise<void>;
}

export interface WarehouseColumn {
  readonly name: string;
  /** The warehouse's own name of the type. */
  readonly nativeType: string;
  readonly family: ColumnFamily;
}

/** What a native type can be read as. */
export type ColumnFamily =
  | 'text'
  | 'integer'
  | 'decimal'
  | 'float'
  | 'boolean'
  | 'date'
  | 'timestamp'
  | 'time'
  | 'interval'
  | 'uuid'
  | 'json'
  | 'array'
  | 'struct'
  | 'binary'
  | 'other';

export interface WarehouseTable {
  /** Dotted, as a model would write it. */
  readonly name: string;
  readonly columns: readonly WarehouseColumn[];
}

/** Questions about the tables that models name. Table names are found in the catalogue, never opened as files. */
export interface SourceTables {
  /**
   * Undefined when the warehouse has no such table; fails with OperationalError when it exists and cannot be read.
   * Files without types of their own (CSV) read the columns named in `asText` as text: `007` stays `007`. The first
   * description of a table decides.
   */
  describe(table: string, asText?: readonly string[]): Promise<WarehouseTable | undefined>;
  /** Dotted names of every table and view that is not ours, mounts included, sorted. */
  names(): Promise<readonly string[]>;
  /**
   * Problems of the keys that `query` (one column) returns: missing ones counted, repeated ones counted and up to five named. `among`: only of
   * missing ones and those in its column `value`, which is of the key's type; table name parts.
   */
  keyFaults(query: string, keyColumn: string, among?: readonly string[]): Promise<KeyFaults>;
  /** The greatest value of a date or timestamp column: ISO local date-time without zone (UTC for zoned types); undefined for no rows. */
  newest(table: string, column: string): Promise<string | undefined>;
  /** How many rows a table has; it exists. */
  rows(table: string): Promise<number>;
  /** For introspection: rows, distinct and missing values of each column. */
  profile(table: string): Promise<TableProfile>;
  /** True when every known value of `column` is a value of `ofColumn`, compared as text, and there is at least one. */
  contains(ofTable: string, ofColumn: string, inTable: string, inColumn: string): Promise<boolean>;
}

export interface TableProfile {
  readonly rows: number;
  readonly columns: Readonly<
    Record<string, { readonly distinct: number; readonly missing: number }>
  >;
}

/** What is computed before the commit; nothing of it is visible to readers and all of it is gone after `discard` or a crash. */
export interface RefreshStaging extends DecisionStaging, ChangeStaging {
  /** Runs a segment's query. A failure (OperationalError) leaves the other staged segments as they are. */
  stage(request: StageRequest): Promise<StagedMembership>;
  /** Compares a staged membership with the published one. */
  diff(request: DiffRequest): Promise<MembershipDiff>;
  /** Gives `time` to every change of the segment that the membership at the earlier now does not explain; the others keep `data`. `earlier` is of `stageEarlier`. */
  attributeToTime(
    segmentId: number,
    earlier: readonly string[],
  ): Promise<{ readonly time: number }>;
  /** Membership of a segment at an earlier now, under a name of its own; returns table name parts. */
  stageEarlier(name: string, query: string, keyColumn: string): Promise<readonly string[]>;
  /**
   * A relation with the committed changes of one segment, all under its present name; empty when it was never published.
   * Columns: `refresh_id, object_type, segment, object_key, change, changed_at`. Returns table name parts.
   */
  changesOf(segmentId: number, name: string): Promise<readonly string[]>;
  /** Publishes. Fails with OperationalError and changes nothing, or has happened when it returns. */
  commit(commit: RefreshCommit): Promise<void>;
  /** Writes the file that readers open, if the target has one; its path. */
  publishServing(refreshId: string): Promise<string | undefined>;
  /** Removes what was staged; safe after a commit. */
  discard(): Promise<void>;
}

export interface StageRequest {
  readonly segmentId: number;
  readonly objectType: string;
  /** Columns: the key under `keyColumn`, then the publish columns. */
  readonly query: string;
  readonly keyColumn: string;
  /**
   * The query gives only members with one of these keys: a relation with them under `keyColumn`, each once. All others are as they are
   * published, with the same key and columns.
   */
  readonly only?: readonly string[] | undefined;
}

export interface StagedMembership {
  /** Table name parts for queries of segments that refer to this one. */
  readonly relation: readonly string[];
  /** Of what the query gave. */
  readonly size: number;
  readonly keyType: string;
  readonly publishColumns: readonly { readonly name: string; readonly nativeType: string }[];
  readonly keyFaults: KeyFaults;
}

/** What readers see, read-only. */
export interface PublishedRelations {
  segments(): Promise<readonly SegmentRow[]>;
  refreshes(limit: number): Promise<readonly RefreshRow[]>;
  /** Members in key order; undefined when the segment is not published. */
  members(segment: string, limit: number): Promise<MembersPage | undefined>;
  /** Newest first, then by segment and key. */
  changes(query: ChangesQuery): Promise<readonly ChangeRow[]>;
  close(): Promise<void>;
}
