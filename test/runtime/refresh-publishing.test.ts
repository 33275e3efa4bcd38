// What concerns a refresh as a whole: stopping, foreign relations, comments, equal results, the serving file.
import { existsSync, rmSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, describe, expect, it } from 'vitest';
import { publishedRelations } from '../../runtime/warehouse-published.ts';
import {
  contacts,
  contactsProject,
  day,
  polish,
  query,
  removeProjects,
  yaml,
} from './contacts-project.ts';

afterEach(removeProjects);

describe('what concerns the whole refresh', () => {
  it('writes nothing when it is stopped', async () => {
    const made = contactsProject(polish);
    await made.refresh(day('2025-11-01'));
    made.write('data/contacts.csv', contacts.replace('1,ann@x.com,PL', '1,ann@x.com,DE'));
    const controller = new AbortController();
    await expect(
      made.refresh(day('2025-11-02'), {
        signal: controller.signal,
        onProgress: ({ kind }) => {
          if (kind === 'committing') controller.abort();
        },
      }),
    ).rejects.toMatchObject({ code: 'SEG7018' });
    expect(await made.members('polish')).toEqual(['1', '3']);
    expect(await made.refresh(day('2025-11-03'))).toMatchObject({ left: 1 });
  });

  it('writes nothing when mounted files move under it', async () => {
    const made = contactsProject(polish);
    const moved = made.refresh(day('2025-11-01'), {
      onProgress: ({ kind }) => {
        if (kind === 'committing') made.write('data/contacts.csv', `${contacts}9,,PL,,\n`);
      },
    });
    await expect(moved).rejects.toMatchObject({ code: 'SEG7017' });
    await expect(made.segment('polish')).rejects.toMatchObject({ code: 'SEG7019' });
  });

  it('never takes the place of a relation that is not ours', async () => {
    const made = contactsProject(polish);
    await query(
      made,
      'CREATE SCHEMA segments; CREATE TABLE segments.polish AS SELECT 1 AS mine',
      'warehouse.duckdb',
    );
    await expect(made.refresh(day('2025-11-01'))).rejects.toMatchObject({ code: 'SEG7020' });
    expect(await query(made, 'SELECT mine FROM segments.polish', 'warehouse.duckdb')).toEqual([
      { mine: 1 },
    ]);
  });

  it('reads tables of the database, and gives equal relations for equal inputs', async () => {
    expect(await relationsAfterTwo()).toEqual(await relationsAfterTwo());
  });

  it('describes every relation and column, in the database and in the serving file', async () => {
    const made = contactsProject(polish.replace('{\n  where', '{\n  publish: [email]\n  where'));
    await made.refresh(day('2025-11-01'));
    for (const file of ['serving.duckdb', 'warehouse.duckdb']) {
      const columns = await query(
        made,
        "SELECT table_name || '.' || column_name AS name, comment FROM duckdb_columns() WHERE schema_name = 'segments' ORDER BY table_name, column_index",
        file,
      );
      expect(columns.filter(({ comment }) => comment === null)).toEqual([]);
      const names = publishedRelations.flatMap(({ name, columns: known }) =>
        known.map((column) => `${name}.${column.name}`),
      );
      const own = ['polish.id', 'polish.email', 'polish.entered_at'];
      expect(columns.map(({ name }) => String(name)).toSorted()).toEqual(
        [...names, ...own].toSorted(),
      );
      const relations = await query(
        made,
        "SELECT comment FROM duckdb_tables() WHERE schema_name = 'segments' UNION ALL SELECT comment FROM duckdb_views() WHERE schema_name = 'segments'",
        file,
      );
      expect(relations).toHaveLength(publishedRelations.length + 1);
      expect(relations.filter(({ comment }) => comment === null)).toEqual([]);
    }
  });

  it('replaces the serving file under a reader', async () => {
    const made = contactsProject(polish);
    await made.refresh(day('2025-11-01'));
    const instance = await DuckDBInstance.create(made.path('serving.duckdb'), {
      access_mode: 'READ_ONLY',
    });
    const reader = await instance.connect();
    made.write('data/contacts.csv', `${contacts}9,,PL,,\n`);
    await made.refresh(day('2025-11-02'));
    const old = await reader.runAndReadAll('SELECT count(*) AS n FROM segments.polish');
    expect(old.getRowObjectsJson()).toEqual([{ n: '2' }]);
    reader.closeSync();
    instance.closeSync();
    expect(await made.members('polish')).toEqual(['1', '3', '9']);
    expect(existsSync(made.path('serving.duckdb.next'))).toBe(false);
  });

  it('adds to the histories of the serving file, and writes it anew when they are not ours', async () => {
    const made = contactsProject(polish);
    await made.refresh(day('2025-11-01'));
    await query(
      made,
      "UPDATE segments.membership_changes SET reason = 'marked'",
      'serving.duckdb',
      'READ_WRITE',
    );
    await made.refresh(day('2025-11-02'));
    const reasons = 'SELECT DISTINCT reason FROM segments.membership_changes';
    expect(await query(made, reasons)).toEqual([{ reason: 'marked' }]);

    made.write('serving.duckdb', 'not a database');
    await made.refresh(day('2025-11-03'));
    expect(await query(made, reasons)).toEqual([{ reason: 'first' }]);

    rmSync(made.path('warehouse.duckdb'));
    await made.refresh(day('2025-11-04'));
    const times = await query(
      made,
      'SELECT DISTINCT CAST(changed_at AS VARCHAR) AS at FROM segments.membership_changes',
    );
    expect(times).toEqual([{ at: '2025-11-04 09:00:00' }]);
  });
});

/** Every published relation after two refreshes over a table of the database. */
async function relationsAfterTwo(): Promise<unknown> {
  const made = contactsProject(polish, {
    'segform.yaml': yaml.replace('      crm.contacts: data/contacts.csv\n', ''),
  });
  await query(
    made,
    `CREATE SCHEMA crm; CREATE TABLE crm.contacts AS FROM read_csv('${made.path('data/contacts.csv')}')`,
    'warehouse.duckdb',
  );
  await made.refresh(day('2025-11-01'));
  await made.refresh(day('2025-11-02'));
  return await Promise.all(
    publishedRelations.map(({ name }) => {
      const columns = name === 'refreshes' ? '* EXCLUDE (started_at, finished_at)' : '*';
      return query(made, `SELECT ${columns} FROM segments.${name} ORDER BY ALL`);
    }),
  );
}
