// What goes wrong with one segment of a refresh: found early, named with its place, kept away from the others; guards.
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

describe('what goes wrong with one segment', () => {
  it('stays with it; the others are published', async () => {
    const made = contactsProject(`${polish}${recent}`);
    await made.refresh(day('2025-11-01'));
    made.write(
      'model.seg',
      model.replace('  country: text?\n', '  country: text? @column("land")\n'),
    );
    const report = await made.refresh(day('2025-11-02'));
    expect(report).toMatchObject({ status: 'failed', failed: 1, refreshed: 1 });
    const failed = report.segments.find(({ status }) => status === 'failed');
    expect(failed).toMatchObject({ segment: 'polish', size: 2, sizeBefore: 2 });
    expect(failed?.problems[0]).toMatchObject({
      code: 'SEG7005',
      where: { path: 'model.seg', line: 8, column: 3 },
    });
    expect(await made.members('polish')).toEqual(['1', '3']);
    expect(await made.segment('polish')).toMatchObject({
      status: 'failed',
      stale: true,
      staleReason: 'SEG7005: table `crm.contacts` has no column `land`',
    });
    const checks = await query(
      made,
      'SELECT segment, "check", status FROM segments.checks WHERE status = \'failed\'',
    );
    expect(checks).toEqual([{ segment: 'polish', check: 'SEG7005', status: 'failed' }]);
  });

  it('makes dependants use the last good members, and says so', async () => {
    const both =
      'segment both of contact {\n  where {\n    in segment polish\n    seen_at is known\n  }\n}\n';
    const made = contactsProject(`${polish}${both}`);
    await made.refresh(day('2025-11-01'));
    made.write(
      'model.seg',
      model.replace('  country: text?\n', '  country: text? @column("land")\n'),
    );
    made.write('data/contacts.csv', contacts.replace('1,ann@x.com,PL', '1,ann@x.com,DE'));
    const report = await made.refresh(day('2025-11-02'));
    expect(report.segments.find(({ segment }) => segment === 'both')).toMatchObject({
      status: 'refreshed',
      usedLastGood: ['polish'],
      size: 2,
    });
    expect(await made.segment('both')).toMatchObject({ status: 'active', stale: true });
    made.write('model.seg', model);
    await made.refresh(day('2025-11-03'));
    expect(await made.segment('both')).toMatchObject({ stale: false, size: 1 });
  });

  it('fails a dependant of a segment that was never published', async () => {
    const both = 'segment both of contact {\n  where {\n    in segment polish\n  }\n}\n';
    const made = contactsProject(`${polish}${both}${recent}`, {
      'model.seg': model.replace('  country: text?\n', '  country: text? @column("land")\n'),
    });
    const report = await made.refresh(day('2025-11-01'));
    expect(report.segments.map(({ segment, problems }) => [segment, problems[0]?.code])).toEqual(
      expect.arrayContaining([
        ['polish', 'SEG7005'],
        ['both', 'SEG7016'],
        ['recent', undefined],
      ]),
    );
    expect(await made.segment('both')).toMatchObject({ size: undefined, status: 'failed' });
  });

  it('finds missing tables, wrong types, joins and keys before anything is computed', async () => {
    const companyNamed =
      'segment acme of contact {\n  where {\n    company.name = "Acme"\n  }\n}\n';
    const made = contactsProject(`${polish}${recent}${companyNamed}`);
    made.write('data/companies.csv', 'id,name\n10,Acme\n10,Apex\nx,\n');
    made.write('model.seg', model.replace('seen_at: timestamp?', 'seen_at: bool?'));
    made.write(
      'segments.seg',
      `${polish}segment seen of contact {\n  where {\n    seen_at = true\n  }\n}\n${companyNamed}`,
    );
    const report = await made.refresh(day('2025-11-01'));
    const codes = Object.fromEntries(
      report.segments.map(({ segment, problems }) => [segment, problems.map(({ code }) => code)]),
    );
    expect(codes).toEqual({ polish: [], seen: ['SEG7006'], acme: ['SEG7007', 'SEG7009'] });
    made.write('segform.yaml', yaml.replace('crm.companies: ', 'crm.companys: '));
    const missing = await made.refresh(day('2025-11-02'));
    const acme = missing.segments.find(({ segment }) => segment === 'acme');
    expect(acme?.problems[0]).toMatchObject({
      code: 'SEG7004',
      where: { path: 'model.seg', line: 13 },
    });
    expect(acme?.problems[0]?.help).toContain('`crm.companys`');
  });

  it('stops an object type with repeated or missing keys, and names them', async () => {
    const made = contactsProject(polish);
    await made.refresh(day('2025-11-01'));
    made.write('data/contacts.csv', `${contacts}1,,DE,,\n,,DE,,\n,,PL,,\n`);
    const [outcome] = (await made.refresh(day('2025-11-02'))).segments;
    expect(outcome?.problems.map(({ code }) => code)).toEqual(['SEG7008', 'SEG7009']);
    expect(outcome?.problems.map(({ message }) => message)).toEqual([
      '2 rows of `crm.contacts` have no key in `id`',
      '1 key of `crm.contacts.id` occurs more than once: `1`',
    ]);
    expect(await made.members('polish')).toEqual(['1', '3']);
    made.write(
      'model.seg',
      model.replace(
        '@table("crm.contacts")',
        '@table("crm.contacts") @where(id is known and country = "PL")',
      ),
    );
    expect(await made.refresh(day('2025-11-03'))).toMatchObject({ status: 'succeeded' });
  });

  it('refuses data that is too old', async () => {
    const made = contactsProject(polish, {
      'model.seg': model.replace('seen_at: timestamp?', 'seen_at: timestamp? @stale_after(1 day)'),
    });
    expect(await made.refresh(day('2025-11-02'))).toMatchObject({ status: 'succeeded' });
    expect((await made.segment('polish'))?.dataAsOf).toBe('2025-11-01T09:00:00.000Z');
    const [outcome] = (await made.refresh('2025-11-02T09:00:01Z')).segments;
    expect(outcome?.problems[0]).toMatchObject({ code: 'SEG7010' });
    expect(outcome?.problems[0]?.message).toContain('older than 1 day');
  });

  it('holds what a guard refuses, and publishes it when overridden', async () => {
    const guarded = polish.replace('{\n  where', '{\n  guard: size_change at most 40%\n  where');
    const made = contactsProject(guarded);
    await made.refresh(day('2025-11-01'));
    made.write('data/contacts.csv', contacts.replace('1,ann@x.com,PL', '1,ann@x.com,DE'));
    const held = await made.refresh(day('2025-11-02'));
    expect(held).toMatchObject({ status: 'held', held: 1, entered: 0, left: 0 });
    expect(held.segments[0]).toMatchObject({ status: 'held', left: 1, size: 2 });
    expect(await made.members('polish')).toEqual(['1', '3']);
    expect(await made.segment('polish')).toMatchObject({ status: 'held', stale: true });
    expect(
      await query(
        made,
        'SELECT status, observed, "limit" FROM segments.checks ORDER BY refresh_id DESC LIMIT 1',
      ),
    ).toEqual([{ status: 'broken', observed: '0.5', limit: '0.4' }]);
    const through = await made.refresh(day('2025-11-03'), { overrideGuards: ['polish'] });
    expect(through).toMatchObject({ status: 'succeeded', left: 1 });
    expect(await made.members('polish')).toEqual(['3']);
  });
});
