// What a commit changes in each of the tables that packed members share: queries for the rows to add and for the bits to unset.
import { must } from '../../../compiler/assert.ts';
import type { MembershipCommit } from '../../../runtime/warehouse-state.ts';
import { name, names } from '../engine/sql-text.ts';
import type { StagedRelations, TurnedTogether } from '../staging/staged-relations.ts';
import { isReshaped, keepsShape, sameObject } from '../staging/staged-shape.ts';
import { stagingCatalog } from '../staging/staging-catalog.ts';
import { maskOfBits, movedBits, packedKey } from '../state/packed-members.ts';
import { enteredIn, internalTable, membershipTable } from '../state/state-tables.ts';
import type { Writing } from './writing.ts';

/** What becomes of one table. All queries are SQL. */
export interface PackChange {
  readonly pack: number;
  readonly isNew: boolean;
  /** Queries for rows of the table. */
  readonly entering: readonly string[];
  /** Queries for keys and the bits that are unset, `lost`. */
  readonly leaving: readonly string[];
  /** Bits of segments that leave the table. */
  readonly gone: bigint;
  /** The queries have no more rows. */
  readonly mostRows: number;
}

/** Tables that nothing changes in are left out. */
export function packChanges(writing: Writing): readonly PackChange[] {
  const { before, commit, places } = writing;
  const reshaped = new Set(commit.memberships.filter(isReshaped).map((one) => one.segmentId));
  const old = before.flatMap(({ id, packed }) => (packed === undefined ? [] : [{ id, ...packed }]));
  const left = old.filter(({ id }) => reshaped.has(id));
  const numbers = new Set([...places.values(), ...left].map(({ pack }) => pack));
  return [...numbers]
    .toSorted((a, b) => a - b)
    .map((pack) => {
      const gone = maskOfBits(left.filter((one) => one.pack === pack).map(({ bit }) => bit));
      const parts = partsOf(writing, pack);
      return {
        pack,
        isNew: !old.some((one) => one.pack === pack),
        gone,
        entering: parts.map(({ entering }) => entering),
        leaving: parts.flatMap(({ leaving }) => leaving ?? []),
        mostRows: parts.reduce((sum, { mostRows }) => sum + mostRows, 0),
      };
    })
    .filter(({ entering, gone }) => entering.length > 0 || gone !== 0n);
}

interface Part {
  readonly entering: string;
  readonly leaving?: string;
  readonly mostRows: number;
}

/** Of the segments that have a place in the table and are new to it or changed. */
function partsOf({ commit, relations, places }: Writing, pack: number): readonly Part[] {
  const { number } = commit;
  const placed = commit.memberships.filter((membership) => {
    const { segmentId, entered, left } = membership;
    return places.get(segmentId)?.pack === pack && (!keepsShape(membership) || entered + left > 0);
  });
  const bitOf = (id: number): number => must(places.get(id), 'a place').bit;
  const told = placed.filter((membership) => !isReshaped(membership));
  const together = relations.turnedTogether(told.map(({ segmentId }) => segmentId));
  const decided = new Set(together.flatMap(({ segments }) => segments.map((one) => one.segmentId)));
  return [
    ...together.map((turned) => partOfWord(turned, bitOf, number)),
    ...placed
      .filter(({ segmentId }) => !decided.has(segmentId))
      .map((membership) => partAlone(membership, relations, bitOf(membership.segmentId), number)),
  ];
}

/** Of a segment that was staged alone. */
function partAlone(
  membership: MembershipCommit,
  relations: StagedRelations,
  bit: number,
  number: number,
): Part {
  const { segmentId, size, entered, left } = membership;
  const bits = `CAST(${maskOfBits([bit])} AS BIGINT)`;
  if (isReshaped(membership)) {
    const rows = `SELECT ${packedKey}, ${enteredIn}, ${bits} AS bits FROM ${reshapedTable(segmentId)}`;
    return { entering: rows, mostRows: size };
  }
  const keys = (side: 'entered' | 'left'): string =>
    `(${relations.changedKeys(segmentId, side)}) AS c`;
  return {
    entering: `SELECT c.${packedKey}, ${refresh(number)}, ${bits} AS bits FROM ${keys('entered')}`,
    leaving: `SELECT c.${packedKey}, ${bits} AS lost FROM ${keys('left')}`,
    mostRows: entered + left,
  };
}

function partOfWord(
  { relation, keyColumn, mostRows, segments }: TurnedTogether,
  bitOf: (segmentId: number) => number,
  number: number,
): Part {
  const moves = segments.map(({ segmentId, bit }) => ({ from: bit, to: bitOf(segmentId) }));
  const mask = maskOfBits(segments.map(({ bit }) => bit));
  const key = `f.${name(keyColumn)} AS ${packedKey}`;
  const rows = (columns: string, turned: string): string =>
    `SELECT ${key}, ${columns} FROM ${relation} AS f WHERE (${turned} & ${mask}) <> 0`;
  const [gained, lost] = ['f.now_bits & ~f.before_bits', 'f.before_bits & ~f.now_bits'];
  return {
    entering: rows(`${refresh(number)}, ${movedBits(`(${gained})`, moves)} AS bits`, gained),
    leaving: rows(`${movedBits(`(${lost})`, moves)} AS lost`, lost),
    mostRows,
  };
}

function refresh(number: number): string {
  return `CAST(${number} AS INTEGER) AS ${enteredIn}`;
}

/**
 * Members that were published in another shape, with the refresh in which each entered. To be run outside the commit's transaction, since they
 * write to staging.
 */
export function reshapedStatements(writing: Writing): readonly string[] {
  const { layout, commit, relations, places } = writing;
  return commit.memberships.flatMap((membership) => {
    const { segmentId, published, keyColumn } = membership;
    if (published === undefined || !isReshaped(membership) || !places.has(segmentId)) return [];
    const before = internalTable(layout, membershipTable(segmentId));
    const entered = `CAST(coalesce(b.${enteredIn}, ${commit.number}) AS INTEGER) AS ${enteredIn}`;
    return [
      `CREATE OR REPLACE TABLE ${reshapedTable(segmentId)} AS SELECT n.${name(keyColumn)} AS ${packedKey}, ${entered}
FROM ${relations.members(segmentId)} AS n LEFT JOIN ${before} AS b ON ${sameObject('n', membership, 'b', published)}`,
    ];
  });
}

function reshapedTable(segmentId: number): string {
  return names(stagingCatalog, 'main', `reshaped_${segmentId}`);
}
