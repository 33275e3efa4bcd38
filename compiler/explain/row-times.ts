// Part of compiler/explain: times of rows as numbers, each as an instant and as a local day, and what constant lengths make of them.
import { Temporal } from 'temporal-polyfill';
import type { TimeUse } from './time-use.ts';

/** Sorted, each once. */
export interface RowTimes {
  /** Microseconds since 1970. */
  readonly instants: readonly number[];
  /** Days since 1970. */
  readonly days: readonly number[];
}

const dayMs = 86_400_000;

/** `cells`: `2025-11-01` or `2025-11-01 09:00:00.123456` in UTC; what is neither is left out. A day begins at its first local instant. */
export function rowTimesOf(cells: Iterable<string>, timezone: string): RowTimes {
  const instants = new Set<number>();
  const days = new Set<number>();
  for (const cell of cells) {
    const instant = microseconds(cell);
    if (instant !== undefined) {
      instants.add(instant);
      days.add(localDay(instant, timezone));
      continue;
    }
    const day = dayNumber(cell);
    if (day === undefined) continue;
    days.add(day);
    const start = startOfDay(day, timezone);
    if (start !== undefined) instants.add(start);
  }
  return { instants: sorted(instants), days: sorted(days) };
}

/** With each of the lengths added, and twice where that stays little. */
export function shiftedTimes(
  times: RowTimes,
  shifts: TimeUse['shifts'],
  timezone: string,
): RowTimes {
  if (shifts.length === 0) return times;
  const once = withShifts(times, shifts, timezone);
  return once.instants.length > 2000 ? once : withShifts(once, shifts, timezone);
}

function withShifts(times: RowTimes, shifts: TimeUse['shifts'], timezone: string): RowTimes {
  const instants = new Set(times.instants);
  const days = new Set(times.days);
  for (const { amount, unit } of shifts) {
    for (const instant of times.instants) {
      const moved = moveInstant(instant, amount, unit, timezone);
      if (moved === undefined) continue;
      instants.add(moved);
      days.add(localDay(moved, timezone));
    }
    for (const day of times.days) {
      const moved = moveDay(day, amount, unit);
      if (moved === undefined) continue;
      days.add(moved);
      const start = startOfDay(moved, timezone);
      if (start !== undefined) instants.add(start);
    }
  }
  return { instants: sorted(instants), days: sorted(days) };
}

const fixed: Partial<Record<TimeUse['shifts'][number]['unit'], number>> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: dayMs,
  week: 7 * dayMs,
};

const months: Partial<Record<TimeUse['shifts'][number]['unit'], number>> = {
  month: 1,
  quarter: 3,
  year: 12,
};

function moveInstant(
  instant: number,
  amount: number,
  unit: TimeUse['shifts'][number]['unit'],
  timezone: string,
): number | undefined {
  const length = fixed[unit];
  if (length !== undefined) return instant + amount * length * 1000;
  return attempt(() => {
    const whole = Math.floor(instant / 1000);
    const local = Temporal.Instant.fromEpochMilliseconds(whole).toZonedDateTimeISO(timezone);
    const moved = local.add({ months: amount * (months[unit] ?? 0) }).epochMilliseconds;
    return moved * 1000 + (instant - whole * 1000);
  });
}

function moveDay(
  day: number,
  amount: number,
  unit: TimeUse['shifts'][number]['unit'],
): number | undefined {
  const length = fixed[unit];
  if (length !== undefined) return day + Math.round((amount * length) / dayMs);
  return attempt(() => {
    const moved = plainDate(day).add({ months: amount * (months[unit] ?? 0) });
    return dayNumber(moved.toString());
  });
}

function plainDate(day: number): Temporal.PlainDate {
  return Temporal.PlainDate.from('1970-01-01').add({ days: day });
}

function startOfDay(day: number, timezone: string): number | undefined {
  return attempt(() => plainDate(day).toZonedDateTime(timezone).epochMilliseconds * 1000);
}

function localDay(instant: number, timezone: string): number {
  const found = attempt(() => {
    const at = Temporal.Instant.fromEpochMilliseconds(Math.floor(instant / 1000));
    return dayNumber(at.toZonedDateTimeISO(timezone).toPlainDate().toString());
  });
  return found ?? Math.floor(instant / 1000 / dayMs);
}

/** Undefined for what lies beyond the years that can be reckoned with. */
function attempt(reckon: () => number | undefined): number | undefined {
  try {
    return reckon();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Of a day as text. */
export function dayNumber(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  return Temporal.Instant.from(`${text}T00:00:00Z`).epochMilliseconds / dayMs;
}

/** Of an instant as text, in UTC. */
export function microseconds(text: string): number | undefined {
  const found = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?/.exec(text);
  if (found === null) return undefined;
  const [, day = '', time = '', fraction = ''] = found;
  const { epochMilliseconds } = Temporal.Instant.from(`${day}T${time}Z`);
  return epochMilliseconds * 1000 + Number(fraction.padEnd(6, '0').slice(0, 6));
}

function sorted(numbers: ReadonlySet<number>): readonly number[] {
  return [...numbers].toSorted((left, right) => left - right);
}
