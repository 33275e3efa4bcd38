// Test support: the database of a history: the sources written into it, and what the refreshes have published, read as it is.
import type { Connection, Row } from '../../dialects/duckdb/engine/connection.ts';
import type { Keys } from './expected.ts';

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

export const nothingPublished: PublishedState = {
  members: new Map(),
  changes: [],
  sizes: [],
  sizeOf: new Map(),
};

/** The schemas of the database; the connection's own catalogue is another one. */
export function qualified(connection: Connection, sql: string): string {
  return sql.replaceAll(/\b(segments\.|src\b)/g, `"${connection.database}".$1`);
}

function text(row: Row, column: string): string {
  const cell = row[column];
  return typeof cell === 'string' ? cell : JSON.stringify(cell ?? null);
}

const instant = (column: string): string => `strftime(${column}, '%Y-%m-%dT%H:%M:%S.%gZ')`;

/** One statement: what costs is binding the views. */
function everything(since: string): string {
  const later = `refresh_id > '${since}'`;
  return `SELECT 'member' AS what, '' AS refresh_id, '' AS object_type, segment, object_key AS key, ${instant('entered_at')} AS "at", '' AS change, '' AS reason
FROM segments.memberships
UNION ALL SELECT 'change', refresh_id, object_type, segment, object_key, ${instant('changed_at')}, change, reason
FROM segments.membership_changes WHERE ${later}
UNION ALL SELECT 'size', refresh_id, '', segment, '', CAST(size AS VARCHAR), CAST(entered AS VARCHAR), CAST("left" AS VARCHAR)
FROM segments.segment_sizes WHERE ${later}
UNION ALL SELECT 'segment', '', '', segment, '', CAST(size AS VARCHAR), '', '' FROM segments.segments
ORDER BY what, refresh_id, segment, key`;
}

/** `known`: what was read after the refresh `since`, whose log is not read again; all is read when it is left out. */
export async function readPublished(
  connection: Connection,
  known: PublishedState = nothingPublished,
  since = '',
): Promise<PublishedState> {
  const sql = qualified(connection, everything(since));
  const rows = await connection.rows(sql, 'reading what is published');
  const of = (what: string): readonly Row[] => rows.filter((row) => row['what'] === what);
  const members = new Map<string, Map<string, string>>();
  for (const row of of('member')) {
    const [segment, key, at] = [text(row, 'segment'), text(row, 'key'), text(row, 'at')];
    const own = members.get(segment) ?? new Map<string, string>();
    if (own.has(key)) throw new Error(`${key} is in ${segment} twice`);
    members.set(segment, own.set(key, at));
  }
  const changes = of('change').map((row) => ({
    refreshId: text(row, 'refresh_id'),
    objectType: text(row, 'object_type'),
    segment: text(row, 'segment'),
    key: text(row, 'key'),
    change: row['change'] === 'entered' ? ('entered' as const) : ('left' as const),
    at: text(row, 'at'),
    reason: text(row, 'reason'),
  }));
  const sizes = of('size').map((row) => ({
    segment: text(row, 'segment'),
    refreshId: text(row, 'refresh_id'),
    size: Number(row['at']),
    entered: Number(row['change']),
    left: Number(row['reason']),
  }));
  return {
    members,
    changes: [...known.changes, ...changes],
    sizes: [...known.sizes, ...sizes],
    sizeOf: new Map(of('segment').map((row) => [text(row, 'segment'), text(row, 'at')])),
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
