// Why a refresh looks at all objects of a segment; also said in its report.
import type { WholeCause } from '../../compiler/incremental/reach.ts';
import type { UnknownCause } from '../warehouse-changes.ts';

/** Why a segment is computed from all rows. */
export type FullCause =
  /** `--full`. */
  | 'asked'
  /** Published for the first time, or by a version that did not remember of what. */
  | 'first'
  | 'definition'
  /** What it publishes beside the key was edited. */
  | 'columns'
  /** What is published is not what it would have computed: it failed, was held, or used last good members. */
  | 'stale'
  /** So long ago that it was last computed from all rows. */
  | 'reconcile'
  /** A segment whose conditions stand for references to it was computed at another time, or is none of this kind. */
  | 'referred'
  /** Computed by a query of its own: drafts, and after failures. */
  | 'alone'
  /** Of a ranking or peers, something changed. */
  | 'ranking'
  /** So many objects may have changed that asking all of them is cheaper. */
  | 'many_objects'
  | WholeCause
  /** Of a source it reads, any row may have changed. */
  | `source_${UnknownCause}`;
