// `was in`, `entered` and `left` over many refreshes: random data, pauses, held refreshes and instants that also stand still
// or go back, compared with a log that the test keeps itself.
import { afterEach, describe, expect, it } from 'vitest';
import { contactsProject, polish, recent, removeProjects } from './contacts-project.ts';
import {
  changesBetween,
  createDice,
  day,
  happened,
  hour,
  type Instant,
  type LoggedChange,
  memberAt,
  memberDuring,
  membersOf,
  type Past,
} from './membership-simulation.ts';

afterEach(removeProjects);

interface Person {
  readonly key: string;
  readonly company: string | undefined;
}

type Expected = (past: Past, person: Person) => boolean;

const march = (date: number, hours = 0): Instant => Date.UTC(2026, 2, date, hours);

const ofPolish =
  (test: (past: Past, of: { segment: string; key: string }) => boolean): Expected =>
  (past, { key }) =>
    test(past, { segment: 'polish', key });

/** For a contact whose company exists. */
const ofFirm =
  (
    test: (past: Past, of: { segment: string; key: string }) => boolean,
    missing: boolean,
  ): Expected =>
  (past, { company }) =>
    company === undefined ? missing : test(past, { segment: 'firm', key: company });

const conditions: readonly (readonly [string, Expected])[] = [
  [
    'entered segment polish in last 2 days',
    ofPolish((past, of) =>
      happened(past, { ...of, change: 'entered' }, past.now - 2 * day, past.now),
    ),
  ],
  [
    'left segment polish',
    ofPolish((past, of) => happened(past, { ...of, change: 'left' }, 0, past.now)),
  ],
  [
    'not left segment polish between 3 and 1 days ago',
    ofPolish(
      (past, of) => !happened(past, { ...of, change: 'left' }, past.now - 3 * day, past.now - day),
    ),
  ],
  [
    'entered segment polish on 2026-03-04',
    ofPolish((past, of) => happened(past, { ...of, change: 'entered' }, march(4), march(5))),
  ],
  ['was in segment polish 1 day ago', ofPolish((past, of) => memberAt(past, of, past.now - day))],
  ['was in segment polish 0 hours ago', ofPolish((past, of) => memberAt(past, of, past.now))],
  [
    'was not in segment polish 36 hours ago',
    ofPolish((past, of) => !memberAt(past, of, past.now - 36 * hour)),
  ],
  [
    'was in segment polish in last 1 days',
    ofPolish((past, of) => memberDuring(past, of, past.now - day, past.now)),
  ],
  [
    'was in segment polish in this month',
    ofPolish((past, of) =>
      memberDuring(past, of, Date.UTC(2026, new Date(past.now).getUTCMonth(), 1), past.now),
    ),
  ],
  [
    'was not in segment polish on 2026-03-03',
    ofPolish((past, of) => !memberDuring(past, of, march(3), march(4))),
  ],
  [
    'was in segment polish at 2026-03-04T12:00:00Z',
    ofPolish((past, of) => memberAt(past, of, march(4, 12))),
  ],
  [
    'was in segment polish from 2026-03-02 until 2026-03-05',
    ofPolish((past, of) => memberDuring(past, of, march(2), march(5))),
  ],
  [
    'was not in segment recent 1 day ago',
    (past, { key }) => !memberAt(past, { segment: 'recent', key }, past.now - day),
  ],
  [
    'company was in segment firm in last 2 days',
    ofFirm((past, of) => memberDuring(past, of, past.now - 2 * day, past.now), false),
  ],
  [
    'company entered segment firm since 2026-03-03',
    ofFirm((past, of) => happened(past, { ...of, change: 'entered' }, march(3), past.now), false),
  ],
  [
    'company was not in segment firm 1 day ago and known',
    ofFirm((past, of) => !memberAt(past, of, past.now - day), false),
  ],
  [
    'not (company was in segment firm 1 day ago)',
    ofFirm((past, of) => !memberAt(past, of, past.now - day), true),
  ],
];

