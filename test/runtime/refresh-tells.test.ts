// What a refresh tells of how it was made: which objects it looked at and why, what refreshes before had missed, and which columns
// that say how tables change are not there.
import { afterEach, describe, expect, it } from 'vitest';
import {
  companies,
  contacts,
  contactsProject,
  day,
  model,
  polish,
  recent,
  removeProjects,
} from './contacts-project.ts';

afterEach(removeProjects);

/** The model of which contacts say how they change. */
function tracked(annotation: string): Readonly<Record<string, string>> {
  const table = '@table("crm.contacts")';
  return { 'model.seg': model.replace(table, `${table} ${annotation}`) };
}

const bobMoved = contacts.replace('2,bob@x.com,DE', '2,bob@x.com,PL');

describe('the report of a refresh', () => {
  it('says of a segment that was computed from all rows why, and of the others how many objects were looked at', async () => {
    const made = contactsProject(polish);
    const first = await made.refresh(day('2025-11-01'));
    expect(first).toMatchObject({
      mode: 'full',
      segments: [{ mode: 'full', because: 'first', looked: undefined }],
    });
    expect(await made.refresh(day('2025-11-01'))).toMatchObject({
      mode: 'incremental',
      segments: [{ mode: 'incremental', because: undefined, looked: 0 }],
    });
    made.write('data/contacts.csv', bobMoved);
    expect(await made.refresh(day('2025-11-01'))).toMatchObject({
      mode: 'incremental',
      entered: 1,
      segments: [{ mode: 'incremental', because: undefined, looked: 1 }],
    });
    expect(await made.refresh(day('2025-11-01'), { full: true })).toMatchObject({
      mode: 'full',
      drifted: 0,
      segments: [{ mode: 'full', because: 'asked', looked: undefined }],
    });
  });

  it('is incremental as soon as one segment is', async () => {
    const made = contactsProject(polish);
    await made.refresh(day('2025-11-01'));
    const email =
      'segment with_email of contact {\n  publish: [email],\n  where {\n    email is known\n  }\n}\n';
    made.write('segments.seg', `${polish}${recent}${email}`);
    const report = await made.refresh(day('2025-11-01'));
    expect(report.mode).toBe('incremental');
    const because = report.segments.map(({ segment, because: why }) => [segment, why]);
    expect(new Map(because.map(([segment, why]) => [segment, why]))).toEqual(
      new Map([
        ['polish', undefined],
        ['recent', 'first'],
        ['with_email', 'alone'],
      ]),
    );
  });

  it('says so when the definition was edited, or reconciling is due', async () => {
    const made = contactsProject(polish);
    await made.refresh(day('2025-11-01'));
    const due = await made.refresh(day('2025-11-02'), { reconcileMinutes: 24 * 60 });
    expect(due.segments).toMatchObject([{ because: 'reconcile' }]);
    made.write('segments.seg', polish.replace('"PL"', '"DE"'));
    const edited = await made.refresh(day('2025-11-02'));
    expect(edited.segments).toMatchObject([{ because: 'definition' }]);
  });

  it('says so when the refresh before was held, and what is published is older', async () => {
    const guarded = polish.replace('{\n', '{\n  guard: size_change at most 20%\n');
    const made = contactsProject(guarded);
    await made.refresh(day('2025-11-01'));
    made.write('data/contacts.csv', bobMoved);
    await made.refresh(day('2025-11-01'));
    made.write('segments.seg', polish);
    const report = await made.refresh(day('2025-11-01'));
    expect(report.segments).toMatchObject([{ because: 'stale', entered: 1 }]);
    expect((await made.refresh(day('2025-11-01'))).segments).toMatchObject([{ looked: 0 }]);
  });

  it('gives a failed segment neither', async () => {
    const made = contactsProject(polish);
    await made.refresh(day('2025-11-01'));
    made.write('data/contacts.csv', contacts.replace('country', 'land'));
    expect((await made.refresh(day('2025-11-02'))).segments).toMatchObject([
      { status: 'failed', because: undefined, looked: undefined },
    ]);
  });
});

