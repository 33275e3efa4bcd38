// Objects of tests as rows: keys, types, times, relations, and columns that are set by themselves.
import { describe, expect, it } from 'vitest';
import { check, rowsOf, rowText, stepsOf } from './checked.ts';

/** What every contact has that says nothing more. */
const others = 'kind=customer deleted=false joined_on=2020-02-29 active=true';

describe('the row of an object', () => {
  it('has a key like its name, the columns of `@where`, and examples of what is never missing', () => {
    expect(rowsOf('given contact ada {}')).toEqual([`contact ada ada: contact_id=ada ${others}`]);
  });

  it('takes a key that is said', () => {
    expect(rowsOf('given company acme { id: "c1" }')).toEqual(['company acme c1: id=c1']);
  });

  it('holds values in their stored form', () => {
    const [row] = rowsOf(`given contact ada {
      email: "a@b.c", share: 12.5%, score: -7, active: false, tier: "gold", version: "4.2"
      home: geo(52.20, -21), interests: ["run", "chess"], joined_on: 2024-02-29
      "note": "x", "size": 4.50
    }`);
    expect(row).toBe(
      'contact ada ada: email=a@b.c share=0.125 score=-7 active=false tier=gold version=4.2 ' +
        'lat=52.2 lng=-21 interests=["run","chess"] joined_on=2024-02-29 note=x size=4.5 ' +
        'contact_id=ada kind=customer deleted=false',
    );
  });

  it('types columns of which the model knows nothing by what is stored', () => {
    const [step] = stepsOf(
      'given contact ada { "a": 1, "b": 1.5, "c": true, "d": today, "e": now }',
    );
    const types = step?.rows[0]?.cells.filter(({ column }) => column.length === 1);
    expect(types?.map(({ type }) => type.kind)).toEqual([
      'int',
      'decimal',
      'bool',
      'date',
      'timestamp',
    ]);
  });

  it('leaves out what is missing', () => {
    const [row] = rowsOf(
      'given contact ada { email: missing, seen_at: missing, company: missing }',
    );
    expect(row).toBe(`contact ada ada: contact_id=ada ${others}`);
  });

  it('takes JSON values apart', () => {
    const [whole, dotted, empty] = rowsOf(`
      given contact a { lead: { score: 40 } }
      given contact b { lead.source: "web" }
      given contact c { lead: {} }
    `).map((row) => row.replace(` ${others}`, ''));
    expect(whole).toBe('contact a a: lead.score=40 contact_id=a');
    expect(dotted).toBe('contact b b: lead.source=web contact_id=b');
    expect(empty).toBe('contact c c: contact_id=c lead={}');
  });
});

describe('times', () => {
  it.each([
    ['now', '2025-11-01T09:00:00.000Z'],
    // The day begins at midnight in Warsaw, an hour before that of UTC.
    ['today', '2025-10-31T23:00:00.000Z'],
    ['2025-07-01', '2025-06-30T22:00:00.000Z'],
    ['2025-11-01T09:00:00', '2025-11-01T08:00:00.000Z'],
    ['2025-11-01T09:00:00.000001Z', '2025-11-01T09:00:00.000001Z'],
    // Days are 24 hours, also over the change of the clock on 26 October.
    ['40 days 1 second ago', '2025-09-22T08:59:59.000Z'],
    ['2 weeks ago', '2025-10-18T09:00:00.000Z'],
    // Months keep the local time: 10:00 in Warsaw, which is 08:00 in UTC in summer.
    ['1 month ago', '2025-10-01T08:00:00.000Z'],
    ['1 quarter ago', '2025-08-01T08:00:00.000Z'],
    ['1 year 1 day ago', '2024-10-31T09:00:00.000Z'],
    ['3 hours from now', '2025-11-01T12:00:00.000Z'],
  ])('of instants: %s', (written, stored) => {
    expect(seen(written)).toBe(stored);
  });

  it.each([
    ['today', '2025-11-01'],
    ['41 days ago', '2025-09-21'],
    ['1 week from now', '2025-11-08'],
    ['20 months ago', '2024-03-01'],
  ])('of dates: %s', (written, stored) => {
    expect(joined(written)).toBe(stored);
  });

  it('clamps to the end of the month', () => {
    const text = `test "a" of quiet {
  now: 2025-03-31T09:00:00Z
  given contact ada { seen_at: 1 month ago, joined_on: 1 month ago }
  expect in: none
}`;
    expect(rowsAt(text)).toContain('seen_at=2025-02-28T10:00:00.000Z joined_on=2025-02-28');
  });

  it('are local where the column holds local times', () => {
    expect(rowsOf('given contact ada { local_at: now }')[0]).toContain(
      'local_at=2025-11-01T10:00:00.000 ',
    );
  });
});

