// When a segment is due next: pure, in the project's zone, DST included. Missed times count once.
import { Cron } from 'croner';
import { Temporal } from 'temporal-polyfill';
import type { RefreshSchedule } from '../../compiler/check/model.ts';

const minutesOfDay = 1_440;

export interface DueFacts {
  readonly schedule: RefreshSchedule;
  /** IANA zone of the project. */
  readonly timezone: string;
  /** The last refresh, ISO UTC; undefined: never published. */
  readonly last: string | undefined;
  /** When the scheduler started, ISO UTC. */
  readonly started: string;
}

/**
 * The instant from which the segment is due; undefined: never by itself.
 * `every` follows a fixed grid, so that segments of equal periods are due together: whole days begin at midnight of the
 * project zone, shorter periods are counted from 1970-01-01T00:00Z. A segment that was never published is due at once;
 * with `cron` it waits for its time.
 */
export function nextDue(facts: DueFacts): string | undefined {
  const { schedule, last, started, timezone } = facts;
  switch (schedule.kind) {
    case 'manual':
      return undefined;
    case 'cron':
      return nextCron(schedule.expression, timezone, last ?? started);
    case 'every':
      if (last === undefined) return started;
      return schedule.minutes % minutesOfDay === 0
        ? nextDay(schedule.minutes / minutesOfDay, timezone, last)
        : nextStep(schedule.minutes, last);
  }
}

function nextCron(expression: string, timezone: string, after: string): string | undefined {
  const next = new Cron(expression, { timezone }).nextRun(after);
  return next === null ? undefined : next.toISOString();
}

function nextStep(minutes: number, last: string): string {
  const step = minutes * 60_000;
  const slot = Math.floor(Temporal.Instant.from(last).epochMilliseconds / step) + 1;
  return text(Temporal.Instant.fromEpochMilliseconds(slot * step));
}

/** Midnight that begins the next block of `days` local days, counted from 1970-01-01. */
function nextDay(days: number, timezone: string, last: string): string {
  const first = Temporal.PlainDate.from('1970-01-01');
  const today = Temporal.Instant.from(last).toZonedDateTimeISO(timezone).toPlainDate();
  const block = Math.floor(first.until(today).days / days) + 1;
  return text(
    first
      .add({ days: block * days })
      .toZonedDateTime(timezone)
      .toInstant(),
  );
}

function text(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'millisecond' });
}
