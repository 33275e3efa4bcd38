// Test support: what `publish:` shows of the members: the columns of their rows, and of the rows that those lead to.
import type { Connection } from '../../dialects/duckdb/engine/connection.ts';
import type { StoredRow } from '../interpreter/world.ts';
import type { Rows } from './data.ts';
import type { Defined } from './definitions.ts';
import type { Keys } from './expected.ts';
import { qualified } from './published-state.ts';
import { type ObjectName, wordingOf } from './rules.ts';
import type { TableName, Variant } from './tracking.ts';

/** Paths as they are written; none when nothing is published beside the key. */
export function publishedPaths({ rule, number }: Defined): readonly string[] {
  const listed = /publish: \[(.*)\]/.exec(wordingOf(rule, number, ['a', 'b']))?.[1];
  return listed?.split(', ') ?? [];
}

const tableOf: Readonly<Record<ObjectName, TableName>> = {
  person: 'src.people',
  firm: 'src.firms',
  order: 'src.orders',
};

interface Source {
  readonly rows: Rows;
  readonly variant: Variant;
}

function find({ rows, variant }: Source, object: ObjectName, key: unknown): StoredRow | undefined {
  const table = tableOf[object];
  const row = rows[table].find(({ id }) => id === key);
  return variant[table].deletes && typeof row?.['deleted_at'] === 'string' ? undefined : row;
}

/** A line for each member, sorted. */
export function expectedColumns(one: Defined, members: Keys, source: Source): readonly string[] {
  return [...members]
    .map((key) => {
      const row = find(source, one.rule.object, key);
      const cells = publishedPaths(one).map((path) => {
        const [first = '', second] = path.split('.');
        if (second === undefined) return row?.[first] ?? null;
        const related = first === 'firm' ? 'firm' : 'person';
        return find(source, related, row?.[`${related}_id`])?.[second] ?? null;
      });
      return JSON.stringify([key, ...cells]);
    })
    .toSorted();
}

/** The same as the warehouse has it. */
export async function readColumns(
  connection: Connection,
  name: string,
): Promise<readonly string[]> {
  const sql = `SELECT CAST(COLUMNS(* EXCLUDE entered_at) AS VARCHAR) FROM segments."${name}"`;
  const rows = await connection.rows(qualified(connection, sql), 'reading published columns');
  return rows.map((row) => JSON.stringify(Object.values(row))).toSorted();
}
