// The reference interpreter: time that a calendar counts. docs/language.md, "Time that a calendar counts". The desk is open on
// weekdays from 08:00 to 18:00 in Warsaw, which is 07:00Z to 17:00Z in winter.
import { describe, expect, it } from 'vitest';
import { contactsWith, holding } from './small-world.ts';

// Monday 09:00 in Warsaw.
const monday = { now: '2026-11-02T08:00:00Z' };

describe('on Monday at 09:00', () => {
  const seen = contactsWith('seen', {
    fri1559: '2026-10-30T14:59:59Z',
    fri16: '2026-10-30T15:00:00Z',
    fri18: '2026-10-30T17:00:00Z',
    saturday: '2026-10-31T12:00:00Z',
    mon8: '2026-11-02T07:00:00Z',
    mon830: '2026-11-02T07:30:00Z',
    later: '2026-11-02T09:00:00Z',
    none: null,
    ancient: '1980-01-01T00:00:00Z',
  });

  it.each([
    ['more than 3 hours ago', 'ancient fri1559'],
    ['at least 3 hours ago', 'ancient fri1559 fri16'],
    ['more than 1 hour ago', 'ancient fri1559 fri16'],
    ['at least 1 hour ago', 'ancient fri1559 fri16 fri18 mon8 saturday'],
    ['less than 1 hour ago', 'mon830'],
    ['at most 1 hour ago', 'fri18 mon8 mon830 saturday'],
    ['at least 1 hour from now', 'later'],
    ['less than 61 minutes from now', 'later'],
    ['less than 30 minutes before now', ''],
  ])('%s', (distance, members) => {
    expect(holding(`seen ${distance} counting desk`, seen, monday)).toBe(members);
  });
});

describe('working days', () => {
  it('of dates are the days from the earlier up to the later one, without it', () => {
    // Wednesday, 18 November; the 11th is closed.
    const born = contactsWith('born', {
      nov10: '2026-11-10',
      nov11: '2026-11-11',
      nov12: '2026-11-12',
      nov13: '2026-11-13',
      nov20: '2026-11-20',
      nov23: '2026-11-23',
    });
    const wednesday = { now: '2026-11-18T12:00:00Z' };
    // From the 12th: Thu, Fri, Mon, Tue = 4. From the 11th also 4 (closed), from the 10th 5.
    expect(holding('born at least 4 days ago counting desk', born, wednesday)).toBe(
      'nov10 nov11 nov12',
    );
    expect(holding('born more than 4 days ago counting desk', born, wednesday)).toBe('nov10');
    // To the 20th: Wed, Thu = 2; to the 23rd: Wed, Thu, Fri = 3.
    expect(holding('born at most 2 days from now counting desk', born, wednesday)).toBe('nov20');
    expect(holding('days_between(born, 2026-11-23, counting: desk) = 3', born, wednesday)).toBe('');
    expect(holding('days_until(born, counting: desk) = -4', born, wednesday)).toBe('nov11 nov12');
  });

  it('of timestamps pass with the local clock', () => {
    // Monday 09:00 less two working days is Thursday 09:00.
    const seen = contactsWith('seen', {
      before: '2026-10-29T07:59:59Z',
      at: '2026-10-29T08:00:00Z',
      after: '2026-10-29T08:00:01Z',
    });
    expect(holding('seen more than 2 days ago counting desk', seen, monday)).toBe('before');
    expect(holding('seen at least 2 days ago counting desk', seen, monday)).toBe('at before');
    expect(holding('days_since(seen, counting: desk) = 2', seen, monday)).toBe('at');
  });
});

describe('as values', () => {
  it('hours are fractional, negative backwards, and missing outside of the years', () => {
    const seen = contactsWith('seen', {
      half: '2026-11-02T07:30:00Z',
      friday: '2026-10-30T16:00:00Z',
      ahead: '2026-11-02T09:00:00Z',
      ancient: '1989-12-31T00:00:00Z',
      last: '2060-12-31T22:00:00Z',
      far: '2061-01-01T00:00:00Z',
    });
    const hours = 'hours_since(seen, counting: desk)';
    expect(holding(`${hours} = 0.5`, seen, monday)).toBe('half');
    expect(holding(`${hours} = 2`, seen, monday)).toBe('friday');
    expect(holding(`${hours} = -1`, seen, monday)).toBe('ahead');
    expect(holding(`${hours} is missing`, seen, monday)).toBe('ancient far');
  });

  it('counts an hour that comes twice twice, and none that is skipped', () => {
    // In Warsaw clocks went back on 2026-10-25 and forward on 2026-03-29: days of 25 and 23 hours.
    const seen = contactsWith('seen', { start: '2026-10-24T22:00:00Z' });
    const back = { now: '2026-10-25T23:00:00Z' };
    expect(holding('hours_since(seen, counting: always) = 25', seen, back)).toBe('start');
    const spring = contactsWith('seen', { start: '2026-03-28T23:00:00Z' });
    const forward = { now: '2026-03-29T22:00:00Z' };
    expect(holding('hours_since(seen, counting: always) = 23', spring, forward)).toBe('start');
  });
});
