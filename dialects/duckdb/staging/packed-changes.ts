// Changes of segments that were decided together, as the log keeps them: a row for each object, with bits for what it entered and left.
import { must } from '../../../compiler/assert.ts';
import type { DecidedSegment } from '../../../runtime/warehouse-decisions.ts';
import { name } from '../engine/sql-text.ts';
import { loggedKey } from '../state/logged-keys.ts';
import { maskOf, type Staged } from './decided-batch.ts';

export interface PackedChanges {
  /** SQL: a query for the log's columns of keys and packedBits. */
  readonly query: string;
  /** It has no more rows. */
  readonly mostRows: number;
  readonly segments: readonly {
    readonly segmentId: number;
    readonly bit: number;
    /** Of the changes whose bit is not set in `of_time`. */
    readonly reason: string;
  }[];
}

/** Changes of these segments of the batch, and of no others: one for each word and place of earlier decisions. */
export function packedChanges(
  staged: Staged,
  segments: readonly DecidedSegment[],
): readonly PackedChanges[] {
  const { earlier, flipped, reasons } = staged;
  const groups = new Map<string, DecidedSegment[]>();
  for (const segment of segments) {
    const identity = JSON.stringify([segment.word, earlier.get(segment.segmentId)]);
    groups.set(identity, [...(groups.get(identity) ?? []), segment]);
  }
  return [...groups.values()].map((group) => {
    const { word, segmentId: first } = must(group[0], 'a segment');
    const isTold = earlier.has(first);
    return {
      mostRows: must(flipped.get(word), 'a comparison'),
      query: packed(staged, word, earlier.get(first), maskOf(group)),
      segments: group.map(({ segmentId, bit }) => ({
        segmentId,
        bit,
        reason: isTold ? 'data' : must(reasons.get(segmentId), 'a reason'),
      })),
    };
  });
}

/** `earlier`: where decisions at an earlier now are, if they tell data from time: what they say too was not time's doing. */
function packed(
  { keyColumn, keyType, tables }: Staged,
  word: string,
  earlier: string | undefined,
  mask: bigint,
): string {
  const key = name(keyColumn);
  const join = earlier === undefined ? '' : ` LEFT JOIN ${earlier} AS e ON e.${key} = f.${key}`;
  const turned = `xor(f.now_bits, f.before_bits) & ${mask}`;
  const ofTime =
    earlier === undefined ? '0' : `${turned} & xor(f.now_bits, coalesce(e.${word}, 0))`;
  const bits = [
    `f.now_bits & ~f.before_bits & ${mask}`,
    `f.before_bits & ~f.now_bits & ${mask}`,
    ofTime,
  ];
  const [entered = '', left = '', time = ''] = bits.map((one) => `CAST(${one} AS BIGINT)`);
  return `SELECT ${loggedKey(`f.${key}`, keyType)}, ${entered} AS entered, ${left} AS "left", ${time} AS of_time
FROM ${tables.flips(word)} AS f${join} WHERE (${turned}) <> 0`;
}
