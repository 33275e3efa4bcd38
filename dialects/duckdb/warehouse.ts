// DuckDB behind the runtime's warehouse port: one connection, staging in memory, one transaction per refresh, the serving file.
import { existsSync } from 'node:fs';
import { must } from '../../compiler/assert.ts';
import { catalogue } from '../../compiler/diagnostics/catalogue.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import type { PublishedRelations, RefreshStaging, Warehouse } from '../../runtime/warehouse.ts';
import type { RegisteredSegment } from '../../runtime/warehouse-state.ts';
import type { DuckdbTarget } from '../../runtime/warehouse-target.ts';
import { checkpoint, commitRefresh } from './commit.ts';
import { type Connection, openConnection } from './connection.ts';
import { createDecisionStaging } from './decisions.ts';
import { findMountedFiles, fingerprint, type MountedFiles } from './mounts.ts';
import { publishedReader } from './published-relations.ts';
import { optionalText } from './row-values.ts';
import { nextServingFile, writeServingFile } from './serving-file.ts';
import { sourceTables } from './source-tables.ts';
import {
  attributeToTime,
  changesOf,
  diff,
  stage,
  stageEarlier,
  type StagedShape,
  stagingCatalog,
} from './staging.ts';
import {
  internalTable,
  type Layout,
  layoutOf,
  prepareState,
  readRegistry,
  scrub,
} from './state-tables.ts';
import { name, text } from './sql-text.ts';

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
  await prepareState(connection, layout);
  await scrub(connection, layout);
  return {
    sources: sourceTables(connection, mounts, [layout.schema, layout.internal]),
    registeredSegments: () => readRegistry(connection, layout),
    async lastRefreshId() {
      const [row] = await connection.rows(
        `SELECT max(refresh_id) AS last FROM ${internalTable(layout, 'refreshes')}`,
        'reading the state',
      );
      return optionalText(must(row, 'the newest refresh'), 'last');
    },
    startRefresh: () => startRefresh(connection, layout, mounts, target.serving),
    interrupt: () => {
      connection.interrupt();
    },
    close: () => connection.close(),
  };
}

async function startRefresh(
  connection: Connection,
  layout: Layout,
  mounts: readonly MountedFiles[],
  serving: string | undefined,
): Promise<RefreshStaging> {
  await connection.run(`ATTACH ':memory:' AS ${name(stagingCatalog)}`, 'preparing staging');
  const files = fingerprint(mounts);
  const before = await readRegistry(connection, layout);
  const shapes = new Map<number, StagedShape>();
  const shapeOf = (id: number): StagedShape => must(shapes.get(id), `staged segment ${id}`);
  const decisions = createDecisionStaging(
    connection,
    layout,
    ({ segmentId, objectType }, keyColumn, keyType) => {
      shapes.set(segmentId, { objectType, keyColumn, keyType, publishColumns: [] });
    },
  );
  return {
    ...decisions,
    async stage(request) {
      const staged = await stage(connection, request);
      const { keyType, publishColumns } = staged;
      const { segmentId, objectType, keyColumn } = request;
      shapes.set(segmentId, { objectType, keyColumn, keyType, publishColumns });
      return staged;
    },
    diff: (request) => diff(connection, layout, shapeOf(request.segmentId), request),
    async attributeToTime(segmentId, earlier) {
      const key = shapeOf(segmentId).keyColumn;
      return { time: await attributeToTime(connection, segmentId, earlier, key) };
    },
    stageEarlier: (table, query, keyColumn) => stageEarlier(connection, table, query, keyColumn),
    changesOf: (segmentId, segment) => changesOf(connection, layout, segmentId, segment),
    async commit(commit) {
      requireUnmoved(mounts, files);
      await commitRefresh(connection, layout, before, commit);
      await checkpoint(connection);
    },
    async publishServing() {
      if (serving === undefined) return undefined;
      const registry: readonly RegisteredSegment[] = await readRegistry(connection, layout);
      await writeServingFile(connection, layout, registry, serving);
      return serving;
    },
    async discard() {
      // It is in memory and goes with the connection at the latest; a failure must not hide the one before it.
      await connection
        .run(`DETACH ${name(stagingCatalog)}`, 'removing staging')
        .catch(() => undefined);
    },
  };
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
