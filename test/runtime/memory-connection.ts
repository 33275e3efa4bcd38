// Test support: the connection that a warehouse in memory has, hardened like any other.
import { type Connection, openConnection } from '../../dialects/duckdb/connection.ts';

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
