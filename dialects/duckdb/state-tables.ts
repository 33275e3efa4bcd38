// The internal schema of a target: what lies behind the published relations. Made when absent, scrubbed of killed runs on opening.
import { catalogue } from '../../compiler/diagnostics/catalogue.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import type { RegisteredSegment, SegmentRecord } from '../../runtime/warehouse-state.ts';
import type { PublishedStatus } from '../../runtime/warehouse-rows.ts';
import type { Connection, Row } from './connection.ts';
import { flagOf, numberOf, optionalText, textOf, textsOf } from './row-values.ts';
import { isoText, name, names, text } from './sql-text.ts';

const format = 1;

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

export function membershipTable(segmentId: number): string {
  return `seg_${segmentId}`;
}

const tables: Readonly<Record<string, string>> = {
  format: 'version INTEGER',
  relations: 'name VARCHAR, signature VARCHAR',
  // The commit marker. Other tables name a refresh by its number, which grows with every commit.
  refreshes:
    'number INTEGER, refresh_id VARCHAR, started_at TIMESTAMP, finished_at TIMESTAMP, now TIMESTAMP, mode VARCHAR, status VARCHAR, segments BIGINT, entered BIGINT, "left" BIGINT, held BIGINT, failed BIGINT, project_version VARCHAR',
  // One row per segment and refresh that computed it: what all its changes of that refresh have in common.
  sizes:
    'refresh INTEGER, segment_id INTEGER, object_type VARCHAR, object_type_before VARCHAR, definition_hash VARCHAR, size BIGINT, entered BIGINT, "left" BIGINT',
  // Narrow, since it only ever grows. `reason` is a position in changeReasons.
  changes:
    'refresh INTEGER, segment_id INTEGER, object_key VARCHAR, entered BOOLEAN, reason UTINYINT',
  checks:
    'refresh INTEGER, segment VARCHAR, "check" VARCHAR, status VARCHAR, observed VARCHAR, "limit" VARCHAR',
  registry:
    'segment_id INTEGER, name VARCHAR, object_type VARCHAR, title VARCHAR, description VARCHAR, owner VARCHAR, labels VARCHAR[], status VARCHAR, stale BOOLEAN, stale_reason VARCHAR, definition VARCHAR, source_file VARCHAR, default_for VARCHAR[], hidden_from VARCHAR[], published_type VARCHAR, key_column VARCHAR, key_type VARCHAR, publish_names VARCHAR[], publish_types VARCHAR[], definition_hash VARCHAR, now TIMESTAMP, size BIGINT, data_as_of TIMESTAMP',
};

/** Columns of `registry`, in order. */
export const registryColumns: readonly string[] = (tables['registry'] ?? '')
  .split(', ')
  .map((column) => column.split(' ')[0] ?? '');

/** Makes both schemas and the internal tables, or checks that their format is known. */
export async function prepareState(connection: Connection, layout: Layout): Promise<void> {
  const doing = 'preparing the state';
  const found = await connection.rows(
    `SELECT table_name FROM duckdb_tables() WHERE database_name = ${text(layout.database)} AND schema_name = ${text(layout.internal)} AND table_name = 'format'`,
    doing,
  );
  if (found.length > 0) {
    await checkFormat(connection, layout);
    return;
  }
  await connection.transaction(async () => {
    for (const schema of [layout.schema, layout.internal]) {
      await connection.run(`CREATE SCHEMA IF NOT EXISTS ${names(layout.database, schema)}`, doing);
    }
    for (const [table, columns] of Object.entries(tables)) {
      await connection.run(`CREATE TABLE ${internalTable(layout, table)} (${columns})`, doing);
    }
    await connection.run(
      `INSERT INTO ${internalTable(layout, 'format')} VALUES (${format})`,
      doing,
    );
  }, doing);
}

async function checkFormat(connection: Connection, layout: Layout): Promise<void> {
  const [row] = await connection.rows(
    `SELECT max(version) AS version FROM ${internalTable(layout, 'format')}`,
    'reading the state',
  );
  const version = row === undefined ? 0 : numberOf(row, 'version');
  if (version > format) {
    throw operationalError(catalogue.operations.newerState, { found: version, known: format });
  }
}

/**
 * Removes rows that a killed run left without its commit marker. Numbers grow with every commit and a new one is made
 * only after this, so such rows have a number above the last committed one.
 */
export async function scrub(connection: Connection, layout: Layout): Promise<void> {
  const doing = 'removing what a stopped run left';
  const last = `coalesce((SELECT max(number) FROM ${internalTable(layout, 'refreshes')}), 0)`;
  for (const table of ['changes', 'sizes', 'checks']) {
    const [row] = await connection.rows(
      `SELECT count(*) AS torn FROM ${internalTable(layout, table)} WHERE refresh > ${last}`,
      doing,
    );
    if (row === undefined || numberOf(row, 'torn') === 0) continue;
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

/** Every registered segment, by id. */
export async function readRegistry(
  connection: Connection,
  layout: Layout,
): Promise<readonly RegisteredSegment[]> {
  const rows = await connection.rows(
    `SELECT * REPLACE (${isoText('now')} AS now, ${isoText('data_as_of')} AS data_as_of) FROM ${internalTable(layout, 'registry')} ORDER BY segment_id`,
    'reading the state',
  );
  return rows.map((row) => registered(row, layout));
}

function registered(row: Row, layout: Layout): RegisteredSegment {
  const id = numberOf(row, 'segment_id');
  const keyColumn = optionalText(row, 'key_column');
  const types = textsOf(row, 'publish_types');
  return {
    id,
    name: textOf(row, 'name'),
    objectType: textOf(row, 'object_type'),
    record: recordOf(row, id),
    published:
      keyColumn === undefined
        ? undefined
        : {
            objectType: textOf(row, 'published_type'),
            keyColumn,
            keyType: textOf(row, 'key_type'),
            publishColumns: textsOf(row, 'publish_names').map((column, index) => ({
              name: column,
              nativeType: types[index] ?? '',
            })),
            definitionHash: textOf(row, 'definition_hash'),
            now: textOf(row, 'now'),
            size: numberOf(row, 'size'),
            dataAsOf: optionalText(row, 'data_as_of'),
            relation: [layout.database, layout.internal, membershipTable(id)],
          },
  };
}

function recordOf(row: Row, id: number): SegmentRecord {
  return {
    id,
    name: textOf(row, 'name'),
    objectType: textOf(row, 'object_type'),
    title: optionalText(row, 'title'),
    description: optionalText(row, 'description'),
    owner: optionalText(row, 'owner'),
    labels: textsOf(row, 'labels'),
    status: statusOf(textOf(row, 'status')),
    stale: flagOf(row, 'stale'),
    staleReason: optionalText(row, 'stale_reason'),
    definition: textOf(row, 'definition'),
    sourceFile: textOf(row, 'source_file'),
    defaultFor: textsOf(row, 'default_for'),
    hiddenFrom: textsOf(row, 'hidden_from'),
  };
}

/** Unknown words come from a newer version that wrote the same format; they read as active. */
export function statusOf(word: string): PublishedStatus {
  switch (word) {
    case 'paused':
    case 'held':
    case 'failed':
    case 'removed':
      return word;
    default:
      return 'active';
  }
}

/** What `changes.reason` stands for. Only ever added to. */
export const changeReasons: readonly string[] = ['first', 'definition', 'data', 'time'];

/** Columns of a membership table beside the key: the number of the refresh in which the object entered, and publish columns by position. */
export const enteredIn: string = name('__refresh');
export function publishedAs(index: number): string {
  return name(`__${index + 1}`);
}
