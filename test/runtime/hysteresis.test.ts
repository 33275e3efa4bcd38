// `enter` and `leave`: who was a member at the last committed refresh stays until `leave` lets it out. Compared with members that
// the test works out itself from what was published before, over random data, held refreshes and changed definitions.
import { afterEach, describe, expect, it } from 'vitest';
import { contactsProject, day as at, model, removeProjects } from './contacts-project.ts';
import { createDice, day, hour, membersOf } from './membership-simulation.ts';

afterEach(removeProjects);

const points = model.replace('  email: email?\n', '  email: email?\n  points: int?\n');

function sticky(enter: string, leave: string, more = ''): string {
  return `segment sticky of contact {\n${more}  enter {\n    ${enter}\n  }\n  leave {\n    ${leave}\n  }\n}\n`;
}

interface Person {
  readonly key: string;
  readonly points: number | undefined;
  readonly seen: number;
}

function csvOf(people: readonly Person[]): string {
  const lines = people.map(({ key, points: count, seen }) => {
    const time = new Date(seen).toISOString().slice(0, 19).replace('T', ' ');
    return `${key},,${count ?? ''},,${time},\n`;
  });
  return `id,email,points,country,seen_at,company_id\n${lines.join('')}`;
}

interface Rule {
  readonly enter: string;
  readonly leave: string;
  readonly entering: (person: Person, now: number) => boolean;
  readonly leaving: (person: Person, now: number) => boolean;
}

const above = (least: number) => (person: Person) => (person.points ?? -1) > least;

const rules: readonly Rule[] = [
  {
    enter: 'points > 8',
    leave: 'points < 5',
    entering: above(8),
    leaving: ({ points: count }) => count !== undefined && count < 5,
  },
  {
    enter: 'points > 6',
    leave: 'points < 3 or missing',
    entering: above(6),
    leaving: (person) => !above(2)(person),
  },
  {
    enter: 'points > 5',
    leave: 'seen_at more than 2 days ago',
    entering: above(5),
    leaving: ({ seen }, now) => seen < now - 2 * day,
  },
];

function alone(count: number, seen: number = Date.UTC(2025, 9, 30)): readonly Person[] {
  return [{ key: '1', points: count, seen }];
}

