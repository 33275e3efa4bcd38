// What entered and left the segments of a batch, word by word, and why.
import { must } from '../../../compiler/assert.ts';
import type { PrintedDecisions } from '../../../compiler/sql/print-decisions.ts';
import type { DiffRequest, MembershipDiff } from '../../../runtime/warehouse-diff.ts';
import type { DecidedSegment } from '../../../runtime/warehouse-decisions.ts';
import type { Connection } from '../engine/connection.ts';
import { keepRows } from '../engine/keep-rows.ts';
import { name, names } from '../engine/sql-text.ts';
import {
  type BitMove,
  maskOfBits,
  movedBits,
  packedKey,
  type PackedIn,
  packTable,
} from '../state/packed-members.ts';
import { internalTable, type Layout, membershipTable } from '../state/state-tables.ts';
import { count } from './compare-segment.ts';
import { countFlips, type Flips } from './count-flips.ts';
import { byWord, doing, has, maskOf, runDecisions, type Staged } from './decided-batch.ts';
import { packedChanges } from './packed-changes.ts';
import { stagingCatalog } from './staging-catalog.ts';

export async function diffDecided(
  connection: Connection,
  layout: Layout,
  staged: Staged,
  requests: readonly DiffRequest[],
  placeOf: PlaceOf,
): Promise<readonly MembershipDiff[]> {
  const found = new Map<number, MembershipDiff>();
  for (const { segmentId, reason } of requests) staged.reasons.set(segmentId, reason);
  for (const [word, segments] of byWord(staged.segments)) {
    const flips = await compareWord(connection, layout, staged, word, placeOf);
    staged.flipped.set(word, flips.rows);
    const bits = segments.map(({ bit }) => bit);
    const counts = await countFlips(connection, flips, bits);
    segments.forEach(({ segmentId }, at) => {
      const diff = { ...must(counts[at], 'a count'), rewritten: 0 };
      found.set(segmentId, diff);
      staged.diffs.set(segmentId, diff);
    });
  }
  return requests.map(({ segmentId }) => must(found.get(segmentId), `segment ${segmentId}`));
}

/** Where the members of a segment are published; undefined: nowhere. */
export type PlaceOf = (segmentId: number) => PackedIn | undefined;

/** Objects whose bits differ from the published ones: key, now_bits, before_bits. */
async function compareWord(
  connection: Connection,
  layout: Layout,
  { keyColumn, segments, only, tables }: Staged,
  word: string,
  placeOf: PlaceOf,
): Promise<Flips> {
  const relation = tables.flips(word);
  const key = name(keyColumn);
  const compared =
    only === undefined ? '' : ` WHERE ${key} IN (SELECT ${key} FROM ${names(...only)})`;
  const own = segments.filter((segment) => segment.word === word);
  const published = [...movesByPack(own, placeOf)].map(([pack, moves]) => {
    const mask = maskOfBits(moves.map(({ from }) => from));
    return `SELECT ${packedKey} AS ${key}, ${movedBits('bits', moves)} AS bits FROM ${packTable(layout, pack)} WHERE (bits & ${mask}) <> 0`;
  });
  const now = `(SELECT ${key}, ${word} AS bits FROM ${tables.decided(word)} WHERE ${word} <> 0)`;
  if (published.length === 0) {
    await connection.run(
      `CREATE OR REPLACE VIEW ${relation} AS SELECT ${key}, bits AS now_bits, 0 AS before_bits FROM ${now} AS n`,
      doing,
    );
    return { relation, rows: await count(connection, relation, 'TRUE'), canLose: false };
  }
  const rows = await keepRows(
    connection,
    relation,
    `SELECT coalesce(n.${key}, b.${key}) AS ${key}, coalesce(n.bits, 0) AS now_bits, coalesce(b.bits, 0) AS before_bits
FROM ${now} AS n FULL JOIN (SELECT ${key}, bit_or(bits) AS bits FROM (
${published.join('\nUNION ALL\n')}
) AS p${compared} GROUP BY ${key}) AS b ON n.${key} = b.${key}
WHERE coalesce(n.bits, 0) <> coalesce(b.bits, 0)`,
    doing,
  );
  return { relation, rows, canLose: true };
}

/** How published bits become those of the word, by the table that has them. */
function movesByPack(
  segments: readonly DecidedSegment[],
  placeOf: PlaceOf,
): ReadonlyMap<number, readonly BitMove[]> {
  const packs = new Map<number, BitMove[]>();
  for (const { segmentId, bit } of segments) {
    const place = placeOf(segmentId);
    if (place === undefined) continue;
    const moves = packs.get(place.pack) ?? [];
    packs.set(place.pack, moves);
    moves.push({ from: place.bit, to: bit });
  }
  return packs;
}

