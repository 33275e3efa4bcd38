// What entered and left the segments of a batch, word by word, and why.
import { must } from '../../../compiler/assert.ts';
import type { PrintedDecisions } from '../../../compiler/sql/print-decisions.ts';
import type { DiffRequest, MembershipDiff } from '../../../runtime/warehouse-diff.ts';
import type { DecidedSegment } from '../../../runtime/warehouse-decisions.ts';
import type { Connection } from '../engine/connection.ts';
import { keepRows } from '../engine/keep-rows.ts';
import { numberOf } from '../engine/row-values.ts';
import { name, names } from '../engine/sql-text.ts';
import { loggedKey } from '../state/logged-keys.ts';
import { internalTable, type Layout, membershipTable, reasonCode } from '../state/state-tables.ts';
import { count } from './compare-segment.ts';
import { countFlips, type Flips } from './count-flips.ts';
import { byWord, doing, has, isSet, runDecisions, type Staged } from './decided-batch.ts';
import { stagingCatalog } from './staging-catalog.ts';

export async function diffDecided(
  connection: Connection,
  layout: Layout,
  staged: Staged,
  requests: readonly DiffRequest[],
): Promise<readonly MembershipDiff[]> {
  const found = new Map<number, MembershipDiff>();
  for (const request of requests) staged.reasons.set(request.segmentId, request.reason);
  for (const [word, segments] of byWord(staged)) {
    const flips = await compareWord(connection, layout, staged, word, requests);
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

/** Objects whose bits differ from the published ones: key, now_bits, before_bits. */
async function compareWord(
  connection: Connection,
  layout: Layout,
  { keyColumn, segments, only, tables }: Staged,
  word: string,
  requests: readonly DiffRequest[],
): Promise<Flips> {
  const relation = tables.flips(word);
  const key = name(keyColumn);
  const compared =
    only === undefined ? '' : ` WHERE ${key} IN (SELECT ${key} FROM ${names(...only)})`;
  const published = segments.flatMap((segment) => {
    const request = requests.find(({ segmentId }) => segmentId === segment.segmentId);
    if (segment.word !== word || request?.published?.published === undefined) return [];
    const table = internalTable(layout, membershipTable(segment.segmentId));
    return [`SELECT ${key}, ${2n ** BigInt(segment.bit)} AS bit FROM ${table}`];
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
FROM ${now} AS n FULL JOIN (SELECT ${key}, CAST(bit_or(bit) AS BIGINT) AS bits FROM (
${published.join('\nUNION ALL\n')}
) AS p${compared} GROUP BY ${key}) AS b ON n.${key} = b.${key}
WHERE coalesce(n.bits, 0) <> coalesce(b.bits, 0)`,
    doing,
  );
  return { relation, rows, canLose: true };
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

/** SQL: queries for the changes of many, with keys as the log has them, which are few: one for each word and place of earlier decisions. */
export function changesOfAllDecided(
  staged: Staged,
  segments: readonly DecidedSegment[],
): readonly string[] {
  const { keyColumn, keyType, tables, reasons, earlier } = staged;
  const key = name(keyColumn);
  const groups = new Map<string, DecidedSegment[]>();
  for (const segment of segments) {
    const identity = JSON.stringify([segment.word, earlier.get(segment.segmentId)]);
    groups.set(identity, [...(groups.get(identity) ?? []), segment]);
  }
  return [...groups.values()].map((group) => {
    const { word, segmentId: first } = must(group[0], 'a segment');
    const listed = (of: (segment: DecidedSegment) => bigint | number | string): string =>
      `unnest([${group.map(of).join(', ')}])`;
    const codes = listed(({ segmentId }) => reasonCode(must(reasons.get(segmentId), 'a reason')));
    const places = `SELECT ${listed(({ segmentId }) => segmentId)} AS segment_id, ${listed(({ bit }) => 2n ** BigInt(bit))} AS mask, ${codes} AS code`;
    const { join, reason } = explained(staged, word, earlier.get(first), 's.mask', 's.code');
    return `SELECT s.segment_id, ${loggedKey(`f.${key}`, keyType)}, ${isSet('f.now_bits', 's.mask')} AS entered, ${reason} AS reason
FROM ${tables.flips(word)} AS f${join}, (${places}) AS s WHERE ${isSet('xor(f.now_bits, f.before_bits)', 's.mask')}`;
  });
}

/** SQL: why an object of `f` changed sides. `earlier`: where decisions at an earlier now are, if they tell data from time. */
function explained(
  { keyColumn }: Staged,
  word: string,
  earlier: string | undefined,
  mask: string,
  code: string,
): { readonly join: string; readonly reason: string } {
  if (earlier === undefined) return { join: '', reason: code };
  const key = name(keyColumn);
  const entered = isSet('f.now_bits', mask);
  const was = isSet(`coalesce(e.${word}, 0)`, mask);
  return {
    join: ` LEFT JOIN ${earlier} AS e ON e.${key} = f.${key}`,
    reason: `CASE WHEN (${entered}) = (${was}) THEN ${reasonCode('data')} ELSE ${reasonCode('time')} END`,
  };
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
  const parts = [...byWord(staged)].flatMap(([word, segments]) => {
    const bits = segments.flatMap(({ segmentId, bit }) => (ids.includes(segmentId) ? [bit] : []));
    if (bits.length === 0) return [];
    const mask = bits.reduce((sum, bit) => sum | (2n ** BigInt(bit)), 0n);
    return [
      `SELECT ${key} FROM ${tables.flips(word)} WHERE (xor(now_bits, before_bits) & ${mask}) <> 0`,
    ];
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
  const rows = await connection.rows(
    changesOfAllDecided(staged, segments)
      .map(
        (query) =>
          `SELECT segment_id, count(*) AS n FROM (${query}) AS c WHERE reason = ${reasonCode('time')} GROUP BY segment_id`,
      )
      .join('\nUNION ALL '),
    doing,
  );
  const counts = new Map(rows.map((row) => [numberOf(row, 'segment_id'), numberOf(row, 'n')]));
  return ids.map((id) => counts.get(id) ?? 0);
}
