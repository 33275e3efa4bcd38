// One refresh becomes visible: changes, memberships, sizes, checks, registry and views in one transaction whose last row is the commit marker.
import { must } from '../../compiler/assert.ts';
import { catalogue } from '../../compiler/diagnostics/catalogue.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import type {
  MembershipCommit,
  RefreshCommit,
  RegisteredSegment,
} from '../../runtime/warehouse-state.ts';
import type { Connection } from './connection.ts';
import { publishedViews, requireOwnNames, writeViews } from './published-views.ts';
import { diffTable, publishDiffers, sameObject, sameShape, stagedTable } from './staging.ts';
import {
  enteredIn,
  internalTable,
  type Layout,
  membershipTable,
  publishedAs,
  registryColumns,
} from './state-tables.ts';
import { instant, name, names, text, texts } from './sql-text.ts';

const doing = 'publishing a refresh';

/**
 * Most rows that are added to a table that exists. A transaction that adds a whole row group (122,880 rows) to an
 * existing table can be torn by a crash; a new table that takes its place by rename cannot.
 */
const mostRowsInPlace = 100_000;

/** `before` is the registry as read at the start. Throws OperationalError and changes nothing, or has happened. */
export async function commitRefresh(
  connection: Connection,
  layout: Layout,
  before: readonly RegisteredSegment[],
  commit: RefreshCommit,
): Promise<void> {
  const registry = registryAfter(layout, before, commit);
  const views = publishedViews(layout, registry);
  await requireOwnNames(
    connection,
    layout,
    views.map((view) => view.name),
  );
  try {
    await connection.transaction(async () => {
      for (const membership of commit.memberships) {
        await writeChanges(connection, layout, commit, membership);
        await writeMembership(connection, layout, commit, membership);
      }
      await writeSizes(connection, layout, commit);
      await writeChecks(connection, layout, commit);
      await writeRegistry(connection, layout, registry);
      await writeViews(connection, layout, views);
      await writeMarker(connection, layout, commit);
    }, doing);
  } catch (error) {
    await connection.run('USE memory', doing).catch(() => undefined);
    // The answer to COMMIT can be lost although it happened: the marker decides.
    if (await isCommitted(connection, layout, commit.refreshId).catch(() => false)) return;
    throw error;
  }
  if (!(await isCommitted(connection, layout, commit.refreshId))) {
    throw operationalError(catalogue.operations.commitLost, { refreshId: commit.refreshId });
  }
}

async function isCommitted(connection: Connection, layout: Layout, id: string): Promise<boolean> {
  const rows = await connection.rows(
    `SELECT 1 FROM ${internalTable(layout, 'refreshes')} WHERE refresh_id = ${text(id)}`,
    doing,
  );
  return rows.length === 1;
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
        dataAsOf: membership.dataAsOf,
        relation: [layout.database, layout.internal, membershipTable(segmentId)],
      },
    });
  }
  return [...after.values()].toSorted((a, b) => a.id - b.id);
}

async function writeChanges(
  connection: Connection,
  layout: Layout,
  commit: RefreshCommit,
  membership: MembershipCommit,
): Promise<void> {
  if (membership.entered + membership.left === 0) return;
  await connection.run(
    `INSERT INTO ${internalTable(layout, 'changes')}
SELECT ${commit.number}, ${membership.segmentId}, object_key, entered, reason FROM ${diffTable(membership.segmentId)}`,
    doing,
  );
}

async function writeMembership(
  connection: Connection,
  layout: Layout,
  commit: RefreshCommit,
  membership: MembershipCommit,
): Promise<void> {
  const { published, entered, left, rewritten } = membership;
  const changed = entered + left + rewritten;
  if (published !== undefined && sameShape(membership, published)) {
    if (changed === 0) return;
    if (changed < mostRowsInPlace) {
      await changeInPlace(connection, layout, commit, membership);
      return;
    }
  }
  await rebuild(connection, layout, commit, membership);
}