describe('relations', () => {
  it('to one: by a name, inside, or by a key', () => {
    const rows = rowsOf(`
      given company acme { id: "c1" }
      given contact a { company: acme }
      given contact b { company: { industry: "x" } }
      given contact c { company: "nowhere" }
    `);
    expect(rows.map((row) => row.replace(` ${others}`, ''))).toEqual([
      'company acme c1: id=c1',
      'contact a a: company_id=c1 contact_id=a',
      'contact b b: company_id=b_company contact_id=b',
      'company - b_company: industry=x id=b_company',
      'contact c c: company_id=nowhere contact_id=c',
    ]);
  });

  it('to many: one, several alike, a list, and rows with names', () => {
    const rows = rowsOf(`
      given contact ada { orders: [{ total: 1 USD }, 2 * { total: 2 USD }, o1] }
      given order o1 { total: 3 USD }
    `);
    expect(rows.slice(1)).toEqual([
      'order - ada_orders_1: total=1 id=ada_orders_1 contact_id=ada',
      'order - ada_orders_2: total=2 id=ada_orders_2 contact_id=ada',
      'order - ada_orders_3: total=2 id=ada_orders_3 contact_id=ada',
      'order o1 o1: total=3 id=o1 contact_id=ada',
    ]);
  });

  it('many to many: a row of the link beside each', () => {
    const rows = rowsOf('given contact a { friends: [b, { email: "c@x.y" }] }\ngiven contact b {}');
    expect(rows.map((row) => row.replace(` ${others}`, ''))).toEqual([
      'contact a a: contact_id=a',
      'friendship - a_friends_1_link: id=a_friends_1_link near_id=a far_id=b',
      'contact - a_friends_2: email=c@x.y contact_id=a_friends_2',
      'friendship - a_friends_2_link: id=a_friends_2_link near_id=a far_id=a_friends_2',
      'contact b b: contact_id=b',
    ]);
  });

  it('events by their names, with the columns of `@where`', () => {
    expect(rowsOf('given contact ada { visited: 2 * { at: now } }').slice(1)).toEqual([
      'visited - -: at=2025-11-01T09:00:00.000Z contact_id=ada event=visit',
      'visited - -: at=2025-11-01T09:00:00.000Z contact_id=ada event=visit',
    ]);
  });

  it('an event in the table of an object is a row of the object, with a key', () => {
    expect(rowsOf('given contact ada { ordered: { at: now } }').slice(1)).toEqual([
      'ordered - -: placed_at=2025-11-01T09:00:00.000Z contact_id=ada id=ada_ordered_1',
    ]);
  });
});

describe('what belongs to an object', () => {
  it('consents in their stored words', () => {
    const at = 'changed_at=2025-11-01T09:00:00.000Z';
    expect(rowsOf('given contact ada { consents: [mail] }').slice(1)).toEqual([
      `contact.consent.mail - -: contact_id=ada state=yes channel=mail ${at}`,
    ]);
    expect(rowsOf('given contact ada { consents: { mail: denied } }').slice(1)).toEqual([
      `contact.consent.mail - -: contact_id=ada state=no channel=mail ${at}`,
    ]);
  });

  it('tags and lists by their names; since now, unless they say when', () => {
    const rows = rowsOf(`given contact ada {
      tagged: ["vip"], lists: ["news", { name: "old", added_at: 1 day ago }]
    }`);
    expect(rows.slice(1)).toEqual([
      'contact.tags - -: tag=vip contact_id=ada',
      'contact.lists - -: slug=news contact_id=ada added_at=2025-11-01T09:00:00.000Z',
      'contact.lists - -: slug=old added_at=2025-10-31T09:00:00.000Z contact_id=ada',
    ]);
  });

  it('memberships of earlier refreshes, in the order of time', () => {
    const [step] = stepsOf(`
      given contact ada { history: [entered champions 40 days ago, left champions 3 days ago] }
      given contact bob { history: [entered champions 2025-10-20] }
    `);
    expect(step?.history).toEqual([
      { segment: 'champions', key: 'ada', change: 'entered', at: '2025-09-22T09:00:00Z' },
      { segment: 'champions', key: 'bob', change: 'entered', at: '2025-10-19T22:00:00Z' },
      { segment: 'champions', key: 'ada', change: 'left', at: '2025-10-29T09:00:00Z' },
    ]);
  });
});

function rowsAt(text: string): string {
  const { tests } = check(text);
  return tests[0]?.steps[0]?.rows.map(rowText).join('\n') ?? '';
}

function seen(value: string): string | undefined {
  return /seen_at=(\S+)/.exec(rowsOf(`given contact ada { seen_at: ${value} }`)[0] ?? '')?.[1];
}

function joined(value: string): string | undefined {
  return /joined_on=(\S+)/.exec(rowsOf(`given contact ada { joined_on: ${value} }`)[0] ?? '')?.[1];
}
