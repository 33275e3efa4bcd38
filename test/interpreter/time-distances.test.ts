// The reference interpreter: distances, moments, anniversaries and local columns, at their edges. docs/language.md, "Time".
import { describe, expect, it } from 'vitest';
import { contactsWith, holding, type Tables } from './small-world.ts';

const instants = contactsWith('seen', {
  long_ago: '2026-10-26T11:59:59Z',
  week_ago: '2026-10-26T12:00:00Z',
  after_week: '2026-10-26T12:00:01Z',
  at_now: '2026-11-02T12:00:00Z',
  before_week: '2026-11-09T11:59:59Z',
  week: '2026-11-09T12:00:00Z',
  far: '2026-11-09T12:00:01Z',
  none: null,
});

describe('a timestamp lies', () => {
  it.each([
    ['more than 7 days ago', 'long_ago'],
    ['at least 7 days ago', 'long_ago week_ago'],
    ['less than 7 days ago', 'after_week at_now'],
    ['at most 7 days ago', 'after_week at_now week_ago'],
    ['more than 7 days from now', 'far'],
    ['at least 7 days from now', 'far week'],
    ['less than 7 days from now', 'at_now before_week'],
    ['at most 7 days from now', 'at_now before_week week'],
    ['more than 7 days ago or missing', 'long_ago none'],
    ['before now', 'after_week long_ago week_ago'],
    ['after now', 'before_week far week'],
    ['before 2026-11-02', 'after_week long_ago week_ago'],
    ['on 2026-11-02', 'at_now'],
    ['after 2026-11-02', 'before_week far week'],
    ['on today', 'at_now'],
    ['before 2026-10-26T12:00:00Z', 'long_ago'],
    ['more than 7 days after now', 'far'],
    ['at most 7 days before now', 'after_week at_now week_ago'],
  ])('%s', (distance, members) => {
    expect(holding(`seen ${distance}`, instants)).toBe(members);
  });
});

const days = contactsWith('born', {
  oct25: '2026-10-25',
  oct26: '2026-10-26',
  oct27: '2026-10-27',
  nov1: '2026-11-01',
  nov2: '2026-11-02',
  nov3: '2026-11-03',
  nov9: '2026-11-09',
  nov10: '2026-11-10',
});

describe('a date lies', () => {
  it.each([
    ['more than 7 days ago', 'oct25'],
    ['at least 7 days ago', 'oct25 oct26'],
    ['less than 7 days ago', 'nov1 nov2 oct27'],
    ['at most 7 days ago', 'nov1 nov2 oct26 oct27'],
    ['more than 7 days from now', 'nov10'],
    ['at least 1 week from now', 'nov10 nov9'],
    ['less than 7 days from now', 'nov2 nov3'],
    ['at most 7 days from now', 'nov2 nov3 nov9'],
    ['before now', 'nov1 oct25 oct26 oct27'],
    ['after now', 'nov10 nov3 nov9'],
    ['on today', 'nov2'],
    ['on 2026-11-03', 'nov3'],
  ])('%s', (distance, members) => {
    expect(holding(`born ${distance}`, days)).toBe(members);
  });
});

describe('from another time', () => {
  const tables: Tables = {
    contacts: [
      { id: 'before', seen: '2026-03-31T07:59:59Z', local: '2026-02-28T10:00:00Z' },
      { id: 'at', seen: '2026-03-28T09:00:00Z', local: '2026-02-28T10:00:00Z' },
      { id: 'after', seen: '2026-03-28T09:00:01Z', local: '2026-02-28T10:00:00Z' },
      { id: 'none', seen: null, local: '2026-02-28T10:00:00Z' },
    ],
  };

  it.each([
    // `local` is 10:00 in Warsaw, in winter 09:00Z; a month later, still in winter, 28 March 09:00Z.
    ['seen more than 1 month after local', 'after before'],
    ['seen at least 1 month after local', 'after at before'],
    ['seen at most 1 month after local', 'at'],
    ['seen less than 1 month after local', ''],
    // A month before 31 March 09:59:59 is 28 February 09:59:59, which `local` is not before; of `after` it is 10:00:01.
    ['local more than 1 month before seen', 'after'],
    ['seen > local + 28 days', 'after before'],
    ['seen = local + 1 month', 'at'],
  ])('%s', (condition, members) => {
    expect(holding(condition, tables)).toBe(members);
  });
});

describe('a local column', () => {
  it('is read in its zone, in winter and in summer', () => {
    const tables = contactsWith('local', {
      winter: '2026-01-15T10:00:00Z',
      summer: '2026-07-15T10:00:00Z',
    });
    expect(holding('local = 2026-01-15T09:00:00Z', tables)).toBe('winter');
    expect(holding('local = 2026-07-15T08:00:00Z', tables)).toBe('summer');
  });
});

describe('an anniversary', () => {
  const births = contactsWith('born', {
    feb28: '1990-02-28',
    feb29: '1992-02-29',
    mar1: '1985-03-01',
    dec31: '1970-12-31',
    jan1: '2000-01-01',
    none: null,
  });

  it.each([
    ['in next 1 day', '2027-02-28T11:00:00Z', 'feb28 feb29'],
    ['in next 1 day', '2028-02-28T11:00:00Z', 'feb28'],
    ['on today', '2028-02-29T11:00:00Z', 'feb29'],
    ['in next 2 days', '2026-12-31T11:00:00Z', 'dec31 jan1'],
    ['in last 2 days', '2027-01-01T11:00:00Z', 'dec31 jan1'],
    ['in this month', '2026-01-01T11:00:00Z', 'jan1'],
    ['in this full month', '2026-02-01T11:00:00Z', 'feb28 feb29'],
    ['in following month', '2026-02-01T11:00:00Z', 'mar1'],
    ['less than 2 days ago', '2026-03-01T11:00:00Z', 'feb28 feb29 mar1'],
    ['at most 1 day from now', '2027-02-27T11:00:00Z', 'feb28 feb29'],
    ['from 2026-02-28 through 2026-03-01', '2026-11-02T11:00:00Z', 'feb28 feb29 mar1'],
    ['in last 1 year', '2026-11-02T11:00:00Z', 'dec31 feb28 feb29 jan1 mar1'],
    ['in next 1 day or missing', '2027-03-01T11:00:00Z', 'mar1 none'],
    ['not in next 1 day and known', '2027-03-01T11:00:00Z', 'dec31 feb28 feb29 jan1'],
  ])('%s at %s', (window, now, members) => {
    expect(holding(`anniversary of born ${window}`, births, { now })).toBe(members);
  });

  it('of a timestamp is that of its local day', () => {
    const seen = contactsWith('seen', { local_third: '2025-11-02T23:30:00Z' });
    expect(holding('anniversary of seen on 2026-11-03', seen)).toBe('local_third');
  });
});
