// What DuckDB finds out about sources that say how they change: rows that are only added, and rows with a time of change.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TrackedSource } from '../../runtime/warehouse-changes.ts';
import { World } from './duckdb-changes-world.ts';

let world: World;

beforeEach(async () => {
  world = await World.open();
});

afterEach(async () => {
  await world.close();
});

const visits: TrackedSource = {
  entity: 'visit',
  table: 'visits',
  tracking: { kind: 'append_only', by: 'seen' },
  keyColumn: undefined,
  columns: ['contact_id'],
};

describe('rows that are only added', () => {
  beforeEach(async () => {
    await world.run(
      "CREATE TABLE db.visits AS FROM (VALUES (1, TIMESTAMP '2025-11-01'), (2, TIMESTAMP '2025-11-02'), (2, TIMESTAMP '2025-11-03')) AS v(contact_id, seen)",
    );
    await world.hold();
    expect(await world.look(visits)).toEqual({ state: 'first', touched: [] });
  });

  it('are unchanged when there are no others', async () => {
    expect(await world.look(visits, [['contact_id', 2]])).toEqual({
      state: 'unchanged',
      touched: [[]],
    });
  });

  it('tell whom later rows concern', async () => {
    await world.run(
      "INSERT INTO db.visits VALUES (7, '2025-11-04'), (7, '2025-11-05'), (NULL, '2025-11-05')",
    );
    // The row at the watermark is among them: nothing tells it from a new one.
    expect(await world.look(visits, [['contact_id', 2]])).toEqual({
      state: 'changed',
      touched: [['2', '7']],
    });
    expect((await world.look(visits, [['contact_id', 3]])).touched).toEqual([[]]);
    expect((await world.look(visits, [['contact_id', 2]])).touched).toEqual([['2', '7']]);
  });

  it('may come with the very time of the newest', async () => {
    await world.run("INSERT INTO db.visits VALUES (8, '2025-11-03')");
    expect(await world.look(visits, [['contact_id', 2]])).toEqual({
      state: 'changed',
      touched: [['2', '8']],
    });
    expect((await world.look(visits)).state).toBe('unchanged');
  });

  it('are no longer known when one came with an earlier time, was removed, or was removed at the end', async () => {
    await world.run("INSERT INTO db.visits VALUES (9, '2025-11-01 12:00:00')");
    const since = [['contact_id', 2]] as const;
    expect(await world.look(visits, since)).toEqual({
      state: 'not_append_only',
      touched: [undefined],
    });
    expect(await world.look(visits, [...since, ['contact_id', 3]])).toEqual({
      state: 'unchanged',
      touched: [undefined, []],
    });
    await world.run('DELETE FROM db.visits WHERE contact_id = 9');
    expect((await world.look(visits)).state).toBe('not_append_only');
    await world.run("DELETE FROM db.visits WHERE seen = '2025-11-03'");
    expect((await world.look(visits)).state).toBe('not_append_only');
    await world.run("INSERT INTO db.visits VALUES (5, '2025-11-08')");
    expect((await world.look(visits, [['contact_id', world.number]])).touched).toEqual([
      ['2', '5'],
    ]);
  });

  it('are no longer known when the table was filled anew with later times', async () => {
    await world.run("UPDATE db.visits SET seen = '2025-11-03'");
    expect((await world.look(visits)).state).toBe('not_append_only');
    await world.run(
      "CREATE OR REPLACE TABLE db.visits AS FROM (VALUES (1, TIMESTAMP '2025-11-04'), (4, TIMESTAMP '2025-11-04'), (5, TIMESTAMP '2025-11-04')) AS v(contact_id, seen)",
    );
    expect((await world.look(visits)).state).toBe('not_append_only');
    await world.run('DELETE FROM db.visits WHERE contact_id = 1');
    await world.run("INSERT INTO db.visits VALUES (6, '2025-11-05')");
    expect((await world.look(visits)).state).toBe('not_append_only');
  });

  it('are never known when all are dated in the future', async () => {
    await world.run("UPDATE db.visits SET seen = '2030-01-01'");
    expect((await world.look(visits)).state).toBe('not_append_only');
    await world.run('DELETE FROM db.visits WHERE contact_id = 1');
    await world.run("INSERT INTO db.visits VALUES (6, '2030-01-01')");
    expect((await world.look(visits)).state).toBe('first');
  });

  it('are not known as long as one has no time, nor in the look after', async () => {
    await world.run('INSERT INTO db.visits VALUES (5, NULL)');
    expect((await world.look(visits)).state).toBe('missing_times');
    expect(await world.look(visits, [['contact_id', 3]])).toEqual({
      state: 'missing_times',
      touched: [undefined],
    });
    await world.run("UPDATE db.visits SET seen = '2025-11-01' WHERE seen IS NULL");
    expect((await world.look(visits)).state).toBe('first');
    expect((await world.look(visits)).state).toBe('unchanged');
  });

  it('are found behind one that is dated in the future', async () => {
    await world.run("INSERT INTO db.visits VALUES (6, '2030-01-01')");
    expect((await world.look(visits)).state).toBe('changed');
    await world.run("INSERT INTO db.visits VALUES (7, '2025-11-05')");
    expect(await world.look(visits, [['contact_id', 3]])).toEqual({
      state: 'changed',
      touched: [['2', '6', '7']],
    });
  });

  it('are looked at anew when the table has other columns', async () => {
    await world.run('ALTER TABLE db.visits ADD COLUMN page VARCHAR');
    await world.reopen();
    expect((await world.look(visits)).state).toBe('first');
  });
});

