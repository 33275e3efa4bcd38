// Refreshes that look at changed objects only, where what changed lies in another refresh or behind another segment.
import { afterEach, describe, expect, it } from 'vitest';
import {
  colleagues,
  companies,
  contacts,
  contactsProject,
  day,
  german,
  model,
  polish,
  query,
  recent,
  removeProjects,
} from './contacts-project.ts';
import type { ProjectOnDisk } from './project-on-disk.ts';

afterEach(removeProjects);

const comers = 'segment comers of company {\n  where {\n    entered segment german\n  }\n}\n';

describe('who entered or left a segment that is referred to', () => {
  it('is seen by those refreshed later, although it was refreshed by itself meanwhile', async () => {
    const made = contactsProject(`${german}${colleagues}`);
    await made.refresh(day('2025-11-01'));
    expect(await made.members('colleagues')).toEqual(['1', '2']);
    made.write('data/contacts.csv', contacts.replace('bob@x.com,DE', 'bob@x.com,PL'));
    await made.refresh(day('2025-11-02'), { segments: ['german'] });
    expect(await made.members('german')).toEqual([]);
    const report = await made.refresh(day('2025-11-03'));
    // Ann's own rows are as they were.
    expect(report).toMatchObject({ mode: 'incremental', left: 2 });
    expect(await made.members('colleagues')).toEqual([]);
  });

  it('is seen in its log by the refresh after the one that wrote it', async () => {
    const made = contactsProject(`${german}${comers}`);
    await made.refresh(day('2025-11-01'));
    expect(await made.members('comers')).toEqual([]);
    const report = await made.refresh(day('2025-11-02'));
    expect(report).toMatchObject({ mode: 'incremental', entered: 1 });
    expect(await made.members('comers')).toEqual(['10']);
  });
});

describe('a segment whose conditions stand for references to it', () => {
  const seen =
    'segment seen of contact {\n  where {\n    in segment polish\n    seen_at is known\n  }\n}\n';

  it('is followed when it goes on after a pause, although nothing changed since', async () => {
    const made = contactsProject(`${polish}${seen}`);
    await made.refresh(day('2025-11-01'));
    made.write('segments.seg', `${polish.replace('{\n', '{\n  status: paused\n')}${seen}`);
    made.write('data/contacts.csv', contacts.replace('ann@x.com,PL', 'ann@x.com,DE'));
    await made.refresh(day('2025-11-01'));
    // Paused members stay as they were, and whoever refers to them means those.
    expect(await made.members('seen')).toEqual(['1', '3']);
    made.write('segments.seg', `${polish}${seen}`);
    const report = await made.refresh(day('2025-11-01'));
    expect(await made.members('polish')).toEqual(['3']);
    expect(await made.members('seen')).toEqual(['3']);
    expect(report.segments.map(({ segment, because }) => [segment, because])).toEqual([
      ['polish', 'stale'],
      ['seen', 'referred'],
    ]);
  });
});

const scored = (ofBob: number): string => `id,score\n1,5\n2,${ofBob}\n3,3\n`;

describe('a value of an object', () => {
  it('that depends on how others compare changes with theirs', async () => {
    const made = contactsProject('segment best of contact {\n  where {\n    place = 1\n  }\n}\n', {
      'model.seg':
        'project demo {\n  refresh: manual\n}\nobject contact @table("crm.contacts") {\n  id: id @key\n  score: int?\n}\ntrait contact.place: int? = rank(score)\n',
      'data/contacts.csv': scored(4),
    });
    await made.refresh(day('2025-11-01'));
    expect(await made.members('best')).toEqual(['1']);
    made.write('data/contacts.csv', scored(9));
    const report = await made.refresh(day('2025-11-01'));
    // Ann's own row is as it was.
    expect(await made.members('best')).toEqual(['2']);
    expect(report.segments).toMatchObject([{ because: 'ranking' }]);
  });

  it('is asked for wherever it is used, of the object and of the row that it points to', async () => {
    const name = '  name: text\n';
    const made = contactsProject(
      'segment near_poles of company {\n  where {\n    any of {\n      poles > 1\n      parent.poles > 0\n    }\n  }\n}\n',
      {
        'model.seg': `${model.replace(name, `${name}  parent: company? via parent_id\n`)}
trait company.poles: int = count(contacts where country = "PL")
`,
        'data/contacts.csv': contacts.replace('3,,PL', '3,,DE'),
        'data/companies.csv': 'id,name,parent_id\n10,Acme,11\n11,Umbra,\n',
      },
    );
    await made.refresh(day('2025-11-01'));
    expect(await made.members('near_poles')).toEqual([]);
    made.write('data/contacts.csv', contacts);
    const report = await made.refresh(day('2025-11-01'));
    expect(report).toMatchObject({ mode: 'incremental', entered: 1 });
    expect(await made.members('near_poles')).toEqual(['10']);
  });

  it('that is published is written anew when it changes, although the members stay', async () => {
    const made = contactsProject(
      'trait contact.firm: text? = company.name\nsegment named of contact {\n  publish: [firm]\n  where {\n    country = "PL"\n  }\n}\n',
    );
    await made.refresh(day('2025-11-01'));
    made.write('data/companies.csv', companies.replace('Acme', 'Ajax'));
    const report = await made.refresh(day('2025-11-01'));
    expect(report).toMatchObject({ mode: 'incremental', entered: 0, left: 0 });
    expect(await query(made, 'SELECT id, firm FROM segments.named ORDER BY id')).toEqual([
      { id: '1', firm: 'Ajax' },
      { id: '3', firm: 'Umbra' },
    ]);
  });
});

/** What the refresh of that day logged. */
async function logged(made: ProjectOnDisk, date: string): Promise<readonly string[]> {
  const rows = await query(
    made,
    `SELECT concat_ws(' ', segment, object_key, change, reason) AS line FROM segments.membership_changes
WHERE changed_at::DATE = DATE '${date}' ORDER BY line`,
  );
  return rows.map(({ line }) => String(line));
}

describe('what only the passing of time has changed', () => {
  const shown =
    'segment shown of contact {\n  publish: [email]\n  where {\n    seen_at in last 30 days\n  }\n}\n';

  it('is told to be by time, and the rest by data, together or with columns', async () => {
    const made = contactsProject(`${polish}${recent}${shown}`);
    await made.refresh(day('2025-10-31'));
    expect(await made.refresh(day('2025-11-22'))).toMatchObject({ mode: 'incremental' });
    expect(await logged(made, '2025-11-22')).toEqual([
      'recent 1 entered time',
      'recent 2 left time',
      'shown 1 entered time',
      'shown 2 left time',
    ]);
    // Bob moves, and Ann's 30 days are over, in one refresh.
    made.write('data/contacts.csv', contacts.replace('bob@x.com,DE', 'bob@x.com,PL'));
    expect(await made.refresh(day('2025-12-02'))).toMatchObject({ mode: 'incremental' });
    expect(await logged(made, '2025-12-02')).toEqual([
      'polish 2 entered data',
      'recent 1 left time',
      'shown 1 left time',
    ]);
  });
});
