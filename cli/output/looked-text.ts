// What a refresh looked at, for people: how many objects of a segment, or why all of them.
import type { FullCause } from '../../runtime/refresh/full-cause.ts';
import type { RefreshReport, SegmentOutcome } from '../../runtime/refresh/report.ts';
import { formatCount, plural } from './quantities.ts';

const fullCauses: Readonly<Record<FullCause, string>> = {
  asked: '--full',
  first: 'first refresh',
  definition: 'definition edited',
  columns: 'published columns edited',
  stale: 'was held, failed or stale',
  reconcile: 'reconcile is due',
  referred: 'a segment it refers to was computed apart',
  alone: 'has a query of its own',
  ranking: 'something in its ranking changed',
  many_objects: 'many objects can have changed',
  time_in_values: 'its values move with time',
  time_in_tables: 'rows of a table come and go with time',
  source_first: 'a table is looked at for the first time',
  source_not_append_only: 'a table is append only by declaration, not by its rows',
  source_missing_times: 'rows of a table do not say when they arrived',
  source_much_changed: 'much of a table changed',
  source_too_large: 'a table is too large to be compared',
};

/** `12 objects`, `all: first refresh`; empty when nothing was computed. */
export function lookedText({ because, looked }: SegmentOutcome): string {
  if (because !== undefined) return `all: ${fullCauses[because]}`;
  return looked === undefined ? '' : plural(looked, 'object');
}

/** ` incrementally`, ` (2 incrementally)`, or nothing: how the refreshed segments were computed. */
export function incrementallyText({ segments, refreshed }: RefreshReport): string {
  const count = segments.filter(
    ({ status, mode }) => status === 'refreshed' && mode === 'incremental',
  ).length;
  if (count === 0) return '';
  return count === refreshed ? ' incrementally' : ` (${formatCount(count)} incrementally)`;
}
