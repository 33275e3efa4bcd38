// Failures of the world below a refresh, each with its code: disk, memory, serving file, mounts, state, lost commits.
import { mkdirSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { InternalError } from '../../compiler/assert.ts';
import { commitRefresh } from '../../dialects/duckdb/publish/commit.ts';
import { type Connection, openConnection } from '../../dialects/duckdb/engine/connection.ts';
import { createDecisionStaging } from '../../dialects/duckdb/staging/decisions.ts';
import { engineError } from '../../dialects/duckdb/engine/engine-error.ts';
import { layoutOf, prepareState } from '../../dialects/duckdb/state/state-tables.ts';
import { openPublished, openReader, openWarehouse } from '../../dialects/open-warehouse.ts';
import { problemOf } from '../../runtime/problem.ts';
import { readChanges, readSegment, readStatus } from '../../runtime/read/read-published.ts';
import { contactsProject, day, polish, query, removeProjects, yaml } from './contacts-project.ts';

afterEach(removeProjects);

const noSources = (): Promise<void> => Promise.resolve();

describe('errors of the engine', () => {
  it('lose their values and keep their kind', () => {
    const canary = "Conversion Error: Could not convert string 'canary' to INT32";
    const error = engineError(new Error(canary), 'computing a segment');
    expect(error).toMatchObject({ code: 'SEG7003' });
    expect(JSON.stringify(problemOf(error))).not.toContain('canary');
    expect(error.cause).toMatchObject({ message: canary });
    const kinds = {
      'IO Error: Could not write all bytes: No space left on device': 'SEG7012',
      'Out of Memory Error: failed to allocate data': 'SEG7013',
      'INTERRUPT Error: Interrupted!': 'SEG7018',
      'strange words': 'SEG7003',
    };
    for (const [message, code] of Object.entries(kinds)) {
      expect(engineError(new Error(message), 'x').code).toBe(code);
    }
  });

  it('are told from faults of this program, which are never a problem of a segment', () => {
    expect(() => problemOf(new InternalError('missing: x'))).toThrow(InternalError);
  });
});

describe('opening', () => {
  it('names what cannot be opened, and does not make it', async () => {
    const made = contactsProject(polish);
    const target = made.target();
    await expect(readStatus({ target, openPublished })).rejects.toMatchObject({ code: 'SEG7019' });
    made.write('warehouse.duckdb', 'x'.repeat(5_000));
    await expect(made.refresh(day('2025-11-01'))).rejects.toMatchObject({ code: 'SEG7002' });
    await expect(made.refresh(day('2025-11-01'))).rejects.toThrow('it is not a DuckDB database');
    const snowflake = {
      kind: 'snowflake',
      name: 'prod',
      database: 'D',
      schema: 'S',
      connection: {},
    } as const;
    await expect(openWarehouse(snowflake)).rejects.toMatchObject({ code: 'SEG6013' });
  });

  it.each([
    [6, 'a newer Segform (state format 6, this version knows 5)', 'Use the newer version.'],
    [
      4,
      'an older Segform (state format 4, this version knows 5)',
      'Use the older version, or refresh into another file or `schema`, which starts with an empty history.',
    ],
  ])('refuses a state of format %i, to be continued and to be read', async (version, by, help) => {
    const made = contactsProject(polish);
    await made.refresh(day('2025-11-01'));
    const written = 'SELECT version FROM segments__internal.format';
    expect(await query(made, written, 'warehouse.duckdb')).toEqual([{ version: 5 }]);
    const rewrite = `UPDATE segments__internal.format SET version = ${version}`;
    await query(made, rewrite, 'warehouse.duckdb');
    const refused = { code: 'SEG7021', message: `the warehouse was written by ${by}`, help };
    await expect(made.refresh(day('2025-11-02'))).rejects.toMatchObject(refused);
    await expect(openReader(made.target())).rejects.toMatchObject(refused);
  });

  it('names mounts without files and mounts of the wrong form', async () => {
    const made = contactsProject(polish, {
      'segform.yaml': yaml.replace('data/contacts.csv', 'data/*.parquet'),
    });
    const [absent] = (await made.refresh(day('2025-11-01'))).segments;
    expect(absent?.problems[0]).toMatchObject({ code: 'SEG7022' });
    made.write('data/contacts.parquet', 'not parquet');
    const [outcome] = (await made.refresh(day('2025-11-01'))).segments;
    expect(outcome?.problems[0]).toMatchObject({ code: 'SEG7022' });
  });

  it('fails only the segments that read a mount without files', async () => {
    const named = 'segment named of company {\n  where {\n    name is known\n  }\n}\n';
    const made = contactsProject(`${polish}${named}`, {
      'segform.yaml': yaml.replace('data/contacts.csv', 'data/gone.csv'),
    });
    const { segments } = await made.refresh(day('2025-11-01'));
    expect(new Map(segments.map(({ segment, status }) => [segment, status]))).toEqual(
      new Map([
        ['named', 'refreshed'],
        ['polish', 'failed'],
      ]),
    );
  });

  it('removes what a killed run left without its commit marker', async () => {
    const made = contactsProject(polish);
    await made.refresh(day('2025-11-01'));
    await query(
      made,
      `INSERT INTO segments__internal.changes SELECT 2, 1, 'torn' || i, NULL, true, 0 FROM range(200000) AS t(i);
INSERT INTO segments__internal.packed_changes SELECT 2, 1, NULL, i, 1, 0, 0 FROM range(200000) AS t(i);
INSERT INTO segments__internal.sizes (refresh, segment_id, word, bit, reason) VALUES (2, 1, 1, 0, 0)`,
      'warehouse.duckdb',
    );
    const changes = 'SELECT object_key FROM segments.membership_changes ORDER BY ALL';
    const committed = [{ object_key: '1' }, { object_key: '3' }];
    expect(await query(made, changes, 'warehouse.duckdb')).toEqual(committed);
    await made.refresh(day('2025-11-02'));
    expect(await query(made, changes, 'warehouse.duckdb')).toEqual(committed);
    expect(await query(made, changes)).toEqual(committed);
    const left = ['changes', 'packed_changes'].map(
      (table) => `SELECT refresh FROM segments__internal.${table}`,
    );
    expect(await query(made, left.join(' UNION '), 'warehouse.duckdb')).toEqual([{ refresh: 1 }]);
  });

  it('refuses a mount with the name of a table', async () => {
    const made = contactsProject(polish);
    await query(
      made,
      'CREATE SCHEMA crm; CREATE TABLE crm.contacts (id INTEGER)',
      'warehouse.duckdb',
    );
    const [outcome] = (await made.refresh(day('2025-11-01'))).segments;
    expect(outcome?.problems[0]).toMatchObject({ code: 'SEG7023' });
  });
});

describe('a refresh', () => {
  it('fails only the segment that needs too much memory', async () => {
    const made = contactsProject(polish, {
      'segform.yaml': `${yaml}    memory_limit: 40MB\n`,
    });
    const target = made.target();
    const warehouse = await openWarehouse(target);
    const staging = await warehouse.startRefresh();
    const request = { segmentId: 1, objectType: 'contact', keyColumn: 'id' };
    const greedy = 'SELECT unnest(list(i)) AS id FROM range(50000000) AS r(i)';
    await expect(staging.stage({ ...request, query: greedy })).rejects.toMatchObject({
      code: 'SEG7013',
    });
    await expect(staging.stage({ ...request, query: 'SELECT 1 AS id' })).resolves.toMatchObject({
      size: 1,
    });
    await staging.discard();
    await warehouse.close();
  });

  it('is committed although the serving file cannot be replaced', async () => {
    const made = contactsProject(polish);
    mkdirSync(made.path('serving.duckdb'));
    writeFileSync(made.path('serving.duckdb/inside'), '');
    const report = await made.refresh(day('2025-11-01'));
    expect(report).toMatchObject({ status: 'succeeded', serving: undefined });
    expect(report.servingProblem).toMatchObject({ code: 'SEG7014' });
    const rows = await query(
      made,
      'SELECT id FROM segments.polish ORDER BY id',
      'warehouse.duckdb',
    );
    expect(rows).toEqual([{ id: '1' }, { id: '3' }]);
  });

  it('does not believe a commit that left nothing', async () => {
    const made = contactsProject(polish);
    const connection = await openConnection({
      path: made.path('warehouse.duckdb'),
      readOnly: false,
      memoryLimit: undefined,
      tempDirectory: undefined,
      threads: undefined,
      writableFile: undefined,
      readableFiles: () => Promise.resolve([]),
    });
    const layout = layoutOf(connection, 'segments');
    await prepareState(connection, layout);
    // What DuckDB does after a runtime error inside the transaction: COMMIT answers success and rolls back.
    const lying: Connection = {
      ...connection,
      async transaction(work, doing) {
        await connection.run('BEGIN TRANSACTION', doing);
        await work();
        await connection.run('ROLLBACK', doing);
      },
    };
    const now = '2025-11-01T09:00:00.000Z';
    const nothing = { entered: 0, left: 0, segments: 0, held: 0, failed: 0 };
    const commit = {
      ...nothing,
      number: 1,
      refreshId: '00000001-x',
      now,
      startedAt: now,
      finishedAt: now,
      mode: 'full',
      status: 'succeeded',
      projectVersion: '',
      memberships: [],
      records: [],
      checks: [],
      keysChecked: new Map(),
    } as const;
    const relations = createDecisionStaging(
      connection,
      layout,
      () => undefined,
      () => undefined,
    ).relations;
    const committing = { before: [], commit, relations };
    await expect(commitRefresh(lying, layout, committing, noSources)).rejects.toMatchObject({
      code: 'SEG7011',
    });
    await expect(commitRefresh(connection, layout, committing, noSources)).resolves.toBeUndefined();
    await connection.close();
  });
});

describe('reading', () => {
  it('shows status, one segment and changes, and names what is not published', async () => {
    const made = contactsProject(polish);
    await made.refresh(day('2025-11-01'));
    const options = { target: made.target(), openPublished };
    const status = await readStatus(options);
    expect(status.segments.map(({ segment }) => segment)).toEqual(['polish']);
    expect(status.lastRefresh).toMatchObject({ status: 'succeeded', entered: 2 });
    const view = await readSegment({ ...options, segment: 'polish', limit: 1 });
    expect(view.members).toMatchObject({ total: 2, rows: [['1', '2025-11-01 09:00:00']] });
    expect(view.recentChanges).toHaveLength(2);
    const since = await readChanges({ ...options, since: '2025-11-02T00:00:00Z', limit: 5 });
    expect(since).toEqual([]);
    const unknown = { ...options, segment: 'polis', limit: 5 };
    await expect(readSegment(unknown)).rejects.toMatchObject({ code: 'SEG7015' });
    await expect(readChanges(unknown)).rejects.toMatchObject({ code: 'SEG7015' });
  });
});
