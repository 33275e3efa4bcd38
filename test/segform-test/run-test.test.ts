// The runner of tests on checked tests made by hand: steps, history, kept members, templates, shared tables, isolation.
import { describe, expect, it } from 'vitest';
import type { CheckedTest } from '../../compiler/check/checked-tests.ts';
import {
  cell,
  comparing,
  expecting,
  faultsOf,
  id,
  int,
  openSession,
  outcomesOf,
  projectOf,
  row,
  step,
  testOf,
  text,
  timestamp,
} from './checked-by-hand.ts';

const project = projectOf(`
object contact @table("crm.contacts") {
  id: id @key
  country: text?
  points: int?
  seen_at: timestamp?
  lead: json { score: int?, source: text? }?
  interests: text[]?
  company: company? via company_id
  orders: order[] via order.contact
}
object company @table("crm.companies") { id: id @key, size: int?, contacts: contact[] via contact.company }
object order @table("shop.orders") {
  id: id @key
  placed_at: timestamp @time
  total: money(USD)
  contact: contact via contact_id
}
object agent @table("crm.people") @where(kind = "agent") { id: id @key, tasks: task[] via task.agent }
object person @table("crm.people") { id: id @key, name: text? }
object task @table("work.tasks") { id: id @key, done: bool, agent: agent via agent_id }
segment spenders of contact { where { sum(orders.total) >= 100 USD } }
segment polish of contact { where { country = "PL" } }
segment polish_spenders of contact { where { in segment polish, in segment spenders } }
segment quiet of contact { where { seen_at more than 40 days ago or missing } }
segment lost of contact { where { was in segment polish 1 day ago, not in segment polish } }
segment sticky of contact { enter { points > 8 }
 leave { points < 5 } }
segment tried of contact { status: draft, enter { points > 8 }
 leave { points < 5 } }
segment stopped of contact { status: paused, where { points > 8 } }
segment at_least(n: int) of contact { where { points >= $n } }
segment scored of contact { where { lead.score >= 40, interests has "running" } }
segment big of company { where { size > 100 } }
segment of_big of contact { where { company in segment big } }
segment busy of agent { where { has tasks where done = false } }
segment named of person { where { name is known } }
`);

const now = '2025-11-01T09:00:00.000Z';
const polish = (key: string, country: string | null = 'PL') =>
  row('contact', key, cell('country', text, country));
const points = (key: string, count: number) => row('contact', key, cell('points', int, `${count}`));

const scored = (key: string, score: string | null, ...interests: readonly string[]) =>
  row(
    'contact',
    key,
    cell('lead', int, score, 'score'),
    cell('lead', text, 'a "b" \'c\'', 'source'),
    cell('interests', { kind: 'array', element: text }, interests),
  );
const kind = (value: string) => cell('kind', { kind: 'raw' }, value);
const day = (date: string): string => `2025-11-${date}T09:00:00.000Z`;

async function faults(...tests: readonly CheckedTest[]): Promise<readonly (readonly string[])[]> {
  return (await outcomesOf(project, tests)).map(faultsOf);
}

async function oneFault(test: CheckedTest): Promise<readonly string[]> {
  return (await faults(test))[0] ?? [];
}

