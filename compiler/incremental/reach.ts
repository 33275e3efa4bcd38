// Output of compiler/incremental: which objects an earlier answer may no longer be true for, and why. JSON-safe.
import type { PathHop, Predicate } from '../lower/ir.ts';

/** Rows that lead to objects which must be looked at again. */
export interface Reach {
  /** From the object to the rows, over current rows; empty: the object itself. */
  readonly path: readonly PathHop[];
  /** Entity of the rows. */
  readonly entity: string;
  readonly cause: ReachCause;
}

export type ReachCause =
  /** Rows that appeared, changed or went. */
  | { readonly kind: 'touched' }
  /** Rows that entered or left the segment. */
  | { readonly kind: 'flipped'; readonly segment: string }
  /** The same, seen by the log of the segment's changes or by its members before: changes of the earlier refresh itself are new, too. */
  | { readonly kind: 'logged'; readonly segment: string }
  /**
   * Rows for which the passing of time may have changed an answer. `when` is over the row (`up: 0`), its times are constants. Only rows
   * for which one of `among` holds count; none: all rows.
   */
  | { readonly kind: 'crossed'; readonly when: Predicate; readonly among: readonly Predicate[] };

/** What has to be asked again of a segment whose answers at an earlier `now` are known. */
export interface Reaches {
  /** Of the segment's object; each once. */
  readonly ofObject: readonly Reach[];
  /** Objects that are compared with each other: as soon as one row reaches one of them, every answer may change. */
  readonly ofPopulations: readonly {
    readonly object: string;
    readonly reaches: readonly Reach[];
  }[];
}

/** Why all objects have to be asked again, always. */
export type WholeCause =
  /** A total, an average … of something that moves with time, or a condition on several rows and the time. */
  | 'time_in_values'
  /** The rows of a table depend on the time. */
  | 'time_in_tables';
