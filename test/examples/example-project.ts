// Test support: a copy of an example project in a folder of its own, refreshed by the built command line, and what it published.
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { segform } from '../cli/run-segform.ts';
import { sessionSettings } from '../../dialects/duckdb/engine/session.ts';

const here = path.dirname(fileURLToPath(import.meta.url));
const examples = path.join(here, '..', '..', 'examples');

/** Member keys as text, sorted. */
export type Keys = readonly string[];

/** Copies an example without what was generated in it; the caller removes the folder. */
export function copyExample(name: string): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), `segform-${name}-`)));
  cpSync(path.join(examples, name), folder, {
    recursive: true,
    filter: (source) => !/\.duckdb(\.\w+)?$/.test(source),
  });
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs the generator of the CRM example. */
export function generateCrm(args: readonly string[], out: string): void {
  const script = path.join(examples, 'crm', 'generate.mjs');
  execFileSync(process.execPath, [script, ...args, '--out', out], { stdio: 'pipe' });
}

/** One refresh of all segments; throws with everything the command said unless it ends with 0. */
export async function refresh(project: string, now: string): Promise<void> {
  const args = ['refresh', '--project', project, '--now', now, '--format', 'json'];
  const finished = await segform(args);
  if (finished.code !== 0) {
    throw new Error(
      `segform ${args.join(' ')} ended with ${finished.code}\n${finished.stdout}\n${finished.stderr}`,
    );
  }
}

/** Names of the segments that have hand-written SQL. */
export function expectedSegments(example: string): readonly string[] {
  return readdirSync(path.join(here, example, 'expected'))
    .map((file) => file.replace(/\.sql$/, ''))
    .toSorted();
}

/** The SQL an analyst would write for a segment, at the example's own `now`. */
export function expectedSql(example: string, segment: string): string {
  return readFileSync(path.join(here, example, 'expected', `${segment}.sql`), 'utf8');
}

/** Names of the published segments as the `.seg` files declare them; templates with parameters are not published. */
export function declaredSegments(project: string): readonly string[] {
  const folder = path.join(project, 'segments');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.seg'))
    .flatMap((file) => {
      const text = readFileSync(path.join(folder, file), 'utf8');
      return [...text.matchAll(/^segment (\w+) of /gm)].map((match) => match[1] ?? '');
    })
    .toSorted();
}

/** Opens a DuckDB file for reading (or a database in memory), answers, and closes it again. */
export async function reading<T>(
  database: string,
  answer: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const options = database === ':memory:' ? {} : { access_mode: 'READ_ONLY' };
  const instance = await DuckDBInstance.create(database, options);
  const connection = await instance.connect();
  try {
    await connection.run(sessionSettings.join(';'));
    return await answer(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** First column of a query as text, sorted. */
export async function keys(connection: DuckDBConnection, sql: string): Promise<Keys> {
  const reader = await connection.runAndReadAll(sql);
  return reader
    .getRows()
    .map((row) => String(row[0]))
    .toSorted();
}

/** The members of a published segment: the key is the relation's first column. */
export function members(connection: DuckDBConnection, segment: string): Promise<Keys> {
  return keys(connection, `SELECT * FROM segments.${segment}`);
}

/** How many entered and left in each refresh of the file, oldest first. */
export async function refreshes(
  connection: DuckDBConnection,
): Promise<readonly { readonly entered: number; readonly left: number }[]> {
  const reader = await connection.runAndReadAll(
    'SELECT entered, "left" FROM segments.refreshes ORDER BY started_at, finished_at',
  );
  return reader.getRows().map((row) => ({ entered: Number(row[0]), left: Number(row[1]) }));
}

/** One line for each table of the generated schemas: its name and a checksum of its rows in their order. */
export async function fingerprints(connection: DuckDBConnection): Promise<Keys> {
  const tables = await keys(
    connection,
    `SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE schema_name IN ('crm', 'shop', 'events', 'support')`,
  );
  const lines: string[] = [];
  for (const table of tables) {
    const [checksum] = await keys(
      connection,
      `SELECT md5(string_agg(to_json(r)::VARCHAR, ',' ORDER BY r.place)) FROM (SELECT row_number() OVER () AS place, * FROM ${table}) r`,
    );
    lines.push(`${table} ${checksum}`);
  }
  return lines;
}
