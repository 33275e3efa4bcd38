// Entities of one table, and what looking at all of them asks of the warehouse: each question once.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../dialects/duckdb/engine/connection.ts';
import type { TrackedSource } from '../../runtime/warehouse-changes.ts';
import { noon, World } from './duckdb-changes-world.ts';
import { openMemoryConnection } from './memory-connection.ts';

let world: World;
let statements: string[] = [];

beforeEach(async () => {
  world = await World.open(noting(await openMemoryConnection()));
  await world.run(
    "CREATE TABLE db.events AS FROM (VALUES (1, 10, TIMESTAMP '2025-11-01'), (2, 20, TIMESTAMP '2025-11-02')) AS v(contact_id, firm_id, seen)",
  );
  await world.hold();
});

afterEach(async () => {
  await world.close();
});

/** Keeps the statements that look at the table itself. */
function noting(connection: Connection): Connection {
  return {
    ...connection,
    rows: (sql, doing) => {
      if (sql.includes('"events"') && doing === 'looking for changes of the sources') {
        statements.push(sql);
      }
      return connection.rows(sql, doing);
    },
  };
}

function events(entity: string, column: string): TrackedSource {
  return {
    entity,
    table: 'events',
    tracking: { kind: 'append_only', by: 'seen' },
    keyColumn: undefined,
    columns: [column],
  };
}

const visits = events('visit', 'contact_id');
const sales = events('sale', 'firm_id');
const clicks = events('click', 'contact_id');

async function statementsOf(sources: readonly TrackedSource[]): Promise<number> {
  return await world.refresh(async (staging) => {
    statements = [];
    await staging.findChanges(sources, noon);
    for (const { entity, columns } of sources) {
      for (const column of columns) await staging.touched(entity, column, world.number);
    }
    return statements.length;
  });
}

describe('entities of one table', () => {
  beforeEach(async () => {
    await world.refresh((staging) => staging.findChanges([visits, sales, clicks], noon));
  });

  it('are told apart by their columns', async () => {
    await world.run("INSERT INTO db.events VALUES (3, 30, '2025-11-03')");
    await world.refresh(async (staging) => {
      const changes = await staging.findChanges([visits, sales, clicks], noon);
      expect(changes.map(({ entity, state }) => [entity, state.kind])).toEqual([
        ['visit', 'changed'],
        ['sale', 'changed'],
        ['click', 'changed'],
      ]);
      const values = async (entity: string, column: string): Promise<unknown> => {
        const keys = await staging.touched(entity, column, 2);
        return keys && (await world.values(keys.relation.map((part) => `"${part}"`).join('.')));
      };
      // The row at the watermark is among them: nothing tells it from a new one.
      expect(await values('visit', 'contact_id')).toEqual(['2', '3']);
      expect(await values('sale', 'firm_id')).toEqual(['20', '30']);
      expect(await values('click', 'contact_id')).toEqual(['2', '3']);
    });
  });

  it('are looked at like one, whether it changed or not', async () => {
    // The questions in one statement, and the values of the column in another.
    expect(await statementsOf([visits, clicks])).toBe(2);
    expect(await statementsOf([visits])).toBe(2);
    await world.run("INSERT INTO db.events VALUES (3, 30, '2025-11-03')");
    // Besides: the new watermark, and how many rows are at it.
    expect(await statementsOf([visits, clicks])).toBe(4);
    await world.run("INSERT INTO db.events VALUES (4, 40, '2025-11-04')");
    expect(await statementsOf([visits])).toBe(4);
  });
});
