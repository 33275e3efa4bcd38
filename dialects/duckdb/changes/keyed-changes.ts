// Sources whose rows have a key and a time of change: rows at or after the watermark are compared with their copy by key, time and hash;
// rows that are gone, or came with an earlier time, are looked for when their number says that there are some.
import { must } from '../../../compiler/assert.ts';
import { keepRows } from '../engine/keep-rows.ts';
import { name } from '../engine/sql-text.ts';
import { copiedAs, copiedBy, copiedHash, copiedRows, copyTable } from './source-copies.ts';
import {
  byOf,
  countOf,
  doing,
  greatestTime,
  isAtOrAfter,
  isMuch,
  keepTouched,
  type Look,
  type LookRequest,
  unknown,
} from './source-look.ts';
import type { SourceState } from './source-states.ts';

/** What a look asks in any case: the rows, and those without a key, also of the copy. */
export function keyedQuestions(request: LookRequest): readonly string[] {
  const { relation } = request.source;
  if (request.before === undefined) return [countOf(relation)];
  const { key, copiedKey } = keysOf(request);
  const keyless = countOf(relation, `${key} IS NULL`);
  return [countOf(relation), keyless, countOf(relationsOf(request).copy, `${copiedKey} IS NULL`)];
}

export async function lookAtKeyed(request: LookRequest): Promise<Look> {
  const { source, before, answers } = request;
  const [counted, ...keyless] = await answers.numbers(keyedQuestions(request));
  const rows = must(counted, 'a count');
  if (before === undefined) return await rebuilt(request, rows, 'first');
  const hasKeyless = keyless.some((count) => count > 0);
  const changed = await keepChangedKeys(request, before.watermark);
  if (changed === 0 && !hasKeyless && rows === before.rows) {
    const seen = { source, copy: { kind: 'keep' }, touched: undefined } as const;
    return { ...seen, change: { kind: 'unchanged' }, after: before };
  }
  if (isMuch(changed, rows)) return await rebuilt(request, rows, 'much_changed');
  const most = await keepChangedRows(request, rows, before.rows);
  if (isMuch(most, rows)) return await rebuilt(request, rows, 'much_changed');
  return await changedLook(request, rows, most);
}

interface Keys {
  /** SQL: the key's name in the source, and in the copy. */
  readonly key: string;
  readonly copiedKey: string;
}

function keysOf({ source }: LookRequest): Keys {
  const key = must(source.keyColumn, `key of ${source.entity}`);
  return { key: name(key), copiedKey: copiedAs(source, key) };
}

/** Staged relations: keys of rows that have changed (k), and those rows; and the copy. */
function relationsOf({ staged, layout, source }: LookRequest): {
  readonly keys: string;
  readonly rowsNow: string;
  readonly rowsBefore: string;
  readonly copy: string;
} {
  return {
    keys: staged('keys'),
    rowsNow: staged('rows now'),
    rowsBefore: staged('rows before'),
    copy: copyTable(layout, source.id),
  };
}

/** Rows at or after the watermark, and those without a time, as k, b and h: two scans, each of which zone maps narrow. */
function candidates(request: LookRequest, watermark: string | undefined): string {
  const { source } = request;
  const { by, column } = byOf(request);
  const rows = `SELECT ${keysOf(request).key} AS k, ${column} AS b, ${source.hash} AS h FROM ${source.relation}`;
  return `${rows} WHERE ${isAtOrAfter(request, column, by, watermark)} UNION ALL ${rows} WHERE ${column} IS NULL`;
}

/** Keys of candidates that the copy does not have as they are, and of those that occur twice. How many. */
async function keepChangedKeys(
  request: LookRequest,
  watermark: string | undefined,
): Promise<number> {
  const { by } = byOf(request);
  const { keys, copy } = relationsOf(request);
  const known = `SELECT ${keysOf(request).copiedKey} AS k, ${copiedBy} AS b, ${copiedHash} AS h FROM ${copy}`;
  return await keepRows(
    request.connection,
    keys,
    `WITH candidates AS MATERIALIZED (${candidates(request, watermark)})
SELECT DISTINCT k FROM candidates AS c WHERE k IS NOT NULL AND NOT EXISTS (
SELECT 1 FROM (${known} WHERE ${isAtOrAfter(request, copiedBy, by, watermark)} UNION ALL ${known} WHERE ${copiedBy} IS NULL) AS o
WHERE o.k = c.k AND o.h = c.h AND o.b IS NOT DISTINCT FROM c.b)
UNION SELECT k FROM candidates WHERE k IS NOT NULL GROUP BY k HAVING count(*) > 1`,
    doing,
  );
}

