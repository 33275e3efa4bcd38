// Test support: runs a project's prepare.sql, and answers the hand-written SQL of its segments. Independent of the compiler.
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from './data-folder.ts';
import { readMounts } from './project-config.ts';

/** Object keys as text, sorted. */
export type MemberKeys = readonly string[];

/** Hand-written SQL answered over the prepared tables and the mounted files. */
export interface Oracle {
  readonly members: (sql: string) => Promise<MemberKeys>;
  readonly close: () => void;
}

async function runPrepareScript(connection: DuckDBConnection, projectDir: string): Promise<void> {
  const script = join(projectDir, 'prepare.sql');
  if (!existsSync(script)) {
    return;
  }
  await connection.run(`SET VARIABLE data_dir = ${textLiteral(dataFolder())}`);
  const statements = await connection.extractStatements(readFileSync(script, 'utf8'));
  for (let index = 0; index < statements.count; index += 1) {
    const statement = await statements.prepare(index);
    await statement.run();
  }
}

async function mountFiles(connection: DuckDBConnection, projectDir: string): Promise<void> {
  for (const [table, path] of readMounts(projectDir)) {
    const parts = table.split('.');
    await connection.run(`CREATE SCHEMA IF NOT EXISTS ${identifier(parts[0] ?? 'main')}`);
    await connection.run(
      `CREATE VIEW ${parts.map(identifier).join('.')} AS SELECT * FROM read_csv(${textLiteral(path)})`,
    );
  }
}

/** First column of a query as sorted text. Throws when a key is missing or comes twice. */
export async function readKeys(connection: DuckDBConnection, sql: string): Promise<MemberKeys> {
  const reader = await connection.runAndReadAll(sql);
  const keys = reader.getRowsJson().map((row) => {
    const key = row[0];
    if (key === null || key === undefined) {
      throw new Error(`a member key is missing in: ${sql}`);
    }
    return typeof key === 'string' ? key : JSON.stringify(key);
  });
  if (new Set(keys).size !== keys.length) {
    throw new Error(`a member key comes twice in: ${sql}`);
  }
  return keys.toSorted();
}

/** Makes the DuckDB file that the project refreshes in: the tables of prepare.sql, nothing else. */
export async function prepareDatabase(projectDir: string, databasePath: string): Promise<void> {
  const instance = await DuckDBInstance.create(databasePath);
  const connection = await instance.connect();
  try {
    await runPrepareScript(connection, projectDir);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Opens a separate in-memory warehouse for the expected SQL of a project. */
export async function openOracle(projectDir: string): Promise<Oracle> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await runPrepareScript(connection, projectDir);
  await mountFiles(connection, projectDir);
  return {
    members: (sql) => readKeys(connection, sql),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** A DuckDB identifier, quoted. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
