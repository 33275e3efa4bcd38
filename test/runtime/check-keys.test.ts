// Which keys a refresh looks at: those of all rows at first and whenever all rows are read, else those that what changed can have made
// repeated or missing. A fault is found by the refresh in which it arrives, however changes are found.
import { afterEach, describe, expect, it } from 'vitest';
import { openWarehouse } from '../../dialects/open-warehouse.ts';
import type { RefreshOptions } from '../../runtime/refresh/refresh-options.ts';
import type { SegmentOutcome } from '../../runtime/refresh/report.ts';
import type { Warehouse } from '../../runtime/warehouse.ts';
import {
  contacts,
  contactsProject,
  day,
  model,
  polish,
  removeProjects,
} from './contacts-project.ts';
import type { ProjectOnDisk } from './project-on-disk.ts';

afterEach(removeProjects);

/** All keys, or only some. */
type Asked = 'all' | 'some';

interface Refreshed {
  readonly asked: readonly Asked[];
  readonly codes: readonly string[];
}

async function refreshed(
  made: ProjectOnDisk,
  now: string,
  more: Partial<RefreshOptions> = {},
): Promise<Refreshed> {
  const asked: Asked[] = [];
  const report = await made.refresh(now, {
    openWarehouse: async (target) => noting(await openWarehouse(target), asked),
    ...more,
  });
  return { asked, codes: report.segments.flatMap(codesOf) };
}

function noting(warehouse: Warehouse, asked: Asked[]): Warehouse {
  const { sources } = warehouse;
  return {
    ...warehouse,
    sources: {
      ...sources,
      keyFaults: (query, keyColumn, among) => {
        asked.push(among === undefined ? 'all' : 'some');
        return sources.keyFaults(query, keyColumn, among);
      },
    },
  };
}

function codesOf({ problems }: SegmentOutcome): readonly string[] {
  return problems.map(({ code }) => code);
}

const ways = ['', ' @changes(by: seen_at)', ' @append_only(by: seen_at)'];

function tracked(way: string): ProjectOnDisk {
  const table = '@table("crm.contacts")';
  return contactsProject(polish, { 'model.seg': model.replace(table, `${table}${way}`) });
}

const late = '2025-11-02 08:00:00';

describe.each(ways)('keys of a table declared as "%s"', (way) => {
  it('are looked at again when rows changed, and then only theirs', async () => {
    const made = tracked(way);
    expect(await refreshed(made, day('2025-11-01'))).toEqual({ asked: ['all'], codes: [] });
    expect(await refreshed(made, day('2025-11-02'))).toEqual({ asked: [], codes: [] });
    made.write('data/contacts.csv', `${contacts}4,,PL,${late},10\n`);
    expect(await refreshed(made, day('2025-11-03'))).toEqual({ asked: ['some'], codes: [] });
    expect(await made.members('polish')).toEqual(['1', '3', '4']);
    expect(await refreshed(made, day('2025-11-04'))).toEqual({ asked: [], codes: [] });
  });

  it.each([
    ['repeated', `1,,DE,${late},10\n`, ['SEG7009']],
    ['missing', `,,DE,${late},10\n`, ['SEG7008']],
  ])('are found when one is %s, as long as it is', async (_fault, row, codes) => {
    const made = tracked(way);
    await refreshed(made, day('2025-11-01'));
    made.write('data/contacts.csv', `${contacts}${row}`);
    expect(await refreshed(made, day('2025-11-03'))).toEqual({ asked: ['some'], codes });
    expect(await refreshed(made, day('2025-11-04'))).toEqual({ asked: ['all'], codes });
    made.write('data/contacts.csv', contacts);
    expect(await refreshed(made, day('2025-11-05'))).toEqual({ asked: ['all'], codes: [] });
    expect(await refreshed(made, day('2025-11-06'))).toEqual({ asked: [], codes: [] });
  });

  it('are all looked at when all rows are, or the question is another one', async () => {
    const made = tracked(way);
    const daily = { reconcileMinutes: 1_440 };
    await refreshed(made, day('2025-11-01'), daily);
    const evening = '2025-11-01T20:00:00Z';
    expect(await refreshed(made, evening, { ...daily, full: true })).toMatchObject({
      asked: ['all'],
    });
    expect(await refreshed(made, day('2025-11-02'), daily)).toMatchObject({ asked: [] });
    expect(await refreshed(made, '2025-11-02T20:00:00Z', daily)).toMatchObject({ asked: ['all'] });
    expect(await refreshed(made, '2025-11-02T21:00:00Z', daily)).toMatchObject({ asked: [] });
    const declared = made.load().sources.find(({ path }) => path === 'model.seg')?.text ?? '';
    const table = '@table("crm.contacts")';
    made.write('model.seg', declared.replace(table, `${table} @where(country is known)`));
    expect(await refreshed(made, '2025-11-02T22:00:00Z', daily)).toMatchObject({ asked: ['all'] });
    expect(await refreshed(made, '2025-11-02T23:00:00Z', daily)).toMatchObject({ asked: [] });
  });
});

describe('keys of rows that were left out', () => {
  it('count as soon as they are not left out any more', async () => {
    const table = '@table("crm.contacts")';
    const made = contactsProject(polish, {
      'model.seg': model.replace(table, `${table} @where(country is known)`),
      'data/contacts.csv': `${contacts}1,,,2025-11-01 08:00:00,10\n`,
    });
    expect(await refreshed(made, day('2025-11-01'))).toEqual({ asked: ['all'], codes: [] });
    made.write('data/contacts.csv', `${contacts}1,,DE,2025-11-01 08:00:00,10\n`);
    expect(await refreshed(made, day('2025-11-02'))).toEqual({
      asked: ['some'],
      codes: ['SEG7009'],
    });
  });
});
