// Refreshes of a tiny project end to end on DuckDB: diffs, reasons, definitions, renames, drafts, published columns.
import { afterEach, describe, expect, it } from 'vitest';
import {
  companies,
  contacts,
  contactsProject,
  day,
  polish,
  recent,
  removeProjects,
} from './contacts-project.ts';

afterEach(removeProjects);

describe('diffs and reasons', () => {
  it('publishes first, then only what changed, and nothing for the same now', async () => {
    const made = contactsProject(polish);
    const first = await made.refresh(day('2025-11-01'));
    expect(first).toMatchObject({ entered: 2, left: 0, status: 'succeeded', refreshed: 1 });
    expect(await made.members('polish')).toEqual(['1', '3']);
    expect(await made.lastChanges()).toEqual(['polish entered 1 first', 'polish entered 3 first']);

    const again = await made.refresh(day('2025-11-01'));
    expect(again).toMatchObject({ entered: 0, left: 0 });

    made.write('data/contacts.csv', contacts.replace('1,ann@x.com,PL', '1,ann@x.com,DE'));
    expect(await made.refresh(day('2025-11-02'))).toMatchObject({ entered: 0, left: 1 });
    expect(await made.lastChanges()).toEqual(['polish left 1 data']);

    made.write('data/contacts.csv', contacts);
    expect(await made.refresh(day('2025-11-03'))).toMatchObject({ entered: 1, left: 0 });
    expect(await made.lastChanges()).toEqual(['polish entered 1 data']);
    const page = await made.read((relations) => relations.members('polish', 10));
    expect(page?.rows).toEqual([
      ['1', '2025-11-03 09:00:00'],
      ['3', '2025-11-01 09:00:00'],
    ]);
  });

  it('tells time from data', async () => {
    const made = contactsProject(recent);
    await made.refresh(day('2025-11-02'));
    expect(await made.members('recent')).toEqual(['1', '2']);
    made.write(
      'data/contacts.csv',
      contacts.replace('1,ann@x.com,PL,2025-11-01', '1,ann@x.com,PL,2025-01-01'),
    );
    const report = await made.refresh(day('2025-11-25'));
    expect(report.segments[0]?.reasons).toEqual({ first: 0, definition: 0, data: 1, time: 1 });
    expect(await made.lastChanges()).toEqual(['recent left 1 data', 'recent left 2 time']);
  });

  it('tells time through a reference', async () => {
    const awake =
      'segment awake of company {\n  where {\n    has contacts where in segment recent\n  }\n}\n';
    const made = contactsProject(`${recent}${awake}`);
    await made.refresh(day('2025-11-02'));
    expect(await made.members('awake')).toEqual(['10']);
    await made.refresh(day('2025-12-25'));
    expect(await made.lastChanges()).toEqual([
      'awake left 10 time',
      'recent left 1 time',
      'recent left 2 time',
    ]);
  });

  it('marks an edited definition, also of a segment that refers to it', async () => {
    const made = contactsProject(
      `${polish}segment named of contact {\n  where {\n    in segment polish\n    email is known\n  }\n}\n`,
    );
    await made.refresh(day('2025-11-01'));
    const before = await made.segment('named');
    made.write(
      'segments.seg',
      `${polish.replace('"PL"', '"DE"')}segment named of contact {\n  title: "Named"\n  where {\n    in segment polish\n    email is known\n  }\n}\n`,
    );
    await made.refresh(day('2025-11-02'));
    expect(await made.lastChanges()).toEqual([
      'named entered 2 definition',
      'named left 1 definition',
      'polish entered 2 definition',
      'polish left 1 definition',
      'polish left 3 definition',
    ]);
    const after = await made.segment('named');
    expect(after?.title).toBe('Named');
    expect(after?.definitionHash).not.toBe(before?.definitionHash);
  });

  it('gives the membership when the changes are replayed', async () => {
    const made = contactsProject(polish);
    const histories = ['PL,PL,DE', 'DE,PL,PL', 'PL,DE,DE', 'DE,DE,PL', 'PL,PL,PL'];
    for (const [index, countries] of histories.entries()) {
      const rows = countries.split(',').map((country, row) => `${row + 1},,${country},,`);
      made.write('data/contacts.csv', `id,email,country,seen_at,company_id\n${rows.join('\n')}\n`);
      await made.refresh(day(`2025-11-0${index + 1}`));
      const members = new Set<string>();
      for (const { change, objectKey } of (await made.changes()).toReversed()) {
        if (change === 'entered') members.add(objectKey);
        else members.delete(objectKey);
      }
      expect([...members].toSorted()).toEqual(await made.members('polish'));
    }
  });
});

