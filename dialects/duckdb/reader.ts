// DuckDB behind the port of explaining: the database read-only, in one snapshot, and an in-memory catalogue for what is computed.
import { existsSync } from 'node:fs';
import { must } from '../../compiler/assert.ts';
import type {
  ReachedEntity,
  ReachedRows,
  ReachingStep,
} from '../../compiler/explain/reached-rows.ts';
import type { CopiedRows, WarehouseReader } from '../../runtime/warehouse-reader.ts';
import type { DuckdbTarget } from '../../runtime/warehouse-target.ts';
import { type Connection, openConnection } from './engine/connection.ts';
import { numberOf, textOf } from './engine/row-values.ts';
import { name, names, text } from './engine/sql-text.ts';
import { publishedReader } from './publish/published-relations.ts';
import { changesOf } from './staging/segment-log.ts';
import { stagingCatalog } from './staging/staging-catalog.ts';
import { readRegistry } from './state/registry.ts';
import { checkFormat, hasState, type Layout, layoutOf } from './state/state-tables.ts';
import { findMountedFiles, type MountedFiles } from './tables/mounts.ts';
import { sourceTables } from './tables/source-tables.ts';

/** A database that does not exist yet is empty: mounted files may hold all there is. */
export async function openDuckdbReader(target: DuckdbTarget): Promise<WarehouseReader> {
  let mounts: readonly MountedFiles[] = [];
  const exists = target.database !== ':memory:' && existsSync(target.database);
  const connection = await openConnection({
    path: exists ? target.database : ':memory:',
    readOnly: exists,
    memoryLimit: target.memoryLimit,
    tempDirectory: target.tempDirectory,
    threads: target.threads,
    writableFile: undefined,
    readableFiles: async (run) => {
      mounts = await findMountedFiles(run, target.mounts);
      return mounts.flatMap(({ files }) => files);
    },
  });
  try {
    await connection.run(`ATTACH ':memory:' AS ${name(stagingCatalog)}`, 'preparing');
    return await readerOf(connection, layoutOf(connection, target.schema), mounts);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

async function readerOf(
  connection: Connection,
  layout: Layout,
  mounts: readonly MountedFiles[],
): Promise<WarehouseReader> {
  const isRefreshed = await hasState(connection, layout);
  if (isRefreshed) await checkFormat(connection, layout);
  return {
    sources: sourceTables(connection, mounts, [layout.schema, layout.internal]),
    published: isRefreshed ? publishedReader(connection, layout.schema) : undefined,
    registeredSegments: () =>
      isRefreshed ? readRegistry(connection, layout) : Promise.resolve([]),
    changesOf: (segmentId, segment) =>
      isRefreshed && segmentId !== undefined
        ? changesOf(connection, layout, segmentId, segment)
        : noChanges(connection, segment),
    copyRows: (reached, key, logs) => copyRows(connection, reached, key, logs),
    async keep(table, query) {
      const relation = [stagingCatalog, 'main', table];
      await connection.run(
        `CREATE OR REPLACE TABLE ${names(...relation)} AS\n${query}`,
        'computing a segment',
      );
      return relation;
    },
    rowsOfKey: (query, keyColumn, key) =>
      connection.rows(
        `SELECT * FROM (${query}) AS q WHERE CAST(q.${name(keyColumn)} AS VARCHAR) = ${text(key)}`,
        'looking at one object',
      ),
    async values(query, limit) {
      const rows = await connection.rows(
        `SELECT DISTINCT CAST(value AS VARCHAR) AS value FROM (${query}) AS q WHERE value IS NOT NULL ORDER BY value LIMIT ${limit}`,
        'reading the times of rows',
      );
      return rows.map((row) => textOf(row, 'value'));
    },
    nearKeys: (query, keyColumn, key) => nearKeys(connection, query, keyColumn, key),
    interrupt: () => {
      connection.interrupt();
    },
    close: () => connection.close(),
  };
}

/** A log without changes. */
async function noChanges(connection: Connection, segment: string): Promise<readonly string[]> {
  const relation = [stagingCatalog, 'main', `no changes ${segment}`];
  const columns = ['refresh_id', 'object_type', 'segment', 'object_key', 'change'];
  const texts = columns.map((column) => `CAST(NULL AS VARCHAR) AS ${name(column)}`).join(', ');
  await connection.run(
    `CREATE OR REPLACE VIEW ${names(...relation)} AS SELECT ${texts}, CAST(NULL AS TIMESTAMP) AS changed_at WHERE FALSE`,
    'reading the history of a segment',
  );
  return relation;
}

async function nearKeys(
  connection: Connection,
  query: string,
  keyColumn: string,
  key: string,
): Promise<readonly string[]> {
  const most = Math.max(1, Math.floor(key.length / 3));
  const far = `damerau_levenshtein(lower(k), lower(${text(key)}))`;
  const rows = await connection.rows(
    `SELECT k FROM (SELECT DISTINCT CAST(${name(keyColumn)} AS VARCHAR) AS k FROM (${query}) AS q) AS keys
WHERE k IS NOT NULL AND ${far} <= ${most} ORDER BY ${far}, k LIMIT 3`,
    'looking for the object',
  );
  return rows.map((row) => textOf(row, 'k'));
}

// ---------------------------------------------------------------- rows that can be reached

interface Copy {
  readonly entity: ReachedEntity;
  readonly source: string;
  readonly table: readonly string[];
  rows: number;
}

const doing = 'collecting the rows of one object';

/** Rows are added until the joins lead to no others. */
async function copyRows(
  connection: Connection,
  reached: ReachedRows,
  key: string,
  logs: ReadonlyMap<string, readonly string[]>,
): Promise<CopiedRows> {
  const copies = new Map<string, Copy>();
  for (const [index, entity] of reached.entities.entries()) {
    const log = entity.logOf === undefined ? undefined : logs.get(entity.logOf);
    const source = names(...(log ?? entity.table));
    const table = [stagingCatalog, 'main', `rows ${index + 1}`];
    copies.set(entity.entity, { entity, source, table, rows: 0 });
  }
  const copy = async (one: Copy, where: string): Promise<boolean> => {
    const columns = one.entity.columns?.map(name).join(', ') ?? '*';
    const table = names(...one.table);
    await connection.run(
      `CREATE OR REPLACE TABLE ${table} AS SELECT ${columns} FROM ${one.source} WHERE ${where}`,
      doing,
    );
    const [row] = await connection.rows(`SELECT count(*) AS n FROM ${table}`, doing);
    const rows = numberOf(must(row, 'a count'), 'n');
    const grew = rows > one.rows;
    one.rows = rows;
    return grew;
  };
  let changed = new Set<string>();
  for (const [id, one] of copies) {
    if (await copy(one, firstRows(one.entity, reached.root, key))) changed.add(id);
  }
  while (changed.size > 0) {
    const next = new Set<string>();
    for (const [id, one] of copies) {
      if (one.entity.whole || !reached.steps.some(({ from, to }) => to === id && changed.has(from)))
        continue;
      const ways = reached.steps.filter(({ to }) => to === id);
      const first = firstRows(one.entity, reached.root, key);
      const where = [first, ...ways.map((step) => reachedBy(step, copies))].join(' OR ');
      if (await copy(one, where)) next.add(id);
    }
    changed = next;
  }
  const tables = new Map([...copies].map(([id, { table }]) => [id, table] as const));
  return { tables, rows: [...copies.values()].reduce((sum, { rows }) => sum + rows, 0) };
}

function firstRows({ entity, keyColumn, whole }: ReachedEntity, root: string, key: string): string {
  if (whole) return 'TRUE';
  if (entity !== root || keyColumn === undefined) return 'FALSE';
  return `CAST(${name(keyColumn)} AS VARCHAR) = ${text(key)}`;
}

/** SQL that is true for a row of `to` that a row already copied leads to. */
function reachedBy(step: ReachingStep, copies: ReadonlyMap<string, Copy>): string {
  const from = must(copies.get(step.from), step.from);
  const to = must(copies.get(step.to), step.to);
  const [theirs, ours] =
    step.holder === 'from'
      ? [step.column, must(to.entity.keyColumn, `key of ${step.to}`)]
      : [must(from.entity.keyColumn, `key of ${step.from}`), step.column];
  const value = step.asText ? `CAST(${name(theirs)} AS VARCHAR)` : name(theirs);
  return `${name(ours)} IN (SELECT ${value} FROM ${names(...from.table)})`;
}
