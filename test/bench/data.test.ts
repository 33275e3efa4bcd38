// Generated rows: the same for the same sizes whatever the threads, and those that come later continue them.
import { describe, expect, it } from 'vitest';
import { dataEnd, type DataSizes, defaultSizes, timestampLiteral } from '../../bench/data/sizes.ts';
import { advanceStatements, generationStatements } from '../../bench/data/statements.ts';
import { eventKinds } from '../../bench/data/vocabulary.ts';
import { type Connection, openConnection } from '../../dialects/duckdb/engine/connection.ts';

// More rows than one thread takes at a time.
const sizes: DataSizes = { ...defaultSizes, contacts: 3_000, events: 300_000, skew: 0.3 };
const end = timestampLiteral(sizes, dataEnd);
const tables = ['crm.companies', 'crm.contacts', 'shop.orders', 'crm.tags', 'web.events'];

async function withData<T>(
  of: DataSizes,
  threads: number,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await openConnection({
    path: ':memory:',
    readOnly: false,
    memoryLimit: undefined,
    tempDirectory: undefined,
    threads,
    writableFile: undefined,
    readableFiles: () => Promise.resolve([]),
  });
  try {
    for (const statement of generationStatements(of, connection.database)) {
      await connection.run(statement, 'generating');
    }
    return await work(connection);
  } finally {
    await connection.close();
  }
}

/** A fingerprint of each table that sees the order of its rows. */
function fingerprints(connection: Connection): Promise<readonly unknown[]> {
  return Promise.all(
    tables.map(async (table) => {
      const [row] = await connection.rows(
        `SELECT CAST(sum(hash(t, rowid)) AS VARCHAR) AS print FROM ${connection.database}.${table} AS t`,
        'reading',
      );
      return row?.['print'];
    }),
  );
}

async function value(connection: Connection, sql: string): Promise<unknown> {
  const [row] = await connection.rows(`SELECT ${sql} AS value`, 'reading');
  return row?.['value'];
}

describe('generated rows', () => {
  it('are the same whatever the threads, in the same order', async () => {
    const one = await withData(sizes, 1, fingerprints);
    const four = await withData(sizes, 4, fingerprints);
    expect(four).toEqual(one);
    const other = await withData({ ...sizes, seed: 2 }, 1, fingerprints);
    expect(other.filter((print, index) => print === one[index])).toEqual([]);
  });

  it.each(['int', 'text'] as const)(
    'have the sizes and keys that are asked for: %s',
    async (keys) => {
      await withData({ ...sizes, keys }, 2, async (connection) => {
        await connection.run('USE warehouse', 'reading');
        const counted = `(SELECT count(*) FROM web.events) = 300000 AND (SELECT count(DISTINCT id) FROM crm.contacts) = 3000`;
        expect(await value(connection, counted)).toBe(true);
        const strangers = `(SELECT count(*) FROM web.events WHERE contact_id NOT IN (SELECT id FROM crm.contacts))`;
        expect(await value(connection, strangers)).toBe('0');
        const kinds = `(SELECT count(DISTINCT kind) FROM web.events)`;
        expect(await value(connection, kinds)).toBe('8');
      });
    },
  );

  it('give the share of events that skew says to few contacts', async () => {
    await withData(sizes, 2, async (connection) => {
      const busiest = `SELECT count(*) AS n FROM warehouse.web.events GROUP BY contact_id ORDER BY n DESC LIMIT 30`;
      const busy = Number(await value(connection, `(SELECT sum(n) FROM (${busiest}))`));
      // 30 of 3,000 contacts: 30 % of the events, and their own part of the others.
      expect(busy / sizes.events).toBeGreaterThan(0.28);
      expect(busy / sizes.events).toBeLessThan(0.34);
    });
  });

  it('stand in the order in which they arrived, all before the end', async () => {
    await withData(sizes, 2, async (connection) => {
      const early = `(SELECT count(*) FROM (SELECT loaded_at, lag(loaded_at) OVER (ORDER BY rowid) AS before FROM warehouse.web.events) WHERE loaded_at < before)`;
      expect(await value(connection, early)).toBe('0');
      const late = `(SELECT count(*) FROM warehouse.web.events WHERE loaded_at >= ${end} OR occurred_at > loaded_at)`;
      expect(await value(connection, late)).toBe('0');
    });
  });
});

const hour = { minutes: 60, burst: 1 };
const shaped: DataSizes = { ...sizes, events: 30_000 };

/** The types of all columns whose names match, in all tables. */
function types(connection: Connection, names: string): Promise<unknown> {
  const all = `SELECT DISTINCT data_type FROM duckdb_columns() WHERE database_name = 'warehouse' AND regexp_matches(column_name, '${names}')`;
  return value(connection, `(SELECT string_agg(data_type, ' ' ORDER BY data_type) FROM (${all}))`);
}

