// The internal schema of a target: what lies behind the published relations. Made when absent, scrubbed of killed runs on opening.
import { must } from '../../../compiler/assert.ts';
import { operationalError } from '../../../compiler/operational-error.ts';
import { catalogue } from '../../../compiler/diagnostics/catalogue.ts';
import type { Connection } from '../engine/connection.ts';
import { numberOf, optionalText, textOf } from '../engine/row-values.ts';
import { runAll } from '../engine/run-all.ts';
import { name, names, text } from '../engine/sql-text.ts';

/** 2 remembers the sources; 3 has keys that are numbers as numbers in the log; 4 packs what segments decided together log; 5 packs members. */
const format = 5;

/**
 * Most rows that are added to a table that exists. A transaction that adds a whole row group (122,880 rows) to an
 * existing table can be torn by a crash; a new table that takes its place by rename cannot.
 */
export const mostRowsInPlace = 100_000;

/** Names of one target's own relations. */
export interface Layout {
  readonly database: string;
  readonly schema: string;
  readonly internal: string;
}

export function layoutOf(connection: Connection, schema: string): Layout {
  return { database: connection.database, schema, internal: `${schema}__internal` };
}

/** A table of the internal schema, with its catalogue. */
export function internalTable(layout: Layout, table: string): string {
  return names(layout.database, layout.internal, table);
}

/** The members of a segment: a table of its own when it has publish columns, a view of those that are packed otherwise. */
export function membershipTable(segmentId: number): string {
  return `seg_${segmentId}`;
}

export const tables = {
  format: 'version INTEGER',
  relations: 'name VARCHAR, signature VARCHAR',
  // The commit marker. Other tables name a refresh by its number, which grows with every commit.
  refreshes:
    'number INTEGER, refresh_id VARCHAR, started_at TIMESTAMP, finished_at TIMESTAMP, now TIMESTAMP, mode VARCHAR, status VARCHAR, segments BIGINT, entered BIGINT, "left" BIGINT, held BIGINT, failed BIGINT, project_version VARCHAR',
  // One row per segment and refresh that computed it: what all its changes of that refresh have in common, and where they are if they are packed.
  sizes:
    'refresh INTEGER, segment_id INTEGER, object_type VARCHAR, object_type_before VARCHAR, definition_hash VARCHAR, size BIGINT, entered BIGINT, "left" BIGINT, word INTEGER, bit INTEGER, reason INTEGER',
  // The log, as change-log.ts says: narrow, since it only ever grows. `reason` is a position in changeReasons.
  changes:
    'refresh INTEGER, segment_id INTEGER, object_key VARCHAR, object_number BIGINT, entered BOOLEAN, reason UTINYINT',
  packed_changes:
    'refresh INTEGER, word INTEGER, object_key VARCHAR, object_number BIGINT, entered BIGINT, "left" BIGINT, of_time BIGINT',
  checks:
    'refresh INTEGER, segment VARCHAR, "check" VARCHAR, status VARCHAR, observed VARCHAR, "limit" VARCHAR',
  registry:
    'segment_id INTEGER, name VARCHAR, object_type VARCHAR, title VARCHAR, description VARCHAR, owner VARCHAR, labels VARCHAR[], status VARCHAR, stale BOOLEAN, stale_reason VARCHAR, definition VARCHAR, source_file VARCHAR, default_for VARCHAR[], hidden_from VARCHAR[], published_type VARCHAR, key_column VARCHAR, key_type VARCHAR, publish_names VARCHAR[], publish_types VARCHAR[], definition_hash VARCHAR, now TIMESTAMP, size BIGINT, data_as_of TIMESTAMP',
  // What is remembered of the sources; the copies of their rows have a table for each (changes/source-copies.ts).
  // One row per source and refresh that looked at it. `identity`: how it was looked at; empty when nothing can be compared with it.
  // `keys_query`: the question for its keys by which none was missing or repeated then; `keys_checked`: when all were looked at.
  source_states:
    'refresh INTEGER, source VARCHAR, identity VARCHAR, "rows" BIGINT, watermark VARCHAR, at_watermark BIGINT, at_or_after BIGINT, unknown BOOLEAN, keys_query VARCHAR, keys_checked TIMESTAMP',
  // Old and new values of rows that changed between the look before and the refresh.
  touched: 'refresh INTEGER, source VARCHAR, "column" VARCHAR, value VARCHAR',
  // By segment: the refresh that computed what is published, the `now` of the last one that read all rows for it, and where the
  // members are if they are packed (packed-members.ts).
  baselines:
    'segment_id INTEGER, refresh INTEGER, reconciled TIMESTAMP, columns_hash VARCHAR, pack INTEGER, bit INTEGER',
} as const;

