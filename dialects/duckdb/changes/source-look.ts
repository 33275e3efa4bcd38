// One look at a source: what is found, and what the commit then remembers of it.
import { must } from '../../../compiler/assert.ts';
import type { SourceChange, UnknownCause } from '../../../runtime/warehouse-changes.ts';
import { columnFamily } from '../engine/column-family.ts';
import type { Connection } from '../engine/connection.ts';
import { keepRows } from '../engine/keep-rows.ts';
import { instant, name, names, text } from '../engine/sql-text.ts';
import { stagingCatalog } from '../staging/staging-catalog.ts';
import type { Layout } from '../state/state-tables.ts';
import type { SourceAnswers } from './source-answers.ts';
import type { CopyChange } from './source-copies.ts';
import type { RememberedState, SeenSource, SourceState } from './source-states.ts';

export const doing = 'looking for changes of the sources';

/** What a look needs to know. */
export interface LookRequest {
  readonly connection: Connection;
  readonly layout: Layout;
  readonly source: SeenSource;
  /** Undefined: there is nothing to compare with. */
  readonly before: RememberedState | undefined;
  /** What each refresh that looked at the source saw of it, the latest last; some of it may have been forgotten. */
  readonly remembered: readonly RememberedState[];
  readonly answers: SourceAnswers;
  /** The refresh's, ISO UTC. */
  readonly now: string;
  /** SQL: names in the staging catalogue that are this look's own. */
  readonly staged: (what: string) => string;
}

export interface Look {
  readonly source: SeenSource;
  readonly change: SourceChange['state'];
  readonly after: SourceState;
  readonly copy: CopyChange;
  /** SQL: a relation with each `column` and `value` of rows that changed, as text. */
  readonly touched: string | undefined;
}

/** More rows than this, and more than a third of all, are not told apart. */
const mostTold = 100_000;

export function isMuch(changed: number, all: number): boolean {
  return changed > mostTold && changed > all / 3;
}

export function stagedName(at: number, what: string): string {
  return names(stagingCatalog, 'main', `source ${at} ${what}`);
}

export function unknown(because: UnknownCause): SourceChange['state'] {
  return { kind: 'unknown', because };
}

/** SQL: a question for the number of rows. `relation` and `where` are SQL. */
export function countOf(relation: string, where?: string): string {
  return `SELECT count(*) FROM ${relation}${where === undefined ? '' : ` WHERE ${where}`}`;
}

/** SQL that is true for rows at the watermark; for none when there is none. */
export function isAt(
  request: LookRequest,
  column: string,
  by: string,
  watermark: string | undefined,
): string {
  return watermark === undefined ? 'FALSE' : `${column} = ${watermarkOf(request, by, watermark)}`;
}

/** SQL that is true for rows at the watermark or after it; for all rows with a time when there is none. */
export function isAtOrAfter(
  request: LookRequest,
  column: string,
  by: string,
  watermark: string | undefined,
): string {
  return watermark === undefined
    ? `${column} IS NOT NULL`
    : `${column} >= ${watermarkOf(request, by, watermark)}`;
}

function watermarkOf({ source }: LookRequest, by: string, watermark: string): string {
  return `CAST(${text(watermark)} AS ${source.typeOf(by)})`;
}

/** SQL that is true for values that a watermark can have: times that have come, numbers that others can exceed. */
function canBeWatermark({ source, now }: LookRequest, column: string, by: string): string {
  const type = source.typeOf(by);
  const family = columnFamily(type);
  if (family === 'date' || family === 'timestamp') {
    // Whole seconds: casts to coarser types round.
    return `${column} <= CAST(${instant(now.replace(/\.\d+/, ''))} AS ${type})`;
  }
  return family === 'float' ? `${column} < CAST('infinity' AS ${type})` : `${column} IS NOT NULL`;
}

/**
 * The greatest time that can be a watermark, as text, among rows for which all of `where` is true. As the first in order and not as a
 * maximum: only then does the engine skip whole blocks of earlier rows.
 */
export async function greatestTime(
  request: LookRequest,
  where: readonly string[],
): Promise<string | undefined> {
  const { source, answers } = request;
  const { by, column } = byOf(request);
  const conditions = [...where, canBeWatermark(request, column, by)].join(' AND ');
  const [greatest] = await answers.ask([
    `SELECT CAST(b AS VARCHAR) FROM (SELECT ${column} AS b FROM ${source.relation} WHERE ${conditions} ORDER BY b DESC LIMIT 1) AS w`,
  ]);
  return greatest;
}

/** Keeps the distinct values, as text, of the columns in rows of the relations, which are SQL. `as`: their names there. */
export async function keepTouched(
  { connection, source, staged }: LookRequest,
  relations: readonly string[],
  as: (column: string) => string,
): Promise<string> {
  const table = staged('touched');
  const values = source.columns.flatMap((column) =>
    relations.map(
      (relation) =>
        `SELECT ${text(column)} AS "column", CAST(${as(column)} AS VARCHAR) AS value FROM ${relation} WHERE ${as(column)} IS NOT NULL`,
    ),
  );
  const none = `SELECT CAST(NULL AS VARCHAR) AS "column", CAST(NULL AS VARCHAR) AS value WHERE FALSE`;
  await keepRows(connection, table, [none, ...values].join(' UNION '), doing);
  return table;
}

/** SQL: the column `by` of a source that has one, and its name. */
export function byOf({ source }: LookRequest): { readonly by: string; readonly column: string } {
  const { tracking } = source;
  const by = must(tracking.kind === 'compared' ? undefined : tracking.by, 'a column of times');
  return { by, column: name(by) };
}
