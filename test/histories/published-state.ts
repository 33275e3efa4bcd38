// Test support: the database of a history: the sources written into it, and what the refreshes have published, read as it is.
import type { Connection, Row } from '../../dialects/duckdb/connection.ts';
import type { Keys } from './expected.ts';
import { type Fault, faultStatements, fillStatements, type Rows } from './rows.ts';

export interface PublishedChange {
  readonly refreshId: string;
  readonly objectType: string;
  readonly segment: string;
  readonly key: string;
  readonly change: 'entered' | 'left';
  readonly at: string;
  readonly reason: string;
}

export interface PublishedSize {
  readonly segment: string;
  readonly refreshId: string;
  readonly size: number;
  readonly entered: number;
  readonly left: number;
}

export interface PublishedState {
  /** Key and when it entered, by segment. */
  readonly members: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Oldest first. */
  readonly changes: readonly PublishedChange[];
  readonly sizes: readonly PublishedSize[];
  /** What `segments` says. */
  readonly sizeOf: ReadonlyMap<string, string>;
}

/** The schemas of the database; the connection's own catalogue is another one. */
function qualified(connection: Connection, sql: string): string {
  return sql.replaceAll(/\b(segments\.|src\b)/g, `"${connection.database}".$1`);
}

async function rowsOf(connection: Connection, sql: string): Promise<readonly Row[]> {
  return await connection.rows(qualified(connection, sql), 'reading what is published');
}

export async function writeSources(
  connection: Connection,
  rows: Rows,
  fault: Fault = 'none',
): Promise<void> {
  // What the refresh before made visible in the connection's own catalogue.
  await connection.run('DROP SCHEMA IF EXISTS memory.src CASCADE', 'writing the sources');
  const statements = [...fillStatements(rows), ...faultStatements[fault]].map((sql) =>
    qualified(connection, sql),
  );
  await connection.run(statements.join(';\n'), 'writing the sources');
}

function text(row: Row, column: string): string {
  const cell = row[column];
  return typeof cell === 'string' ? cell : JSON.stringify(cell ?? null);
}

const instant = (column: string): string => `strftime(${column}, '%Y-%m-%dT%H:%M:%S.%gZ')`;

export async function readPublished(connection: Connection): Promise<PublishedState> {
  const members = new Map<string, Map<string, string>>();
  const memberships = await rowsOf(
    connection,
    `SELECT segment, object_key AS key, ${instant('entered_at')} AS "at" FROM segments.memberships`,
  );
  for (const row of memberships) {
    const [segment, key, at] = [text(row, 'segment'), text(row, 'key'), text(row, 'at')];
    const own = members.get(segment) ?? new Map<string, string>();
    if (own.has(key)) throw new Error(`${key} is in ${segment} twice`);
    members.set(segment, own.set(key, at));
  }
  const changes = await rowsOf(
    connection,
    `SELECT refresh_id, object_type, segment, object_key AS key, change, ${instant('changed_at')} AS "at", reason FROM segments.membership_changes ORDER BY refresh_id, segment, object_key`,
  );
  const sizes = await rowsOf(
    connection,
    'SELECT segment, refresh_id, size, entered, "left" FROM segments.segment_sizes ORDER BY refresh_id',
  );
  const segments = await rowsOf(connection, 'SELECT segment, size FROM segments.segments');
  return {
    members,
    changes: changes.map((row) => ({
      refreshId: text(row, 'refresh_id'),
      objectType: text(row, 'object_type'),
      segment: text(row, 'segment'),
      key: text(row, 'key'),
      change: row['change'] === 'entered' ? 'entered' : 'left',
      at: text(row, 'at'),
      reason: text(row, 'reason'),
    })),
    sizes: sizes.map((row) => ({
      segment: text(row, 'segment'),
      refreshId: text(row, 'refresh_id'),
      size: Number(row['size']),
      entered: Number(row['entered']),
      left: Number(row['left']),
    })),
    sizeOf: new Map(segments.map((row) => [text(row, 'segment'), text(row, 'size')])),
  };
}

/** What the log makes of nobody, by segment. Throws when somebody enters twice or leaves without being in. */
export function replayed(changes: readonly PublishedChange[]): ReadonlyMap<string, Keys> {
  const members = new Map<string, Set<string>>();
  for (const { segment, key, change, refreshId } of changes) {
    const own = members.get(segment) ?? new Set<string>();
    members.set(segment, own);
    if (own.has(key) === (change === 'entered')) {
      throw new Error(
        `${key} ${change} ${segment} in ${refreshId} and was ${own.has(key) ? 'in' : 'out'}`,
      );
    }
    if (change === 'entered') own.add(key);
    else own.delete(key);
  }
  return members;
}
