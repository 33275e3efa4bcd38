// Reads what readers see: the same statements on the serving file and on the live database.
import { must } from '../../../compiler/assert.ts';
import type { PublishedRelations } from '../../../runtime/warehouse.ts';
import type {
  ChangeRow,
  ChangesQuery,
  MembersPage,
  RefreshRow,
  SegmentRow,
} from '../../../runtime/warehouse-rows.ts';
import type { Connection, Row } from '../engine/connection.ts';
import {
  flagOf,
  numberOf,
  optionalNumber,
  optionalText,
  textOf,
  textsOf,
} from '../engine/row-values.ts';
import { instant, isoText, name, names, text } from '../engine/sql-text.ts';
import { statusOf } from '../state/registry.ts';

const doing = 'reading what is published';

export function publishedReader(connection: Connection, schema: string): PublishedRelations {
  const relation = (of: string): string => names(connection.database, schema, of);
  return {
    async segments() {
      const rows = await connection.rows(
        `SELECT * REPLACE (${isoText('refreshed_at')} AS refreshed_at, ${isoText('data_as_of')} AS data_as_of)
FROM ${relation('segments')} ORDER BY object_type, segment`,
        doing,
      );
      return rows.map(segmentRow);
    },
    async refreshes(limit) {
      const rows = await connection.rows(
        `SELECT * REPLACE (${['started_at', 'finished_at', 'now'].map((at) => `${isoText(at)} AS ${at}`).join(', ')})
FROM ${relation('refreshes')} ORDER BY refresh_id DESC LIMIT ${limit}`,
        doing,
      );
      return rows.map(refreshRow);
    },
    members: (segment, limit) => members(connection, schema, segment, limit),
    async changes(query) {
      const rows = await connection.rows(changesStatement(relation, query), doing);
      return rows.map(changeRow);
    },
    close: () => connection.close(),
  };
}

async function members(
  connection: Connection,
  schema: string,
  segment: string,
  limit: number,
): Promise<MembersPage | undefined> {
  const segments = await connection.rows(
    `SELECT size FROM ${names(connection.database, schema, 'segments')} WHERE segment = ${text(segment)} AND size IS NOT NULL`,
    doing,
  );
  if (segments.length === 0) return undefined;
  const relation = names(connection.database, schema, segment);
  const described = await connection.rows(
    `SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = ${text(connection.database)}
  AND schema_name = ${text(schema)} AND table_name = ${text(segment)} ORDER BY column_index`,
    doing,
  );
  const columns = described.map((row) => ({
    name: textOf(row, 'column_name'),
    type: textOf(row, 'data_type'),
  }));
  const key = name(must(columns[0], `the key of ${segment}`).name);
  const cells = columns.map(
    (column, index) => `CAST(${name(column.name)} AS VARCHAR) AS c${index}`,
  );
  const rows = await connection.rows(
    `SELECT ${cells.join(', ')} FROM ${relation} ORDER BY ${key} LIMIT ${limit}`,
    doing,
  );
  return {
    columns,
    rows: rows.map((row) => columns.map((_, index) => optionalText(row, `c${index}`) ?? null)),
    total: numberOf(must(segments[0], segment), 'size'),
  };
}

function changesStatement(relation: (of: string) => string, query: ChangesQuery): string {
  const conditions = [
    ...(query.segment === undefined ? [] : [`segment = ${text(query.segment)}`]),
    ...(query.since === undefined ? [] : [`changed_at >= ${instant(query.since)}`]),
    ...(query.key === undefined ? [] : [`object_key = ${text(query.key)}`]),
  ];
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  return `SELECT * REPLACE (${isoText('changed_at')} AS changed_at) FROM ${relation('membership_changes')} ${where}
ORDER BY refresh_id DESC, segment, change, object_key LIMIT ${query.limit}`;
}

function segmentRow(row: Row): SegmentRow {
  return {
    segment: textOf(row, 'segment'),
    objectType: textOf(row, 'object_type'),
    title: optionalText(row, 'title'),
    description: optionalText(row, 'description'),
    owner: optionalText(row, 'owner'),
    labels: textsOf(row, 'labels'),
    status: statusOf(textOf(row, 'status')),
    size: optionalNumber(row, 'size'),
    refreshedAt: optionalText(row, 'refreshed_at'),
    dataAsOf: optionalText(row, 'data_as_of'),
    stale: flagOf(row, 'stale'),
    staleReason: optionalText(row, 'stale_reason'),
    definitionHash: optionalText(row, 'definition_hash'),
    definition: textOf(row, 'definition'),
    sourceFile: textOf(row, 'source_file'),
    defaultFor: textsOf(row, 'default_for'),
    hiddenFrom: textsOf(row, 'hidden_from'),
  };
}

function refreshRow(row: Row): RefreshRow {
  const status = textOf(row, 'status');
  return {
    refreshId: textOf(row, 'refresh_id'),
    startedAt: textOf(row, 'started_at'),
    finishedAt: textOf(row, 'finished_at'),
    now: textOf(row, 'now'),
    mode: textOf(row, 'mode') === 'incremental' ? 'incremental' : 'full',
    status: status === 'held' || status === 'failed' ? status : 'succeeded',
    segments: numberOf(row, 'segments'),
    entered: numberOf(row, 'entered'),
    left: numberOf(row, 'left'),
    held: numberOf(row, 'held'),
    failed: numberOf(row, 'failed'),
    projectVersion: textOf(row, 'project_version'),
  };
}

function changeRow(row: Row): ChangeRow {
  return {
    refreshId: textOf(row, 'refresh_id'),
    objectType: textOf(row, 'object_type'),
    segment: textOf(row, 'segment'),
    objectKey: textOf(row, 'object_key'),
    change: textOf(row, 'change') === 'left' ? 'left' : 'entered',
    changedAt: textOf(row, 'changed_at'),
    reason: reasonOf(textOf(row, 'reason')),
    definitionHash: textOf(row, 'definition_hash'),
  };
}

function reasonOf(word: string): ChangeRow['reason'] {
  switch (word) {
    case 'first':
    case 'definition':
    case 'time':
      return word;
    default:
      return 'data';
  }
}
