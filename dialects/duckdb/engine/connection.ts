// The only file that knows the driver, which is native and loaded when the first connection opens.
// A hardened in-memory instance attaches the database file; what a query may name is made visible in the in-memory catalogue.
import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, extname, join } from 'node:path';
import type * as Driver from '@duckdb/node-api';
import type {
  DuckDBConnection,
  DuckDBInstance,
  DuckDBPreparedStatement,
  Json,
} from '@duckdb/node-api';
import { InternalError } from '../../../compiler/assert.ts';
import { operationalError } from '../../../compiler/operational-error.ts';
import { catalogue } from '../../../compiler/diagnostics/catalogue.ts';
import { engineError, openingError } from './engine-error.ts';
import { sessionSettings } from './session.ts';
import { name, text } from './sql-text.ts';

export type Row = Readonly<Record<string, Json>>;

/** One connection to one instance. Statements run one after another; every failure is an OperationalError without values. */
export interface Connection {
  /** Catalogue name of the attached database. */
  readonly database: string;
  run(sql: string, doing: string): Promise<void>;
  /** Rows as JSON: numbers beyond 2^53 and times are text. */
  rows(sql: string, doing: string): Promise<readonly Row[]>;
  /**
   * Runs a statement that reads no table, with one list of texts bound to each parameter. It is prepared once: plans that
   * scan tables must not be kept, since DuckDB plans them with statistics of rows that were there at first.
   */
  runBound(
    sql: string,
    lists: readonly (readonly (string | null)[])[],
    doing: string,
  ): Promise<void>;
  /** Runs `work` in a transaction: rolled back on any failure, since COMMIT of a failed transaction may answer success. */
  transaction(work: () => Promise<void>, doing: string): Promise<void>;
  interrupt(): void;
  close(): Promise<void>;
}

export interface ConnectionRequest {
  /** Absolute path or `:memory:`. */
  readonly path: string;
  readonly readOnly: boolean;
  readonly memoryLimit: string | undefined;
  readonly tempDirectory: string | undefined;
  readonly threads: number | undefined;
  /** Runs before the configuration is locked: finds the files that mounts match. */
  readonly readableFiles: (run: Connection) => Promise<readonly string[]>;
  /** Written beside the database: the serving file. */
  readonly writableFile: string | undefined;
}

/** Second instances of one file in one process lose writes silently, so there is one at most. */
const openFiles = new Set<string>();

export async function openConnection(request: ConnectionRequest): Promise<Connection> {
  const file = request.path === ':memory:' ? undefined : realFile(request);
  if (file !== undefined && openFiles.has(file)) {
    throw operationalError(catalogue.operations.warehouseLocked, {
      database: request.path,
      owner: 'of this command itself',
    });
  }
  if (file !== undefined) openFiles.add(file);
  const { DuckDBInstance, LIST, VARCHAR } = driver();
  let instance: DuckDBInstance | undefined;
  let raw: DuckDBConnection | undefined;
  const release = (): void => {
    raw?.closeSync();
    instance?.closeSync();
    if (file !== undefined) openFiles.delete(file);
  };
  try {
    instance = await DuckDBInstance.create(':memory:', instanceOptions(request));
    raw = await instance.connect();
    const database = databaseName(request.path);
    const texts = LIST(VARCHAR);
    const bind = (
      statement: DuckDBPreparedStatement,
      list: readonly (string | null)[],
      at: number,
    ): void => {
      statement.bindList(at, list, texts);
    };
    const connection = wrap(raw, database, release, bind);
    await attach(connection, request, database);
    await harden(connection, request);
    return connection;
  } catch (error) {
    release();
    throw openingError(error, request.path);
  }
}

/** Required, not imported: to import CommonJS, Node reads each of its hundred files twice, which takes longer than the rest of opening. */
function driver(): typeof Driver {
  const loaded: unknown = createRequire(import.meta.url)('@duckdb/node-api');
  if (!isDriver(loaded)) throw new InternalError('the driver of DuckDB is something else');
  return loaded;
}

function isDriver(loaded: unknown): loaded is typeof Driver {
  return typeof loaded === 'object' && loaded !== null && 'DuckDBInstance' in loaded;
}

