// Part of compiler/sql: time that a calendar counts between two times, as the difference of two accounts. Constants are accounted for here.
import { Temporal } from 'temporal-polyfill';
import type { Value } from '../lower/ir.ts';
import { valueTypeOf } from '../lower/value-type-of.ts';
import { calendarDays } from '../plan/calendar-days.ts';
import { type Correction, openingsOf, openTimeOf } from '../plan/open-time.ts';
import { resolveDate, resolveTimestamp } from '../plan/resolve-time.ts';
import type { Sql } from './dialect.ts';
import { arithmetic, binary, call, caseOf, cast, number, sumOf, text } from './expressions.ts';
import type { RowAccess } from './row-access.ts';

type OpenTimeValue = Extract<Value, { kind: 'open_time' }>;

const lengths = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

export function emitOpenTime(
  access: RowAccess,
  value: OpenTimeValue,
  emit: (value: Value) => Sql,
): Sql {
  const { from, to, unit, type } = value;
  const passed = arithmetic(
    accountOf(access, value, to, emit),
    '-',
    accountOf(access, value, from, emit),
  );
  if (unit === 'millisecond' || type.kind === 'int') return passed;
  const length = number(`${lengths[unit]}.0`);
  return arithmetic(cast(passed, access.dialect.typeName('double')), '/', length);
}

/** What lies before `time`: open milliseconds, milliseconds of working days, or, before a date, working days. */
function accountOf(
  access: RowAccess,
  value: OpenTimeValue,
  time: Value,
  emit: (value: Value) => Sql,
): Sql {
  if (time.kind === 'time_point') return constantAccount(access, value, time);
  const { hours, measure } = value;
  if (valueTypeOf(time).kind === 'date')
    return access.openDay(hours, time, emit(time))('work_before');
  const { dialect } = access;
  const instant = emit(time);
  const local = dialect.localTime(instant, text(hours.timezone));
  const date = cast(local, dialect.typeName('date'));
  const day = access.openDay(hours, time, date);
  const clock = dialect.millisecondsBetween(cast(date, dialect.typeName('timestamp')), local);
  if (measure === 'days') {
    const whole = arithmetic(day('work_before'), '*', number('86400000'));
    return binary(whole, '+', arithmetic(day('works'), '*', clock));
  }
  const openings = Array.from({ length: openingsOf(hours) }, (_item, index) => {
    const until = call('LEAST', clock, day(`closes_${index + 1}`));
    return call('GREATEST', arithmetic(until, '-', day(`opens_${index + 1}`)), number('0'));
  });
  return sumOf([day('open_before'), ...openings, ...correction(access, value, instant, local)]);
}

function constantAccount(
  { moment }: RowAccess,
  { hours, measure }: OpenTimeValue,
  { point, as }: Extract<Value, { kind: 'time_point' }>,
): Sql {
  const account = openTimeOf(hours);
  const known = ((): number | undefined => {
    if (as === 'date')
      return account.daysBefore(calendarDays().indexOf(resolveDate(point, moment)));
    const epochMs = Temporal.Instant.from(`${resolveTimestamp(point, moment)}Z`).epochMilliseconds;
    return measure === 'days' ? account.workBefore(epochMs) : account.openBefore(epochMs);
  })();
  return known === undefined ? caseOf([], undefined) : number(String(known));
}

/**
 * What the local clock says too much or too little since it was moved in open time. Most calendars are closed then.
 * When every change of the zone counts in full, the offset itself says it.
 */
function correction(
  { dialect }: RowAccess,
  { hours }: OpenTimeValue,
  instant: Sql,
  local: Sql,
): readonly Sql[] {
  const { corrections, zone } = openTimeOf(hours);
  if (corrections.length === 0) return [];
  const isWhole = corrections.every(({ ms, jump }) => ms === -jump);
  if (isWhole && corrections.length === zone.changes.length) {
    return [binary(number(String(zone.first)), '-', dialect.millisecondsBetween(instant, local))];
  }
  const since = totals(corrections).map(({ at, ms }) => ({
    when: binary(instant, '>=', dialect.timestampLiteral(timestampText(at))),
    gives: number(String(ms)),
  }));
  return [caseOf(since.toReversed(), number('0'))];
}

function totals(corrections: readonly Correction[]): readonly Correction[] {
  let total = 0;
  return corrections.map((one) => {
    total += one.ms;
    return { ...one, ms: total };
  });
}

/** Without zone; changes of zones fall on whole seconds. */
function timestampText(epochMs: number): string {
  const utc = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO('UTC');
  return utc.toPlainDateTime().toString({ smallestUnit: 'second' }).replace('T', ' ');
}