async function changeInPlace(
  connection: Connection,
  layout: Layout,
  commit: RefreshCommit,
  membership: MembershipCommit,
): Promise<void> {
  const table = internalTable(layout, membershipTable(membership.segmentId));
  const key = name(membership.keyColumn);
  const staged = stagedTable(membership.segmentId);
  const changes = diffTable(membership.segmentId);
  const isChanged = (change: string, row: string): string =>
    `CAST(${row}.${key} AS VARCHAR) IN (SELECT object_key FROM ${changes} WHERE ${change})`;
  if (membership.left > 0) {
    await connection.run(`DELETE FROM ${table} AS b WHERE ${isChanged('NOT entered', 'b')}`, doing);
  }
  if (membership.rewritten > 0) {
    const set = membership.publishColumns.map(
      (column, index) => `${publishedAs(index)} = n.${name(column.name)}`,
    );
    await connection.run(
      `UPDATE ${table} AS b SET ${set.join(', ')} FROM ${staged} AS n WHERE n.${key} = b.${key} AND (${publishDiffers(membership)})`,
      doing,
    );
  }
  if (membership.entered > 0) {
    const columns = [key, ...membership.publishColumns.map((column) => name(column.name))];
    await connection.run(
      `INSERT INTO ${table} SELECT ${columns.map((column) => `n.${column}`).join(', ')}, ${commit.number}
FROM ${staged} AS n WHERE ${isChanged('entered', 'n')}`,
      doing,
    );
  }
}

async function rebuild(
  connection: Connection,
  layout: Layout,
  commit: RefreshCommit,
  membership: MembershipCommit,
): Promise<void> {
  const { segmentId, published } = membership;
  const key = name(membership.keyColumn);
  const table = membershipTable(segmentId);
  const next = internalTable(layout, `${table}_next`);
  const publish = membership.publishColumns.map(
    (column, index) => `n.${name(column.name)} AS ${publishedAs(index)}`,
  );
  const before =
    published === undefined
      ? ''
      : `LEFT JOIN ${internalTable(layout, table)} AS b ON ${sameObject('n', membership, 'b', published)}`;
  const entered =
    published === undefined ? `${commit.number}` : `coalesce(b.${enteredIn}, ${commit.number})`;
  const columns = [`n.${key}`, ...publish, `CAST(${entered} AS INTEGER) AS ${enteredIn}`];
  await connection.run(
    `CREATE OR REPLACE TABLE ${next} AS SELECT ${columns.join(', ')} FROM ${stagedTable(segmentId)} AS n ${before} ORDER BY n.${key}`,
    doing,
  );
  await connection.run(`DROP TABLE IF EXISTS ${internalTable(layout, table)}`, doing);
  await connection.run(`ALTER TABLE ${next} RENAME TO ${name(table)}`, doing);
}

async function writeSizes(
  connection: Connection,
  layout: Layout,
  commit: RefreshCommit,
): Promise<void> {
  const rows = commit.memberships.map((membership) => {
    const { segmentId, objectType, published, definitionHash, size, entered, left } = membership;
    const described = [objectType, published?.objectType, definitionHash].map(text);
    return `(${[commit.number, segmentId, ...described, size, entered, left].join(', ')})`;
  });
  await insert(connection, internalTable(layout, 'sizes'), rows);
}

async function writeChecks(
  connection: Connection,
  layout: Layout,
  commit: RefreshCommit,
): Promise<void> {
  const rows = commit.checks.map(
    (check) =>
      `(${commit.number}, ${[check.segment, check.check, check.status, check.observed, check.limit].map(text).join(', ')})`,
  );
  await insert(connection, internalTable(layout, 'checks'), rows);
}

async function writeRegistry(
  connection: Connection,
  layout: Layout,
  registry: readonly RegisteredSegment[],
): Promise<void> {
  const table = internalTable(layout, 'registry');
  await connection.run(`DELETE FROM ${table}`, doing);
  await insert(
    connection,
    `${table} (${registryColumns.map(name).join(', ')})`,
    registry.map(registryRow),
  );
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

async function writeMarker(
  connection: Connection,
  layout: Layout,
  commit: RefreshCommit,
): Promise<void> {
  const { refreshId, mode, status, projectVersion } = commit;
  const cells = [
    String(commit.number),
    text(refreshId),
    instant(commit.startedAt),
    instant(commit.finishedAt),
    instant(commit.now),
    text(mode),
    text(status),
    ...[commit.segments, commit.entered, commit.left, commit.held, commit.failed].map(String),
    text(projectVersion),
  ];
  await insert(connection, internalTable(layout, 'refreshes'), [`(${cells.join(', ')})`]);
}

/** In pieces, since planning one very long statement is slow. `table` is SQL. */
async function insert(
  connection: Connection,
  table: string,
  rows: readonly string[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += 200) {
    await connection.run(
      `INSERT INTO ${table} VALUES ${rows.slice(at, at + 200).join(', ')}`,
      doing,
    );
  }
}

/** Lets the file shrink after a refresh; a failure costs space only and is made good by the next one. */
export async function checkpoint(connection: Connection): Promise<void> {
  await connection
    .run(`CHECKPOINT ${names(connection.database)}`, 'tidying the database')
    .catch(() => undefined);
}
