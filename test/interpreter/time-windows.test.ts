// The reference interpreter: windows against timestamps and dates, at their edges. docs/language.md, "Time".
import { describe, expect, it } from 'vitest';
import { contactsWith, holding } from './small-world.ts';

// Now is Monday 2026-11-02T12:00Z, 13:00 in Warsaw. Each name says where the instant lies.
const instants = contactsWith('seen', {
  before30: '2026-10-03T11:59:59.999999Z',
  at30: '2026-10-03T12:00:00Z',
  oct24end: '2026-10-24T21:59:59Z',
  oct25start: '2026-10-24T22:00:00Z',
  sunday_end: '2026-11-01T22:59:59.999999Z',
  monday_start: '2026-11-01T23:00:00Z',
  before_now: '2026-11-02T11:59:59.999999Z',
  at_now: '2026-11-02T12:00:00Z',
  tonight: '2026-11-02T22:59:59Z',
  tomorrow: '2026-11-02T23:00:00Z',
  none: null,
});

describe('a timestamp lies', () => {
  it.each([
    // [now - 30 d, now)
    ['in last 30 days', 'at30 before_now monday_start oct24end oct25start sunday_end'],
    // [now, now + 1 d)
    ['in next 1 day', 'at_now tomorrow tonight'],
    // 9 days before Monday is Saturday, 24 October: clocks go back on the 25th, so the whole days are [23 Oct 22:00Z …).
    ['in last 9 full days', 'oct24end oct25start sunday_end'],
    ['in last 8 full days', 'oct25start sunday_end'],
    ['in this day', 'before_now monday_start'],
    ['in this full day', 'at_now before_now monday_start tonight'],
    ['in following day', 'tomorrow'],
    ['in previous day', 'sunday_end'],
    ['in this week', 'before_now monday_start'],
    ['in previous week', 'sunday_end'],
    ['in previous 2 weeks', 'oct24end oct25start sunday_end'],
    ['in last 2 full weeks', 'oct24end oct25start sunday_end'],
    ['in this month', 'before_now monday_start sunday_end'],
    ['in previous month', 'at30 before30 oct24end oct25start'],
    ['in this quarter', 'at30 before30 before_now monday_start oct24end oct25start sunday_end'],
    ['in this hour', ''],
    ['in previous hour', 'before_now'],
    ['in this full hour', 'at_now'],
    // [now - 30 d, now - 1 d)
    ['between 30 and 1 days ago', 'at30 oct24end oct25start'],
    ['between 10 and 24 hours from now', 'tomorrow tonight'],
    ['since 2026-11-02', 'before_now monday_start'],
    ['since 2026-11-01T23:00:00Z', 'before_now monday_start'],
    ['from 2026-10-25 until 2026-11-02', 'oct25start sunday_end'],
    [
      'from 2026-10-25 through 2026-11-02',
      'at_now before_now monday_start oct25start sunday_end tonight',
    ],
    ['before this month', 'at30 before30 oct24end oct25start'],
    ['after this week', ''],
    ['after this day', 'tomorrow'],
    ['before this hour', 'at30 before30 before_now monday_start oct24end oct25start sunday_end'],
    ['after this full hour', 'tomorrow tonight'],
    ['after following 2 minutes', 'tomorrow tonight'],
    ['after previous day', 'at_now before_now monday_start tomorrow tonight'],
    [
      'before following day',
      'at30 at_now before30 before_now monday_start oct24end oct25start sunday_end tonight',
    ],
    ['not in last 30 days or missing', 'at_now before30 none tomorrow tonight'],
    ['not in last 30 days and known', 'at_now before30 tomorrow tonight'],
    ['in next 1 day or missing', 'at_now none tomorrow tonight'],
  ])('%s', (window, members) => {
    expect(holding(`seen ${window}`, instants)).toBe(members);
  });
});

const days = contactsWith('born', {
  sep30: '2026-09-30',
  oct1: '2026-10-01',
  oct3: '2026-10-03',
  oct4: '2026-10-04',
  oct31: '2026-10-31',
  nov1: '2026-11-01',
  nov2: '2026-11-02',
  nov3: '2026-11-03',
  nov8: '2026-11-08',
  nov9: '2026-11-09',
  nov30: '2026-11-30',
  none: null,
});

