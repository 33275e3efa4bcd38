// Part of compiler/plan: how much open time of a calendar lies before an instant. compiler/sql/open-days-table.ts prints the
// same account as SQL. It covers the years 1990 to 2060; nothing is known outside.
import type { OpenHours, OpenInterval } from '../check/model.ts';
import { madeOnce } from '../made-once.ts';
import { calendarDays } from './calendar-days.ts';
import { type ZoneOffsets, zoneOffsets } from './zone-offsets.ts';

export const firstOpenDay = '1990-01-01';
export const openDayCount = 25_933;
export const dayMs = 86_400_000;
const minuteMs = 60_000;
/** 1990-01-01, a Monday. */
export const firstDayMs = 631_152_000_000;

/** The account of one calendar; undefined is outside of it. Days are numbered from the first one. */
export interface OpenTime {
  /** Open milliseconds before an instant. */
  readonly openBefore: (epochMs: number) => number | undefined;
  /** Working days before an instant, in milliseconds of 24-hour days: on a working day they pass with the local clock. */
  readonly workBefore: (epochMs: number) => number | undefined;
  /** Working days before a day. */
  readonly daysBefore: (day: number) => number | undefined;
  /** Where the local clock is moved while the calendar is open. */
  readonly corrections: readonly Correction[];
  readonly zone: ZoneOffsets;
}

/** From the instant `at` on, `ms` are added to what the local clock says; `jump` is how far it is put forward. */
export interface Correction {
  readonly at: number;
  readonly ms: number;
  readonly jump: number;
}

/** Made once for each calendar. */
export const openTimeOf: (hours: OpenHours) => OpenTime = madeOnce(createOpenTime);

function createOpenTime(hours: OpenHours): OpenTime {
  const { open, before, workBefore } = countDays(hours);
  const zone = zoneOffsets(hours.timezone, firstDayMs, firstDayMs + openDayCount * dayMs);
  /** What the local clock says: right where it was never moved. */
  const onClock = (clockMs: number): number | undefined => {
    const day = Math.floor(clockMs / dayMs);
    const start = before[day];
    const intervals = open[day];
    if (start === undefined || intervals === undefined) return undefined;
    return start + openWithin(intervals, clockMs - day * dayMs);
  };
  const clockAt = (epochMs: number): number => epochMs + zone.offsetAt(epochMs) - firstDayMs;
  const corrections = zone.changes.flatMap(({ at, from, to }) => {
    const skipped = onClock(at + from - firstDayMs);
    const reached = onClock(at + to - firstDayMs);
    if (skipped === undefined || reached === undefined || skipped === reached) return [];
    return [{ at, ms: skipped - reached, jump: to - from }];
  });
  return {
    corrections,
    zone,
    openBefore: (epochMs) => {
      const said = onClock(clockAt(epochMs));
      if (said === undefined) return undefined;
      return corrections.reduce((sum, { at, ms }) => (at <= epochMs ? sum + ms : sum), said);
    },
    workBefore: (epochMs) => {
      const clock = clockAt(epochMs);
      const day = Math.floor(clock / dayMs);
      const days = workBefore[day];
      const intervals = open[day];
      if (days === undefined || intervals === undefined) return undefined;
      return days * dayMs + (intervals.length === 0 ? 0 : clock - day * dayMs);
    },
    daysBefore: (day) => workBefore[day],
  };
}

interface CountedDays {
  /** Open intervals of each day. */
  readonly open: readonly (readonly OpenInterval[])[];
  /** Open milliseconds and working days before each day, and before the day after the last. */
  readonly before: readonly number[];
  readonly workBefore: readonly number[];
}

function countDays({ week, closed }: OpenHours): CountedDays {
  const closedDays = new Set(closed);
  const open: (readonly OpenInterval[])[] = [];
  const before = [0];
  const workBefore = [0];
  for (const [day, date] of calendarDays().entries()) {
    const isClosed = closedDays.has(date) || closedDays.has(date.slice(5));
    const intervals = isClosed ? [] : (week[day % 7] ?? []);
    open.push(intervals);
    before.push((before[day] ?? 0) + openWithin(intervals, dayMs));
    workBefore.push((workBefore[day] ?? 0) + (intervals.length === 0 ? 0 : 1));
  }
  return { open, before, workBefore };
}

/** The largest number of times that the calendar opens on one day. */
export function openingsOf({ week }: OpenHours): number {
  return Math.max(1, ...week.map((intervals) => intervals.length));
}

/** Of the first `ms` of a day. */
function openWithin(intervals: readonly OpenInterval[], ms: number): number {
  return intervals.reduce((sum, { start, end }) => {
    const passed = Math.min(ms, end * minuteMs) - start * minuteMs;
    return sum + Math.max(passed, 0);
  }, 0);
}