describe('one step', () => {
  it('says who breaks an expectation', async () => {
    const order = (key: string, total: string) =>
      row(
        'order',
        key,
        cell('contact_id', id, 'ada'),
        cell('total', { kind: 'money', currency: 'USD' }, total),
        cell('placed_at', timestamp, now),
      );
    const rows = [polish('ada'), polish('bob'), order('o1', '60'), order('o2', '40.00')];
    const holding = [expecting('in', 'ada'), expecting('out', 'bob')];
    const breaking = [expecting('out', 'ada'), expecting('in', 'bob')];
    expect(
      await faults(
        testOf('spenders', [step(now, rows, holding)]),
        testOf('spenders', [step(now, rows, breaking)]),
      ),
    ).toEqual([[], ['out ada (1)', 'in bob (1)']]);
  });

  it('has nothing of the test before it', async () => {
    const alone = testOf('polish', [step(now, [polish('ada')], [expecting('in', 'ada')])]);
    const empty = testOf('polish', [step(now, [], [expecting('in'), expecting('out', 'ada')])]);
    expect(await faults(alone, empty, alone)).toEqual([[], [], []]);
  });

  it('of nobody: says who is there', async () => {
    const rows = [polish('ada'), polish('bob', null)];
    expect(await oneFault(testOf('polish', [step(now, rows, [expecting('in')])]))).toEqual([
      'in ada (1)',
    ]);
    expect(await oneFault(testOf('polish', [step(now, rows, [expecting('out')])]))).toEqual([
      'out bob (1)',
    ]);
  });

  it('compares two segments', async () => {
    const rows = [
      row('contact', 'ada', cell('country', text, 'PL'), cell('points', int, '9')),
      row('contact', 'bob', cell('country', text, 'PL'), cell('points', int, '1')),
      row('contact', 'cyd', cell('points', int, '9')),
    ];
    const expectations = [
      comparing('same_as', 'stopped'),
      comparing('disjoint_from', 'stopped'),
      comparing('subset_of', 'stopped'),
      comparing('same_as', 'polish'),
      comparing('disjoint_from', 'spenders'),
      comparing('subset_of', 'polish'),
    ];
    expect(await oneFault(testOf('polish', [step(now, rows, expectations)]))).toEqual([
      'same_as stopped bob (1)',
      'same_as stopped cyd (1)',
      'disjoint_from stopped ada (1)',
      'subset_of stopped bob (1)',
    ]);
  });

  it('computes what the segment refers to, over relations too, and paused segments', async () => {
    const rows = [
      row('company', 'acme', cell('size', int, '200')),
      row('contact', 'ada', cell('company_id', id, 'acme')),
      row('contact', 'bob', cell('company_id', id, 'gone')),
    ];
    const expectations = [expecting('in', 'ada'), expecting('out', 'bob')];
    expect(await oneFault(testOf('of_big', [step(now, rows, expectations)]))).toEqual([]);
    expect(
      await oneFault(testOf('stopped', [step(now, [points('ada', 9)], [expecting('in', 'ada')])])),
    ).toEqual([]);
  });

  it('reads JSON, arrays and missing values as they are given', async () => {
    const rows = [
      scored('ada', '40', 'running'),
      scored('bob', '39', 'running'),
      scored('cyd', null, 'running'),
      scored('dan', '50', `it's "running"`),
    ];
    const expectations = [expecting('in', 'ada'), expecting('out', 'bob', 'cyd', 'dan')];
    expect(await oneFault(testOf('scored', [step(now, rows, expectations)]))).toEqual([]);
  });

  it('text of a fixture is never part of a statement', async () => {
    const bad = `x'); DROP TABLE "crm.contacts"; --`;
    const rows = [polish(bad), polish('"; SELECT 1', 'PL')];
    const expectations = [expecting('in', bad, '"; SELECT 1')];
    expect(await oneFault(testOf('polish', [step(now, rows, expectations)]))).toEqual([]);
  });

  it('a template takes constants, a draft is tested as it will be', async () => {
    const args = [
      {
        name: 'n',
        value: {
          kind: 'literal',
          value: '7',
          type: int,
          nullable: false,
          span: { file: '', start: 0, end: 0 },
        },
      },
    ] as const;
    const rows = [points('ada', 7), points('bob', 6)];
    const expectations = [expecting('in', 'ada'), expecting('out', 'bob')];
    expect(await oneFault(testOf('at_least', [step(now, rows, expectations)], args))).toEqual([]);
    expect(
      await oneFault(
        testOf('tried', [
          step(now, [points('ada', 9)], [expecting('in', 'ada')]),
          step('2025-11-02T09:00:00.000Z', [points('ada', 6)], [expecting('in', 'ada')]),
        ]),
      ),
    ).toEqual([]);
  });

  it('two objects of one table are rows of one table', async () => {
    const rows = [
      row('agent', 'ula', kind('agent')),
      row('task', 't1', cell('done', { kind: 'bool' }, false), cell('agent_id', id, 'ula')),
      row('person', 'max', kind('customer'), cell('name', text, 'Max')),
    ];
    expect(await oneFault(testOf('busy', [step(now, rows, [expecting('in', 'ula')])]))).toEqual([]);
    expect(
      await oneFault(
        testOf('named', [step(now, rows, [expecting('in', 'max'), expecting('out', 'ula')])]),
      ),
    ).toEqual([]);
  });

  it('refuses keys that are there twice', async () => {
    const twice = [polish('ada'), polish('ada'), polish('bob')];
    expect(await oneFault(testOf('polish', [step(now, twice, [expecting('in', 'ada')])]))).toEqual([
      'SEG7102 the test has more than one `contact` with the key `ada`',
    ]);
  });
});

