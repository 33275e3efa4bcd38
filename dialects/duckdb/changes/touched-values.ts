// Which objects may be concerned by what changed: values in changed rows, members that came and went, and other keys and rows that a
// refresh keeps for its next queries.
import { must } from '../../../compiler/assert.ts';
import type { StagedKeys } from '../../../runtime/warehouse-changes.ts';
import type { Connection } from '../engine/connection.ts';
import { keepRows } from '../engine/keep-rows.ts';
import { numberOf, textOf } from '../engine/row-values.ts';
import { name, names, text } from '../engine/sql-text.ts';
import { stagingCatalog } from '../staging/staging-catalog.ts';
import { loggedIn } from '../state/change-log.ts';
import { keyText } from '../state/logged-keys.ts';
import { internalTable, type Layout } from '../state/state-tables.ts';
import { keepAppended } from './appended-changes.ts';
import { doing, type Look, type LookRequest } from './source-look.ts';
import { type RememberedState, stateSince } from './source-states.ts';

/** A look, and what it was made with. */
export interface LookedAt {
  readonly look: Look;
  readonly request: LookRequest;
}

export async function touched(
  { look, request }: LookedAt,
  column: string,
  since: number,
): Promise<StagedKeys | undefined> {
  const { source, remembered } = request;
  if (look.change.kind === 'unknown') return undefined;
  const state = stateSince(remembered, since);
  if (state === undefined) return undefined;
  const relation = [stagingCatalog, 'main', `touched ${source.id} ${column} ${since}`];
  return source.tracking.kind === 'append_only'
    ? await keepAppended(request, state, name(column), relation)
    : await keepTouchedSince({ look, request }, column, state, relation);
}

async function keepTouchedSince(
  { look, request }: LookedAt,
  column: string,
  since: RememberedState,
  relation: readonly string[],
): Promise<StagedKeys> {
  const { connection, layout, source } = request;
  const log = `SELECT value FROM ${internalTable(layout, 'touched')} WHERE refresh > ${since.refresh} AND source = ${text(source.id)} AND "column" = ${text(column)}`;
  const now =
    look.touched === undefined
      ? ''
      : ` UNION ALL SELECT value FROM ${look.touched} WHERE "column" = ${text(column)}`;
  return await kept(
    connection,
    relation,
    `SELECT CAST(value AS ${source.typeOf(column)}) AS value FROM (SELECT DISTINCT value FROM (${log}${now}) AS u) AS d`,
  );
}

export interface FlippedRequest {
  readonly segmentId: number;
  readonly since: number;
  /** SQL: the changes that this refresh has of it, if any. */
  readonly changes: string | undefined;
}

export async function flipped(
  connection: Connection,
  layout: Layout,
  { segmentId, since, changes }: FlippedRequest,
): Promise<StagedKeys> {
  const relation = [stagingCatalog, 'main', `flipped ${segmentId} ${since}`];
  const logs = loggedIn((table) => internalTable(layout, table)).map(
    ({ from, isChange }) =>
      `SELECT ${keyText('x')} AS value FROM ${from} WHERE x.refresh > ${since} AND z.segment_id = ${segmentId} AND ${isChange}`,
  );
  const now = changes === undefined ? [] : [`SELECT object_key FROM ${changes} AS c`];
  const all = [...logs, ...now].join(' UNION ALL ');
  return await kept(connection, relation, `SELECT DISTINCT value FROM (${all}) AS u`);
}

/** Keys among changes, which are SQL, that are not in the relation, as the port says. */
export async function changesOutside(
  connection: Connection,
  changes: string,
  keys: readonly string[] | undefined,
): Promise<{ readonly count: number; readonly examples: readonly string[] }> {
  const known = keys && `(SELECT CAST(COLUMNS(*) AS VARCHAR) AS k FROM ${names(...keys)})`;
  const outside =
    known === undefined ? '' : ` WHERE object_key NOT IN (SELECT k FROM ${known} AS known)`;
  const from = `FROM ${changes} AS c${outside}`;
  const [counted] = await connection.rows(`SELECT count(*) AS n ${from}`, doing);
  const count = numberOf(must(counted, 'a count'), 'n');
  if (count === 0) return { count, examples: [] };
  const rows = await connection.rows(
    `SELECT object_key ${from} ORDER BY object_key LIMIT 5`,
    doing,
  );
  return { count, examples: rows.map((row) => textOf(row, 'object_key')) };
}

export async function stageKeys(
  connection: Connection,
  table: string,
  query: string,
  keyColumn: string,
): Promise<StagedKeys> {
  const relation = [stagingCatalog, 'main', `keys ${table}`];
  const key = name(keyColumn);
  const keys = `SELECT DISTINCT ${key} FROM (\n${query}\n) AS q WHERE ${key} IS NOT NULL`;
  return await kept(connection, relation, keys, 'finding the objects that changed');
}

export async function stageRows(
  connection: Connection,
  table: string,
  query: string,
): Promise<readonly string[]> {
  const relation = [stagingCatalog, 'main', `rows ${table}`];
  await connection.run(
    `CREATE OR REPLACE TABLE ${names(...relation)} AS\n${query}`,
    'computing what segments share',
  );
  return relation;
}

async function kept(
  connection: Connection,
  relation: readonly string[],
  query: string,
  what: string = doing,
): Promise<StagedKeys> {
  return { relation, count: await keepRows(connection, names(...relation), query, what) };
}
