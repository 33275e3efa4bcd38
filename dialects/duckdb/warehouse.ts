// DuckDB behind the runtime's warehouse port: one connection, staging in memory, one transaction per refresh, the serving file.
import { existsSync } from 'node:fs';
import { must } from '../../compiler/assert.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import { catalogue } from '../../compiler/diagnostics/catalogue.ts';
import type {
  PublishedRelations,
  RefreshStaging,
  SourceTables,
  Warehouse,
} from '../../runtime/warehouse.ts';
import type { DecisionStaging } from '../../runtime/warehouse-decisions.ts';
import type { MembershipDiff } from '../../runtime/warehouse-diff.ts';
import type { DuckdbTarget } from '../../runtime/warehouse-target.ts';
import { createSourceStaging } from './changes/source-changes.ts';
import { type Connection, openConnection } from './engine/connection.ts';
import { name, text } from './engine/sql-text.ts';
import { checkpoint, commitRefresh } from './publish/commit.ts';
import { publishedReader } from './publish/published-relations.ts';
import { nextServingFile, writeServingFile } from './publish/serving-file.ts';
import { createDecisionStaging } from './staging/decisions.ts';
import {
  attributeToTime,
  changesOf,
  diff,
  stage,
  stageEarlier,
  type StagedShape,
  stagingCatalog,
} from './staging/staging.ts';
import { type KeptRegistry, keptRegistry } from './state/kept-registry.ts';
import { readRegistry } from './state/registry.ts';
import {
  type LastRefresh,
  lastRefresh,
  type Layout,
  layoutOf,
  prepareState,
  scrub,
} from './state/state-tables.ts';
import { findMountedFiles, fingerprint, type MountedFiles } from './tables/mounts.ts';
import { sourceTables } from './tables/source-tables.ts';

