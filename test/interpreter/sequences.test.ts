// The reference interpreter: sequences. docs/language.md, "Sequences"; the tables there are cases here.
import { describe, expect, it } from 'vitest';
import { holding, people, rowsBy, type Tables } from './small-world.ts';
import type { StoredRow } from './world.ts';

const noon = (day: number, clock = '12:00:00'): string =>
  `2026-10-${String(day).padStart(2, '0')}T${clock}Z`;

function days(story: string, letter: string): readonly string[] {
  return story
    .split(' ')
    .filter((step) => step.startsWith(letter))
    .map((step) => noon(Number(step.slice(1))));
}

/** `v1 c2`: a view on the first day of October, a click on the second; `v` and `c` of one number are at one time. */
function stories(by: Readonly<Record<string, string>>): Tables {
  const rows = (letter: string): Tables[string] =>
    rowsBy(
      'at',
      Object.fromEntries(Object.entries(by).map(([key, story]) => [key, days(story, letter)])),
    );
  return { contacts: people(Object.keys(by).join(' ')), visits: rows('v'), clicks: rows('c') };
}

const told = stories({
  view: 'v1',
  view_click: 'v1 c2',
  view_click_view: 'v1 c2 v3',
  click_view: 'c1 v2',
  click: 'c1',
  together: 'v1 c1',
});

describe('viewed and did not click', () => {
  it('has two readings', () => {
    const some = 'did sequence {\n visit\n then no click\n }';
    expect(holding(some, told)).toBe('click_view together view view_click_view');
    const first = 'did sequence {\n first visit\n then no click\n }';
    expect(holding(first, told)).toBe('click_view together view');
    expect(holding(some.replace('did', 'did not'), told)).toBe('click view_click');
  });
});

describe.each([
  // Strictly later: rows of one time are not after each other.
  ['visit\n then click', 'view_click view_click_view'],
  ['click\n then visit', 'click_view view_click_view'],
  ['visit\n then click\n then visit', 'view_click_view'],
  ['visit\n then no click\n then visit', ''],
  ['visit\n then click within 1 day', 'view_click view_click_view'],
  ['visit\n then click within 23 hours', ''],
  ['last visit\n then click', 'view_click'],
  // No click between the view and the next view.
  ['visit\n then no visit', 'click_view together view view_click view_click_view'],
  ['visit\n then no click within 1 day', 'click_view together view view_click_view'],
])('%s', (steps, members) => {
  it('of all time', () => {
    expect(holding(`did sequence {\n ${steps}\n }`, told)).toBe(members);
  });
});

function waiting(within: string, tables: Tables): string {
  const condition = `did sequence {\n visit\n then no click within ${within}\n }`;
  return holding(condition, { ...tables, clicks: [] });
}

describe('the time that a `no` waits', () => {
  // A visit on 31 October at 12:00Z; now is 2 November, 12:00Z.
  const tables = stories({ waiting: 'v31', clicked: 'v31' });

  it('must be over', () => {
    expect(waiting('48 hours', tables)).toBe('clicked waiting');
    expect(waiting('172801 seconds', tables)).toBe('');
  });

  it('includes its last instant', () => {
    const clicks = rowsBy('at', {
      waiting: ['2026-11-01T12:00:00Z'],
      clicked: ['2026-11-01T12:00:01Z'],
    });
    const condition = 'did sequence {\n visit\n then no click within 24 hours\n }';
    expect(holding(condition, { ...tables, clicks })).toBe('clicked');
  });

  it('ends now when nothing is said', () => {
    const clicks = rowsBy('at', {
      waiting: ['2026-11-02T12:00:00Z'],
      clicked: ['2026-11-02T12:00:01Z'],
    });
    const condition = 'did sequence {\n visit\n then no click\n }';
    expect(holding(condition, { ...tables, clicks })).toBe('clicked');
  });
});

describe('pins', () => {
  // `last` looks at its own line only: the last click within the time after the first view.
  const tables = stories({ a: 'v1 c2 v3 c4', b: 'v1 c2 c3 v4' });

  it.each([
    ['visit\n then last click\n then visit', 'b'],
    ['first visit\n then first click\n then visit', 'a b'],
    ['visit\n then last click within 1 day\n then visit', 'a b'],
    ['last visit\n then click', 'a'],
  ])('%s', (steps, members) => {
    expect(holding(`did sequence {\n ${steps}\n }`, tables)).toBe(members);
  });
});

function at(contact: string, time: string | null, page: string): StoredRow {
  return { contact_id: contact, at: time, page };
}

describe('rows of steps', () => {
  const tables: Tables = {
    contacts: people('same other none'),
    visits: [
      at('same', noon(1), 'p'),
      at('same', noon(2), 'q'),
      at('other', noon(1), 'p'),
      at('none', null, 'p'),
    ],
    clicks: [at('same', noon(3), 'q'), at('other', noon(3), 'q'), at('none', noon(3), 'p')],
  };

  it('can be named by later steps; some choice is enough', () => {
    const condition = 'did sequence {\n visit as v\n then click where page = v.page\n }';
    expect(holding(condition, tables)).toBe('same');
  });

  it('without time are no step', () => {
    expect(holding('did sequence {\n visit\n then click\n }', tables)).toBe('other same');
  });

  it('lie in the window, those of a `no` need not', () => {
    const stay = stories({ a: 'v31', b: 'v1' });
    const condition = 'did sequence in last 7 days {\n visit\n then no click\n }';
    expect(holding(condition, stay)).toBe('a');
  });
});

describe('dates', () => {
  const tables: Tables = {
    contacts: people('late soon now'),
    stays: rowsBy('on', { late: ['2026-10-30'], soon: ['2026-10-31'], now: ['2026-11-02'] }),
    trips: rowsBy('on', { late: ['2026-11-01'], soon: ['2026-11-02'], now: ['2026-11-02'] }),
  };

  it('wait until the last day is over', () => {
    const condition = 'did sequence {\n stay\n then no trip within 1 day\n }';
    // 31 October + 1 day is 1 November, which is before today; 2 November + 1 day is to come.
    expect(holding(condition, tables)).toBe('late soon');
    const two = 'did sequence {\n stay\n then no visit within 2 days\n }';
    // Beside a timestamp a date is the first instant of its day: 31 October 00:00 + 2 days is 2 November 00:00, over.
    expect(holding(two, tables)).toBe('late soon');
    const ofDates = 'did sequence {\n stay\n then no trip within 2 days\n }';
    // 30 October + 2 is 1 November, with a trip on it; 31 October + 2 is today, which is not over.
    expect(holding(ofDates, tables)).toBe('');
  });

  it('count days', () => {
    const condition = 'did sequence {\n stay\n then trip within 2 days\n }';
    expect(holding(condition, tables)).toBe('late soon');
  });
});