/** SQL: a query for the keys, as text, of the objects that entered a segment or left it. */
export function changesOfDecided(
  { keyColumn, tables }: Staged,
  { word, bit }: DecidedSegment,
): string {
  return `SELECT CAST(f.${name(keyColumn)} AS VARCHAR) AS object_key FROM ${tables.flips(word)} AS f WHERE ${has('xor(f.now_bits, f.before_bits)', bit)}`;
}

export type ChangedSide = 'entered' | 'left';

/** SQL: a query for the keys of the objects that entered a segment, or of those that left: shorter than one for the changes, since each segment asks. */
export function keysOfDecided(
  { keyColumn, tables }: Staged,
  { word, bit }: DecidedSegment,
  side: ChangedSide,
): string {
  const turned = side === 'entered' ? 'now_bits & ~before_bits' : 'before_bits & ~now_bits';
  return `SELECT ${name(keyColumn)} FROM ${tables.flips(word)} WHERE ${has(turned, bit)}`;
}

/** SQL: a query for the members of a segment; of one of which only some objects were decided, as published, without those that left, with those that entered. */
export function membersOfDecided(
  layout: Layout,
  { keyColumn, tables, only, diffs }: Staged,
  { segmentId, word, bit }: DecidedSegment,
): string {
  const key = name(keyColumn);
  if (only === undefined) {
    return `SELECT ${key} FROM ${tables.decided(word)} WHERE ${has(word, bit)}`;
  }
  const { entered, left } = must(diffs.get(segmentId), `segment ${segmentId}`);
  const gained = has('now_bits & ~before_bits', bit);
  const lost = has('before_bits & ~now_bits', bit);
  const flips = `FROM ${tables.flips(word)} AS f WHERE`;
  const stay =
    left === 0 ? '' : ` WHERE NOT EXISTS (SELECT 1 ${flips} f.${key} = b.${key} AND ${lost})`;
  const more = entered === 0 ? '' : ` UNION ALL SELECT f.${key} ${flips} ${gained}`;
  const published = internalTable(layout, membershipTable(segmentId));
  return `SELECT b.${key} FROM ${published} AS b${stay}${more}`;
}

export async function changedKeys(
  connection: Connection,
  staged: Staged,
  ids: readonly number[],
): Promise<readonly string[]> {
  const { keyColumn, tables } = staged;
  const key = name(keyColumn);
  const parts = [...byWord(staged.segments)].flatMap(([word, segments]) => {
    const asked = segments.filter(({ segmentId }) => ids.includes(segmentId));
    if (asked.length === 0) return [];
    const isTurned = `(xor(now_bits, before_bits) & ${maskOf(asked)}) <> 0`;
    return [`SELECT ${key} FROM ${tables.flips(word)} WHERE ${isTurned}`];
  });
  const relation = [stagingCatalog, 'main', tables.changed];
  await connection.run(
    `CREATE OR REPLACE TABLE ${names(...relation)} AS ${parts.join(' UNION ')}`,
    doing,
  );
  return relation;
}

export async function attributeDecided(
  connection: Connection,
  staged: Staged,
  earlier: PrintedDecisions,
  ids: readonly number[],
): Promise<readonly number[]> {
  const nameOf = (word: string): string => {
    const group = earlier.decisions.find(({ words }) => words.includes(word));
    return names(stagingCatalog, 'main', `earlier ${ids[0] ?? ''} ${group?.words[0] ?? ''}`);
  };
  await runDecisions(connection, earlier, nameOf);
  const segments = ids.map((id) =>
    must(
      staged.segments.find(({ segmentId }) => segmentId === id),
      `segment ${id}`,
    ),
  );
  for (const { segmentId, word } of segments) staged.earlier.set(segmentId, nameOf(word));
  const counts = new Map<number, number>();
  for (const { query, mostRows, segments: own } of packedChanges(staged, segments)) {
    const relation = `(SELECT of_time AS now_bits, CAST(0 AS BIGINT) AS before_bits FROM (${query}) AS c)`;
    const times = { relation, rows: mostRows, canLose: false };
    const bits = own.map(({ bit }) => bit);
    const counted = await countFlips(connection, times, bits);
    own.forEach(({ segmentId }, at) => counts.set(segmentId, counted[at]?.entered ?? 0));
  }
  return ids.map((id) => counts.get(id) ?? 0);
}