/** Makes both schemas and the internal tables, or checks that their format is known. The last committed refresh. */
export async function prepareState(connection: Connection, layout: Layout): Promise<LastRefresh> {
  // Tried before anything is asked of the catalogue, since walking that takes longer than all else here.
  const tried = await lastRefresh(connection, layout).catch(() => undefined);
  if (tried === undefined && !(await hasState(connection, layout))) {
    await makeState(connection, layout);
    return { number: 0, refreshId: undefined };
  }
  await checkFormat(connection, layout);
  return tried ?? (await lastRefresh(connection, layout));
}

/** The last committed refresh; 0 and undefined: none. */
export interface LastRefresh {
  readonly number: number;
  readonly refreshId: string | undefined;
}

export async function lastRefresh(connection: Connection, layout: Layout): Promise<LastRefresh> {
  const [row] = await connection.rows(
    `SELECT coalesce(max(number), 0) AS last, max(refresh_id) AS id FROM ${internalTable(layout, 'refreshes')}`,
    'reading the state',
  );
  const found = must(row, 'the last refresh');
  return { number: numberOf(found, 'last'), refreshId: optionalText(found, 'id') };
}

/** Whether there was a refresh, or the start of one. */
export async function hasState(connection: Connection, layout: Layout): Promise<boolean> {
  const found = await connection.rows(
    `SELECT table_name FROM duckdb_tables() WHERE database_name = ${text(layout.database)} AND schema_name = ${text(layout.internal)} AND table_name = 'format'`,
    'preparing the state',
  );
  return found.length > 0;
}

async function makeState(connection: Connection, layout: Layout): Promise<void> {
  const doing = 'preparing the state';
  const statements = [
    ...[layout.schema, layout.internal].map(
      (schema) => `CREATE SCHEMA IF NOT EXISTS ${names(layout.database, schema)}`,
    ),
    ...Object.entries(tables).map(
      ([table, columns]) => `CREATE TABLE ${internalTable(layout, table)} (${columns})`,
    ),
    `INSERT INTO ${internalTable(layout, 'format')} VALUES (${format})`,
  ];
  await connection.transaction(() => runAll(connection, statements, doing), doing);
}

/** Throws OperationalError when another version wrote the state. */
export async function checkFormat(connection: Connection, layout: Layout): Promise<void> {
  const [row] = await connection.rows(
    `SELECT max(version) AS version FROM ${internalTable(layout, 'format')}`,
    'reading the state',
  );
  const version = row === undefined ? 0 : numberOf(row, 'version');
  if (version !== format) {
    throw operationalError(catalogue.operations.otherState, { found: version, known: format });
  }
}

/** Tables whose rows name the refresh that wrote them. */
const logs = [
  'changes',
  'packed_changes',
  'sizes',
  'checks',
  'source_states',
  'touched',
  'baselines',
] as const;

/**
 * Removes rows that a killed run left without its commit marker. Numbers grow with every commit and a new one is made
 * only after this, so such rows have a number above `last`, the last committed one: written out, it meets the statistics of the
 * tables, by which the engine knows that there are no such rows.
 */
export async function scrub(connection: Connection, layout: Layout, last: number): Promise<void> {
  const doing = 'removing what a stopped run left';
  const torn = logs.map(
    (table) =>
      `SELECT ${text(table)} AS torn FROM ${internalTable(layout, table)} WHERE refresh > ${last} LIMIT 1`,
  );
  const found = await connection.rows(torn.map((one) => `(${one})`).join(' UNION ALL '), doing);
  for (const table of found.map((row) => textOf(row, 'torn'))) {
    await connection.transaction(
      () =>
        connection.run(
          `DELETE FROM ${internalTable(layout, table)} WHERE refresh > ${last}`,
          doing,
        ),
      doing,
    );
  }
}

/** What `changes.reason` stands for. Only ever added to. */
export const changeReasons: readonly string[] = ['first', 'definition', 'data', 'time'];

/** The position by which the log names a reason. */
export function reasonCode(reason: string): number {
  return changeReasons.indexOf(reason);
}

/** Columns of a membership table beside the key: the number of the refresh in which the object entered, and publish columns by position. */
export const enteredIn: string = name('__refresh');
export function publishedAs(index: number): string {
  return name(`__${index + 1}`);
}
