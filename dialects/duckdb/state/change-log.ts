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

/** One of the two tables: SQL, over its rows `x` and the row `z` of `sizes` that a change belongs to. */
export interface LoggedIn {
  /** Both tables, joined. */
  readonly from: string;
  /** What is true of a row `x` that has a change of the segment of `z`. */
  readonly isChange: string;
  readonly entered: string;
  /** Code of the reason. */
  readonly reason: string;
}

/**
 * Both tables. A query asks each of them on its own, so that what it asks of refreshes and segments is known before rows are unpacked.
 * `table` names tables of the state.
 */
export function loggedIn(table: (name: string) => string): readonly LoggedIn[] {
  const joined = (log: string, column: string): string =>
    `${table(log)} AS x JOIN ${table('sizes')} AS z ON z.refresh = x.refresh AND z.${column} = x.${column}`;
  return [
    {
      from: joined('changes', 'segment_id'),
      isChange: 'TRUE',
      entered: 'x.entered',
      reason: 'x.reason',
    },
    {
      from: joined('packed_changes', 'word'),
      isChange: has('x.entered | x."left"'),
      entered: has('x.entered'),
      reason: `CASE WHEN ${has('x.of_time')} THEN ${reasonCode('time')} ELSE z.reason END`,
    },
  ];
}

function has(bits: string): string {
  return `((${bits}) & (CAST(1 AS BIGINT) << z.bit)) <> 0`;
}
