// The DuckDB adapter alone, with hand-written segment queries: staging, commit, views, serving file, scrub, hardening.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDuckdbPublished } from '../../dialects/duckdb/published.ts';
import { openDuckdbWarehouse } from '../../dialects/duckdb/warehouse.ts';
import type { Warehouse } from '../../runtime/warehouse.ts';
import type { RefreshCommit, RegisteredSegment } from '../../runtime/warehouse-state.ts';
import type { DuckdbTarget } from '../../runtime/warehouse-target.ts';

let folder: string;
let target: DuckdbTarget;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'segform-warehouse-'));
  writeFileSync(join(folder, 'contacts.csv'), 'id,email\n1,a@x.com\n2,b@x.com\n3,\n');
  target = {
    kind: 'duckdb',
    name: 'dev',
    database: join(folder, 'warehouse.duckdb'),
    serving: join(folder, 'serving.duckdb'),
    schema: 'segments',
    mounts: [
      { table: 'crm.contacts', files: join(folder, '*.csv'), format: 'csv', within: folder },
    ],
    memoryLimit: '1GB',
    tempDirectory: undefined,
    threads: undefined,
  };
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function withWarehouse<T>(work: (warehouse: Warehouse) => Promise<T>): Promise<T> {
  const warehouse = await openDuckdbWarehouse(target);
  try {
    return await work(warehouse);
  } finally {
    await warehouse.close();
  }
}

async function publish(warehouse: Warehouse, query: string, number: number): Promise<void> {
  await warehouse.sources.describe('crm.contacts');
  const before: RegisteredSegment | undefined = (await warehouse.registeredSegments())[0];
  const staging = await warehouse.startRefresh();
  const staged = await staging.stage({
    segmentId: 1,
    objectType: 'contact',
    query,
    keyColumn: 'id',
  });
  const diff = await staging.diff({ segmentId: 1, published: before, reason: 'data' });
  const now = `2025-11-0${number}T09:00:00.000Z`;
  const commit: RefreshCommit = {
    number,
    refreshId: `0000000${number}-x`,
    now,
    startedAt: now,
    finishedAt: now,
    mode: 'full',
    status: 'succeeded',
    projectVersion: 'v',
    segments: 1,
    held: 0,
    failed: 0,
    entered: diff.entered,
    left: diff.left,
    memberships: [
      {
        segmentId: 1,
        objectType: 'contact',
        keyColumn: 'id',
        keyType: staged.keyType,
        publishColumns: staged.publishColumns,
        definitionHash: 'h',
        columnsHash: '',
        size: staged.size,
        ...diff,
        published: before?.published,
        reconciled: undefined,
        dataAsOf: undefined,
      },
    ],
    records: [
      {
        id: 1,
        name: 'reachable',
        objectType: 'contact',
        title: "It's",
        description: undefined,
        owner: undefined,
        labels: ['a'],
        status: 'active',
        stale: false,
        staleReason: undefined,
        definition: 'segment',
        sourceFile: 'a.seg',
        defaultFor: [],
        hiddenFrom: [],
      },
    ],
    checks: [],
    keysChecked: new Map(),
  };
  await staging.commit(commit);
  await staging.publishServing(commit.refreshId);
  await staging.discard();
}

const all = 'SELECT id, email FROM crm.contacts';
const known = `${all} WHERE email IS NOT NULL`;

describe('the DuckDB warehouse', () => {
  it('publishes, changes and serves a segment', async () => {
    await withWarehouse(async (warehouse) => {
      await publish(warehouse, all, 1);
      await publish(warehouse, known, 2);
    });
    const published = await openDuckdbPublished(target);
    const members = await published.members('reachable', 10);
    expect(members?.columns.map((column) => column.name)).toEqual(['id', 'email', 'entered_at']);
    expect(members?.rows.map((row) => row[0])).toEqual(['1', '2']);
    const changes = await published.changes({ segment: undefined, since: undefined, limit: 10 });
    expect(changes.map(({ objectKey, change }) => `${change} ${objectKey}`)).toEqual([
      'left 3',
      'entered 1',
      'entered 2',
      'entered 3',
    ]);
    expect((await published.segments())[0]).toMatchObject({
      size: 2,
      title: "It's",
      labels: ['a'],
    });
    expect(await published.refreshes(5)).toHaveLength(2);
    await published.close();
  });

  it('answers questions about tables without opening files by their names', async () => {
    await withWarehouse(async (warehouse) => {
      expect(await warehouse.sources.describe('contacts.csv')).toBeUndefined();
      expect(await warehouse.sources.names()).toEqual(['crm.contacts']);
      const table = await warehouse.sources.describe('crm.contacts');
      expect(table?.columns.map(({ name, family }) => [name, family])).toEqual([
        ['id', 'integer'],
        ['email', 'text'],
      ]);
      const staging = await warehouse.startRefresh();
      const file = join(folder, 'other.csv');
      writeFileSync(file, 'id\n1\n');
      const query = `SELECT id FROM "${file}"`;
      await expect(
        staging.stage({ segmentId: 2, objectType: 'contact', query, keyColumn: 'id' }),
      ).rejects.toMatchObject({ code: 'SEG7003' });
      await staging.discard();
    });
  });

  it('refuses a second opening, in this process and in another', async () => {
    await withWarehouse(async () => {
      await expect(openDuckdbWarehouse(target)).rejects.toMatchObject({ code: 'SEG7001' });
      const script = `const { DuckDBInstance } = await import('@duckdb/node-api');
try { await DuckDBInstance.create(${JSON.stringify(target.database)}); console.log('opened'); } catch (error) { console.log('refused'); }`;
      const answer = execFileSync('node', ['--input-type=module', '-e', script], {
        encoding: 'utf8',
      });
      expect(answer.trim()).toBe('refused');
    });
    expect(existsSync(`${target.database}.wal`)).toBe(false);
  });
});
