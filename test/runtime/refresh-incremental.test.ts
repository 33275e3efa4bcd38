// Refreshes that look at changed objects only, where what changed lies in another refresh or behind another segment.
import { afterEach, describe, expect, it } from 'vitest';
import { contacts, contactsProject, day, removeProjects } from './contacts-project.ts';

afterEach(removeProjects);

const german =
  'segment german of company {\n  where {\n    has contacts where country = "DE"\n  }\n}\n';
const colleagues =
  'segment colleagues of contact {\n  where {\n    company in segment german\n  }\n}\n';
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
