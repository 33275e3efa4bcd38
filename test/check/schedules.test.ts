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
    expect(['UTC', 'Europe/Warsaw', 'US/Eastern', 'Asia/Calcutta'].every(isTimeZone)).toBe(true);
    expect(['', '+02:00', 'Warsaw', 'Europe/Nowhere', 'CET+1'].some(isTimeZone)).toBe(false);
    expect(timeZoneSuggestion('Europe/Warsav')).toBe('did you mean "Europe/Warsaw"?');
  });
});
