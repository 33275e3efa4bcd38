// Members of segments without publish columns: segments of one object share a table, with a row for each object and refresh in which it entered
// some of them, whose bits say which. In place of a table of its own each of them has a view of its members, with the same columns.
import { bitsPerWord } from '../../../compiler/sql/words.ts';
import { name, names } from '../engine/sql-text.ts';
import { enteredIn, internalTable, type Layout, membershipTable } from './state-tables.ts';

/** Where the members of a segment are. */
export interface PackedIn {
  /** A number among the tables that are shared. */
  readonly pack: number;
  /** 0 to 59. */
  readonly bit: number;
}

/** Columns of a shared table: the key as it is stored, `enteredIn`, and `bits`, some of which are set. */
export const packedKey: string = name('key');

export function packName(pack: number): string {
  return `packed_members_${pack}`;
}

export function packTable(layout: Layout, pack: number): string {
  return internalTable(layout, packName(pack));
}

/** Makes the view that stands for the segment's own table. It names no catalogue: that of the database must be the current one. */
export function memberViewStatement(
  layout: Layout,
  segmentId: number,
  { pack, bit }: PackedIn,
  keyColumn: string,
): string {
  const view = names(layout.internal, membershipTable(segmentId));
  const table = names(layout.internal, packName(pack));
  return `CREATE OR REPLACE VIEW ${view} AS SELECT ${packedKey} AS ${name(keyColumn)}, ${enteredIn} FROM ${table} WHERE (bits & ${maskOfBits([bit])}) <> 0`;
}

/** The number with these bits. */
export function maskOfBits(bits: readonly number[]): bigint {
  return bits.reduce((mask, bit) => mask | (1n << BigInt(bit)), 0n);
}

/** A bit of one word that is told as a bit of another one; both 0 to 59. */
export interface BitMove {
  readonly from: number;
  readonly to: number;
}

/** SQL, a BIGINT: the bits of `word`, which is SQL, where the moves take them; all others are not set. */
export function movedBits(word: string, moves: readonly BitMove[]): string {
  const bits = `CAST(${word} AS BIGINT)`;
  const parts: string[] = [];
  for (let by = 1 - bitsPerWord; by < bitsPerWord; by += 1) {
    const moved = moves.filter(({ from, to }) => to - from === by);
    if (moved.length === 0) continue;
    const some = `(${bits} & ${maskOfBits(moved.map(({ from }) => from))})`;
    if (by === 0) parts.push(some);
    else parts.push(by > 0 ? `(${some} << ${by})` : `(${some} >> ${-by})`);
  }
  return parts.length === 0 ? 'CAST(0 AS BIGINT)' : parts.join(' | ');
}
