// The registry of segments: as it is kept, and as a commit leaves it.
import { must } from '../../../compiler/assert.ts';
import type { PublishedStatus } from '../../../runtime/warehouse-rows.ts';
import type {
  RefreshCommit,
  RegisteredSegment,
  SegmentRecord,
} from '../../../runtime/warehouse-state.ts';
import type { Connection, Row } from '../engine/connection.ts';
import { type Cells, insertStatements, rowsQuery, timeCell } from '../engine/insert-rows.ts';
import {
  flagOf,
  numberOf,
  optionalNumber,
  optionalText,
  textOf,
  textsOf,
} from '../engine/row-values.ts';
import { isoText } from '../engine/sql-text.ts';
import type { PackedIn } from './packed-members.ts';
import { internalTable, type Layout, membershipTable, tables } from './state-tables.ts';

/** A registered segment, and where its published members are. */
export interface KeptSegment extends RegisteredSegment {
  /** Undefined: in a table of its own, or nowhere yet. */
  readonly packed: PackedIn | undefined;
}

/** Every registered segment, by id. */
export async function readRegistry(
  connection: Connection,
  layout: Layout,
): Promise<readonly KeptSegment[]> {
  const rows = await connection.rows(
    `SELECT s.* REPLACE (${isoText('s.now')} AS now, ${isoText('s.data_as_of')} AS data_as_of), b.refresh, ${isoText('b.reconciled')} AS reconciled, b.columns_hash, b.pack, b.bit
FROM ${internalTable(layout, 'registry')} AS s LEFT JOIN ${internalTable(layout, 'baselines')} AS b ON b.segment_id = s.segment_id ORDER BY s.segment_id`,
    'reading the state',
  );
  return rows.map((row) => registered(row, layout));
}

function registered(row: Row, layout: Layout): KeptSegment {
  const id = numberOf(row, 'segment_id');
  const pack = optionalNumber(row, 'pack');
  const keyColumn = optionalText(row, 'key_column');
  const types = textsOf(row, 'publish_types');
  return {
    id,
    name: textOf(row, 'name'),
    objectType: textOf(row, 'object_type'),
    record: recordOf(row, id),
    packed: pack === undefined ? undefined : { pack, bit: numberOf(row, 'bit') },
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
            refresh: optionalNumber(row, 'refresh'),
            reconciled: optionalText(row, 'reconciled'),
            columnsHash: optionalText(row, 'columns_hash'),
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

/** The registry that this commit writes, by id. `places`: of those whose members are packed, by id. */
export function registryAfter(
  layout: Layout,
  before: readonly KeptSegment[],
  commit: RefreshCommit,
  places: ReadonlyMap<number, PackedIn>,
): readonly KeptSegment[] {
  const after = new Map(before.map((segment) => [segment.id, segment]));
  for (const record of commit.records) {
    const { id, name: segmentName, objectType } = record;
    const { published, packed } = after.get(id) ?? { published: undefined, packed: undefined };
    after.set(id, { id, name: segmentName, objectType, record, published, packed });
  }
  for (const membership of commit.memberships) {
    const { segmentId, objectType, keyColumn, keyType, publishColumns, definitionHash, size } =
      membership;
    after.set(segmentId, {
      ...must(after.get(segmentId), `the record of segment ${segmentId}`),
      packed: places.get(segmentId),
      published: {
        objectType,
        keyColumn,
        keyType,
        publishColumns,
        definitionHash,
        size,
        now: commit.now,
        refresh: commit.number,
        reconciled: membership.reconciled,
        columnsHash: membership.columnsHash,
        dataAsOf: membership.dataAsOf,
        relation: [layout.database, layout.internal, membershipTable(segmentId)],
      },
    });
  }
  return [...after.values()].toSorted((a, b) => a.id - b.id);
}

/** For the rows that differ; of most, only what each refresh changes. */
export function registryStatements(
  layout: Layout,
  before: readonly RegisteredSegment[],
  after: readonly RegisteredSegment[],
): readonly string[] {
  const known = new Map(before.map((segment) => [segment.id, registryCells(segment)]));
  const replaced: Cells[] = [];
  const updated: Cells[] = [];
  for (const segment of after) {
    const [was, is] = [known.get(segment.id), registryCells(segment)];
    if (was === undefined || !isSame(lasting(was), lasting(is))) replaced.push(is);
    else if (!isSame(was, is)) updated.push(is);
  }
  return [...replaceStatements(layout, 'registry', replaced), ...updateStatements(layout, updated)];
}

function isSame(left: Cells, right: Cells): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function updateStatements(layout: Layout, rows: readonly Cells[]): readonly string[] {
  if (rows.length === 0) return [];
  const changed = 'segment_id INTEGER, now TIMESTAMP, size BIGINT, data_as_of TIMESTAMP';
  return [
    `UPDATE ${internalTable(layout, 'registry')} AS s SET now = CAST(v.now AS TIMESTAMP), size = v.size, data_as_of = CAST(v.data_as_of AS TIMESTAMP)
FROM (${rowsQuery(changed, rows)}) AS v WHERE v.segment_id = s.segment_id`,
  ];
}

/** The row without what each refresh changes. */
function lasting(cells: Cells): Cells {
  return { ...cells, now: undefined, size: undefined, data_as_of: undefined };
}

/** From which refresh the next one goes on, for each published membership. */
export function baselineStatements(
  layout: Layout,
  { number, memberships }: RefreshCommit,
  places: ReadonlyMap<number, PackedIn>,
): readonly string[] {
  return replaceStatements(
    layout,
    'baselines',
    memberships.map(({ segmentId, reconciled, columnsHash }) => ({
      segment_id: segmentId,
      refresh: number,
      reconciled: timeCell(reconciled),
      columns_hash: columnsHash,
      ...packedCells(places.get(segmentId)),
    })),
  );
}

function packedCells(place: PackedIn | undefined): Cells {
  return { pack: place?.pack, bit: place?.bit };
}

/** Of tables with one row for each segment. */
function replaceStatements(
  layout: Layout,
  of: 'registry' | 'baselines',
  rows: readonly Cells[],
): readonly string[] {
  if (rows.length === 0) return [];
  const table = internalTable(layout, of);
  const ids = rows.map((row) => String(row['segment_id']));
  return [
    `DELETE FROM ${table} WHERE segment_id IN (${ids.join(', ')})`,
    ...insertStatements(table, tables[of], rows),
  ];
}

function registryCells({ record, published }: RegisteredSegment): Cells {
  return {
    segment_id: record.id,
    name: record.name,
    object_type: record.objectType,
    title: record.title,
    description: record.description,
    owner: record.owner,
    labels: record.labels,
    status: record.status,
    stale: record.stale,
    stale_reason: record.staleReason,
    definition: record.definition,
    source_file: record.sourceFile,
    default_for: record.defaultFor,
    hidden_from: record.hiddenFrom,
    published_type: published?.objectType,
    key_column: published?.keyColumn,
    key_type: published?.keyType,
    publish_names: published?.publishColumns.map((column) => column.name) ?? [],
    publish_types: published?.publishColumns.map((column) => column.nativeType) ?? [],
    definition_hash: published?.definitionHash,
    now: timeCell(published?.now),
    size: published?.size,
    data_as_of: timeCell(published?.dataAsOf),
  };
}
