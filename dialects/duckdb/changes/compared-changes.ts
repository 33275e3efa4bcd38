// Sources of which nothing is known: all rows are hashed and compared with their copy, as often as each occurs.
import { must } from '../../../compiler/assert.ts';
import { keepRows } from '../engine/keep-rows.ts';
import { copiedAs, copiedHash, copiedRows, copyTable } from './source-copies.ts';
import {
  countOf,
  doing,
  isMuch,
  keepTouched,
  type Look,
  type LookRequest,
  unknown,
} from './source-look.ts';
import type { SourceState } from './source-states.ts';

/** Larger sources are not compared. */
const mostCompared = 10_000_000;

/** What a look asks in any case. */
export function comparedQuestions({ source }: LookRequest): readonly [rows: string] {
  return [countOf(source.relation)];
}

/** What it then asks of a source that is not too large: the sum of the hashes tells in one scan whether any row is another. */
export async function sumOfHashes(request: LookRequest): Promise<readonly string[]> {
  const { source, answers } = request;
  const [rows] = await answers.numbers(comparedQuestions(request));
  if (must(rows, 'a count') > mostCompared) return [];
  const sum = `coalesce(sum(CAST(${source.hash} AS HUGEINT)), 0)`;
  return [`SELECT ${sum} FROM ${source.relation}`];
}

export async function lookAtCompared(request: LookRequest): Promise<Look> {
  const { source, before, answers } = request;
  const [counted] = await answers.numbers(comparedQuestions(request));
  const rows = must(counted, 'a count');
  const [watermark] = await answers.ask(await sumOfHashes(request));
  if (watermark === undefined) {
    const after = { identity: '', rows, watermark: undefined, atWatermark: 0, atOrAfter: 0 };
    const seen = { source, copy: { kind: 'drop' }, touched: undefined } as const;
    return { ...seen, change: unknown('too_large'), after };
  }
  const after = { identity: source.identity, rows, watermark, atWatermark: 0, atOrAfter: 0 };
  if (before === undefined) return rebuilt(request, after, 'first');
  if (rows === before.rows && after.watermark === before.watermark) {
    const seen = { source, copy: { kind: 'keep' }, touched: undefined } as const;
    return { ...seen, change: { kind: 'unchanged' }, after };
  }
  await keepChangedHashes(request);
  const { now, earlier, most } = await keepChangedRows(request);
  if (isMuch(most, Math.max(rows, before.rows))) return rebuilt(request, after, 'much_changed');
  const touched = await keepTouched(request, [now, earlier], (column) => copiedAs(source, column));
  const remove = [`${copiedHash} IN (SELECT h FROM ${request.staged('hashes')})`];
  const query = copiedRows(source, 'TRUE');
  const copy = { kind: 'change', remove, insert: now, rows: most, query } as const;
  return { source, change: { kind: 'changed' }, after, copy, touched };
}

/** Hashes are divided by so many of their bits. */
const partMask = 65_535;

/**
 * Hashes that rows have more or less often than they had. Few rows change mostly: sums tell which parts of the hashes have any, and only those
 * are counted one by one.
 */
async function keepChangedHashes(request: LookRequest): Promise<void> {
  const { connection, layout, source, staged } = request;
  const copy = copyTable(layout, source.id);
  await keepRows(
    connection,
    staged('hashes'),
    `WITH hashes AS MATERIALIZED (SELECT ${source.hash} AS h, 1 AS n FROM ${source.relation} UNION ALL SELECT ${copiedHash}, -1 FROM ${copy})
SELECT h FROM hashes
WHERE h & ${partMask} IN (SELECT h & ${partMask} FROM hashes GROUP BY h & ${partMask} HAVING sum(CAST(h AS HUGEINT) * n) <> 0)
GROUP BY h HAVING sum(n) <> 0`,
    doing,
  );
}

interface ChangedRows {
  /** SQL: staged relations. */
  readonly now: string;
  readonly earlier: string;
  /** The greater number of rows. */
  readonly most: number;
}

async function keepChangedRows(request: LookRequest): Promise<ChangedRows> {
  const { connection, layout, source, staged } = request;
  const [now, earlier] = [staged('rows now'), staged('rows before')];
  const changed = `WHERE ${copiedHash} IN (SELECT h FROM ${staged('hashes')})`;
  const keep = (table: string, rows: string): Promise<number> =>
    keepRows(connection, table, `FROM ${rows} AS r ${changed}`, doing);
  const rowsNow = await keep(now, `(${copiedRows(source, 'TRUE')})`);
  const rowsBefore = await keep(earlier, copyTable(layout, source.id));
  return { now, earlier, most: Math.max(rowsNow, rowsBefore) };
}

function rebuilt(
  { source }: LookRequest,
  after: SourceState,
  because: 'first' | 'much_changed',
): Look {
  const copy = { kind: 'rebuild', query: copiedRows(source, 'TRUE') } as const;
  return { source, change: unknown(because), after, copy, touched: undefined };
}
