// Opens a database as Segform's warehouse does: attached to a hardened instance in memory, with the project's limits.
import path from 'node:path';
import { type Connection, openConnection } from '../../dialects/duckdb/engine/connection.ts';
import { databaseFile, type Limits, spillFolder } from '../project/write-project.ts';
import type { Place } from './operation.ts';

export async function withPlace<T>(
  place: Place,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const { project, limits } = place;
  const spill = path.join(project, spillFolder);
  return await withDatabase(path.join(project, databaseFile), limits, spill, work);
}

/** `spill`: folder for spilled data; undefined: beside the file. */
export async function withDatabase<T>(
  file: string,
  limits: Limits,
  spill: string | undefined,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await openConnection({
    path: file,
    readOnly: false,
    memoryLimit: limits.memoryLimit,
    tempDirectory: spill,
    threads: limits.threads,
    readableFiles: () => Promise.resolve([]),
    writableFile: undefined,
  });
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}