const firm =
  'segment firm of company {\n  where {\n    has contacts where country = "PL"\n  }\n}\n';

function segmentsWith(paused: boolean, renamed: boolean): string {
  const status = paused ? '  status: paused\n' : '';
  const name = renamed ? 'poles' : 'polish';
  const source = polish
    .replace('segment polish', `segment ${name}`)
    .replace(
      '{\n',
      `{\n${status}${renamed ? '  renamed_from: "polish"\n' : ''}  guard: not empty\n`,
    );
  const asking = conditions.map(
    ([condition], index) =>
      `segment h${index} of contact {\n  where {\n    ${condition.replace('polish', name)}\n  }\n}\n`,
  );
  const nested =
    'segment reached of company {\n  where {\n    has contacts where left segment recent in last 3 days\n  }\n}\n';
  const days = recent.replace('30 days', '2 days');
  return [source, days, firm, nested, ...asking].join('');
}

/** Five people, some of whom are not there; keys of text appear and go. */
function randomPeople(
  dice: (sides: number) => number,
  now: Instant,
): { readonly csv: string; readonly people: readonly Person[] } {
  const keys = ['1', '2', '3', '4', '5', ...(dice(4) === 0 ? ['x6'] : [])];
  const there = keys.filter(() => dice(6) > 0);
  const lines = there.map((key) => {
    const country = dice(5) < 2 ? 'PL' : 'DE';
    const seen = new Date(now - dice(96) * hour).toISOString().slice(0, 19).replace('T', ' ');
    const company = ['', '10', '11', '99'][dice(4)] ?? '';
    return { key, company, line: `${key},,${country},${seen},${company}` };
  });
  const people = lines.map(({ key, company }) => ({
    key,
    company: company === '10' || company === '11' ? company : undefined,
  }));
  return {
    csv: `id,email,country,seen_at,company_id\n${lines.map(({ line }) => `${line}\n`).join('')}`,
    people,
  };
}

const moves = [0, hour, 6 * hour, day, day, 30 * hour, 3 * day, -40 * hour];

describe('the history of memberships', () => {
  it.each([1, 2, 3])(
    'is what the refreshes published, run %i',
    async (seed) => {
      const dice = createDice(seed);
      const made = contactsProject(segmentsWith(false, false));
      let now = march(1, 9);
      let before: ReadonlyMap<string, ReadonlySet<string>> = new Map();
      const log: LoggedChange[] = [];
      for (let step = 0; step < 12; step += 1) {
        now += moves[dice(moves.length)] ?? 0;
        const { csv, people } = randomPeople(dice, now);
        made.write('data/contacts.csv', csv);
        const renamed = step >= 8;
        made.write('segments.seg', segmentsWith(dice(5) === 0, renamed));
        await made.refresh(new Date(now).toISOString());
        const after = await membersOf(made, renamed ? { poles: 'polish' } : {});
        const past: Past = { now, log: [...log] };
        for (const [index, [condition, expected]] of conditions.entries()) {
          const wanted = people.filter((person) => expected(past, person)).map(({ key }) => key);
          const found = [...(after.get(`h${index}`) ?? [])];
          expect({ condition, step, members: found.toSorted() }).toEqual({
            condition,
            step,
            members: wanted.toSorted(),
          });
        }
        const companies = people.flatMap(({ key, company }) => {
          const lately = { segment: 'recent', key, change: 'left' } as const;
          return company !== undefined && happened(past, lately, now - 3 * day, now)
            ? [company]
            : [];
        });
        expect(after.get('reached') ?? new Set()).toEqual(new Set(companies));
        log.push(...changesBetween(before, after, ['polish', 'recent', 'firm'], now));
        before = after;
      }
      expect(log.length).toBeGreaterThan(20);
    },
    300_000,
  );
});