describe('a date lies', () => {
  it.each([
    // today - 30 < d <= today
    ['in last 30 days', 'nov1 nov2 oct31 oct4'],
    // today <= d < today + 7
    ['in next 7 days', 'nov2 nov3 nov8'],
    ['in last 30 full days', 'nov1 oct3 oct31 oct4'],
    ['in this month', 'nov1 nov2'],
    ['in this full month', 'nov1 nov2 nov3 nov30 nov8 nov9'],
    ['in previous month', 'oct1 oct3 oct31 oct4'],
    ['in previous 2 months', 'oct1 oct3 oct31 oct4 sep30'],
    ['in following week', 'nov9'],
    ['in this full week', 'nov2 nov3 nov8'],
    ['between 7 and 14 days from now', 'nov9'],
    ['between 30 and 1 days ago', 'oct3 oct31 oct4'],
    ['since 2026-10-31', 'nov1 nov2 oct31'],
    ['from 2026-10-31 until 2026-11-02', 'nov1 oct31'],
    ['from 2026-10-31 through 2026-11-02', 'nov1 nov2 oct31'],
    // 2 October < d <= today
    ['in last 1 month', 'nov1 nov2 oct3 oct31 oct4'],
    ['before this week', 'nov1 oct1 oct3 oct31 oct4 sep30'],
    ['after this week', 'nov30 nov9'],
  ])('%s', (window, members) => {
    expect(holding(`born ${window}`, days)).toBe(members);
  });
});

describe('the calendar of the project', () => {
  it('begins weeks on the day it says', () => {
    const cells = contactsWith('born', {
      fri: '2026-10-30',
      sat: '2026-10-31',
      sun: '2026-11-01',
      mon: '2026-11-02',
    });
    expect(holding('born in this week', cells, { week: 'monday' })).toBe('mon');
    expect(holding('born in this week', cells, { week: 'sunday' })).toBe('mon sun');
    expect(holding('born in this week', cells, { week: 'saturday' })).toBe('mon sat sun');
  });

  it('clamps months to their end, and keeps the local time across a change of clocks', () => {
    const cells = contactsWith('seen', {
      // Now is 2027-03-31T10:00 in Warsaw (summer, 08:00Z); a month before is 28 February, 10:00 (winter, 09:00Z).
      before: '2027-02-28T08:59:59Z',
      at: '2027-02-28T09:00:00Z',
    });
    expect(holding('seen in last 1 month', cells, { now: '2027-03-31T08:00:00Z' })).toBe('at');
  });

  it('has days of 23 and 25 hours', () => {
    // 25 October 2026 in Warsaw: from 24 October 22:00Z to 25 October 23:00Z.
    const cells = contactsWith('seen', {
      first: '2026-10-24T22:00:00Z',
      last: '2026-10-25T22:59:59Z',
      after: '2026-10-25T23:00:00Z',
    });
    expect(holding('seen on 2026-10-25', cells)).toBe('first last');
    // 24 hours before 2026-10-25T22:59:59Z, by instants.
    expect(holding('seen in last 1 day', cells, { now: '2026-10-25T22:59:59Z' })).toBe('');
    expect(holding('seen in last 25 hours', cells, { now: '2026-10-25T22:59:59Z' })).toBe('first');
  });

  it('begins a day that has no midnight with its first instant', () => {
    // Santiago skipped from 00:00 to 01:00 on 2026-09-06: the day begins at 04:00Z.
    const cells = contactsWith('seen', {
      before: '2026-09-06T03:59:59Z',
      at: '2026-09-06T04:00:00Z',
    });
    expect(holding('seen on 2026-09-06', cells, { zone: 'America/Santiago' })).toBe('at');
  });

  it('goes by the day of the zone, not of UTC', () => {
    const cells = contactsWith('born', { yesterday: '2026-11-01', today: '2026-11-02' });
    expect(holding('born = today', cells, { now: '2026-11-01T23:00:00Z' })).toBe('today');
    expect(holding('born = today', cells, { now: '2026-11-01T22:59:59Z' })).toBe('yesterday');
  });
});
