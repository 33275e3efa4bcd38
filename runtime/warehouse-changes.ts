// Port data: what the warehouse remembers of the sources between refreshes, so that a refresh looks at what changed only.
// Numbers of refreshes are those of commits: `since` is the refresh whose data something was computed from.

/** How changes of a source's rows are found. */
export type SourceTracking =
  /** Rows are only added; `by` is the column that says when a row arrived. */
  | { readonly kind: 'append_only'; readonly by: string }
  /** Rows have a key and `by` grows whenever one is added or changed. Rows that are gone are found by their keys. */
  | { readonly kind: 'changes'; readonly by: string }
  /** Nothing is known: rows are compared with a copy of what they were. */
  | { readonly kind: 'compared' };

export interface TrackedSource {
  /** Id of the entity; its state is kept under it. */
  readonly entity: string;
  /** As written in the model; it has been described. */
  readonly table: string;
  readonly tracking: SourceTracking;
  /** Column of the key; always there with `changes`. */
  readonly keyColumn: string | undefined;
  /** Columns that lead to objects: the key and those that hold keys of other rows. Sorted, each once. */
  readonly columns: readonly string[];
}

/** What became of a source since it was last looked at. */
export interface SourceChange {
  readonly entity: string;
  readonly state:
    | { readonly kind: 'unchanged' }
    | { readonly kind: 'changed' }
    /** Any row may have changed. */
    | { readonly kind: 'unknown'; readonly because: UnknownCause };
  /** Number of the refresh that looked at it last; undefined: none that can be gone on from. */
  readonly lookedIn: number | undefined;
  /** What that refresh knew of its keys; undefined: nothing, or one was missing or repeated. */
  readonly keysChecked: KeysChecked | undefined;
}

/** No key of a source is missing or repeated. */
export interface KeysChecked {
  /** Identity of the question that was asked for the keys. */
  readonly query: string;
  /** The `now` of the last refresh that asked it of all rows, ISO UTC. */
  readonly at: string;
}

export type UnknownCause =
  /** Never looked at, or looked at in another way, or with other types. */
  | 'first'
  /** Rows of an append-only source are gone, or came with a time before others that were there. */
  | 'not_append_only'
  /** Rows without a time of arrival. */
  | 'missing_times'
  /** So many rows changed that telling which costs more than reading all. */
  | 'much_changed'
  /** Nothing says how it changes, and it is too large to be compared. */
  | 'too_large';

/** Objects, or values, in a staged relation. */
export interface StagedKeys {
  /** Table name parts. */
  readonly relation: readonly string[];
  readonly count: number;
}

/** Part of staging: nothing of it is visible to readers, and what is remembered is written by the commit of the refresh. */
export interface ChangeStaging {
  /** Looks at the sources, once in a refresh. `now` is the refresh's, ISO UTC. The commit remembers what was seen. */
  findChanges(sources: readonly TrackedSource[], now: string): Promise<readonly SourceChange[]>;
  /**
   * Values of `column` in rows of the source that appeared, changed or went after the refresh `since` had seen it, old and new
   * ones; one column `value` of the column's own type, each value once, none missing. Undefined: any row may have changed.
   */
  touched(entity: string, column: string, since: number): Promise<StagedKeys | undefined>;
  /**
   * Keys, as text, of objects that entered or left the segment after the refresh `since`, in committed refreshes and in this one;
   * one column `value`, each once.
   */
  flipped(segmentId: number, since: number): Promise<StagedKeys>;
  /**
   * Changes of a segment that was compared in this refresh whose objects are not among `keys`, a relation of `stageKeys` (undefined: it is
   * empty). At most five of their keys, as text, in order.
   */
  changesOutside(
    segmentId: number,
    keys: readonly string[] | undefined,
  ): Promise<{ readonly count: number; readonly examples: readonly string[] }>;
  /** Keeps the keys that a query with one column gives, each once, none missing, under the name of that column. */
  stageKeys(name: string, query: string, keyColumn: string): Promise<StagedKeys>;
  /** Keeps the rows that a query gives. Table name parts. */
  stageRows(name: string, query: string): Promise<readonly string[]>;
}