function instanceOptions(request: ConnectionRequest): Record<string, string> {
  const { memoryLimit, threads } = request;
  return {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    allow_persistent_secrets: 'false',
    ...(memoryLimit === undefined ? {} : { memory_limit: memoryLimit }),
    ...(threads === undefined ? {} : { threads: String(threads) }),
  };
}

/** The path with links followed, also of a file that does not exist yet; its folder is made when it may be written. */
function realFile(request: ConnectionRequest): string {
  const { path } = request;
  if (existsSync(path)) return realpathSync(path);
  if (!request.readOnly) {
    try {
      mkdirSync(dirname(path), { recursive: true });
    } catch (error) {
      throw openingError(error, path);
    }
    return join(realpathSync(dirname(path)), basename(path));
  }
  return path;
}

/** The file's name without its extension, as DuckDB would choose it, unless that name is taken by DuckDB itself. */
function databaseName(path: string): string {
  if (path === ':memory:') return 'warehouse';
  const stem = basename(path, extname(path));
  return ['memory', 'temp', 'system', ''].includes(stem.toLowerCase()) ? `${stem}_database` : stem;
}

async function attach(
  connection: Connection,
  request: ConnectionRequest,
  database: string,
): Promise<void> {
  await connection.run(sessionSettings.join(';\n'), 'preparing the connection');
  const mode = request.readOnly ? ' (READ_ONLY)' : '';
  try {
    await connection.run(`ATTACH ${text(request.path)} AS ${name(database)}${mode}`, 'opening');
  } catch (error) {
    throw openingError(error instanceof Error ? error.cause : error, request.path);
  }
}

async function harden(connection: Connection, request: ConnectionRequest): Promise<void> {
  const readable = await request.readableFiles(connection);
  const own = [request.path, request.writableFile].filter(
    (path) => path !== undefined && path !== ':memory:',
  );
  const paths = [
    ...readable,
    ...own.flatMap((path) => [
      `${path}`,
      `${path}.wal`,
      `${path}.wal.checkpoint`,
      `${path}.wal.recovery`,
    ]),
  ];
  const spill = request.tempDirectory ?? (request.path === ':memory:' ? '' : `${request.path}.tmp`);
  const settings = [
    `SET temp_directory = ${text(spill)}`,
    `SET allowed_paths = [${paths.map(text).join(', ')}]`,
    'SET enable_external_access = false',
    'SET lock_configuration = true',
  ];
  await connection.run(settings.join(';\n'), 'preparing the connection');
}

type BindTexts = (
  statement: DuckDBPreparedStatement,
  list: readonly (string | null)[],
  at: number,
) => void;

function wrap(
  raw: DuckDBConnection,
  database: string,
  release: () => void,
  bind: BindTexts,
): Connection {
  const prepared = new Map<string, DuckDBPreparedStatement>();
  const run = async (sql: string, doing: string): Promise<void> => {
    try {
      await raw.run(sql);
    } catch (error) {
      throw engineError(error, doing);
    }
  };
  return {
    database,
    run,
    async rows(sql, doing) {
      try {
        const reader = await raw.runAndReadAll(sql);
        return reader.getRowObjectsJson();
      } catch (error) {
        throw engineError(error, doing);
      }
    },
    async runBound(sql, lists, doing) {
      try {
        const statement = prepared.get(sql) ?? (await raw.prepare(sql));
        prepared.set(sql, statement);
        lists.forEach((list, index) => {
          bind(statement, list, index + 1);
        });
        await statement.run();
      } catch (error) {
        throw engineError(error, doing);
      }
    },
    async transaction(work, doing) {
      await run('BEGIN TRANSACTION', doing);
      try {
        await work();
        await run('COMMIT', doing);
      } catch (error) {
        // A transaction that failed in COMMIT is gone already; its ROLLBACK then fails and the first error is the one to tell.
        await raw.run('ROLLBACK').catch(() => undefined);
        throw error;
      }
    },
    interrupt: () => {
      raw.interrupt();
    },
    close: () => {
      release();
      return Promise.resolve();
    },
  };
}
