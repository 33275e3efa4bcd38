// Times of tests: instants and local days, and what is counted from them. Days and weeks of instants are 24 hours and 7 of
// them; months, quarters and years are calendar arithmetic in the project's zone, clamped to the month's end.
import { Temporal } from 'temporal-polyfill';
import type { TimeUnit } from '../../syntax/literal-ast.ts';
import type { TimePartSyntax } from '../../syntax/test-ast.ts';

export type Instant = Temporal.Instant;

/** What a length of time is made of, with its direction. */
export interface TimeStep {
  readonly amount: number;
  readonly unit: TimeUnit;
}

/** 1 for later, -1 for earlier; undefined when an amount is no whole number up to 1,000,000. */
export function stepsOf(
  parts: readonly TimePartSyntax[],
  direction: 1 | -1,
): readonly TimeStep[] | undefined {
  const steps = parts.map(({ amount, unit }) => ({ amount: Number(amount.value), unit }));
  const isWhole = steps.every(({ amount }) => Number.isInteger(amount) && amount <= 1_000_000);
  if (!isWhole) return undefined;
  return steps.map(({ amount, unit }) => ({ amount: direction * amount, unit }));
}

const calendarUnits: readonly TimeUnit[] = ['year', 'quarter', 'month'];
export const dayUnits: readonly TimeUnit[] = [...calendarUnits, 'week', 'day'];
const months: Readonly<Partial<Record<TimeUnit, number>>> = { year: 12, quarter: 3, month: 1 };
const seconds: Readonly<Partial<Record<TimeUnit, number>>> = {
  week: 604_800,
  day: 86_400,
  hour: 3600,
  minute: 60,
  second: 1,
};

/** The calendar's units first. Undefined outside of the years 1 to 9999. */
export function moveInstant(
  instant: Instant,
  steps: readonly TimeStep[],
  zone: string,
): Instant | undefined {
  const total = (of: Readonly<Partial<Record<TimeUnit, number>>>): number =>
    steps.reduce((sum, { amount, unit }) => sum + amount * (of[unit] ?? 0), 0);
  try {
    const local = instant.toZonedDateTimeISO(zone).add({ months: total(months) });
    const moved = local.toInstant().add({ seconds: total(seconds) });
    return inRange(moved.toZonedDateTimeISO('UTC').year) ? moved : undefined;
  } catch {
    return undefined;
  }
}

/** Of units of a day and longer. Undefined outside of the years 1 to 9999. */
export function moveDay(
  day: Temporal.PlainDate,
  steps: readonly TimeStep[],
): Temporal.PlainDate | undefined {
  const days: Readonly<Partial<Record<TimeUnit, number>>> = { week: 7, day: 1 };
  const total = (of: Readonly<Partial<Record<TimeUnit, number>>>): number =>
    steps.reduce((sum, { amount, unit }) => sum + amount * (of[unit] ?? 0), 0);
  try {
    const moved = day.add({ months: total(months) }).add({ days: total(days) });
    return inRange(moved.year) ? moved : undefined;
  } catch {
    return undefined;
  }
}

function inRange(year: number): boolean {
  return year >= 1 && year <= 9999;
}

export function localDay(instant: Instant, zone: string): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(zone).toPlainDate();
}

/** The first instant of a day written as `2025-11-01`, which exists. */
export function startOfDay(day: string, zone: string): Instant {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone).toInstant();
}

/** An instant in ISO 8601. */
export function instantFrom(text: string): Instant {
  return Temporal.Instant.from(text);
}

/** `2025-11-01T09:00:00.000Z`; with a zone, its local time without one. Microseconds when there are any. */
export function instantText(instant: Instant, zone: string | undefined): string {
  const isMillis = instant.epochNanoseconds % 1_000_000n === 0n;
  const options = { fractionalSecondDigits: isMillis ? 3 : 6 } as const;
  if (zone === undefined) return instant.toString(options);
  return instant.toZonedDateTimeISO(zone).toPlainDateTime().toString(options);
}
