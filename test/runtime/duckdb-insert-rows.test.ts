// Rows of this program in tables: every kind of cell arrives as it was.
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Connection } from '../../dialects/duckdb/engine/connection.ts';
import {
  type Cells,
  insertStatements,
  timeCell,
} from '../../dialects/duckdb/engine/insert-rows.ts';
import { runAll } from '../../dialects/duckdb/engine/run-all.ts';
import { openMemoryConnection } from './memory-connection.ts';

const columns =
  'id INTEGER, "left" BIGINT, title VARCHAR, labels VARCHAR[], seen TIMESTAMP, stale BOOLEAN';
const table = 'memory.main.kept';

let connection: Connection;

beforeEach(async () => {
  connection = await openMemoryConnection();
  await connection.run(`CREATE TABLE ${table} (${columns})`, 'a test');
});

afterEach(async () => {
  await connection.close();
});

async function kept(rows: readonly Cells[]): Promise<readonly unknown[]> {
  await runAll(connection, insertStatements(table, columns, rows), 'a test');
  return await connection.rows(`FROM ${table} ORDER BY id`, 'a test');
}

it('keeps texts, lists, numbers, times and what is missing', async () => {
  const title = `it's "so" \\ \\u0041 {} ; -- é\n\t\u2028 🙂`;
  const labels = ['a, b', "'", '"', ''];
  expect(
    await kept([
      {
        id: 1,
        left: Number.MAX_SAFE_INTEGER,
        title,
        labels,
        seen: timeCell('2025-11-01T09:00:00.250Z'),
        stale: false,
      },
      { id: 2, title: '', labels: [], seen: undefined },
      { id: 3, title: 'half \ud83d of one' },
    ]),
  ).toEqual([
    {
      id: 1,
      left: '9007199254740991',
      title,
      labels,
      seen: '2025-11-01 09:00:00.25',
      stale: false,
    },
    { id: 2, left: null, title: '', labels: [], seen: null, stale: null },
    { id: 3, left: null, title: 'half \ufffd of one', labels: null, seen: null, stale: null },
  ]);
});

it('says nothing to the engine for no rows', () => {
  expect(insertStatements(table, columns, [])).toEqual([]);
});

it('keeps very many', async () => {
  const rows = Array.from({ length: 3_000 }, (_value, id) => ({ id, title: `title ${id}` }));
  expect(await kept(rows)).toHaveLength(3_000);
});