describe('a source without rows', () => {
  it.each([
    [visits],
    [{ ...visits, keyColumn: 'contact_id', tracking: { kind: 'changes', by: 'seen' } }],
    [{ ...visits, tracking: { kind: 'compared' } }],
  ] as const)('is looked at like others: %j', async (source) => {
    await world.run('CREATE TABLE db.visits (contact_id INTEGER, seen DATE)');
    await world.hold();
    expect((await world.look(source)).state).toBe('first');
    expect((await world.look(source)).state).toBe('unchanged');
    await world.run("INSERT INTO db.visits VALUES (1, '2025-11-01')");
    const since = [['contact_id', 2]] as const;
    expect(await world.look(source, since)).toEqual({ state: 'changed', touched: [['1']] });
  });
});

const orders: TrackedSource = {
  entity: 'Order',
  table: 'orders',
  tracking: { kind: 'changes', by: 'updated' },
  keyColumn: 'id',
  columns: ['contact_id', 'id'],
};

describe('rows with a time of change', () => {
  const since = [
    ['contact_id', 2],
    ['id', 2],
  ] as const;

  beforeEach(async () => {
    await world.run(
      "CREATE TABLE db.orders AS FROM (VALUES (1, 10, 'a', TIMESTAMP '2025-11-01'), (2, 20, 'b', TIMESTAMP '2025-11-02'), (3, 30, 'c', TIMESTAMP '2025-11-03')) AS v(id, contact_id, status, updated)",
    );
    await world.hold();
    expect((await world.look(orders)).state).toBe('first');
  });

  it('are unchanged when there are no others', async () => {
    expect(await world.look(orders, since)).toEqual({ state: 'unchanged', touched: [[], []] });
  });

  it('concern whom they belonged to and whom they belong to', async () => {
    await world.run("UPDATE db.orders SET contact_id = 11, updated = '2025-11-04' WHERE id = 1");
    const found = { state: 'changed', touched: [['10', '11'], ['1']] };
    expect(await world.look(orders, since)).toEqual(found);
    expect(await world.look(orders, since)).toEqual({ ...found, state: 'unchanged' });
    await world.run("UPDATE db.orders SET contact_id = 12, updated = '2025-11-05' WHERE id = 1");
    expect((await world.look(orders, [['contact_id', 4]])).touched).toEqual([['11', '12']]);
    expect((await world.look(orders, since)).touched).toEqual([['10', '11', '12'], ['1']]);
  });

  it('are found when they are new, without a time, or with the time that another has', async () => {
    await world.run(
      "INSERT INTO db.orders VALUES (4, 40, 'd', '2025-11-03'), (5, NULL, 'e', NULL)",
    );
    expect(await world.look(orders, since)).toEqual({
      state: 'changed',
      touched: [['40'], ['4', '5']],
    });
    await world.run('UPDATE db.orders SET contact_id = 50 WHERE id = 5');
    expect((await world.look(orders, [['contact_id', 3]])).touched).toEqual([['50']]);
    expect((await world.look(orders)).state).toBe('unchanged');
  });

  it('are found when they are gone, also the newest, and when others came with an earlier time', async () => {
    await world.run('DELETE FROM db.orders WHERE id = 1');
    expect(await world.look(orders, since)).toEqual({ state: 'changed', touched: [['10'], ['1']] });
    await world.run("INSERT INTO db.orders VALUES (6, 60, 'f', '2025-10-01')");
    expect((await world.look(orders, [['id', 3]])).touched).toEqual([['6']]);
    await world.run('DELETE FROM db.orders WHERE id = 3');
    expect((await world.look(orders, [['id', 4]])).touched).toEqual([['3']]);
    await world.run(
      "UPDATE db.orders SET contact_id = 21, updated = '2025-11-02 12:00:00' WHERE id = 2",
    );
    expect((await world.look(orders, [['contact_id', 5]])).touched).toEqual([['20', '21']]);
    await world.run('DELETE FROM db.orders');
    expect((await world.look(orders, [['id', 6]])).touched).toEqual([['2', '6']]);
    expect((await world.look(orders)).state).toBe('unchanged');
  });

  it('are found when as many are gone as are new, and when one changed besides', async () => {
    await world.run('DELETE FROM db.orders WHERE id = 1');
    await world.run("INSERT INTO db.orders VALUES (4, 40, 'd', '2025-11-05')");
    await world.run("UPDATE db.orders SET status = 'x', updated = '2025-11-05' WHERE id = 2");
    expect((await world.look(orders, since)).touched).toEqual([
      ['10', '20', '40'],
      ['1', '2', '4'],
    ]);
  });

  it('are found when their content differs and their time does not', async () => {
    await world.run("UPDATE db.orders SET status = 'x' WHERE id = 3");
    expect((await world.look(orders, since)).touched).toEqual([['30'], ['3']]);
  });

  it('are found behind one that is dated in the future, and it is when it changes', async () => {
    await world.run("UPDATE db.orders SET updated = '2030-01-01' WHERE id = 1");
    expect((await world.look(orders)).state).toBe('changed');
    expect((await world.look(orders)).state).toBe('unchanged');
    await world.run("UPDATE db.orders SET contact_id = 21, updated = '2025-11-05' WHERE id = 2");
    expect((await world.look(orders, [['contact_id', 3]])).touched).toEqual([['20', '21']]);
    await world.run('UPDATE db.orders SET contact_id = 11 WHERE id = 1');
    expect((await world.look(orders, [['contact_id', 5]])).touched).toEqual([['10', '11']]);
  });

  it('are found although a key occurs twice', async () => {
    await world.run("INSERT INTO db.orders VALUES (1, 10, 'a', '2025-11-01')");
    expect(await world.look(orders, since)).toEqual({ state: 'changed', touched: [['10'], ['1']] });
    await world.run("INSERT INTO db.orders VALUES (1, 15, 'a', '2025-11-05')");
    await world.run('DELETE FROM db.orders WHERE id = 2');
    expect((await world.look(orders, [['contact_id', 3]])).touched).toEqual([['10', '15', '20']]);
    await world.run("INSERT INTO db.orders VALUES (1, 15, 'a', '2025-11-05')");
    await world.run('DELETE FROM db.orders WHERE id = 3');
    expect((await world.look(orders, [['contact_id', 4]])).touched).toEqual([['10', '15', '30']]);
    await world.run('DELETE FROM db.orders WHERE contact_id = 10');
    expect((await world.look(orders, [['id', 5]])).touched).toEqual([['1']]);
  });

  it('are found although they have no key', async () => {
    await world.run(
      "INSERT INTO db.orders VALUES (NULL, 70, 'g', '2025-11-01'), (NULL, 71, 'g', '2025-11-01')",
    );
    expect((await world.look(orders, since)).touched).toEqual([['70', '71'], []]);
    await world.run('UPDATE db.orders SET contact_id = 72 WHERE contact_id = 71');
    expect((await world.look(orders, [['contact_id', 3]])).touched).toEqual([['70', '71', '72']]);
    await world.run('DELETE FROM db.orders WHERE id IS NULL');
    expect((await world.look(orders, [['contact_id', 4]])).touched).toEqual([['70', '72']]);
    expect((await world.look(orders)).state).toBe('unchanged');
  });

  it('are looked at anew when the copy is not the one that was made', async () => {
    await world.run(
      'DELETE FROM warehouse.segments__internal."rows_^Order" WHERE __by = \'2025-11-01\'',
    );
    expect((await world.look(orders, since)).state).toBe('first');
    expect(await world.look(orders, since)).toEqual({
      state: 'unchanged',
      touched: [undefined, undefined],
    });
  });

  it('keep apart entities whose ids differ in capitals only', async () => {
    await world.run('CREATE TABLE db.small AS SELECT * FROM db.orders WHERE id = 1');
    const small = { ...orders, entity: 'order', table: 'small' };
    await world.refresh((staging) =>
      staging.findChanges([small, orders], '2025-11-10T12:00:00.000Z'),
    );
    await world.run("UPDATE db.small SET contact_id = 99, updated = '2025-11-09'");
    expect((await world.look(small, [['contact_id', 3]])).touched).toEqual([['10', '99']]);
    expect((await world.look(orders)).state).toBe('unchanged');
  });
});
