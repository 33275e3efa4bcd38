// DuckDB behind the port of reading what is published: the serving file when there is one, else the database, read-only.
import { existsSync } from 'node:fs';
import { catalogue } from '../../compiler/diagnostics/catalogue.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import type { PublishedRelations } from '../../runtime/warehouse.ts';
import type { DuckdbTarget } from '../../runtime/warehouse-target.ts';
import { openConnection } from './engine/connection.ts';
import { text } from './engine/sql-text.ts';
import { publishedReader } from './publish/published-relations.ts';

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
