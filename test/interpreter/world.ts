// The reference interpreter: what it is given beside the checked project. JSON-like, so that random worlds can be printed and kept.

/** Numbers as canonical decimal text, dates as `2025-11-01`, timestamps as ISO UTC with up to microseconds, JSON columns as JSON text. */
export type StoredValue = null | boolean | string | readonly StoredValue[];

/** By column; a column that is left out is missing. */
export type StoredRow = Readonly<Record<string, StoredValue>>;

/** A row of the log that refreshes keep. */
export interface LoggedChange {
  readonly segment: string;
  readonly key: string;
  readonly change: 'entered' | 'left';
  /** The `now` of the refresh: ISO UTC. */
  readonly at: string;
  readonly refreshId: string;
}

export interface World {
  /** ISO UTC; what is finer than a millisecond is cut off. */
  readonly now: string;
  /** By table name as in the model. A table that is left out is empty. */
  readonly tables: Readonly<Record<string, readonly StoredRow[]>>;
  /** SQL types of columns, by table. Keys of type BIGINT are ordered as numbers; those that are left out, and all others, as texts. */
  readonly columnTypes?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly log: readonly LoggedChange[];
  /** By segment: the keys of the members that its last committed refresh published. */
  readonly previous: ReadonlyMap<string, ReadonlySet<string>>;
}