describe('drift', () => {
  it('is told with the keys by a refresh from all rows, which puts it right', async () => {
    const made = contactsProject(`${polish}${recent}`, tracked('@changes(by: seen_at)'));
    await made.refresh(day('2025-11-01'));
    // A row changes, its time does not.
    made.write('data/contacts.csv', bobMoved);
    expect(await made.refresh(day('2025-11-01'))).toMatchObject({ entered: 0, drifted: 0 });
    expect(await made.members('polish')).toEqual(['1', '3']);

    const report = await made.refresh(day('2025-11-01'), { full: true });
    expect(report).toMatchObject({ status: 'succeeded', entered: 1, drifted: 1, failed: 0 });
    const drifted = report.segments.filter(({ problems }) => problems.length > 0);
    expect(drifted).toMatchObject([
      {
        segment: 'polish',
        status: 'refreshed',
        because: 'asked',
        problems: [{ code: 'SEG7024', where: { path: 'segments.seg', line: 1 } }],
      },
    ]);
    expect(drifted[0]?.problems[0]?.message).toContain(': `2`');
    expect(await made.members('polish')).toEqual(['1', '2', '3']);
    expect(await made.refresh(day('2025-11-01'), { full: true })).toMatchObject({ drifted: 0 });
  });

  it('is none when rows changed as declared', async () => {
    const made = contactsProject(polish, tracked('@changes(by: seen_at)'));
    await made.refresh(day('2025-11-01'));
    made.write('data/contacts.csv', bobMoved.replace('2025-10-20', '2025-11-01'));
    const report = await made.refresh(day('2025-11-01'), { full: true });
    expect(report).toMatchObject({ entered: 1, drifted: 0 });
  });
});

describe('columns that say how a table changes', () => {
  const ofCompanies = 'segment acme of company {\n  where {\n    name = "Acme"\n  }\n}\n';

  it.each(['@changes(by: seen_on)', '@append_only(by: seen_on)'])(
    'must be there for the segments that read it: %s',
    async (annotation) => {
      const made = contactsProject(`${polish}${ofCompanies}`, tracked(annotation));
      const report = await made.refresh(day('2025-11-01'));
      expect(report).toMatchObject({ failed: 1, refreshed: 1 });
      const [problem] = report.segments.find(({ segment }) => segment === 'polish')?.problems ?? [];
      expect(problem).toMatchObject({
        code: 'SEG7005',
        message: 'table `crm.contacts` has no column `seen_on`',
        where: { path: 'model.seg', line: 5 },
      });
      expect(problem?.help).toContain(
        `\`${annotation.split('(')[0]}\` names a column of the table`,
      );
      expect(await made.members('acme')).toEqual(['10']);
    },
  );

  it('must have an order', async () => {
    const made = contactsProject(polish, {
      ...tracked('@changes(by: is_new)'),
      'data/contacts.csv': contacts.replace('seen_at', 'is_new').replaceAll(/2025[^,]*/g, 'true'),
    });
    const report = await made.refresh(day('2025-11-01'));
    expect(report.segments).toMatchObject([{ status: 'failed', problems: [{ code: 'SEG7006' }] }]);
    expect(report.segments[0]?.problems[0]?.message).toContain('`@changes` by it');
  });

  it('may be spelled otherwise, as all columns may', async () => {
    const made = contactsProject(polish, {
      ...tracked('@changes(by: seen_at)'),
      'data/contacts.csv': contacts.replace('id,email,country,seen_at', 'ID,email,COUNTRY,Seen_At'),
    });
    await made.refresh(day('2025-11-01'));
    const moved = bobMoved.replace('2025-10-20', '2025-11-01');
    made.write(
      'data/contacts.csv',
      moved.replace('id,email,country,seen_at', 'ID,email,COUNTRY,Seen_At'),
    );
    const report = await made.refresh(day('2025-11-01'));
    expect(report).toMatchObject({ entered: 1, segments: [{ looked: 1 }] });
    expect(await made.members('polish')).toEqual(['1', '2', '3']);
  });

  it('do not concern relations that no segment uses and the table does not have', async () => {
    const made = contactsProject(`${polish}${ofCompanies}`, {
      'data/contacts.csv': contacts.replace('company_id', 'company'),
      'data/companies.csv': companies,
    });
    await made.refresh(day('2025-11-01'));
    made.write('data/contacts.csv', bobMoved.replace('company_id', 'company'));
    expect(await made.refresh(day('2025-11-01'))).toMatchObject({ failed: 0, entered: 1 });
  });
});
