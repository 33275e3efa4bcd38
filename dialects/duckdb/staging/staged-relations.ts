// Where the commit, and questions after the comparison, find what a refresh staged of segments, however they were computed.
import type { DecidedSegment } from '../../../runtime/warehouse-decisions.ts';
import { must } from '../../../compiler/assert.ts';
import { keyColumns, keyText } from '../state/logged-keys.ts';
import type { Layout } from '../state/state-tables.ts';
import { byWord, type Staged } from './decided-batch.ts';
import {
  type ChangedSide,
  changesOfDecided,
  keysOfDecided,
  membersOfDecided,
} from './decision-changes.ts';
import { type PackedChanges, packedChanges } from './packed-changes.ts';
import { diffTable, stagedTable } from './staging-catalog.ts';

/** All of it is SQL, to be read under a name: a table, or a query in parentheses. */
export interface StagedRelations {
  /** Objects that entered a segment that was compared, or left it: object_key, their keys as text. */
  changes(segmentId: number): string;
  /** A query for the keys, as they are stored, of those that entered, or of those that left. */
  changedKeys(segmentId: number, side: ChangedSide): string;
  /** Of those segments that were staged alone: segment_id, the log's keyColumns, entered, reason. */
  loggedAlone(segmentIds: readonly number[]): readonly string[];
  /** Of those that were decided with others. */
  loggedTogether(segmentIds: readonly number[]): readonly PackedChanges[];
  /** Of those that were decided with others: the objects of each word that some of them changed for. */
  turnedTogether(segmentIds: readonly number[]): readonly TurnedTogether[];
  /** Members of a segment, all of them. */
  members(segmentId: number): string;
}

/** Segments of one word. */
export interface TurnedTogether {
  /** SQL: the key, now_bits, before_bits. */
  readonly relation: string;
  readonly keyColumn: string;
  /** It has no more. */
  readonly mostRows: number;
  readonly segments: readonly DecidedSegment[];
}

/** A segment that was decided with others. */
export interface DecidedIn {
  readonly staged: Staged;
  readonly segment: DecidedSegment;
}

/** `decidedIn`: by id; all others were staged alone. */
export function relationsOf(
  layout: Layout,
  decidedIn: ReadonlyMap<number, DecidedIn>,
): StagedRelations {
  return {
    changes(id) {
      const found = decidedIn.get(id);
      return found === undefined
        ? `(SELECT ${keyText('c')} AS object_key FROM ${diffTable(id)} AS c)`
        : `(${changesOfDecided(found.staged, found.segment)})`;
    },
    changedKeys(id, side) {
      const found = decidedIn.get(id);
      return found === undefined
        ? `SELECT "key" FROM ${diffTable(id)} WHERE ${side === 'entered' ? 'entered' : 'NOT entered'}`
        : keysOfDecided(found.staged, found.segment, side);
    },
    loggedAlone(ids) {
      const alone = ids.filter((id) => !decidedIn.has(id));
      return alone.map(
        (id) =>
          `(SELECT ${id} AS segment_id, ${keyColumns}, entered, reason FROM ${diffTable(id)})`,
      );
    },
    loggedTogether(ids) {
      return [...byBatch(decidedIn, ids)].flatMap(([staged, segments]) =>
        packedChanges(staged, segments),
      );
    },
    turnedTogether(ids) {
      return [...byBatch(decidedIn, ids)].flatMap(([staged, segments]) =>
        [...byWord(segments)].map(([word, own]) => ({
          relation: staged.tables.flips(word),
          keyColumn: staged.keyColumn,
          mostRows: must(staged.flipped.get(word), 'a comparison'),
          segments: own,
        })),
      );
    },
    members(id) {
      const found = decidedIn.get(id);
      return found === undefined
        ? stagedTable(id)
        : `(${membersOfDecided(layout, found.staged, found.segment)})`;
    },
  };
}

function byBatch(
  decidedIn: ReadonlyMap<number, DecidedIn>,
  ids: readonly number[],
): ReadonlyMap<Staged, readonly DecidedSegment[]> {
  const batches = new Map<Staged, DecidedSegment[]>();
  for (const id of ids) {
    const found = decidedIn.get(id);
    if (found === undefined) continue;
    batches.set(found.staged, [...(batches.get(found.staged) ?? []), found.segment]);
  }
  return batches;
}
