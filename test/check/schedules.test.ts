// Cron expressions and time zones, checked before anything runs.
import { describe, expect, it } from 'vitest';
import { cronProblem } from '../../compiler/check/cron.ts';
import { isTimeZone, timeZoneSuggestion } from '../../compiler/check/time-zones.ts';

describe('cron', () => {
  it.each([
    '* * * * *',
    '0 6 * * 1-5',
    '*/15 0,12 1-7 jan,JUL mon-fri',
    '59 23 31 12 7',
    '0 0 29 2 *',
    '5-55/10 * * * *',
  ])('%s', (expression) => {
    expect(cronProblem(expression)).toBeUndefined();
  });

  it.each([
    '',
    '* * * *',
    '* * * * * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '* * * 13 *',
    '* * * * 8',
    '5-1 * * * *',
    '*/0 * * * *',
    '1/2/3 * * * *',
    'a * * * *',
    '1-2-3 * * * *',
    ', * * * *',
    '0 0 31 4 *',
  ])('%s is refused', (expression) => {
    expect(cronProblem(expression)).toBeTypeOf('string');
  });
});

describe('time zones', () => {
  it('are names of the IANA database, new and old', () => {
    const places = ['Europe/Warsaw', 'US/Eastern', 'Asia/Calcutta', 'Poland'];
    const clocks = ['UTC', 'CET', 'EST', 'EST5EDT', 'Etc/GMT+5', 'Etc/GMT-14', 'GMT0', 'Zulu'];
    expect([...places, ...clocks].filter((name) => !isTimeZone(name))).toEqual([]);
  });

  it.each([
    ['', undefined],
    ['+02:00', undefined],
    ['Europe/Nowhere', undefined],
    ['CET+1', undefined],
    ['Europe/Warsav', 'did you mean "Europe/Warsaw"?'],
    ['europe/warsaw', 'did you mean "Europe/Warsaw"?'],
    ['Warsaw', 'did you mean "Europe/Warsaw"?'],
    ['utc', 'did you mean "UTC"?'],
    ['GMT+5', 'did you mean "Etc/GMT+5"?'],
    ['Louisville', 'did you mean "America/Kentucky/Louisville" or "America/Louisville"?'],
    // Engines read these, but not alike: CST is China to one and Chicago to another.
    ['CST', undefined],
    ['PST', undefined],
    ['SystemV/EST5', undefined],
  ])('%j is none', (name, help) => {
    expect(isTimeZone(name)).toBe(false);
    expect(timeZoneSuggestion(name)).toBe(help);
  });
});