/**
 * Keeps the changed rows as they are and as they were; while the numbers of the others differ, with those that are gone, then those
 * that came with an earlier time, then those whose key occurs more or less often. The greater number of them.
 */
async function keepChangedRows(
  request: LookRequest,
  rows: number,
  copied: number,
): Promise<number> {
  const { connection, source } = request;
  const { key, copiedKey } = keysOf(request);
  const { keys, copy } = relationsOf(request);
  const now = `SELECT ${key} AS k FROM ${source.relation} WHERE ${key} IS NOT NULL`;
  const before = `SELECT ${copiedKey} AS k FROM ${copy} WHERE ${copiedKey} IS NOT NULL`;
  const others = [
    `${before} EXCEPT ${now}`,
    `${now} EXCEPT ${before}`,
    `SELECT k FROM (SELECT k, 1 AS n FROM (${now}) AS a UNION ALL SELECT k, -1 FROM (${before}) AS b) AS u GROUP BY k HAVING sum(n) <> 0`,
  ];
  for (;;) {
    const changed = await keepRowsOfKeys(request);
    const more = others.shift();
    const isBalanced = rows - changed.now === copied - changed.before;
    if (isBalanced || more === undefined) return Math.max(changed.now, changed.before);
    await connection.run(
      `INSERT INTO ${keys} SELECT k FROM (${more}) AS o WHERE k NOT IN (SELECT k FROM ${keys})`,
      doing,
    );
  }
}

interface Changed {
  readonly now: number;
  readonly before: number;
}

/** Rows with a changed key, and rows without one, in the source and in the copy; how many. */
async function keepRowsOfKeys(request: LookRequest): Promise<Changed> {
  const { connection, source } = request;
  const { key, copiedKey } = keysOf(request);
  const { copy, rowsNow, rowsBefore } = relationsOf(request);
  const keep = (table: string, rows: string, column: string): Promise<number> => {
    const parts = isChanged(request, column).map((condition) => `${rows} WHERE ${condition}`);
    return keepRows(connection, table, parts.join(' UNION ALL '), doing);
  };
  const now = await keep(rowsNow, copiedRows(source, 'TRUE'), key);
  return { now, before: await keep(rowsBefore, `FROM ${copy}`, copiedKey) };
}

/** SQL that is true for rows with a changed key, and for rows without one: none of them is known to be the same. */
function isChanged(request: LookRequest, column: string): readonly string[] {
  const { keys } = relationsOf(request);
  return [`${column} IN (SELECT k FROM ${keys})`, `${column} IS NULL`];
}

async function changedLook(request: LookRequest, rows: number, most: number): Promise<Look> {
  const { source } = request;
  const { rowsNow, rowsBefore } = relationsOf(request);
  const touched = await keepTouched(request, [rowsNow, rowsBefore], (column) =>
    copiedAs(source, column),
  );
  const after = await stateAfter(request, rows);
  const remove = isChanged(request, keysOf(request).copiedKey);
  const query = rebuiltCopy(request, after.watermark);
  const copy = { kind: 'change', remove, insert: rowsNow, rows: most, query } as const;
  return { source, change: { kind: 'changed' }, after, copy, touched };
}

async function rebuilt(
  request: LookRequest,
  rows: number,
  because: 'first' | 'much_changed',
): Promise<Look> {
  const after = await stateAfter(request, rows);
  const copy = { kind: 'rebuild', query: rebuiltCopy(request, after.watermark) } as const;
  return { source: request.source, change: unknown(because), after, copy, touched: undefined };
}

/** Rows before the watermark are never compared by their hash. */
function rebuiltCopy(request: LookRequest, watermark: string | undefined): string {
  const { by, column } = byOf(request);
  return copiedRows(
    request.source,
    `${isAtOrAfter(request, column, by, watermark)} OR ${column} IS NULL`,
  );
}

/** The watermark falls when the rows that had it are gone. */
async function stateAfter(request: LookRequest, rows: number): Promise<SourceState> {
  const { source, before } = request;
  const { by, column } = byOf(request);
  const late = isAtOrAfter(request, column, by, before?.watermark);
  const watermark = (await greatestTime(request, [late])) ?? (await greatestTime(request, []));
  return { identity: source.identity, rows, watermark, atWatermark: 0, atOrAfter: 0 };
}
