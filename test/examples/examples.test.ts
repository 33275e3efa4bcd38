// The example projects, refreshed as a user does: every segment against SQL that was written by hand from its description.
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildCommandLine } from '../cli/built-command-line.ts';
import {
  copyExample,
  declaredSegments,
  expectedSegments,
  expectedSql,
  fingerprints,
  generateCrm,
  keys,
  type Keys,
  members,
  reading,
  refresh,
  refreshes,
  removeFolder,
} from './example-project.ts';

const now = '2026-11-02T09:00:00Z';
const threeDaysLater = '2026-11-05T09:00:00Z';

type MembersOf = ReadonlyMap<string, Keys>;

async function publishedMembers(
  connection: DuckDBConnection,
  segments: readonly string[],
): Promise<MembersOf> {
  const found = new Map<string, Keys>();
  for (const segment of segments) found.set(segment, await members(connection, segment));
  return found;
}

async function expectedMembers(
  connection: DuckDBConnection,
  example: string,
  segments: readonly string[],
): Promise<MembersOf> {
  const found = new Map<string, Keys>();
  for (const segment of segments) {
    found.set(segment, await keys(connection, expectedSql(example, segment)));
  }
  return found;
}

beforeAll(() => buildCommandLine());

describe('examples/crm', () => {
  const segments = expectedSegments('crm');
  let project = '';
  let database = '';
  let generated: Keys = [];
  let expected: MembersOf = new Map();
  let first: MembersOf = new Map();

  beforeAll(async () => {
    project = copyExample('crm');
    database = path.join(project, 'warehouse.duckdb');
    generateCrm(['--contacts', '2000', '--events', '40000', '--now', now], database);
    generated = await reading(database, fingerprints);
    expected = await reading(database, (connection) =>
      expectedMembers(connection, 'crm', segments),
    );
    await refresh(project, now);
    first = await reading(database, (connection) => publishedMembers(connection, segments));
  });
  afterAll(() => {
    if (project !== '') removeFolder(project);
  });

  test('every segment has expected SQL, and there are at least 34', () => {
    expect(segments).toEqual(declaredSegments(project));
    expect(segments.length).toBeGreaterThanOrEqual(34);
  });

  test.each(segments)('%s holds whom the SQL finds, and somebody', (segment) => {
    expect(first.get(segment)).toEqual(expected.get(segment));
    expect(first.get(segment)?.length).toBeGreaterThan(0);
  });

  test('no segment holds all objects of its type', async () => {
    const full = await reading(database, (connection) =>
      keys(
        connection,
        `WITH total AS (
           SELECT 'contact' AS object_type, count(*) AS n FROM crm.contacts
           UNION ALL SELECT 'company', count(*) FROM crm.companies
           UNION ALL SELECT 'product', count(*) FROM shop.products
           UNION ALL SELECT 'deal', count(*) FROM crm.deals
           UNION ALL SELECT 'task', count(*) FROM crm.tasks
           UNION ALL SELECT 'ticket', count(*) FROM support.tickets)
         SELECT segment FROM segments.segments JOIN total USING (object_type) WHERE size >= n`,
      ),
    );
    expect(full).toEqual([]);
  });

  test('a second refresh at the same now enters and leaves nobody', async () => {
    await refresh(project, now);
    const after = await reading(database, async (connection) => ({
      members: await publishedMembers(connection, segments),
      refreshes: await refreshes(connection),
    }));
    expect(after.refreshes.at(-1)).toEqual({ entered: 0, left: 0 });
    expect(after.members).toEqual(first);
  });

  test('three days later somebody enters and somebody leaves, and the changes add up', async () => {
    generateCrm(['--advance', '3'], database);
    await refresh(project, threeDaysLater);
    const after = await reading(database, async (connection) => ({
      members: await publishedMembers(connection, segments),
      last: (await refreshes(connection)).at(-1),
      replayed: await keys(
        connection,
        `SELECT segment || ':' || object_key FROM segments.membership_changes
         GROUP BY segment, object_key HAVING sum(CASE change WHEN 'entered' THEN 1 ELSE -1 END) = 1`,
      ),
    }));
    expect(after.last?.entered).toBeGreaterThan(0);
    expect(after.last?.left).toBeGreaterThan(0);
    const current = [...after.members].flatMap(([segment, list]) =>
      list.map((key) => `${segment}:${key}`),
    );
    expect(after.replayed).toEqual(current.toSorted());
  });

  test('the generator writes the same rows again', async () => {
    const again = path.join(project, 'again.duckdb');
    generateCrm(['--contacts', '2000', '--events', '40000', '--now', now], again);
    expect(await reading(again, fingerprints)).toEqual(generated);
  });
});

describe('examples/online-shop', () => {
  const segments = expectedSegments('online-shop');
  let project = '';
  let database = '';
  let expected: MembersOf = new Map();
  let first: MembersOf = new Map();

  beforeAll(async () => {
    project = copyExample('online-shop');
    database = path.join(project, 'warehouse.duckdb');
    expected = await reading(':memory:', async (connection) => {
      await showFiles(connection, path.join(project, 'data'));
      return expectedMembers(connection, 'online-shop', segments);
    });
    await refresh(project, now);
    first = await reading(database, (connection) => publishedMembers(connection, segments));
  });
  afterAll(() => {
    if (project !== '') removeFolder(project);
  });

  test('every segment has expected SQL', () => {
    expect(segments).toEqual(declaredSegments(project));
  });

  test.each(segments)('%s holds whom the SQL finds, and somebody', (segment) => {
    expect(first.get(segment)).toEqual(expected.get(segment));
    expect(first.get(segment)?.length).toBeGreaterThan(0);
  });

  test('a second refresh at the same now enters and leaves nobody', async () => {
    await refresh(project, now);
    const after = await reading(database, async (connection) => ({
      members: await publishedMembers(connection, segments),
      refreshes: await refreshes(connection),
    }));
    expect(after.refreshes.at(-1)).toEqual({ entered: 0, left: 0 });
    expect(after.members).toEqual(first);
  });
});

/** The files as the tables that segform.yaml mounts, read without Segform. */
async function showFiles(connection: DuckDBConnection, data: string): Promise<void> {
  const file = (name: string): string => `'${path.join(data, name).replaceAll("'", "''")}'`;
  const statements = [
    'CREATE SCHEMA shop',
    'CREATE SCHEMA web',
    `CREATE VIEW shop.customers AS FROM read_csv(${file('customers.csv')})`,
    `CREATE VIEW shop.orders AS FROM read_csv(${file('orders/*.csv')})`,
    `CREATE VIEW shop.products AS FROM read_json(${file('products.json')})`,
    `CREATE VIEW web.page_views AS FROM read_parquet(${file('page-views.parquet')})`,
  ];
  for (const statement of statements) await connection.run(statement);
}
