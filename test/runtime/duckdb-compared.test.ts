// What DuckDB finds out about sources of which nothing is known but their rows, and about very many changed rows.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TrackedSource } from '../../runtime/warehouse-changes.ts';
import { noon, World } from './duckdb-changes-world.ts';

let world: World;

beforeEach(async () => {
  world = await World.open();
});

afterEach(async () => {
  await world.close();
});

const tags: TrackedSource = {
  entity: 'tag',
  table: 'tags',
  tracking: { kind: 'compared' },
  keyColumn: undefined,
  columns: ['contact_id'],
};
const since = [['contact_id', 2]] as const;

async function copies(): Promise<readonly unknown[]> {
  return await world.values(
    "(SELECT table_name FROM duckdb_tables() WHERE starts_with(table_name, 'rows_'))",
  );
}

describe('rows that are compared with a copy', () => {
  beforeEach(async () => {
    await world.run(
      "CREATE TABLE db.tags AS FROM (VALUES (1, 'a'), (1, 'a'), (2, 'b'), (3, NULL)) AS v(contact_id, tag)",
    );
    await world.hold();
    expect((await world.look(tags)).state).toBe('first');
  });

  it('are unchanged in another order', async () => {
    await world.run('CREATE OR REPLACE TABLE db.tags AS FROM db.tags ORDER BY contact_id DESC');
    expect(await world.look(tags, since)).toEqual({ state: 'unchanged', touched: [[]] });
  });

  it('concern those whose rows came, went, changed or moved', async () => {
    await world.run("INSERT INTO db.tags VALUES (4, 'd'), (NULL, 'e')");
    expect(await world.look(tags, since)).toEqual({ state: 'changed', touched: [['4']] });
    await world.run('DELETE FROM db.tags WHERE contact_id = 2');
    expect((await world.look(tags, [['contact_id', 3]])).touched).toEqual([['2']]);
    await world.run("UPDATE db.tags SET tag = 'x' WHERE contact_id = 3");
    expect((await world.look(tags, [['contact_id', 4]])).touched).toEqual([['3']]);
    await world.run('UPDATE db.tags SET contact_id = 5 WHERE contact_id = 4');
    expect((await world.look(tags, [['contact_id', 5]])).touched).toEqual([['4', '5']]);
    expect(await world.look(tags, since)).toEqual({
      state: 'unchanged',
      touched: [['2', '3', '4', '5']],
    });
  });

  it('have one copy for all kinds of rows that are looked at in the same way', async () => {
    const both = [tags, { ...tags, entity: 'other_tag' }];
    const touchedOf = async (number: number): Promise<unknown> =>
      await world.refresh(async (staging) => {
        await staging.findChanges(both, noon);
        return await Promise.all(
          both.map(
            async ({ entity }) => (await staging.touched(entity, 'contact_id', number))?.count,
          ),
        );
      });
    await world.run("INSERT INTO db.tags VALUES (4, 'd'), (5, 'd')");
    expect(await touchedOf(2)).toEqual([2, 2]);
    // Looked at for one of them only.
    await world.run("INSERT INTO db.tags VALUES (6, 'd')");
    expect((await world.look(tags, [['contact_id', 3]])).touched).toEqual([['6']]);
    expect(await touchedOf(3)).toEqual([1, 1]);
    expect(await copies()).toHaveLength(1);
    const others = { ...tags, entity: 'third', columns: ['contact_id', 'tag'] };
    expect((await world.look(others)).state).toBe('first');
    expect(await copies()).toHaveLength(2);
  });

  it('count: of two that are alike one can go, or a third come', async () => {
    await world.run("INSERT INTO db.tags VALUES (1, 'a')");
    expect((await world.look(tags, since)).touched).toEqual([['1']]);
    await world.run(
      "DELETE FROM db.tags WHERE contact_id = 1; INSERT INTO db.tags VALUES (1, 'a')",
    );
    expect((await world.look(tags, [['contact_id', 3]])).touched).toEqual([['1']]);
    await world.run(
      "INSERT INTO db.tags VALUES (2, 'b'); DELETE FROM db.tags WHERE contact_id = 3",
    );
    expect((await world.look(tags, [['contact_id', 4]])).touched).toEqual([['2', '3']]);
    expect((await world.look(tags)).state).toBe('unchanged');
  });

  it('are not compared when there are more than ten million', async () => {
    await world.run(
      'CREATE OR REPLACE TABLE db.tags AS SELECT 1 AS contact_id, NULL AS tag FROM range(10000001)',
    );
    await world.reopen();
    expect(await world.look(tags, since)).toEqual({ state: 'too_large', touched: [undefined] });
    await world.run(
      'CREATE OR REPLACE TABLE db.tags AS SELECT 1 AS contact_id, NULL AS tag FROM range(3)',
    );
    expect((await world.look(tags)).state).toBe('first');
    expect((await world.look(tags)).state).toBe('unchanged');
  });
});

const orders: TrackedSource = {
  entity: 'order',
  table: 'orders',
  tracking: { kind: 'changes', by: 'updated' },
  keyColumn: 'id',
  columns: ['contact_id', 'id'],
};

describe.each([
  ['with a time of change', orders],
  ['compared', { ...orders, tracking: { kind: 'compared' } }],
] as const)('130,000 changed rows, %s', (_what, source) => {
  it.each([
    [400_000, 'changed'],
    [300_000, 'much_changed'],
  ] as const)('of %d are %s', async (rows, state) => {
    await world.run(
      `CREATE TABLE db.orders AS SELECT i AS id, i % 1000 AS contact_id, TIMESTAMP '2025-11-01' AS updated FROM range(${rows}) AS r(i)`,
    );
    await world.hold();
    expect((await world.look(source)).state).toBe('first');
    await world.run(
      "UPDATE db.orders SET contact_id = 5000 + id % 10, updated = TIMESTAMP '2025-11-02' WHERE id < 130000",
    );
    const values = await world.refresh(async (staging) => {
      const [change] = await staging.findChanges([source], '2025-11-10T12:00:00.000Z');
      expect(change?.state.kind).toBe(state === 'changed' ? state : 'unknown');
      return (await staging.touched('order', 'contact_id', 2))?.count;
    });
    expect(values).toBe(state === 'changed' ? 1010 : undefined);
    expect((await world.look(source)).state).toBe('unchanged');
    await world.run('DELETE FROM db.orders WHERE id = 7');
    expect((await world.look(source, [['contact_id', 4]])).touched).toEqual([['5007']]);
  });
});
