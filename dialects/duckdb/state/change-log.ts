// The log of changes: two tables that are read as one. `changes` has a row for each change, of segments that were computed alone;
// `packed_changes` a row for each object, of segments that were decided together, whose bits say which of them it entered and left.
import type { Cells } from '../engine/insert-rows.ts';
import { reasonCode } from './state-tables.ts';

/** Where the log has the changes that a refresh made to one segment: kept in its row of `sizes`. */
export interface PackedPlace {
  /** A number among the words of the refresh. */
  readonly word: number;
  /** 0 to 59. */
  readonly bit: number;
  /** Of its changes, except those whose bit is set in `of_time`. */
  readonly reason: string;
}

/** Cells of `sizes`; all are NULL when the changes have rows of their own. */
export function placeCells(place: PackedPlace | undefined): Cells {
  return {
    word: place?.word,
    bit: place?.bit,
    reason: place && reasonCode(place.reason),
  };
}

/** Columns of `packed_changes` that tell bits, in the order of the table. */
export const packedBits = 'entered, "left", of_time';

/** SQL: all changes, with refresh, segment_id, the columns of keys (logged-keys.ts), entered and the code of the reason. `table` names tables of the state. */
export function loggedChanges(table: (name: string) => string): string {
  const mask = '(CAST(1 AS BIGINT) << z.bit)';
  const has = (bits: string): string => `((${bits}) & ${mask}) <> 0`;
  const reason = `CASE WHEN ${has('p.of_time')} THEN ${reasonCode('time')} ELSE z.reason END`;
  return `(SELECT refresh, segment_id, object_key, object_number, entered, reason FROM ${table('changes')} UNION ALL SELECT p.refresh, z.segment_id, p.object_key, p.object_number, ${has('p.entered')}, ${reason} FROM ${table('packed_changes')} AS p JOIN ${table('sizes')} AS z ON z.refresh = p.refresh AND z.word = p.word WHERE ${has('p.entered | p."left"')})`;
}
