// The registry of segments: as it is kept, and as a commit leaves it.
import { must } from '../../compiler/assert.ts';
import type { PublishedStatus } from '../../runtime/warehouse-rows.ts';
import type {
  RefreshCommit,
  RegisteredSegment,
  SegmentRecord,
} from '../../runtime/warehouse-state.ts';
import type { Connection, Row } from './connection.ts';
import { insertRows } from './insert-rows.ts';
import { flagOf, numberOf, optionalNumber, optionalText, textOf, textsOf } from './row-values.ts';
import { internalTable, type Layout, membershipTable, tables } from './state-tables.ts';
import { instant, isoText, name, text, texts } from './sql-text.ts';

/** Columns of `registry`, in order. */
export const registryColumns: readonly string[] = tables.registry
  .split(', ')
  .map((column) => column.split(' ')[0] ?? '');

const doing = 'publishing a refresh';

/** Every registered segment, by id. `hasBaselines`: false for a file of format 1 that cannot be written. */
export async function readRegistry(
  connection: Connection,
  layout: Layout,
  hasBaselines = true,
): Promise<readonly RegisteredSegment[]> {
  const baselines = hasBaselines
    ? internalTable(layout, 'baselines')
    : '(SELECT NULL AS segment_id, NULL AS refresh, CAST(NULL AS TIMESTAMP) AS reconciled, NULL AS columns_hash)';
  const rows = await connection.rows(
    `SELECT s.* REPLACE (${isoText('s.now')} AS now, ${isoText('s.data_as_of')} AS data_as_of), b.refresh, ${isoText('b.reconciled')} AS reconciled, b.columns_hash
FROM ${internalTable(layout, 'registry')} AS s LEFT JOIN ${baselines} AS b ON b.segment_id = s.segment_id ORDER BY s.segment_id`,
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

/** The registry that this commit writes, by id. */
export function registryAfter(
  layout: Layout,
  before: readonly RegisteredSegment[],
  commit: RefreshCommit,
): readonly RegisteredSegment[] {
  const after = new Map(before.map((segment) => [segment.id, segment]));
  for (const record of commit.records) {
    const { id, name: segmentName, objectType } = record;
    const published = after.get(id)?.published;
    after.set(id, { id, name: segmentName, objectType, record, published });
  }
  for (const membership of commit.memberships) {
    const { segmentId, objectType, keyColumn, keyType, publishColumns, definitionHash, size } =
      membership;
    after.set(segmentId, {
      ...must(after.get(segmentId), `the record of segment ${segmentId}`),
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

/** Writes the rows that differ; of most, only what each refresh changes. */
export async function writeRegistry(
  connection: Connection,
  layout: Layout,
  before: readonly RegisteredSegment[],
  after: readonly RegisteredSegment[],
): Promise<void> {
  const known = new Map(before.map((segment) => [segment.id, segment]));
  const differs = (segment: RegisteredSegment, row: (of: RegisteredSegment) => string): boolean => {
    const was = known.get(segment.id);
    return was === undefined || row(was) !== row(segment);
  };
  const replaced = after.filter((segment) => differs(segment, lastingCells));
  const table = internalTable(layout, 'registry');
  await replaceRows(connection, table, {
    ids: replaced.map(({ id }) => id),
    columns: registryColumns,
    rows: replaced.map(registryRow),
  });
  const others = after.filter((one) => !replaced.includes(one) && differs(one, registryRow));
  for (let at = 0; at < others.length; at += 200) {
    const rows = others.slice(at, at + 200).map(({ id, published }) => {
      const [now, dataAsOf] = [published?.now, published?.dataAsOf].map(timeText);
      return `(${[id, now, published?.size ?? 'NULL', dataAsOf].join(', ')})`;
    });
    await connection.run(
      `UPDATE ${table} AS s SET now = CAST(v.now AS TIMESTAMP), size = v.size, data_as_of = CAST(v.as_of AS TIMESTAMP)
FROM (VALUES ${rows.join(', ')}) AS v(id, now, size, as_of) WHERE v.id = s.segment_id`,
      doing,
    );
  }
}

function timeText(iso: string | undefined): string {
  return text(iso?.replace('T', ' ').replace(/Z$/, ''));
}

/** The row without what each refresh changes. */
function lastingCells({ published, ...segment }: RegisteredSegment): string {
  return registryRow({
    ...segment,
    published: published && { ...published, now: '', size: 0, dataAsOf: undefined },
  });
}

/** From which refresh the next one goes on, for each published membership. */
export async function writeBaselines(
  connection: Connection,
  layout: Layout,
  { number, memberships }: RefreshCommit,
): Promise<void> {
  await replaceRows(connection, internalTable(layout, 'baselines'), {
    ids: memberships.map(({ segmentId }) => segmentId),
    columns: ['segment_id', 'refresh', 'reconciled', 'columns_hash'],
    rows: memberships.map(
      ({ segmentId, reconciled, columnsHash }) =>
        `(${segmentId}, ${number}, ${instant(reconciled)}, ${text(columnsHash)})`,
    ),
  });
}

interface ReplacedRows {
  readonly ids: readonly number[];
  readonly columns: readonly string[];
  readonly rows: readonly string[];
}

/** `table` is SQL. */
async function replaceRows(
  connection: Connection,
  table: string,
  { ids, columns, rows }: ReplacedRows,
): Promise<void> {
  if (ids.length === 0) return;
  await connection.run(`DELETE FROM ${table} WHERE segment_id IN (${ids.join(', ')})`, doing);
  await insertRows(connection, `${table} (${columns.map(name).join(', ')})`, rows, doing);
}

function registryRow({ record, published }: RegisteredSegment): string {
  const cells: Readonly<Record<string, string>> = {
    segment_id: String(record.id),
    name: text(record.name),
    object_type: text(record.objectType),
    title: text(record.title),
    description: text(record.description),
    owner: text(record.owner),
    labels: texts(record.labels),
    status: text(record.status),
    stale: record.stale ? 'TRUE' : 'FALSE',
    stale_reason: text(record.staleReason),
    definition: text(record.definition),
    source_file: text(record.sourceFile),
    default_for: texts(record.defaultFor),
    hidden_from: texts(record.hiddenFrom),
    published_type: text(published?.objectType),
    key_column: text(published?.keyColumn),
    key_type: text(published?.keyType),
    publish_names: texts(published?.publishColumns.map((column) => column.name) ?? []),
    publish_types: texts(published?.publishColumns.map((column) => column.nativeType) ?? []),
    definition_hash: text(published?.definitionHash),
    now: instant(published?.now),
    size: published === undefined ? 'NULL' : String(published.size),
    data_as_of: instant(published?.dataAsOf),
  };
  return `(${registryColumns.map((column) => must(cells[column], `column ${column}`)).join(', ')})`;
}
