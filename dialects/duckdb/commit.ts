// One refresh becomes visible: changes, memberships, sizes, checks, registry and views in one transaction whose last row is the commit marker.
import { catalogue } from '../../compiler/diagnostics/catalogue.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import type {
  MembershipCommit,
  RefreshCommit,
  RegisteredSegment,
} from '../../runtime/warehouse-state.ts';
import type { Connection } from './connection.ts';
import { insertRows } from './insert-rows.ts';
import { existingViews, publishedViews, requireOwnNames, writeViews } from './published-views.ts';
import { registryAfter, writeBaselines, writeRegistry } from './registry.ts';
import { diffTable, publishDiffers, sameObject, sameShape, stagedTable } from './staging.ts';
import {
  enteredIn,
  internalTable,
  type Layout,
  membershipTable,
  mostRowsInPlace,
  publishedAs,
} from './state-tables.ts';
import { instant, name, names, text } from './sql-text.ts';

const doing = 'publishing a refresh';

/**
 * `before` is the registry as read at the start; `writeSources` writes what is remembered of the sources, inside the transaction.
 * Throws OperationalError and changes nothing, or has happened.
 */
export async function commitRefresh(
  connection: Connection,
  layout: Layout,
  before: readonly RegisteredSegment[],
  commit: RefreshCommit,
  writeSources: (registry: readonly RegisteredSegment[]) => Promise<void>,
): Promise<void> {
  const registry = registryAfter(layout, before, commit);
  const views = publishedViews(layout, registry);
  const existing = await existingViews(connection, layout);
  const wanted = views.map((view) => view.name);
  await requireOwnNames(connection, layout, existing, wanted);
  try {
    await connection.transaction(async () => {
      for (const membership of commit.memberships) {
        await writeChanges(connection, layout, commit, membership);
        await writeMembership(connection, layout, commit, membership);
      }
      await writeSizes(connection, layout, commit);
      await writeChecks(connection, layout, commit);
      await writeRegistry(connection, layout, before, registry);
      await writeBaselines(connection, layout, commit);
      await writeSources(registry);
      await writeViews(connection, layout, existing, views);
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
  const changedKeys = (change: string): string => `(SELECT "key" FROM ${changes} WHERE ${change})`;
  if (membership.left > 0) {
    await connection.run(
      `DELETE FROM ${table} WHERE ${key} IN ${changedKeys('NOT entered')}`,
      doing,
    );
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
    const columns = membership.publishColumns.map((column) => `, n.${name(column.name)}`);
    const entered =
      columns.length === 0
        ? `SELECT "key", ${commit.number} FROM ${changes} WHERE entered`
        : `SELECT n.${key}${columns.join('')}, ${commit.number} FROM ${staged} AS n WHERE n.${key} IN ${changedKeys('entered')}`;
    await connection.run(`INSERT INTO ${table} ${entered}`, doing);
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
  await insertRows(connection, internalTable(layout, 'sizes'), rows, doing);
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
  await insertRows(connection, internalTable(layout, 'checks'), rows, doing);
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
  const row = `(${cells.join(', ')})`;
  await insertRows(connection, internalTable(layout, 'refreshes'), [row], doing);
}

/** Lets the file shrink after a refresh; a failure costs space only and is made good by the next one. */
export async function checkpoint(connection: Connection): Promise<void> {
  await connection
    .run(`CHECKPOINT ${names(connection.database)}`, 'tidying the database')
    .catch(() => undefined);
}
