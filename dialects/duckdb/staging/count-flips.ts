// How many objects entered and left each segment of a word. One sum counts several bits: the word is cut into fields that can each
// hold the number of rows, and the same bit of all fields is added up at once.
import { must } from '../../../compiler/assert.ts';
import { bitsPerWord } from '../../../compiler/sql/words.ts';
import type { Connection } from '../engine/connection.ts';
import { wholeNumberOf } from '../engine/row-values.ts';
import { doing } from './decided-batch.ts';

/** Objects whose bits differ from the published ones. */
export interface Flips {
  /** SQL: a relation with now_bits and before_bits. */
  readonly relation: string;
  /** It has no more. */
  readonly rows: number;
  /** Whether there can be a bit that was set before. */
  readonly canLose: boolean;
}

export interface BitCount {
  readonly entered: number;
  readonly left: number;
}

/** In the order of `bits`. */
export async function countFlips(
  connection: Connection,
  { relation, rows, canLose }: Flips,
  bits: readonly number[],
): Promise<readonly BitCount[]> {
  if (rows === 0) return bits.map(() => ({ entered: 0, left: 0 }));
  const fields = fieldsFor(rows);
  const width = bitsPerWord / fields;
  const lowest = Array.from({ length: fields }, (_, field) => 2n ** BigInt(field * width));
  const mask = lowest.reduce((sum, bit) => sum | bit, 0n);
  const shifts = [...new Set(bits.map((bit) => bit % width))];
  const sides = canLose ? ['gained', 'lost'] : ['gained'];
  const sums = sides.flatMap((side) =>
    shifts.map(
      (by) => `CAST(coalesce(sum((${side} >> ${by}) & ${mask}), 0) AS BIGINT) AS ${side}_${by}`,
    ),
  );
  const [row] = await connection.rows(
    `SELECT ${sums.join(', ')}
FROM (SELECT CAST(now_bits & ~before_bits AS BIGINT) AS gained, CAST(before_bits & ~now_bits AS BIGINT) AS lost FROM ${relation}) AS f`,
    doing,
  );
  const found = must(row, 'the sums');
  const count = (side: string, bit: number): number => {
    const sum = wholeNumberOf(found, `${side}_${bit % width}`);
    const field = BigInt(Math.floor(bit / width) * width);
    return Number((sum >> field) & (2n ** BigInt(width) - 1n));
  };
  return bits.map((bit) => ({
    entered: count('gained', bit),
    left: canLose ? count('lost', bit) : 0,
  }));
}

/** The most fields of the same width of which each can hold the number of rows: the fewer sums, the faster. */
function fieldsFor(rows: number): number {
  for (let fields = bitsPerWord; fields > 1; fields -= 1) {
    if (bitsPerWord % fields === 0 && rows < 2 ** (bitsPerWord / fields)) return fields;
  }
  return 1;
}
