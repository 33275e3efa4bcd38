// Port: a warehouse opened to look at single objects. Nothing of it is written; what is computed on the way is in memory and gone
// with it (dialects/<name>/reader.ts).
import type { ReachedRows } from '../compiler/explain/reached-rows.ts';
import type { PublishedRelations, SourceTables } from './warehouse.ts';
import type { RegisteredSegment } from './warehouse-state.ts';
import type { WarehouseTarget } from './warehouse-target.ts';

/** Opens a target for reading. Throws OperationalError: locked by another process, unreadable file, wrong version. */
export type OpenReader = (target: WarehouseTarget) => Promise<WarehouseReader>;

/** All of it is read in one state of the database. */
export interface WarehouseReader {
  readonly sources: SourceTables;
  /** Undefined before the first refresh. */
  readonly published: Omit<PublishedRelations, 'close'> | undefined;
  /** Every segment ever published, by id; none before the first refresh. */
  registeredSegments(): Promise<readonly RegisteredSegment[]>;
  /** As RefreshStaging.changesOf; empty for a number that is undefined. Returns table name parts. */
  changesOf(segmentId: number | undefined, name: string): Promise<readonly string[]>;
  /** Copies the rows that can be reached from the object with this key. `logs`: tables of logs of changes, by segment. */
  copyRows(
    reached: ReachedRows,
    key: string,
    logs: ReadonlyMap<string, readonly string[]>,
  ): Promise<CopiedRows>;
  /** Keeps the members that a query finds, under a name of its own, in place of what was kept under it. Returns table name parts. */
  keep(name: string, query: string): Promise<readonly string[]>;
  /** The rows of a query with this key, as JSON values by column: numbers beyond 2^53 and times are text. */
  rowsOfKey(
    query: string,
    keyColumn: string,
    key: string,
  ): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Different known values of a query of one column, as text, in order; the first `limit` of them. */
  values(query: string, limit: number): Promise<readonly string[]>;
  /** Up to three keys of a query that are written nearly like this one, the nearest first. */
  nearKeys(query: string, keyColumn: string, key: string): Promise<readonly string[]>;
  interrupt(): void;
  close(): Promise<void>;
}

export interface CopiedRows {
  /** By entity. */
  readonly tables: ReadonlyMap<string, readonly string[]>;
  readonly rows: number;
}