describe('other shapes of the same rows', () => {
  it.each([
    [{ times: 'plain' }, 'TIMESTAMP'],
    [{ times: 'zoned' }, 'TIMESTAMP WITH TIME ZONE'],
  ] as const)('have times of one type: %o', async (times, type) => {
    await withData({ ...shaped, ...times }, 2, async (connection) => {
      for (const statement of advanceStatements({ ...shaped, ...times }, hour, 'warehouse')) {
        await connection.run(statement, 'appending');
      }
      expect(await types(connection, '_at$')).toBe(type);
    });
  });

  it.each([
    ['money', 'DECIMAL(10,2) DECIMAL(18,2)'],
    ['decimal', 'DECIMAL(10,2) DECIMAL(18,2)'],
    ['double', 'DOUBLE'],
  ] as const)('have amounts that are stored as asked: %s', async (amounts, type) => {
    await withData({ ...shaped, amounts }, 2, async (connection) => {
      expect(await types(connection, '^(amount|total)$')).toBe(type);
      const spread = `(SELECT count(DISTINCT amount) > 1_000 AND min(amount) >= 0 AND max(amount) BETWEEN 499 AND 500 FROM warehouse.web.events)`;
      expect(await value(connection, spread)).toBe(true);
      const orders = `(SELECT count(DISTINCT total) > 500 AND min(total) >= 5 AND max(total) BETWEEN 350 AND 405 FROM warehouse.shop.orders)`;
      expect(await value(connection, orders)).toBe(true);
      // Quarters, so that sums of doubles do not depend on the order of rows.
      const whole = `(SELECT bool_and(amount * 4 = floor(amount * 4)) FROM warehouse.web.events)`;
      expect(await value(connection, whole)).toBe(amounts === 'double');
    });
  });

  it('are the same events in one table and in one for each kind, also those that arrive later', async () => {
    const prints = (stored: DataSizes['tables'], rows: string): Promise<readonly unknown[]> => {
      const of = { ...shaped, tables: stored };
      return withData(of, 2, async (connection) => {
        await connection.run('USE warehouse', 'reading');
        const seen = `(SELECT count(*) || ' ' || sum(hash(contact_id, occurred_at, loaded_at, amount, category, url)) FROM ${rows})`;
        const before = await value(connection, seen);
        for (const statement of advanceStatements(of, { minutes: 1_440, burst: 1 }, 'warehouse')) {
          await connection.run(statement, 'appending');
        }
        return [before, await value(connection, seen)];
      });
    };
    const one = await prints('one', `web.events WHERE kind = 'email_opened'`);
    expect(one[0]).not.toBe(one[1]);
    expect(await prints('each', 'web.email_opened')).toEqual(one);
    const kinds = eventKinds(shaped.kinds).map((kind) => `SELECT * FROM web.${kind}`);
    expect(await prints('each', `(${kinds.join(' UNION ALL ')})`)).toEqual(
      await prints('one', 'web.events'),
    );
  });
});

describe('what arrives later', () => {
  it('arrives within those minutes, at the rate of the past, and changes contacts', async () => {
    await withData(sizes, 2, async (connection) => {
      await connection.run('USE warehouse', 'reading');
      for (const statement of advanceStatements(sizes, hour, connection.database)) {
        await connection.run(statement, 'appending');
      }
      const until = timestampLiteral(sizes, dataEnd + 3_600_000);
      const arrived = (table: string, column: string): Promise<unknown> =>
        value(
          connection,
          `(SELECT count(*) FROM ${table} WHERE ${column} >= ${end} AND ${column} < ${until})`,
        );
      // 300,000 events in 400 days are 31 an hour; orders 1, tags 0 to 1.
      expect(await arrived('web.events', 'loaded_at')).toBe('31');
      expect(await arrived('shop.orders', 'loaded_at')).toBe('1');
      expect(await arrived('crm.tags', 'added_at')).toBe('1');
      // One in 240, and the one that is new.
      const changed = Number(await arrived('crm.contacts', 'updated_at'));
      expect(changed).toBeGreaterThan(3);
      expect(changed).toBeLessThan(30);
      const beyond = `(SELECT count(*) FROM web.events WHERE loaded_at >= ${until})`;
      expect(await value(connection, beyond)).toBe('0');
    });
  });

  it('is as many times as much as a burst says, within the same minutes', async () => {
    await withData(sizes, 2, async (connection) => {
      await connection.run('USE warehouse', 'reading');
      for (const statement of advanceStatements(sizes, { minutes: 60, burst: 20 }, 'warehouse')) {
        await connection.run(statement, 'appending');
      }
      const until = timestampLiteral(sizes, dataEnd + 3_600_000);
      // 31.25 an hour, 20 times.
      const late = `(SELECT count(*) FROM web.events WHERE loaded_at >= ${end})`;
      expect(await value(connection, late)).toBe('625');
      const spread = `(SELECT max(loaded_at) < ${until} AND max(loaded_at) > ${end} + INTERVAL 59 MINUTE FROM web.events)`;
      expect(await value(connection, spread)).toBe(true);
    });
  });
});
