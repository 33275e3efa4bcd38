// Part of compiler/plan: the instant or day that lies so much open time, or so many working days, from another one.
// Closed time passes without being counted, so there may be many: the step says whether the first or the last is meant.
import { Temporal } from 'temporal-polyfill';
import type { OpenHours } from '../check/model.ts';
import type { CountingStep } from '../lower/ir.ts';
import type { TimeUnit } from '../syntax/literal-ast.ts';
import { calendarDays } from './calendar-days.ts';
import { dayMs, firstDayMs, openDayCount, type OpenTime, openTimeOf } from './open-time.ts';

const unitMs: Readonly<Partial<Record<TimeUnit, number>>> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
};

/** Throws a RangeError outside the account of open-time.ts. */
export function stepOpenInstant(from: Temporal.Instant, step: CountingStep): Temporal.Instant {
  const account = openTimeOf(step.counting);
  const ms = unitMs[step.unit];
  if (ms === undefined) return stepWorkingDays(from, step, account);
  const before = known(account.openBefore(from.epochMilliseconds));
  const wanted = before + step.amount * ms;
  return Temporal.Instant.fromEpochMilliseconds(whereOpenIs(wanted, step.edge, account));
}

/** The first instant with at least so much open time before it, or the last with at most so much. */
function whereOpenIs(wanted: number, edge: CountingStep['edge'], account: OpenTime): number {
  let low = firstDayMs + dayMs;
  let high = firstDayMs + (openDayCount - 1) * dayMs;
  const openAt = (epochMs: number): number => known(account.openBefore(epochMs));
  if (wanted < openAt(low) || wanted > openAt(high)) throw new RangeError('open time');
  const reached =
    edge === 'first' ? (open: number) => open >= wanted : (open: number) => open > wanted;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (reached(openAt(middle))) high = middle;
    else low = middle + 1;
  }
  return edge === 'first' ? low : low - 1;
}

/** The local time of day is kept; on a day that is none, it stands at the midnight before the next. */
function stepWorkingDays(
  from: Temporal.Instant,
  { amount, counting, edge }: CountingStep,
  account: OpenTime,
): Temporal.Instant {
  const wanted = known(account.workBefore(from.epochMilliseconds)) + amount * dayMs;
  const days = Math.floor(wanted / dayMs);
  const clock = wanted - days * dayMs;
  if (clock === 0) return startOf(stepDays(days, edge, account), counting);
  const day = dayNumbered(stepDays(days, 'last', account));
  const time = Temporal.PlainTime.from('00:00').add({ milliseconds: clock });
  return day.toZonedDateTime({ timeZone: counting.timezone, plainTime: time }).toInstant();
}

function startOf(day: number, { timezone }: OpenHours): Temporal.Instant {
  return dayNumbered(day).toZonedDateTime(timezone).toInstant();
}

/** The day so many working days from another. Throws a RangeError outside the account of open-time.ts. */
export function stepOpenDay(from: Temporal.PlainDate, step: CountingStep): Temporal.PlainDate {
  const account = openTimeOf(step.counting);
  const wanted = known(account.daysBefore(calendarDays().indexOf(from.toString()))) + step.amount;
  return dayNumbered(stepDays(wanted, step.edge, account));
}

/** The first day with at least so many working days before it, or the last with at most so many. */
function stepDays(wanted: number, edge: CountingStep['edge'], account: OpenTime): number {
  let low = 0;
  let high = openDayCount;
  if (wanted < 0 || wanted >= known(account.daysBefore(openDayCount))) {
    throw new RangeError('working days');
  }
  while (low < high) {
    const middle = (low + high) >> 1;
    const days = known(account.daysBefore(middle));
    if (edge === 'first' ? days >= wanted : days > wanted) high = middle;
    else low = middle + 1;
  }
  return edge === 'first' ? low : low - 1;
}

function dayNumbered(day: number): Temporal.PlainDate {
  return Temporal.PlainDate.from(known(calendarDays()[day]));
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError('outside the years of calendars');
  return value;
}