describe('segments over time', () => {
  it('keeps history and members of a renamed segment', async () => {
    const made = contactsProject(polish);
    await made.refresh(day('2025-11-01'));
    made.write(
      'segments.seg',
      polish.replace(
        'segment polish of contact {',
        'segment poles of contact {\n  renamed_from: "polish"\n',
      ),
    );
    const report = await made.refresh(day('2025-11-02'));
    expect(report).toMatchObject({ entered: 0, left: 0, removed: [] });
    expect(await made.members('polish')).toEqual([]);
    expect(await made.members('poles')).toEqual(['1', '3']);
    expect((await made.changes()).map(({ segment }) => segment)).toEqual(['poles', 'poles']);
  });

  it('keeps a removed segment, marked', async () => {
    const made = contactsProject(`${polish}${recent}`);
    await made.refresh(day('2025-11-02'));
    made.write('segments.seg', recent);
    const report = await made.refresh(day('2025-11-03'));
    expect(report.removed).toEqual(['polish']);
    expect(await made.members('polish')).toEqual(['1', '3']);
    expect(await made.segment('polish')).toMatchObject({ status: 'removed', stale: true, size: 2 });
  });

  it('neither publishes drafts nor refreshes what is paused', async () => {
    const made = contactsProject(`${withStatus('draft')}${recent}`);
    await made.refresh(day('2025-11-02'));
    expect(await made.segment('polish')).toBeUndefined();
    made.write('segments.seg', `${polish}${recent}`);
    await made.refresh(day('2025-11-02'));
    made.write('segments.seg', `${withStatus('paused')}${recent}`);
    made.write('data/contacts.csv', contacts.replace('1,ann@x.com,PL', '1,ann@x.com,DE'));
    await made.refresh(day('2025-11-03'));
    expect(await made.segment('polish')).toMatchObject({ status: 'paused', stale: false, size: 2 });
  });

  it('refreshes named segments with what they refer to', async () => {
    const made = contactsProject(
      `${polish}${recent}segment both of contact {\n  where {\n    in segment polish\n  }\n}\n`,
    );
    const report = await made.refresh(day('2025-11-02'), { segments: ['both'] });
    expect(report.segments.map(({ segment, requested }) => [segment, requested])).toEqual([
      ['polish', false],
      ['both', true],
    ]);
    expect(await made.segment('recent')).toBeUndefined();
    await expect(made.refresh(day('2025-11-02'), { segments: ['bth'] })).rejects.toMatchObject({
      code: 'SEG6015',
      help: 'Did you mean `both`?',
    });
    await expect(made.refresh('2025-11-02')).rejects.toMatchObject({ code: 'SEG6014' });
  });

  it('follows publish columns of members that stay', async () => {
    const published = polish.replace('{\n  where', '{\n  publish: [email, company.name]\n  where');
    const made = contactsProject(published);
    await made.refresh(day('2025-11-01'));
    made.write('data/companies.csv', companies.replace('Acme', 'Apex'));
    expect(await made.refresh(day('2025-11-02'))).toMatchObject({ entered: 0, left: 0 });
    const page = await made.read((relations) => relations.members('polish', 10));
    expect(page?.rows).toEqual([
      ['1', 'ann@x.com', 'Apex', '2025-11-01 09:00:00'],
      ['3', null, 'Umbra', '2025-11-01 09:00:00'],
    ]);
    made.write('segments.seg', polish);
    expect(await made.refresh(day('2025-11-03'))).toMatchObject({ entered: 0, left: 0 });
    const bare = await made.read((relations) => relations.members('polish', 10));
    expect(bare?.columns.map(({ name }) => name)).toEqual(['id', 'entered_at']);
  });

  it('takes a key of another type for a new definition, and compares keys as text', async () => {
    const made = contactsProject(polish);
    await made.refresh(day('2025-11-01'));
    made.write('data/contacts.csv', `${contacts}x4,,PL,,\n`);
    const report = await made.refresh(day('2025-11-02'));
    expect(report).toMatchObject({ entered: 1, left: 0 });
    expect(await made.lastChanges()).toEqual(['polish entered x4 definition']);
  });

  it('takes members of another object type for other objects', async () => {
    const made = contactsProject(polish);
    await made.refresh(day('2025-11-01'));
    made.write(
      'segments.seg',
      'segment polish of company {\n  where {\n    name is known\n  }\n}\n',
    );
    made.write('data/companies.csv', 'id,name\n1,Acme\n');
    expect(await made.refresh(day('2025-11-02'))).toMatchObject({ entered: 1, left: 2 });
    const newest = (await made.changes()).slice(0, 3);
    expect(
      newest.map(({ objectType, change, objectKey }) => `${objectType} ${change} ${objectKey}`),
    ).toEqual(['company entered 1', 'contact left 1', 'contact left 3']);
  });
});

function withStatus(status: string): string {
  return polish.replace('{\n  where', `{\n  status: ${status}\n  where`);
}
