// What is remembered between refreshes: written with the commit or not at all, and as long as a segment needs it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../dialects/duckdb/engine/connection.ts';
import type { TrackedSource } from '../../runtime/warehouse-changes.ts';
import { membership, noon, record, World } from './duckdb-changes-world.ts';
import { openMemoryConnection } from './memory-connection.ts';

const orders: TrackedSource = {
  entity: 'order',
  table: 'orders',
  tracking: { kind: 'changes', by: 'updated' },
  keyColumn: 'id',
  columns: ['contact_id', 'id'],
};
const state = ['source_states', 'touched', 'baselines', 'rows_order'].map(
  (table) => `warehouse.segments__internal.${table}`,
);

let connection: Connection;
let world: World;
let fails = false;

beforeEach(async () => {
  fails = false;
  const memory = await openMemoryConnection();
  connection = {
    ...memory,
    run: (sql, doing) =>
      fails && sql.includes('"refreshes" VALUES')
        ? Promise.reject(new Error('planted'))
        : memory.run(sql, doing),
  };
  world = await World.open(connection);
  await world.run(
    "CREATE TABLE db.orders AS SELECT i AS id, 10 * i AS contact_id, TIMESTAMP '2025-11-01' AS updated FROM range(1, 4) AS r(i)",
  );
});

afterEach(async () => {
  await world.close();
});

async function remembered(): Promise<readonly unknown[]> {
  const tables = [];
  for (const table of state) tables.push(await world.values(table));
  return tables;
}

describe('what is remembered of the sources', () => {
  it('is as it was when the commit fails, so that the next refresh finds the same changes', async () => {
    await world.hold();
    await world.look(orders);
    const before = await remembered();
    await world.run("UPDATE db.orders SET contact_id = 11, updated = '2025-11-02' WHERE id = 1");
    fails = true;
    await expect(world.look(orders)).rejects.toThrow('planted');
    fails = false;
    expect(await remembered()).toEqual(before);
    await world.reopen();
    expect(await remembered()).toEqual(before);
    expect((await world.look(orders, [['contact_id', 2]])).touched).toEqual([['10', '11']]);
    expect(await remembered()).not.toEqual(before);
  });

  it('loses what a stopped run left without its commit marker', async () => {
    await world.hold();
    await world.look(orders);
    const before = await remembered();
    await world.run(
      "INSERT INTO warehouse.segments__internal.source_states VALUES (3, 'order', 'x', 1, NULL, 0, 0, true, NULL, NULL)",
    );
    await world.run(
      "INSERT INTO warehouse.segments__internal.touched VALUES (3, 'order', 'id', '1')",
    );
    await world.run(
      'INSERT INTO warehouse.segments__internal.baselines VALUES (9, 3, NULL, NULL, NULL, NULL)',
    );
    await world.reopen();
    expect(await remembered()).toEqual(before);
  });

  it('goes when no segment goes on from it, and its copy with the next look at anything', async () => {
    await world.hold();
    await world.look(orders);
    for (const id of [1, 2]) {
      await world.run(
        `UPDATE db.orders SET contact_id = ${id}, updated = '2025-11-0${id + 2}' WHERE id = ${id}`,
      );
      await world.look(orders);
    }
    const [states, touched] = state;
    expect(await world.values(`(SELECT refresh FROM ${states})`)).toEqual(['2', '3', '4']);
    expect(await world.values(`(SELECT DISTINCT refresh FROM ${touched})`)).toEqual(['3', '4']);
    await publishAgain();
    expect(await world.values(`(SELECT refresh FROM ${states})`)).toEqual([]);
    expect(await world.values(`(SELECT refresh FROM ${touched})`)).toEqual([]);
    await world.run('CREATE TABLE db.notes (text VARCHAR)');
    const notes = { entity: 'note', table: 'notes', keyColumn: undefined, columns: [] } as const;
    await world.look({ ...notes, tracking: { kind: 'compared' } });
    const copies =
      "(SELECT table_name FROM duckdb_tables() WHERE starts_with(table_name, 'rows_'))";
    expect(await world.values(copies)).toEqual([expect.stringContaining('rows_notes#')]);
    expect(await world.look(orders, [['id', 4]])).toEqual({ state: 'first', touched: [undefined] });
  });

  it('is not kept for segments that are paused', async () => {
    await world.hold();
    await world.look(orders);
    await world.run("UPDATE db.orders SET updated = '2025-11-05' WHERE id = 1");
    await world.refresh((staging) => staging.findChanges([orders], noon), {
      records: [{ ...record(1), status: 'paused' }],
    });
    expect(await world.values(`(SELECT refresh FROM ${state[1] ?? ''})`)).toEqual([]);
  });

  it('tells which refresh computed a membership, and which did so from all rows', async () => {
    await world.hold();
    const [first] = await world.registered();
    expect(first?.published).toMatchObject({ refresh: 1, reconciled: noon });
    await publishAgain();
    const [second] = await world.registered();
    expect(second?.published).toMatchObject({ refresh: 2, reconciled: undefined });
  });
});

/** Segment 1 as it is, by a refresh that did not look at all rows. */
async function publishAgain(): Promise<void> {
  const [published] = await world.registered();
  await world.refresh(
    async (staging) => {
      const request = { segmentId: 1, objectType: 'contact', keyColumn: 'id' };
      await staging.stage({ ...request, query: 'SELECT 1 AS id' });
      await staging.diff({ segmentId: 1, published, reason: 'data' });
    },
    {
      memberships: [
        membership(1, { published: published?.published, entered: 0, reconciled: undefined }),
      ],
    },
  );
}

describe('flipped members', () => {
  it('are those of committed refreshes and of this one', async () => {
    await world.hold();
    const publish = async (ids: string): Promise<readonly unknown[]> => {
      const published = (await world.registered())[0];
      const staged = await world.refresh(
        async (staging) => {
          const members = `SELECT unnest([${ids}]) AS id`;
          await staging.stage({
            segmentId: 1,
            objectType: 'contact',
            query: members,
            keyColumn: 'id',
          });
          const before = await world.values(quoted((await staging.flipped(1, 1)).relation));
          await staging.diff({ segmentId: 1, published, reason: 'data' });
          const after = await staging.flipped(1, 1);
          return [before, await world.values(quoted(after.relation)), after.count];
        },
        { memberships: [membership(1, { published: published?.published, entered: 1, left: 1 })] },
      );
      return staged;
    };
    expect(await publish('2')).toEqual([[], ['1', '2'], 2]);
    expect(await publish('5')).toEqual([['1', '2'], ['1', '2', '5'], 3]);
    expect(await publish('5')).toEqual([['1', '2', '5'], ['1', '2', '5'], 3]);
  });
});

function quoted(relation: readonly string[]): string {
  return relation.map((part) => `"${part}"`).join('.');
}

describe('keys and rows that are kept', () => {
  it('are distinct keys, without missing ones, and rows as they are', async () => {
    await world.refresh(async (staging) => {
      const keys = await staging.stageKeys('k', 'SELECT unnest([3, 1, NULL, 3]) AS id', 'id');
      expect(keys.count).toBe(2);
      expect(await world.values(quoted(keys.relation))).toEqual(['1', '3']);
      const rows = await staging.stageRows('k', 'SELECT unnest([3, 1, 3]) AS n, 2 AS m');
      expect(await world.values(quoted(rows))).toEqual(['1 2', '3 2', '3 2']);
    });
  });
});
