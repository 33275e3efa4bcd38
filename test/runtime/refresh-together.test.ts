// Segments of one object are decided together: many of them, with reasons; what cannot be decided together is decided alone.
import { afterEach, describe, expect, it } from 'vitest';
import {
  contacts,
  contactsProject,
  day,
  model,
  polish,
  query,
  recent,
  removeProjects,
  yaml,
} from './contacts-project.ts';

afterEach(removeProjects);

const ids = Array.from({ length: 150 }, (_none, at) => at);
const header = 'id,email,country,seen_at,company_id\n';

/** Contact n was last seen n days before the first of November. */
function seen(extra: string = ''): string {
  const rows = ids.map((id) => {
    const at = new Date(Date.UTC(2025, 10, 1) - id * 86_400_000).toISOString();
    return `${id},c${id}@x.com,PL,${at.slice(0, 19).replace('T', ' ')},10\n`;
  });
  return `${header}${rows.join('')}${extra}`;
}

/** Segment n has everybody of the last n days. */
const manySegments = ids
  .map(
    (days) =>
      `segment within_${days} of contact {\n  where {\n    seen_at in last ${days + 1} days\n  }\n}\n`,
  )
  .join('');

describe('segments of one object', () => {
  it('are each what they are alone, also when there are more than one word or one query holds', async () => {
    const made = contactsProject(manySegments, { 'data/contacts.csv': seen() });
    const report = await made.refresh('2025-11-01T00:00:00Z');
    expect(report).toMatchObject({ status: 'succeeded', refreshed: 150 });
    const sizes = report.segments.map(({ segment, size }) => [segment, size]);
    // Whoever was seen at this very instant is not yet in the last days; whoever was exactly n days ago still is.
    expect(new Map(sizes.map(([name, size]) => [name, size]))).toEqual(
      new Map(ids.map((days) => [`within_${days}`, Math.min(days + 1, 149)])),
    );
    expect(await made.members('within_2')).toEqual(['1', '2', '3']);
  });

  it('tell data from time, for changed objects only', async () => {
    const made = contactsProject(manySegments, { 'data/contacts.csv': seen() });
    await made.refresh('2025-11-01T00:00:00Z');
    made.write('data/contacts.csv', seen('500,new@x.com,PL,2025-10-31 12:00:00,10\n'));
    const report = await made.refresh('2025-11-02T00:00:00Z');
    // A day later contact 0 came into every window, and somebody left all but the longest two; contact 500 is new.
    expect(report.segments.find(({ segment }) => segment === 'within_4')).toMatchObject({
      entered: 2,
      left: 1,
      reasons: { first: 0, definition: 0, data: 1, time: 2 },
    });
    const changes = await query(
      made,
      `SELECT object_key, change, reason FROM segments.membership_changes
       WHERE segment = 'within_4' AND reason <> 'first' ORDER BY change, object_key`,
    );
    expect(changes).toEqual([
      { object_key: '0', change: 'entered', reason: 'time' },
      { object_key: '500', change: 'entered', reason: 'data' },
      { object_key: '5', change: 'left', reason: 'time' },
    ]);
  });

  it('are decided alone when one of them fails, which concerns that one only', async () => {
    const number = '  number: int? @sql("CAST(email AS INTEGER)")\n';
    const wrong = 'segment wrong of contact {\n  where {\n    number > 5\n  }\n}\n';
    const made = contactsProject(`${polish}${recent}${wrong}`, {
      'model.seg': model
        .replace('refresh: manual', 'refresh: manual\n  raw_sql: allowed')
        .replace('  country: text?\n', `  country: text?\n${number}`),
    });
    const report = await made.refresh(day('2025-11-01'));
    const statuses = report.segments.map(({ segment, status, size }) => [segment, status, size]);
    expect(statuses).toEqual([
      ['polish', 'refreshed', 2],
      ['recent', 'refreshed', 1],
      ['wrong', 'failed', undefined],
    ]);
    expect(await made.members('polish')).toEqual(['1', '3']);
  });

  it('follow each other within one refresh, and the last good members of one that is held', async () => {
    const polishRecent =
      'segment polish_recent of contact {\n  where {\n    in segment polish\n    not in segment recent\n  }\n}\n';
    const guarded = polish.replace('  where', '  guard: size at most 2\n  where');
    const made = contactsProject(`${guarded}${recent}${polishRecent}`);
    await made.refresh(day('2025-11-01'));
    expect(await made.members('polish_recent')).toEqual(['1', '3']);
    made.write('data/contacts.csv', `${contacts}4,,PL,2025-09-01 09:00:00,11\n`);
    const report = await made.refresh(day('2025-11-02'));
    expect(report).toMatchObject({ status: 'held', held: 1, refreshed: 2 });
    expect(report.segments.find(({ segment }) => segment === 'polish_recent')).toMatchObject({
      status: 'refreshed',
      usedLastGood: ['polish'],
    });
    expect(await made.members('polish_recent')).toEqual(['3']);
    made.write('segments.seg', `${polish}${recent}${polishRecent}`);
    await made.refresh(day('2025-11-02'));
    expect(await made.members('polish_recent')).toEqual(['3', '4']);
  });

  it('are compared alone when their keys are of another type than those published', async () => {
    const made = contactsProject(`${polish}${recent}`, {
      'segform.yaml': yaml.replace('      crm.contacts: data/contacts.csv\n', ''),
    });
    const write = async (type: string): Promise<void> => {
      await query(made, 'CREATE SCHEMA IF NOT EXISTS crm', 'warehouse.duckdb');
      await query(
        made,
        `CREATE OR REPLACE TABLE crm.contacts AS SELECT CAST(id AS ${type}) AS id, 'x' AS email, 'PL' AS country, TIMESTAMP '2025-10-30' AS seen_at, '10' AS company_id FROM range(3) AS t(id)`,
        'warehouse.duckdb',
      );
    };
    await write('INTEGER');
    await made.refresh(day('2025-11-01'));
    await write('BIGINT');
    const report = await made.refresh(day('2025-11-02'));
    expect(report).toMatchObject({ status: 'succeeded', refreshed: 2, entered: 0, left: 0 });
    expect(await made.members('polish')).toEqual(['0', '1', '2']);
  });
});
