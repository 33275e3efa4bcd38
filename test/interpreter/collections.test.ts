// The reference interpreter: related rows, aggregates, periods, lists, tags and consents. docs/language.md, "Events and related
// objects" and "First times and periods".
import { describe, expect, it } from 'vitest';
import { holding, people, rowsBy, type Setting, type Tables } from './small-world.ts';

interface Case {
  readonly tables: Tables;
  readonly setting?: Setting;
  readonly cases: readonly (readonly [condition: string, members: string])[];
}

const topics: Readonly<Record<string, Case>> = {
  'relations with dangling and missing keys': {
    tables: {
      contacts: [
        { id: 'firm', company_id: 'f', friend_id: 'firm' },
        { id: 'dangling', company_id: 'nobody', friend_id: null },
        { id: 'other', company_id: 'not_firm', friend_id: 'firm' },
        { id: 'gone', company_id: 'deleted' },
        { id: 'none', company_id: null },
      ],
      companies: [
        { id: 'f', kind: 'firm', sector: 'it' },
        { id: 'not_firm', kind: 'club', sector: 'it' },
        { id: 'deleted', kind: 'firm', sector: 'it', gone: '2026-01-01' },
      ],
      links: [
        { id: '1', left_id: 'firm', right_id: 'none' },
        { id: '2', left_id: 'firm', right_id: 'none' },
        { id: '3', left_id: 'firm', right_id: 'nobody' },
        { id: '4', left_id: 'none', right_id: null },
      ],
    },
    cases: [
      ['company.sector = "it"', 'firm'],
      ['company.sector is missing', 'dangling gone none other'],
      ['company = "nobody"', 'dangling'],
      ['company is missing', 'none'],
      ['has befriended', 'firm'],
      ['count(befriended) = 2', 'firm'],
      ['count(company.contacts) = 1', 'firm'],
      // Two links to one contact are two rows; a link to nobody is none.
      ['count(peers) = 2', 'firm'],
      ['count distinct(peers) = 1', 'firm'],
      ['has no peers', 'dangling gone none other'],
      ['all befriended have company.sector = "it" or missing', 'firm'],
      ['all befriended have company.sector = "it"', ''],
      ['has befriended as f where f.company.sector = contact.company.sector', 'firm'],
    ],
  },
  aggregates: {
    tables: {
      contacts: people('a b none'),
      orders: [
        {
          id: '1',
          contact_id: 'a',
          at: '2026-11-01T00:00:00Z',
          total: '10',
          units: '1',
          state: 'x',
          buyer_mail: 'A@x.org',
        },
        {
          id: '2',
          contact_id: 'a',
          at: '2026-11-02T00:00:00Z',
          total: '20',
          units: '2',
          state: 'y',
          buyer_mail: 'a@X.org',
        },
        {
          id: '3',
          contact_id: 'a',
          at: '2026-11-02T00:00:00Z',
          total: null,
          units: '4',
          state: null,
          buyer_mail: 'b@x.org',
        },
        {
          id: '4',
          contact_id: 'b',
          at: null,
          total: '5',
          units: null,
          state: 'y',
          buyer_mail: null,
        },
        { id: '5', contact_id: 'gone', at: null, total: '5', units: null, state: 'y' },
      ],
    },
    cases: [
      ['count(orders) = 3', 'a'],
      ['sum(orders.total) = 0 USD', 'none'],
      ['sum(orders.total) < 10 USD', 'b none'],
      ['avg(orders.total) = 15 USD', 'a'],
      ['avg(orders.units) is missing', 'b none'],
      ['min(orders.units) = 1 and max(orders.units) = 4', 'a'],
      ['median(orders.total) = 15 USD', 'a'],
      ['median(orders.units) = 2', 'a'],
      ['first(orders.state) = "x"', 'a'],
      ['last(orders.state) = "y"', 'a b'],
      // Rows without time count only where no row has one.
      ['last(orders.total) = 5 USD', 'b'],
      ['last(orders.total) is missing', 'none'],
      ['mode(orders.state) = "x"', 'a'],
      ['mode(orders.buyer_mail) = "a@x.org"', 'a'],
      ['count distinct(orders.buyer_mail) = 2', 'a'],
      ['sum(total * units of orders) = 50 USD', 'a'],
      ['count(orders in last 1 day) = 2', 'a'],
      ['has exactly 1 orders where total > 15 USD', 'a'],
      ['has at most 1 orders', 'b none'],
      ['sum(orders.total where state = "y") = 20 USD', 'a'],
    ],
  },
  'counts of events': {
    tables: {
      contacts: people('one two none'),
      visits: rowsBy('at', {
        one: ['2026-11-01T00:00:00Z'],
        two: ['2026-11-01T00:00:00Z', '2026-11-01T00:00:00Z', null],
      }),
    },
    cases: [
      ['did visit', 'one two'],
      ['did not visit', 'none'],
      ['did visit once', 'one'],
      ['did visit more than once', 'two'],
      ['did visit 3 times', 'two'],
      // The row without time is in no window.
      ['did visit exactly 2 times in last 30 days', 'two'],
      ['did visit less than 2 times', 'none one'],
      ['did visit for the first time in last 2 days', 'one two'],
      ['did visit for the first time in previous month', ''],
    ],
  },
  'periods and runs': {
    tables: {
      contacts: people('run gap none'),
      visits: rowsBy('at', {
        // In Warsaw: 30 October 23:30, 31 October 00:30 and 12:00, 1 November.
        run: [
          '2026-10-30T22:30:00Z',
          '2026-10-30T23:30:00Z',
          '2026-10-31T11:00:00Z',
          '2026-11-01T11:00:00Z',
        ],
        gap: ['2026-10-29T11:00:00Z', '2026-10-31T11:00:00Z', null],
      }),
    },
    cases: [
      ['count days(visit) = 3', 'run'],
      ['count days(visit) = 2', 'gap'],
      ['count days(visit) = 0', 'none'],
      ['did visit on at least 3 consecutive days', 'run'],
      ['count consecutive days(visit) = 1', 'gap'],
      ['count months(visit) = 2', 'run'],
      ['count weeks(visit) = 1', 'gap run'],
      ['count days(visit having count >= 2) = 1', 'run'],
      ['count years(visit) = 1', 'gap run'],
    ],
  },
  'hours when clocks are changed': {
    tables: {
      contacts: people('back forth'),
      visits: rowsBy('at', {
        // 01:30, 02:30 and again 02:30, 03:30 in Warsaw.
        back: [
          '2026-10-24T23:30:00Z',
          '2026-10-25T00:30:00Z',
          '2026-10-25T01:30:00Z',
          '2026-10-25T02:30:00Z',
        ],
        // 01:30 and 03:30: the hours around the gap.
        forth: ['2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z'],
      }),
    },
    cases: [
      ['count hours(visit) = 4', 'back'],
      ['count consecutive hours(visit) = 4', 'back'],
      ['count consecutive hours(visit) = 2', 'forth'],
    ],
  },
  'lists and tags': {
    tables: {
      contacts: [{ id: 'a', friend_id: 'b' }, { id: 'b', friend_id: 'nobody' }, { id: 'c' }],
      lists: [
        { contact_id: 'a', name: 'news', added_at: '2026-10-01T00:00:00Z' },
        { contact_id: 'a', name: 'vip', added_at: '2026-11-01T00:00:00Z' },
        { contact_id: 'b', name: 'news', added_at: null },
      ],
      tags: [
        { contact_id: 'a', name: 'x' },
        { contact_id: 'b', name: 'x' },
        { contact_id: 'b', name: 'y' },
        { contact_id: 'nobody', name: 'y' },
      ],
    },
    cases: [
      ['in list "news"', 'a b'],
      ['not in list "news"', 'c'],
      ['in list "news" added more than 7 days ago', 'a'],
      ['in list any of ["vip", "other"]', 'a'],
      ['in list all of ["vip", "news"]', 'a'],
      ['tagged "y"', 'b'],
      ['tagged all of ["x", "y"]', 'b'],
      ['tagged any of ["x", "z"]', 'a b'],
      ['friend tagged "y"', 'a'],
      ['not (friend tagged "y")', 'b c'],
    ],
  },
  consents: {
    tables: {
      contacts: [
        { id: 'yes', friend_id: 'no' },
        { id: 'no', friend_id: 'nobody' },
        { id: 'odd' },
        { id: 'never' },
        { id: 'tie' },
      ],
      consents: [
        { contact_id: 'yes', state: 'no', changed_at: '2026-10-01T00:00:00Z' },
        { contact_id: 'yes', state: 'in', changed_at: '2026-10-02T00:00:00Z' },
        { contact_id: 'no', state: 'yes', changed_at: '2026-10-01T00:00:00Z' },
        { contact_id: 'no', state: 'no', changed_at: '2026-10-02T00:00:00Z' },
        { contact_id: 'odd', state: 'maybe', changed_at: '2026-10-02T00:00:00Z' },
        { contact_id: 'tie', state: 'no', changed_at: '2026-10-02T00:00:00Z' },
        { contact_id: 'tie', state: 'yes', changed_at: '2026-10-02T00:00:00Z' },
        { contact_id: 'nobody', state: 'yes', changed_at: '2026-10-02T00:00:00Z' },
      ],
    },
    cases: [
      ['consents to mail', 'tie yes'],
      ['consent mail is denied', 'no'],
      ['consent mail is unknown', 'never odd'],
      ['friend consents to mail', ''],
      ['friend consent mail is denied', 'yes'],
    ],
  },
  'consents where silence is consent': {
    setting: { policy: 'opt_out' },
    tables: {
      contacts: [{ id: 'a' }, { id: 'b', friend_id: 'a' }, { id: 'c', friend_id: 'nobody' }],
      consents: [{ contact_id: 'b', state: 'no', changed_at: '2026-10-02T00:00:00Z' }],
    },
    cases: [
      ['consents to mail', 'a c'],
      ['consent mail is unknown', 'a c'],
      // A related object that does not exist consents to nothing.
      ['friend consents to mail', 'b'],
      ['friend consent mail is unknown', 'b'],
    ],
  },
};

describe.each(Object.entries(topics))('%s', (_topic, { tables, cases, setting }) => {
  it.each(cases)('%s', (condition, members) => {
    expect(holding(condition, tables, setting)).toBe(members);
  });
});
