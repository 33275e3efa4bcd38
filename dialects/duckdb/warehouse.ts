// DuckDB behind the runtime's warehouse port: one connection, staging in memory, one transaction per refresh, the serving file.
import type { Warehouse } from '../../runtime/warehouse.ts';
import type { DuckdbTarget } from '../../runtime/warehouse-target.ts';
import { type Connection, openConnection } from './engine/connection.ts';
import { nextServingFile } from './publish/serving-file.ts';
import { startRefresh } from './refresh-staging.ts';
import { keptRegistry } from './state/kept-registry.ts';
import {
  type LastRefresh,
  lastRefresh,
  layoutOf,
  prepareState,
  scrub,
} from './state/state-tables.ts';
import { findMountedFiles, type MountedFiles } from './tables/mounts.ts';
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
