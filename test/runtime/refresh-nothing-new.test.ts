// Refreshes between which no source changed and no time passed: nothing is searched, and whoever can have changed all the same is
// (runtime/refresh/incremental/nothing-new.ts).
import { afterEach, describe, expect, it } from 'vitest';
import { openWarehouse } from '../../dialects/open-warehouse.ts';
import type { RefreshOptions } from '../../runtime/refresh/refresh-options.ts';
import type { Warehouse } from '../../runtime/warehouse.ts';
import {
  colleagues,
  contacts,
  contactsProject,
  day,
  german,
  polish,
  recent,
  removeProjects,
} from './contacts-project.ts';

afterEach(removeProjects);

const sticky =
  'segment sticky of contact {\n  enter {\n    country = "DE"\n  }\n  leave {\n    country = "FR"\n  }\n}\n';

const scored = (first: number, second: number): string =>
  `id,score\n1,${first}\n2,${second}\n3,10\n4,8\n5,7\n6,6\n`;

/** Opens the warehouse, and writes down which questions a refresh asks it to find or decide objects. */
function listening(asked: string[]): Partial<RefreshOptions> {
  const hear = (name: string): void => {
    asked.push(name);
  };
  return {
    openWarehouse: async (target): Promise<Warehouse> => {
      const warehouse = await openWarehouse(target);
      return {
        ...warehouse,
        startRefresh: async () => {
          const staging = await warehouse.startRefresh();
          return {
            ...staging,
            touched: (entity, column, since) => {
              hear(`touched ${entity}`);
              return staging.touched(entity, column, since);
            },
            flipped: (segmentId, since) => {
              hear('flipped');
              return staging.flipped(segmentId, since);
            },
            stageKeys: (name, query, keyColumn) => {
              hear('keys');
              return staging.stageKeys(name, query, keyColumn);
            },
            decide: (request) => {
              hear('decide');
              return staging.decide(request);
            },
            stage: (request) => {
              hear('stage');
              return staging.stage(request);
            },
          };
        },
      };
    },
  };
}

describe('when no source changed and no time passed', () => {
  it('nothing is searched and nobody decided', async () => {
    const made = contactsProject(`${polish}${recent}${german}${colleagues}${sticky}`);
    const asked: string[] = [];
    await made.refresh(day('2025-11-01'), listening(asked));
    expect(asked).toContain('decide');
    asked.length = 0;
    const report = await made.refresh(day('2025-11-01'), listening(asked));
    expect(asked).toEqual([]);
    expect(report).toMatchObject({ mode: 'incremental', refreshed: 5, entered: 0, left: 0 });
    expect(await made.members('recent')).toEqual(['2']);
    expect(await made.members('colleagues')).toEqual(['1', '2']);
  });

  it('nor when time passed for segments that do not ask for it', async () => {
    const made = contactsProject(`${polish}${german}${colleagues}`);
    const asked: string[] = [];
    await made.refresh(day('2025-11-01'));
    await made.refresh(day('2025-12-01'), listening(asked));
    expect(asked).toEqual([]);
    expect(await made.members('polish')).toEqual(['1', '3']);
  });
});

describe('something is new', () => {
  it('when time passed', async () => {
    const made = contactsProject(`${polish}${recent}`);
    await made.refresh(day('2025-11-01'));
    const asked: string[] = [];
    const report = await made.refresh(day('2025-11-25'), listening(asked));
    expect(asked).toContain('keys');
    expect(report).toMatchObject({ mode: 'incremental', left: 1 });
    expect(await made.members('recent')).toEqual(['1']);
  });

  it('when a source changed', async () => {
    const made = contactsProject(polish);
    await made.refresh(day('2025-11-01'));
    made.write('data/contacts.csv', contacts.replace('bob@x.com,DE', 'bob@x.com,PL'));
    await made.refresh(day('2025-11-01'));
    expect(await made.members('polish')).toEqual(['1', '2', '3']);
  });

  it('when a source changed before a refresh of other segments, which has seen it', async () => {
    const made = contactsProject(`${polish}${recent}`);
    await made.refresh(day('2025-11-01'));
    made.write('data/contacts.csv', contacts.replace('bob@x.com,DE', 'bob@x.com,PL'));
    await made.refresh(day('2025-11-01'), { segments: ['recent'] });
    expect(await made.members('polish')).toEqual(['1', '3']);
    // Since that refresh, the source is as it was.
    await made.refresh(day('2025-11-01'));
    expect(await made.members('polish')).toEqual(['1', '2', '3']);
  });

  it('when a segment that is looked up changed, which was paused while its source did', async () => {
    const made = contactsProject(`${german}${colleagues}`);
    await made.refresh(day('2025-11-01'));
    made.write('segments.seg', `${german.replace('{\n', '{\n  status: paused\n')}${colleagues}`);
    made.write('data/contacts.csv', contacts.replace('bob@x.com,DE', 'bob@x.com,PL'));
    await made.refresh(day('2025-11-01'));
    expect(await made.members('colleagues')).toEqual(['1', '2']);
    made.write('segments.seg', `${german}${colleagues}`);
    await made.refresh(day('2025-11-01'));
    expect(await made.members('german')).toEqual([]);
    expect(await made.members('colleagues')).toEqual([]);
  });

  it('when a part was taken of earlier members, fewer of whom are left now', async () => {
    const made = contactsProject(
      'segment best of contact {\n  enter {\n    score > 5\n  }\n  leave {\n    score < 3\n  }\n  take top 50% by score\n}\n',
      {
        'model.seg':
          'project demo {\n  refresh: manual\n}\nobject contact @table("crm.contacts") {\n  id: id @key\n  score: int?\n}\n',
        'data/contacts.csv': scored(20, 19),
      },
    );
    await made.refresh(day('2025-11-01'));
    expect(await made.members('best')).toEqual(['1', '2', '3']);
    // All six are ranked: the first two were members, and nothing lets them out.
    made.write('data/contacts.csv', scored(4, 4));
    await made.refresh(day('2025-11-01'));
    expect(await made.members('best')).toEqual(['3', '4', '5']);
    // They no longer were: half of four.
    await made.refresh(day('2025-11-01'));
    expect(await made.members('best')).toEqual(['3', '4']);
  });
});
