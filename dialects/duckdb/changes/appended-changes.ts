// Sources whose rows are only added: counting them tells whether they are, and rows at or after the watermark are the new ones. Counted apart are
// the rows at the watermark, since a table that was filled anew with a later time has none of them left.
import { must } from '../../../compiler/assert.ts';
import type { StagedKeys, UnknownCause } from '../../../runtime/warehouse-changes.ts';
import {
  byOf,
  countOf,
  greatestTime,
  isAt,
  isAtOrAfter,
  type Look,
  type LookRequest,
  unknown,
} from './source-look.ts';
import type { SourceState } from './source-states.ts';

export async function lookAtAppended(request: LookRequest): Promise<Look> {
  const { source, before } = request;
  const counts = await countRows(request, before?.watermark);
  const { rows, missing, at, late } = counts;
  const seen = { source, copy: { kind: 'drop' }, touched: undefined } as const;
  if (missing > 0) {
    // Such a row can get a time, and become one that was always there: the next look is compared with nothing.
    const after = { identity: '', rows, watermark: undefined, atWatermark: at, atOrAfter: rows };
    return { ...seen, change: unknown('missing_times'), after };
  }
  const cause: UnknownCause | undefined =
    before === undefined ? 'first' : isContinued(before, counts) ? undefined : 'not_append_only';
  if (cause !== undefined) {
    const after = await stateAfter(request, rows, undefined);
    return { ...seen, change: unknown(cause), after };
  }
  if (before !== undefined && late === before.atOrAfter) {
    return { ...seen, change: { kind: 'unchanged' }, after: before };
  }
  const after = await stateAfter(request, rows, before?.watermark);
  return { ...seen, change: { kind: 'changed' }, after };
}

/** Whether all rows that were there still are, as far as counting tells, and all others are at the watermark or after it. */
function isContinued(before: SourceState, { rows, at, late }: Counts): boolean {
  return (
    rows - late === before.rows - before.atOrAfter &&
    at >= before.atWatermark &&
    late >= before.atOrAfter
  );
}

interface Counts {
  readonly rows: number;
  readonly missing: number;
  /** At the watermark. */
  readonly at: number;
  /** At the watermark or after it. */
  readonly late: number;
}

/** What a look asks in any case. */
export function appendedQuestions(request: LookRequest): readonly string[] {
  return questions(request, request.before?.watermark);
}

/** Counts that zone maps or nothing but metadata answer, each by itself. */
function questions(
  request: LookRequest,
  watermark: string | undefined,
): readonly [rows: string, missing: string, at: string, late: string] {
  const { relation } = request.source;
  const { by, column } = byOf(request);
  const at = isAt(request, column, by, watermark);
  const late = isAtOrAfter(request, column, by, watermark);
  return [
    countOf(relation),
    countOf(relation, `${column} IS NULL`),
    countOf(relation, at),
    countOf(relation, late),
  ];
}

async function countRows(request: LookRequest, watermark: string | undefined): Promise<Counts> {
  const [rows, missing, at, late] = await request.answers.numbers(questions(request, watermark));
  return {
    rows: must(rows, 'rows'),
    missing: must(missing, 'missing'),
    at: must(at, 'at the watermark'),
    late: must(late, 'late'),
  };
}

/** `from`: a watermark that the new one is not below. */
async function stateAfter(
  request: LookRequest,
  rows: number,
  from: string | undefined,
): Promise<SourceState> {
  const { source } = request;
  const { by, column } = byOf(request);
  const candidates = from === undefined ? [] : [isAtOrAfter(request, column, by, from)];
  const watermark = (await greatestTime(request, candidates)) ?? from;
  const { at, late } = await countRows(request, watermark);
  // Without a watermark nothing tells whether the rows that were there still are: the next look is compared with nothing.
  const identity = rows > 0 && watermark === undefined ? '' : source.identity;
  return { identity, rows, watermark, atWatermark: at, atOrAfter: late };
}

/**
 * Keeps the values of a column in rows that came after `since`: none when nothing did; else those of all rows at or after its
 * watermark, also of some that were there. Undefined: rows are gone, or came with an earlier time.
 */
export async function keepAppended(
  request: LookRequest,
  since: SourceState,
  valueColumn: string,
  relation: readonly string[],
): Promise<StagedKeys | undefined> {
  const { source, answers } = request;
  const { by, column } = byOf(request);
  const counts = await countRows(request, since.watermark);
  if (since.identity !== source.identity || !isContinued(since, counts)) return undefined;
  const isNew =
    counts.late === since.atOrAfter ? 'FALSE' : isAtOrAfter(request, column, by, since.watermark);
  return await answers.keep(
    relation,
    `SELECT DISTINCT ${valueColumn} AS value FROM ${source.relation} WHERE ${isNew} AND ${valueColumn} IS NOT NULL`,
  );
}
