// One refresh becomes visible: changes, members, sizes, checks, registry and views in one transaction whose last row is the commit marker.
import { operationalError } from '../../../compiler/operational-error.ts';
import { catalogue } from '../../../compiler/diagnostics/catalogue.ts';
import type { RefreshCommit, RegisteredSegment } from '../../../runtime/warehouse-state.ts';
import type { Connection } from '../engine/connection.ts';
import { type Cells, insertStatements } from '../engine/insert-rows.ts';
import { runAll } from '../engine/run-all.ts';
import { instant, names, text } from '../engine/sql-text.ts';
import type { StagedRelations } from '../staging/staged-relations.ts';
import { placeCells } from '../state/change-log.ts';
import {
  baselineStatements,
  type KeptSegment,
  registryAfter,
  registryStatements,
} from '../state/registry.ts';
import { internalTable, type Layout, tables } from '../state/state-tables.ts';
import { type Logged, logged } from './log-statements.ts';
import { memberTableStatements } from './member-tables.ts';
import { reshapedStatements } from './changes-of-packs.ts';
import { packedStatements } from './statements-of-packs.ts';
import { type DecidedWord, placeMembers } from './place-members.ts';
import { existingViews, publishedViews, requireOwnNames, writeViews } from './published-views.ts';
import type { Writing } from './writing.ts';

const doing = 'publishing a refresh';

export interface Committing {
  /** The registry as read at the start. */
  readonly before: readonly KeptSegment[];
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
  const places = placeMembers(before, commit.memberships, wordsOf(commit, relations));
  const registry = registryAfter(layout, before, commit, places);
  const views = publishedViews(layout, registry);
  const existing = await existingViews(connection, layout);
  const wanted = views.map((view) => view.name);
  await requireOwnNames(connection, layout, existing, wanted);
  const writing: Writing = { layout, before, commit, relations, places };
  const log = logged(layout, commit, relations);
  const statements = [
    ...log.statements,
    ...memberTableStatements(writing),
    ...packedStatements(writing),
    ...insertStatements(internalTable(layout, 'sizes'), tables.sizes, sizeRows(commit, log.places)),
    ...insertStatements(internalTable(layout, 'checks'), tables.checks, checkRows(commit)),
    ...registryStatements(layout, before, registry),
    ...baselineStatements(layout, commit, places),
  ];
  await runAll(connection, reshapedStatements(writing), doing);
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

/** Bits of the segments that were decided together, by id, word by word. */
function wordsOf(
  { memberships }: RefreshCommit,
  relations: StagedRelations,
): readonly DecidedWord[] {
  const words = relations.turnedTogether(memberships.map(({ segmentId }) => segmentId));
  return words.map(({ segments }) => new Map(segments.map((one) => [one.segmentId, one.bit])));
}

async function isCommitted(connection: Connection, layout: Layout, id: string): Promise<boolean> {
  const rows = await connection.rows(
    `SELECT 1 FROM ${internalTable(layout, 'refreshes')} WHERE refresh_id = ${text(id)}`,
    doing,
  );
  return rows.length === 1;
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