describe('enter and leave', () => {
  it.each([1, 2, 3])(
    'keep members, run %i',
    async (seed) => {
      const dice = createDice(seed * 7);
      const made = contactsProject('', { 'model.seg': points });
      let now = Date.UTC(2026, 2, 1, 9);
      let rule = rules[0];
      let members: ReadonlySet<string> = new Set();
      let held = 0;
      let kept = 0;
      for (let step = 0; step < 14; step += 1) {
        now += [0, hour, 12 * hour, day, 2 * day][dice(5)] ?? 0;
        const people = ['1', '2', '3', '4', '5', '6', ...(dice(5) === 0 ? ['x7'] : [])]
          .filter(() => dice(8) > 0)
          .map((key) => ({
            key,
            points: dice(7) === 0 ? undefined : dice(12),
            seen: now - dice(72) * hour,
          }));
        if (dice(4) === 0) rule = rules[dice(rules.length)];
        if (rule === undefined) throw new Error('no rule');
        made.write('data/contacts.csv', csvOf(people));
        const guard = dice(3) === 0 ? '  guard: leavers at most 0\n' : '';
        made.write(
          'segments.seg',
          `${sticky(rule.enter, rule.leave, guard)}segment friends of contact {\n  where {\n    in segment sticky\n  }\n}\n`,
        );
        const report = await made.refresh(new Date(now).toISOString());
        const expected = people
          .filter(
            (person) =>
              !rule?.leaving(person, now) &&
              (rule?.entering(person, now) === true || members.has(person.key)),
          )
          .map(({ key }) => key);
        const isHeld = report.segments.some(
          ({ segment, status }) => segment === 'sticky' && status === 'held',
        );
        const leavers = [...members].filter((key) => !expected.includes(key));
        expect({ step, isHeld }).toEqual({ step, isHeld: guard !== '' && leavers.length > 0 });
        const wanted = isHeld ? [...members] : expected;
        const found = (await membersOf(made)).get('sticky') ?? new Set();
        expect({ step, members: [...found].toSorted() }).toEqual({
          step,
          members: wanted.toSorted(),
        });
        held += isHeld ? 1 : 0;
        kept += people.filter(
          (person) => found.has(person.key) && rule?.entering(person, now) !== true,
        ).length;
        members = found;
      }
      expect(held).toBeGreaterThan(0);
      expect(kept).toBeGreaterThan(0);
    },
    300_000,
  );

  const rule = sticky('points > 8', 'points < 5');

  it('are ranked by take: who was not taken has to enter again', async () => {
    const ranked = rule.replace(/\}\n$/, '  take top 2 by points\n}\n');
    const made = contactsProject(ranked, { 'model.seg': points });
    const seen = Date.UTC(2025, 9, 30);
    const people = (...counts: readonly number[]): string =>
      csvOf(counts.map((count, index) => ({ key: String(index + 1), points: count, seen })));
    const steps: readonly (readonly [string, readonly string[]])[] = [
      [people(9, 10, 7), ['1', '2']],
      // 3 has not entered yet; 1 stays above 5
      [people(6, 10, 8), ['1', '2']],
      // all three may be members, the last of them is not taken
      [people(6, 10, 9), ['2', '3']],
      // 1 was no member, so 6 is not enough
      [people(6, 4, 9), ['3']],
    ];
    for (const [index, [csv, expected]] of steps.entries()) {
      made.write('data/contacts.csv', csv);
      await made.refresh(at(`2025-11-0${index + 1}`));
      expect(await made.members('sticky')).toEqual(expected);
    }
  });

  it('let in by enter alone at the first refresh, and change nothing at the same instant', async () => {
    const made = contactsProject(rule, { 'model.seg': points });
    made.write('data/contacts.csv', csvOf(alone(7)));
    await made.refresh(at('2025-11-01'));
    expect(await made.members('sticky')).toEqual([]);
    made.write('data/contacts.csv', csvOf(alone(9)));
    await made.refresh(at('2025-11-01'));
    made.write('data/contacts.csv', csvOf(alone(5)));
    expect(await made.refresh(at('2025-11-01'))).toMatchObject({ entered: 0, left: 0 });
    expect(await made.members('sticky')).toEqual(['1']);
    made.write('data/contacts.csv', csvOf(alone(4)));
    await made.refresh(at('2025-11-01'));
    expect(await made.members('sticky')).toEqual([]);
    made.write('data/contacts.csv', csvOf(alone(8)));
    await made.refresh(at('2025-11-01'));
    expect(await made.members('sticky')).toEqual([]);
  });

  it('tell time from data', async () => {
    const timed = sticky('points > 8', 'seen_at more than 2 days ago');
    const made = contactsProject(timed, { 'model.seg': points });
    made.write('data/contacts.csv', csvOf(alone(9)));
    await made.refresh(at('2025-10-31'));
    made.write('data/contacts.csv', csvOf(alone(1)));
    expect(await made.refresh('2025-11-01T00:00:00Z')).toMatchObject({ entered: 0, left: 0 });
    await made.refresh('2025-11-01T00:00:01Z');
    expect(await made.lastChanges()).toEqual(['sticky left 1 time']);
    made.write('data/contacts.csv', csvOf(alone(9, Date.UTC(2025, 10, 2))));
    await made.refresh('2025-11-02T00:00:01Z');
    expect(await made.lastChanges()).toEqual(['sticky entered 1 data']);
    made.write('data/contacts.csv', csvOf(alone(9, Date.UTC(2025, 9, 2))));
    await made.refresh('2025-11-02T00:00:02Z');
    expect(await made.lastChanges()).toEqual(['sticky left 1 data']);
  });

  it('keep members over a new definition, a new name and a pause', async () => {
    const where = 'segment sticky of contact {\n  where {\n    points > 0\n  }\n}\n';
    const made = contactsProject(where, { 'model.seg': points });
    made.write('data/contacts.csv', csvOf(alone(6)));
    await made.refresh(at('2025-11-01'));
    made.write('segments.seg', rule);
    await made.refresh(at('2025-11-02'));
    expect(await made.members('sticky')).toEqual(['1']);
    made.write('segments.seg', rule.replace('{\n', '{\n  status: paused\n'));
    await made.refresh(at('2025-11-03'));
    made.write(
      'segments.seg',
      rule.replace(
        'segment sticky of contact {\n',
        'segment glued of contact {\n  renamed_from: "sticky"\n',
      ),
    );
    await made.refresh(at('2025-11-04'));
    expect(await made.members('glued')).toEqual(['1']);
  });

  it('leave by data under a new name: a name is no part of what it says', async () => {
    const made = contactsProject(rule, { 'model.seg': points });
    made.write('data/contacts.csv', csvOf(alone(9)));
    await made.refresh(at('2025-11-01'));
    made.write('data/contacts.csv', csvOf(alone(1)));
    made.write(
      'segments.seg',
      rule.replace(
        'segment sticky of contact {\n',
        'segment glued of contact {\n  renamed_from: "sticky"\n',
      ),
    );
    await made.refresh(at('2025-11-02'));
    expect(await made.lastChanges()).toEqual(['glued left 1 data']);
  });

  it('begin anew when the segment was about other objects, and compare keys as text', async () => {
    const made = contactsProject(
      'segment sticky of company {\n  where {\n    name is known\n  }\n}\n',
      { 'model.seg': points, 'data/companies.csv': 'id,name\n1,Acme\n' },
    );
    made.write('data/contacts.csv', csvOf(alone(6)));
    await made.refresh(at('2025-11-01'));
    made.write('segments.seg', rule);
    await made.refresh(at('2025-11-02'));
    expect(await made.members('sticky')).toEqual([]);
    made.write('data/contacts.csv', csvOf(alone(9)));
    await made.refresh(at('2025-11-03'));
    const text = [
      ...alone(6),
      { key: 'x2', points: 6, seen: 0 },
      { key: '01', points: 6, seen: 0 },
    ];
    made.write('data/contacts.csv', csvOf(text));
    expect(await made.refresh(at('2025-11-04'))).toMatchObject({ failed: 0, refreshed: 1 });
    expect(await made.members('sticky')).toEqual(['1']);
  });

  it('take out by except whoever was in', async () => {
    const made = contactsProject(rule.replace(/\}\n$/, '  except country = "DE"\n}\n'), {
      'model.seg': points,
    });
    made.write('data/contacts.csv', csvOf(alone(9)));
    await made.refresh(at('2025-11-01'));
    made.write('data/contacts.csv', csvOf(alone(9)).replace('9,,', '9,DE,'));
    await made.refresh(at('2025-11-02'));
    expect(await made.members('sticky')).toEqual([]);
    made.write('data/contacts.csv', csvOf(alone(6)));
    await made.refresh(at('2025-11-03'));
    expect(await made.members('sticky')).toEqual([]);
  });

  it('have nothing to keep in a draft, also inside a segment that refers to it', async () => {
    const friends = 'segment friends of contact {\n  where {\n    in segment sticky\n  }\n}\n';
    const made = contactsProject(`${rule}${friends}`, { 'model.seg': points });
    made.write('data/contacts.csv', csvOf(alone(9)));
    await made.refresh(at('2025-11-01'));
    expect(await made.members('friends')).toEqual(['1']);
    made.write('data/contacts.csv', csvOf(alone(6)));
    await made.refresh(at('2025-11-02'));
    expect(await made.members('friends')).toEqual(['1']);
    made.write('segments.seg', `${rule.replace('{\n', '{\n  status: draft\n')}${friends}`);
    await made.refresh(at('2025-11-03'));
    expect(await made.members('friends')).toEqual([]);
  });
});