describe('several steps', () => {
  it('entered and left are against the step before', async () => {
    const test = testOf('quiet', [
      step(
        day('01'),
        [row('contact', 'ada', cell('seen_at', timestamp, '2025-10-01T09:00:00.000Z'))],
        [expecting('in'), expecting('entered')],
      ),
      step(
        day('20'),
        [row('contact', 'ada', cell('seen_at', timestamp, '2025-10-01T09:00:00.000Z'))],
        [expecting('entered', 'ada'), expecting('left')],
      ),
      step(
        day('21'),
        [],
        [expecting('left', 'ada'), expecting('out', 'ada'), expecting('entered', 'ada')],
      ),
    ]);
    expect(await oneFault(test)).toEqual(['entered ada (3)']);
  });

  it('the first step is against the history', async () => {
    const history = [
      { segment: 'polish', key: 'ada', change: 'entered', at: '2025-10-01T00:00:00.000Z' },
      { segment: 'polish', key: 'bob', change: 'entered', at: '2025-10-01T00:00:00.000Z' },
    ] as const;
    const expectations = [
      expecting('left', 'ada'),
      expecting('entered', 'cyd'),
      expecting('entered', 'bob'),
    ];
    const test = testOf('polish', [
      step(now, [polish('bob'), polish('cyd')], expectations, history),
    ]);
    expect(await oneFault(test)).toEqual(['entered bob (1)']);
  });

  it('who was in is read from the history and from the steps before', async () => {
    const history = [
      { segment: 'polish', key: 'ada', change: 'entered', at: '2025-10-01T00:00:00.000Z' },
    ] as const;
    const gone = [polish('ada', 'DE'), polish('bob', 'DE')];
    const test = testOf('lost', [
      step(
        day('01'),
        [polish('ada', 'DE'), polish('bob')],
        [expecting('in', 'ada'), expecting('out', 'bob')],
        history,
      ),
      step('2025-11-02T09:00:01.000Z', gone, [expecting('out', 'ada'), expecting('in', 'bob')]),
      step(day('04'), gone, [expecting('out', 'ada', 'bob'), expecting('left', 'bob')]),
    ]);
    expect(await oneFault(test)).toEqual([]);
  });

  it('members stay until they are let out', async () => {
    const test = testOf('sticky', [
      step(
        day('01'),
        [points('ada', 9), points('bob', 7)],
        [expecting('in', 'ada'), expecting('out', 'bob')],
      ),
      step(
        day('02'),
        [points('ada', 7), points('bob', 7)],
        [expecting('in', 'ada'), expecting('out', 'bob')],
      ),
      step(
        day('03'),
        [points('ada', 4), points('bob', 7)],
        [expecting('left', 'ada'), expecting('in')],
      ),
    ]);
    expect(await oneFault(test)).toEqual([]);
    const history = [
      { segment: 'sticky', key: 'bob', change: 'entered', at: '2025-10-01T00:00:00.000Z' },
    ] as const;
    expect(
      await oneFault(
        testOf('sticky', [step(now, [points('bob', 7)], [expecting('in', 'bob')], history)]),
      ),
    ).toEqual([]);
  });
});

describe('the database of tests', () => {
  const refused = [
    `SELECT * FROM read_csv('/etc/hostname')`,
    `SELECT * FROM '/etc/hostname'`,
    `COPY (SELECT 1) TO 'segform-test-escape.csv'`,
    `ATTACH 'segform-test-escape.duckdb' AS other`,
    `INSTALL httpfs`,
    `LOAD httpfs`,
    `SET enable_external_access = true`,
    `SET threads = 8`,
    `SELECT * FROM read_text('https://example.com/')`,
  ];

  it.each(refused)('refuses %s', async (statement) => {
    const { warehouse } = await openSession(project);
    try {
      await expect(warehouse.rows(statement)).rejects.toThrow();
      expect(await warehouse.rows('SELECT current_setting($$TimeZone$$) AS zone')).toEqual([
        { zone: 'UTC' },
      ]);
    } finally {
      await warehouse.close();
    }
  });
});
