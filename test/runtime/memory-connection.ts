// Test support: the connection that a warehouse in memory has, hardened like any other.
import { type Connection, openConnection } from '../../dialects/duckdb/engine/connection.ts';
import type { DuckdbTarget } from '../../runtime/warehouse-target.ts';

/** The target of a warehouse in memory. */
export const memoryTarget: DuckdbTarget = {
  kind: 'duckdb',
  name: 'dev',
  database: ':memory:',
  serving: undefined,
  schema: 'segments',
  mounts: [],
  memoryLimit: undefined,
  tempDirectory: undefined,
  threads: 1,
};

export async function openMemoryConnection(): Promise<Connection> {
  return openConnection({
    path: ':memory:',
    readOnly: false,
    memoryLimit: undefined,
    tempDirectory: undefined,
    threads: 1,
    writableFile: undefined,
    readableFiles: () => Promise.resolve([]),
  });
}
