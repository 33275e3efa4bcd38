// The history of memberships, case by case: first refreshes, what is not refreshed or not there, keys and objects of another
// type, the same instant twice, instants of the past, and the reasons of changes.
import { afterEach, describe, expect, it } from 'vitest';
import {
  companies,
  contacts,
  contactsProject,
  day,
  polish,
  query,
  removeProjects,
} from './contacts-project.ts';

afterEach(removeProjects);

const comers =
  'segment comers of contact {\n  where {\n    entered segment polish in last 3 days\n  }\n}\n';
const former =
  'segment former of contact {\n  where {\n    left segment polish\n    not in segment polish\n  }\n}\n';
const withoutAnn = contacts.replace('1,ann@x.com,PL', '1,ann@x.com,DE');

function named(name: string): string {
  return `segment polish of company {\n  where {\n    name = "${name}"\n  }\n}\n`;
}

describe('the history of a membership', () => {
  it('is empty at the first refresh, and at a second one at the same instant', async () => {
    const made = contactsProject(`${polish}${comers}`);
    await made.refresh(day('2025-11-01'));
    expect(await made.members('comers')).toEqual([]);
    expect(await made.refresh(day('2025-11-01'))).toMatchObject({ entered: 0, left: 0 });
    expect(await made.members('comers')).toEqual([]);
    await made.refresh('2025-11-01T09:00:00.001Z');
    expect(await made.members('comers')).toEqual(['1', '3']);
    expect(await made.refresh('2025-11-01T09:00:00.001Z')).toMatchObject({ entered: 0, left: 0 });
  });

  it('ends a window exactly, and gives the reason time', async () => {
    const made = contactsProject(`${polish}${comers}`);
    await made.refresh(day('2025-11-01'));
    await made.refresh(day('2025-11-02'));
    expect(await made.lastChanges()).toEqual(['comers entered 1 time', 'comers entered 3 time']);
    await made.refresh(day('2025-11-04'));
    expect(await made.members('comers')).toEqual(['1', '3']);
    await made.refresh('2025-11-04T09:00:00.001Z');
    expect(await made.lastChanges()).toEqual(['comers left 1 time', 'comers left 3 time']);
  });

  it('gives the reason data to a member whose row is gone', async () => {
    const made = contactsProject(`${polish}${comers}`);
    await made.refresh(day('2025-11-01'));
    await made.refresh(day('2025-11-02'));
    made.write('data/contacts.csv', contacts.replace(/^1,.*\n/m, ''));
    await made.refresh(day('2025-11-03'));
    expect(await made.lastChanges()).toEqual(['comers left 1 data', 'polish left 1 data']);
  });

  it('does not change its meaning when the segment it asks about is edited', async () => {
    const made = contactsProject(`${polish}${comers}`);
    await made.refresh(day('2025-11-01'));
    await made.refresh(day('2025-11-02'));
    const before = await made.segment('comers');
    made.write('segments.seg', `${polish.replace('"PL"', '"DE"')}${comers}`);
    await made.refresh(day('2025-11-03'));
    await made.refresh(day('2025-11-03'));
    expect((await made.segment('comers'))?.definitionHash).toBe(before?.definitionHash);
    await made.refresh('2025-11-03T10:00:00Z');
    expect(await made.lastChanges()).toEqual(['comers entered 2 time']);
  });

  it('is read without refreshing the segment it is of', async () => {
    const made = contactsProject(`${polish}${comers}${former}`);
    const alone = await made.refresh(day('2025-11-01'), { segments: ['comers'] });
    expect(alone.segments.map(({ segment, status }) => `${segment} ${status}`)).toEqual([
      'comers refreshed',
    ]);
    expect(await made.segment('polish')).toBeUndefined();
    await made.refresh(day('2025-11-02'), { segments: ['polish'] });
    await made.refresh(day('2025-11-03'), { segments: ['comers'] });
    expect(await made.members('comers')).toEqual(['1', '3']);
  });

  it('goes on for a segment that is paused, held or failing', async () => {
    const made = contactsProject(`${polish}${comers}`);
    await made.refresh(day('2025-11-01'));
    made.write('segments.seg', `${polish.replace('{\n', '{\n  status: paused\n')}${comers}`);
    await made.refresh(day('2025-11-02'));
    expect(await made.members('comers')).toEqual(['1', '3']);
    made.write(
      'segments.seg',
      `${polish.replace('{\n', '{\n  guard: leavers at most 0\n')}${comers}`,
    );
    made.write('data/contacts.csv', withoutAnn);
    const held = await made.refresh(day('2025-11-03'));
    expect(held.segments.map(({ segment, status }) => `${segment} ${status}`)).toEqual([
      'comers refreshed',
      'polish held',
    ]);
    const failing = polish.replace('country = "PL"', 'has company_rows where name = "x"');
    made.write('segments.seg', `${failing}${comers}`);
    made.write(
      'more.seg',
      'object row @table("crm.absent") {\n  id: id @key\n  name: text\n  contact: contact via contact_id\n}\n',
    );
    const model = `object contact @table("crm.contacts") {\n  company_rows: row[] via row.contact\n`;
    made.write(
      'model.seg',
      made
        .load()
        .sources.find(({ path }) => path === 'model.seg')
        ?.text.replace('object contact @table("crm.contacts") {\n', model) ?? '',
    );
    const failed = await made.refresh('2025-11-03T10:00:00Z');
    expect(failed.segments.map(({ segment, status }) => `${segment} ${status}`)).toEqual([
      'comers refreshed',
      'polish failed',
    ]);
    expect(await made.members('comers')).toEqual(['1', '3']);
  });

  it('follows a renamed segment', async () => {
    const made = contactsProject(`${polish}${former}`);
    await made.refresh(day('2025-11-01'));
    made.write('data/contacts.csv', withoutAnn);
    await made.refresh(day('2025-11-02'));
    made.write(
      'segments.seg',
      `${polish.replace('polish of contact {\n', 'poles of contact {\n  renamed_from: "polish"\n')}${former.replaceAll('polish', 'poles')}`,
    );
    await made.refresh(day('2025-11-03'));
    expect(await made.members('former')).toEqual(['1']);
  });

  it('compares keys as text, whatever their type is and was', async () => {
    const made = contactsProject(`${polish}${former}`);
    await made.refresh(day('2025-11-01'));
    made.write('data/contacts.csv', withoutAnn);
    await made.refresh(day('2025-11-02'));
    made.write('data/contacts.csv', `${withoutAnn}01,,DE,,\nx4,,PL,,\n`);
    expect(await made.refresh(day('2025-11-03'))).toMatchObject({ failed: 0, refreshed: 2 });
    expect(await made.members('former')).toEqual(['1']);
    made.write('data/contacts.csv', withoutAnn);
    await made.refresh(day('2025-11-04'));
    expect(await made.members('former')).toEqual(['1']);
  });

  it('leaves out what the segment was when it was about other objects', async () => {
    const made = contactsProject(polish);
    made.write('data/companies.csv', 'id,name\n1,Acme\n2,Umbra\n');
    await made.refresh(day('2025-11-01'));
    const asking =
      'segment asking of company {\n  where {\n    entered segment polish\n  }\n}\nsegment gone of company {\n  where {\n    left segment polish\n  }\n}\n';
    made.write('segments.seg', `${named('Umbra')}${asking}`);
    await made.refresh(day('2025-11-02'));
    await made.refresh(day('2025-11-03'));
    expect(await made.members('asking')).toEqual(['2']);
    expect(await made.members('gone')).toEqual([]);
    made.write('segments.seg', `${named('Acme')}${asking}`);
    await made.refresh(day('2025-11-04'));
    await made.refresh(day('2025-11-05'));
    expect(await made.members('asking')).toEqual(['1', '2']);
    expect(await made.members('gone')).toEqual(['2']);
  });

  it('asked at an instant of the past knows only what was before it', async () => {
    const made = contactsProject(`${polish}${comers}`);
    await made.refresh(day('2025-11-02'));
    await made.refresh(day('2025-11-03'));
    expect(await made.members('comers')).toEqual(['1', '3']);
    await made.refresh(day('2025-11-01'));
    expect(await made.members('comers')).toEqual([]);
  });

  it('goes by the later of two refreshes at one instant', async () => {
    const asking =
      'segment asking of contact {\n  where {\n    was in segment polish 1 day ago\n  }\n}\n';
    const made = contactsProject(`${polish}${asking}`);
    await made.refresh(day('2025-11-01'));
    made.write('data/contacts.csv', withoutAnn);
    await made.refresh(day('2025-11-01'));
    await made.refresh(day('2025-11-03'));
    expect(await made.members('asking')).toEqual(['3']);
    made.write('data/contacts.csv', contacts);
    await made.refresh(day('2025-11-04'));
    made.write('data/contacts.csv', withoutAnn);
    await made.refresh(day('2025-11-04'));
    made.write('data/contacts.csv', contacts);
    await made.refresh(day('2025-11-04'));
    await made.refresh(day('2025-11-06'));
    expect(await made.members('asking')).toEqual(['1', '3']);
  });

  it('leaves nothing of its own in the target', async () => {
    const made = contactsProject(`${polish}${comers}`, { 'data/companies.csv': companies });
    await made.refresh(day('2025-11-01'));
    const relations = await query(
      made,
      "SELECT view_name AS name FROM duckdb_views() WHERE NOT internal AND view_name LIKE '%of%'",
      'warehouse.duckdb',
    );
    expect(relations).toEqual([]);
  });
});
