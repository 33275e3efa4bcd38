// When segments are due: pure computation, on the transition days of time zones too.
import { describe, expect, it } from 'vitest';
import type { RefreshSchedule } from '../../compiler/check/model.ts';
import { nextDue } from '../../runtime/schedule/next-due.ts';

const started = '2026-03-01T00:00:10.000Z';

function due(schedule: RefreshSchedule, last: string | undefined, timezone = 'UTC'): string {
  return nextDue({ schedule, last, timezone, started }) ?? 'never';
}

const every = (minutes: number): RefreshSchedule => ({ kind: 'every', minutes });
const cron = (expression: string): RefreshSchedule => ({ kind: 'cron', expression });

describe('next due', () => {
  it('leaves manual segments alone', () => {
    expect(due({ kind: 'manual' }, undefined)).toBe('never');
  });

  it('begins at once with segments that were never published, except at fixed times', () => {
    expect(due(every(15), undefined)).toBe(started);
    expect(due(cron('0 6 * * *'), undefined)).toBe('2026-03-01T06:00:00.000Z');
  });

  it('follows a grid, so that equal periods meet', () => {
    expect(due(every(15), '2026-03-01T09:07:03.000Z')).toBe('2026-03-01T09:15:00.000Z');
    expect(due(every(15), '2026-03-01T09:15:00.000Z')).toBe('2026-03-01T09:30:00.000Z');
    expect(due(every(360), '2026-03-01T09:07:03.000Z')).toBe('2026-03-01T12:00:00.000Z');
  });

  it('begins days at midnight of the project zone', () => {
    const berlin = 'Europe/Berlin';
    expect(due(every(1_440), '2026-03-28T12:00:00.000Z', berlin)).toBe('2026-03-28T23:00:00.000Z');
    expect(due(every(1_440), '2026-03-29T12:00:00.000Z', berlin)).toBe('2026-03-29T22:00:00.000Z');
  });

  it('moves a time that daylight saving skips, and takes a doubled one once', () => {
    const at = cron('30 2 * * *');
    const berlin = 'Europe/Berlin';
    expect(due(at, '2026-03-28T12:00:00.000Z', berlin)).toBe('2026-03-29T01:00:00.000Z');
    expect(due(at, '2026-10-24T12:00:00.000Z', berlin)).toBe('2026-10-25T00:30:00.000Z');
    expect(due(at, '2026-10-25T00:30:00.000Z', berlin)).toBe('2026-10-26T01:30:00.000Z');
  });

  it('counts missed times once', () => {
    expect(due(cron('0 6 * * *'), '2026-02-20T06:00:00.000Z')).toBe('2026-02-21T06:00:00.000Z');
    expect(due(cron('0 6 * * *'), '2026-03-01T07:00:00.000Z')).toBe('2026-03-02T06:00:00.000Z');
  });
});
