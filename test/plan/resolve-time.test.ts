// Symbolic points in time become the right constants: daylight saving, clamping, first days of weeks, far away years.
import { describe, expect, it } from 'vitest';
import type { TimePoint } from '../../compiler/lower/ir.ts';
import { type Moment, resolveDate, resolveTimestamp } from '../../compiler/plan/resolve-time.ts';
import type { TimeUnit } from '../../compiler/syntax/literal-ast.ts';

type Step = readonly [number, TimeUnit];

function now(...steps: readonly Step[]): TimePoint {
  return { kind: 'instant', base: 'now', start: undefined, steps: steps.map(toStep) };
}

function day(start: TimeUnit | undefined, ...steps: readonly Step[]): TimePoint {
  return { kind: 'day', base: 'today', start, steps: steps.map(toStep) };
}

function on(date: string, ...steps: readonly Step[]): TimePoint {
  return { kind: 'day', base: { date }, start: undefined, steps: steps.map(toStep) };
}

function toStep([amount, unit]: Step): { amount: number; unit: TimeUnit } {
  return { amount, unit };
}

function warsaw(instant: string, weekStarts: Moment['weekStarts'] = 'monday'): Moment {
  return { now: instant, timezone: 'Europe/Warsaw', weekStarts };
}

describe('instants', () => {
  const spring = warsaw('2026-03-29T12:00:00Z');
  const autumn = warsaw('2026-10-25T12:00:00Z');
  it.each<readonly [string, TimePoint, Moment, string]>([
    ['a day is 24 hours over spring', now([-1, 'day']), spring, '2026-03-28 12:00:00'],
    ['a week is 7 of them', now([-1, 'week']), autumn, '2026-10-18 12:00:00'],
    ['a month keeps the local hour', now([-1, 'month']), spring, '2026-02-28 13:00:00'],
    ['the local day of spring starts at 23:00', day(undefined), spring, '2026-03-28 23:00:00'],
    ['and ends after 23 hours', day(undefined, [1, 'day']), spring, '2026-03-29 22:00:00'],
    ['the local day of autumn starts at 22:00', day(undefined), autumn, '2026-10-24 22:00:00'],
    ['and ends after 25 hours', day(undefined, [1, 'day']), autumn, '2026-10-25 23:00:00'],
    ['months clamp', now([1, 'month']), warsaw('2026-01-31T12:00:00Z'), '2026-02-28 12:00:00'],
    ['years clamp', now([-1, 'year']), warsaw('2028-02-29T12:00:00Z'), '2027-02-28 12:00:00'],
    [
      'quarters are three months',
      now([-1, 'quarter']),
      warsaw('2026-05-31T10:00:00Z'),
      '2026-02-28 11:00:00',
    ],
    ['steps are taken in order', now([-1, 'month'], [12, 'hour']), spring, '2026-03-01 01:00:00'],
    [
      'hours after a day start at its first instant',
      day(undefined, [3, 'hour']),
      spring,
      '2026-03-29 02:00:00',
    ],
    ['milliseconds stay', now(), warsaw('2026-01-01T00:00:00.125Z'), '2026-01-01 00:00:00.125'],
    ['far past is kept within the year 1', now([-9999, 'year']), spring, '0001-01-01 00:00:00'],
    [
      'far future within the year 9999',
      now([99_999_999, 'year']),
      spring,
      '9999-12-31 23:59:59.999',
    ],
    [
      'an offset is honoured',
      {
        kind: 'instant',
        base: { iso: '2026-01-01T00:00:00+05:30' },
        start: undefined,
        steps: [],
      },
      spring,
      '2025-12-31 18:30:00',
    ],
    [
      'this hour, in a zone of half hours',
      { kind: 'instant', base: 'now', start: 'hour', steps: [] },
      { now: '2026-01-01T12:10:00Z', timezone: 'Asia/Kolkata', weekStarts: 'monday' },
      '2026-01-01 11:30:00',
    ],
  ])('%s', (_name, point, moment, expected) => {
    expect(resolveTimestamp(point, moment)).toBe(expected);
  });
});

describe('days', () => {
  const saturday = warsaw('2025-11-01T12:00:00Z');
  it.each<readonly [string, TimePoint, Moment, string]>([
    ['today is local', day(undefined), warsaw('2025-10-31T23:30:00Z'), '2025-11-01'],
    ['weeks start on Monday', day('week'), saturday, '2025-10-27'],
    ['or on Sunday', day('week'), warsaw('2025-11-01T12:00:00Z', 'sunday'), '2025-10-26'],
    ['or on Saturday', day('week'), warsaw('2025-11-01T12:00:00Z', 'saturday'), '2025-11-01'],
    ['months start on the first', day('month', [-1, 'month']), saturday, '2025-10-01'],
    ['quarters in January, April, July, October', day('quarter'), saturday, '2025-10-01'],
    ['years in January', day('year', [-1, 'year']), saturday, '2024-01-01'],
    ['months clamp', on('2028-03-31', [-1, 'month']), saturday, '2028-02-29'],
    ['29 February a year later', on('2028-02-29', [1, 'year']), saturday, '2029-02-28'],
    ['the local day of an instant', now(), warsaw('2025-10-31T23:30:00Z'), '2025-11-01'],
    ['far away', on('2025-01-01', [9_999_999, 'day']), saturday, '9999-12-31'],
  ])('%s', (_name, point, moment, expected) => {
    expect(resolveDate(point, moment)).toBe(expected);
  });

  it('a day without midnight starts when it starts', () => {
    const moment: Moment = {
      now: '2018-11-04T12:00:00Z',
      timezone: 'America/Sao_Paulo',
      weekStarts: 'monday',
    };
    expect(resolveTimestamp(day(undefined), moment)).toBe('2018-11-04 03:00:00');
  });
});
