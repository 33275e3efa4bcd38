// One refresh becomes visible: changes, memberships, sizes, checks, registry and views in one transaction whose last row is the commit marker.
import { operationalError } from '../../../compiler/operational-error.ts';
import { catalogue } from '../../../compiler/diagnostics/catalogue.ts';
import type {
  MembershipCommit,
  RefreshCommit,
  RegisteredSegment,
} from '../../../runtime/warehouse-state.ts';
import type { Connection } from '../engine/connection.ts';
import { type Cells, insertStatements } from '../engine/insert-rows.ts';
import { runAll } from '../engine/run-all.ts';
import { instant, name, names, text } from '../engine/sql-text.ts';
import type { StagedRelations } from '../staging/staged-relations.ts';
import { publishDiffers, sameObject, sameShape } from '../staging/staged-shape.ts';
import { placeCells } from '../state/change-log.ts';
import { baselineStatements, registryAfter, registryStatements } from '../state/registry.ts';
import {
  enteredIn,
  internalTable,
  type Layout,
  membershipTable,
  mostRowsInPlace,
  publishedAs,
  tables,
} from '../state/state-tables.ts';
import { type Logged, logged } from './log-statements.ts';
import { existingViews, publishedViews, requireOwnNames, writeViews } from './published-views.ts';

const doing = 'publishing a refresh';

export interface Committing {
  /** The registry as read at the start. */
  readonly before: readonly RegisteredSegment[];
  readonly commit: RefreshCommit;
  readonly relations: StagedRelations;
}

/**
 * `writeSources` writes what is remembered of the sources, inside the transaction. Throws OperationalError and changes nothing, or has
 * happened.
 */
export async function commitRefresh(
  connection: Connection,
  layout: Layout,
  { before, commit, relations }: Committing,
  writeSources: (registry: readonly RegisteredSegment[]) => Promise<void>,
): Promise<void> {
  const registry = registryAfter(layout, before, commit);
  const views = publishedViews(layout, registry);
  const existing = await existingViews(connection, layout);
  const wanted = views.map((view) => view.name);
  await requireOwnNames(connection, layout, existing, wanted);
  const writing = { layout, commit, relations };
  const log = logged(layout, commit, relations);
  const statements = [
    ...log.statements,
    ...commit.memberships.flatMap((membership) => membershipStatements(writing, membership)),
    ...insertStatements(internalTable(layout, 'sizes'), tables.sizes, sizeRows(commit, log.places)),
    ...insertStatements(internalTable(layout, 'checks'), tables.checks, checkRows(commit)),
    ...registryStatements(layout, before, registry),
    ...baselineStatements(layout, commit),
  ];
  try {
    await connection.transaction(async () => {
      await runAll(connection, statements, doing);
      await writeSources(registry);
      await writeViews(connection, layout, existing, views);
      await connection.run(markerStatement(layout, commit), doing);
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

interface Writing {
  readonly layout: Layout;
  readonly commit: RefreshCommit;
  readonly relations: StagedRelations;
}

function membershipStatements(writing: Writing, membership: MembershipCommit): readonly string[] {
  const { published, entered, left, rewritten } = membership;
  const changed = entered + left + rewritten;
  if (published !== undefined && sameShape(membership, published)) {
    if (changed === 0) return [];
    if (changed < mostRowsInPlace) return inPlaceStatements(writing, membership);
  }
  return rebuildStatements(writing, membership);
}

function inPlaceStatements(
  { layout, commit, relations }: Writing,
  membership: MembershipCommit,
): readonly string[] {
  const { segmentId, entered, left, rewritten } = membership;
  const table = internalTable(layout, membershipTable(segmentId));
  const key = name(membership.keyColumn);
  const statements: string[] = [];
  if (left > 0) {
    statements.push(
      `DELETE FROM ${table} WHERE ${key} IN (${relations.changedKeys(segmentId, 'left')})`,
    );
  }
  if (rewritten > 0) {
    const set = membership.publishColumns.map(
      (column, index) => `${publishedAs(index)} = n.${name(column.name)}`,
    );
    statements.push(
      `UPDATE ${table} AS b SET ${set.join(', ')} FROM ${relations.members(segmentId)} AS n WHERE n.${key} = b.${key} AND (${publishDiffers(membership)})`,
    );
  }
  if (entered > 0) {
    const columns = membership.publishColumns.map((column) => `, n.${name(column.name)}`);
    const keys = relations.changedKeys(segmentId, 'entered');
    const rows =
      columns.length === 0
        ? `SELECT *, ${commit.number} FROM (${keys}) AS c`
        : `SELECT n.${key}${columns.join('')}, ${commit.number} FROM ${relations.members(segmentId)} AS n WHERE n.${key} IN (${keys})`;
    statements.push(`INSERT INTO ${table} ${rows}`);
  }
  return statements;
}

function rebuildStatements(
  { layout, commit, relations }: Writing,
  membership: MembershipCommit,
): readonly string[] {
  const { segmentId, published } = membership;
  const key = name(membership.keyColumn);
  const table = internalTable(layout, membershipTable(segmentId));
  const publish = membership.publishColumns.map(
    (column, index) => `n.${name(column.name)} AS ${publishedAs(index)}`,
  );
  const made = (target: string, entered: string, before: string): string => {
    const columns = [`n.${key}`, ...publish, `CAST(${entered} AS INTEGER) AS ${enteredIn}`];
    return `CREATE OR REPLACE TABLE ${target} AS SELECT ${columns.join(', ')} FROM ${relations.members(segmentId)} AS n ${before} ORDER BY n.${key}`;
  };
  if (published === undefined) return [made(table, `${commit.number}`, '')];
  const next = internalTable(layout, `${membershipTable(segmentId)}_next`);
  const before = `LEFT JOIN ${table} AS b ON ${sameObject('n', membership, 'b', published)}`;
  return [
    made(next, `coalesce(b.${enteredIn}, ${commit.number})`, before),
    `DROP TABLE IF EXISTS ${table}`,
    `ALTER TABLE ${next} RENAME TO ${name(membershipTable(segmentId))}`,
  ];
}

function sizeRows(
  { number, memberships }: RefreshCommit,
  places: Logged['places'],
): readonly Cells[] {
  return memberships.map((membership) => ({
    refresh: number,
    segment_id: membership.segmentId,
    object_type: membership.objectType,
    object_type_before: membership.published?.objectType,
    definition_hash: membership.definitionHash,
    size: membership.size,
    entered: membership.entered,
    left: membership.left,
    ...placeCells(places.get(membership.segmentId)),
  }));
}

function checkRows({ number, checks }: RefreshCommit): readonly Cells[] {
  return checks.map(({ segment, check, status, observed, limit }) => ({
    refresh: number,
    segment,
    check,
    status,
    observed,
    limit,
  }));
}

function markerStatement(layout: Layout, commit: RefreshCommit): string {
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
  return `INSERT INTO ${internalTable(layout, 'refreshes')} VALUES (${cells.join(', ')})`;
}

/** Lets the file shrink after a refresh; a failure costs space only and is made good by the next one. */
export async function checkpoint(connection: Connection): Promise<void> {
  await connection
    .run(`CHECKPOINT ${names(connection.database)}`, 'tidying the database')
    .catch(() => undefined);
}