/** Opens the target as its only writer and removes what a killed run left. */
export async function openDuckdbWarehouse(target: DuckdbTarget): Promise<Warehouse> {
  let mounts: readonly MountedFiles[] = [];
  const connection = await openConnection({
    path: target.database,
    readOnly: false,
    memoryLimit: target.memoryLimit,
    tempDirectory: target.tempDirectory,
    threads: target.threads,
    writableFile: target.serving === undefined ? undefined : nextServingFile(target.serving),
    readableFiles: async (run) => {
      mounts = await findMountedFiles(run, target.mounts);
      return mounts.flatMap(({ files }) => files);
    },
  });
  try {
    return await warehouseOver(connection, target, mounts);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** The port over a connection that is open; closing the warehouse closes it. */
export async function warehouseOver(
  connection: Connection,
  target: Pick<DuckdbTarget, 'schema' | 'serving'>,
  mounts: readonly MountedFiles[],
): Promise<Warehouse> {
  const layout = layoutOf(connection, target.schema);
  const atFirst = await prepareState(connection, layout);
  await scrub(connection, layout, atFirst.number);
  let last: LastRefresh | undefined = atFirst;
  const registry = keptRegistry(connection, layout);
  const sources = sourceTables(connection, mounts, [layout.schema, layout.internal]);
  return {
    sources,
    registeredSegments: () => registry.read(),
    async lastRefreshId() {
      return (last ?? (await lastRefresh(connection, layout))).refreshId;
    },
    startRefresh: () =>
      startRefresh(connection, layout, {
        sources,
        registry,
        mounts,
        serving: target.serving,
        onCommit: () => {
          last = undefined;
        },
      }),
    interrupt: () => {
      connection.interrupt();
    },
    close: () => connection.close(),
  };
}

interface Opened {
  readonly sources: SourceTables;
  readonly registry: KeptRegistry;
  readonly mounts: readonly MountedFiles[];
  readonly serving: string | undefined;
  /** Runs before anything is committed. */
  readonly onCommit: () => void;
}

async function startRefresh(
  connection: Connection,
  layout: Layout,
  { sources, registry, mounts, serving, onCommit }: Opened,
): Promise<RefreshStaging> {
  await connection.run(`ATTACH ':memory:' AS ${name(stagingCatalog)}`, 'preparing staging');
  const files = fingerprint(mounts);
  const before = await registry.keep();
  const shapes = new Map<number, StagedShape>();
  const { relations, ...decisions } = createDecisionStaging(
    connection,
    layout,
    ({ segmentId, objectType }, keyColumn, keyType) => {
      shapes.set(segmentId, { objectType, keyColumn, keyType, publishColumns: [] });
    },
  );
  const changed = new Set<number>();
  const hasChanges = (id: number): boolean => changed.has(id);
  const remembered = createSourceStaging(connection, layout, sources, hasChanges, relations);
  return {
    ...noting(decisions, changed),
    ...remembered,
    ...stagedAlone(connection, layout, shapes, changed),
    stageEarlier: (table, query, keyColumn) => stageEarlier(connection, table, query, keyColumn),
    changesOf: (segmentId, segment) => changesOf(connection, layout, segmentId, segment),
    async commit(commit) {
      requireUnmoved(mounts, files);
      registry.forget();
      onCommit();
      await commitRefresh(connection, layout, { before, commit, relations }, (after) =>
        remembered.write(commit, after),
      );
      await checkpoint(connection);
    },
    publishServing: () => publishServing(connection, layout, serving),
    async discard() {
      registry.forget();
      // It is in memory and goes with the connection at the latest; a failure must not hide the one before it.
      await connection
        .run(`DETACH ${name(stagingCatalog)}`, 'removing staging')
        .catch(() => undefined);
    },
  };
}

/** Segments that are staged one by one; their shapes, and which of them have changes, are noted. */
function stagedAlone(
  connection: Connection,
  layout: Layout,
  shapes: Map<number, StagedShape>,
  changed: Set<number>,
): Pick<RefreshStaging, 'stage' | 'diff' | 'attributeToTime'> {
  /** Keys of the objects that a segment was asked for; undefined: all. */
  const asked = new Map<number, readonly string[] | undefined>();
  const shapeOf = (id: number): StagedShape => must(shapes.get(id), `staged segment ${id}`);
  return {
    async stage(request) {
      const staged = await stage(connection, request);
      const { keyType, publishColumns } = staged;
      const { segmentId, objectType, keyColumn, only } = request;
      shapes.set(segmentId, { objectType, keyColumn, keyType, publishColumns });
      asked.set(segmentId, only);
      return staged;
    },
    async diff(request) {
      const { segmentId } = request;
      const only = asked.get(segmentId);
      const found = await diff(connection, layout, shapeOf(segmentId), request, only);
      note(changed, segmentId, found);
      return found;
    },
    async attributeToTime(segmentId, earlier) {
      const key = shapeOf(segmentId).keyColumn;
      return { time: await attributeToTime(connection, segmentId, earlier, key) };
    },
  };
}

async function publishServing(
  connection: Connection,
  layout: Layout,
  serving: string | undefined,
): Promise<string | undefined> {
  if (serving === undefined) return undefined;
  await writeServingFile(connection, layout, await readRegistry(connection, layout), serving);
  return serving;
}

/** Decisions that note which segments have changes. */
function noting(decisions: DecisionStaging, changed: Set<number>): DecisionStaging {
  return {
    ...decisions,
    async diffDecided(batch, requests) {
      const found = await decisions.diffDecided(batch, requests);
      requests.forEach(({ segmentId }, at) => {
        note(changed, segmentId, must(found[at], 'a difference'));
      });
      return found;
    },
    async dropDecided(ids) {
      await decisions.dropDecided(ids);
      for (const id of ids) changed.delete(id);
    },
  };
}

function note(changed: Set<number>, id: number, { entered, left }: MembershipDiff): void {
  if (entered + left > 0) changed.add(id);
  else changed.delete(id);
}

/** Mounted files are not under the database's snapshot: a refresh whose files changed while it read them is not published. */
function requireUnmoved(
  mounts: readonly MountedFiles[],
  before: ReadonlyMap<string, string>,
): void {
  const after = fingerprint(mounts);
  const moved = [...before].flatMap(([file, print]) => (after.get(file) === print ? [] : [file]));
  if (moved.length > 0) {
    throw operationalError(catalogue.operations.sourcesMoved, { files: moved.slice(0, 5) });
  }
}

/** Opens what readers see: the serving file when there is one, so that a running refresh locks nobody out. */
export async function openDuckdbPublished(target: DuckdbTarget): Promise<PublishedRelations> {
  const { serving, database } = target;
  const path = serving !== undefined && existsSync(serving) ? serving : database;
  if (path === ':memory:' || !existsSync(path)) {
    throw operationalError(catalogue.operations.nothingPublished, { database: path });
  }
  const connection = await openConnection({
    path,
    readOnly: true,
    memoryLimit: target.memoryLimit,
    tempDirectory: target.tempDirectory,
    threads: target.threads,
    writableFile: undefined,
    readableFiles: () => Promise.resolve([]),
  });
  const found = await connection.rows(
    `SELECT 1 FROM duckdb_columns() WHERE database_name = ${text(connection.database)} AND schema_name = ${text(target.schema)} AND table_name = 'segments'`,
    'reading what is published',
  );
  if (found.length > 0) return publishedReader(connection, target.schema);
  await connection.close();
  throw operationalError(catalogue.operations.nothingPublished, { database: path });
}
