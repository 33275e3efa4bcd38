// Part of compiler/sql: function calls. What engines spell or mean differently is asked of the dialect.
import { assertNever, must } from '../assert.ts';
import type { Value } from '../lower/ir.ts';
import { valueTypeOf } from '../lower/value-type-of.ts';
import type { Sql, SqlDialect } from './dialect.ts';
import { arithmetic, binary, call, caseOf, caseWhen, cast, number, text } from './expressions.ts';
import { isCalculation } from './calculation.ts';
import { emitCalculation } from './emit-calculation.ts';
import { emitRankCall, isRankCall } from './emit-rank.ts';
import type { RowAccess } from './row-access.ts';
import { zoneNames } from '../check/zone-names.ts';

type Call = Extract<Value, { kind: 'call' }>;

export function emitCall(access: RowAccess, value: Call, emit: (value: Value) => Sql): Sql {
  const args = value.args.map(emit);
  const { function: name } = value;
  const first = must(args[0], `argument of ${name}`);
  if (name === 'local_date' || name === 'local_time') return emitLocal(access, value, first);
  if (isTimeCall(name)) return emitTimeCall(access, name, first, args[1]);
  if (name === 'weekday') return access.dialect.weekdayName(first);
  if (name === 'week') return access.dialect.isoWeek(first);
  if (name === 'sample_place') return samplePlace(args);
  if (isRankCall(name)) return emitRankCall(access.dialect, name, first, args[1]);
  if (name === 'domain') return emitDomain(access, first, value.args[0]);
  if (name === 'size') return access.dialect.arraySize(first);
  if (isCalculation(name)) return emitCalculation(access, name, args);
  if (name === 'concat') return concatenated(args);
  // Which characters a plain TRIM takes, engines do not agree on.
  if (name === 'trim') return call('TRIM', first, text(' \t\n\r'));
  if (name === 'least' || name === 'greatest') return access.dialect.extreme(name, args);
  return call(name.toUpperCase(), ...args);
}

/** Missing when an argument is. */
function concatenated(args: readonly Sql[]): Sql {
  const [first, ...rest] = args;
  return rest.reduce((left, right) => binary(left, '||', right), must(first, 'text'));
}

const timeCalls = [
  'start_of_day',
  'elapsed_days',
  'elapsed_hours',
  'elapsed_minutes',
  'dates_between',
  'start_of_week',
  'start_of_month',
  'start_of_quarter',
  'start_of_year',
  'hour_number',
  'next_anniversary',
] as const;

type TimeCall = (typeof timeCalls)[number];

function isTimeCall(name: Call['function']): name is TimeCall {
  return timeCalls.some((known) => known === name);
}

function emitTimeCall(
  { dialect, moment }: RowAccess,
  name: TimeCall,
  first: Sql,
  second: Sql | undefined,
): Sql {
  switch (name) {
    case 'start_of_day':
      return dialect.startOfDay(first, moment.timezone);
    case 'elapsed_days':
      return elapsed(dialect, first, must(second, 'end'), '86400000');
    case 'elapsed_hours':
      return elapsed(dialect, first, must(second, 'end'), '3600000');
    case 'elapsed_minutes':
      return elapsed(dialect, first, must(second, 'end'), '60000');
    case 'dates_between':
      return dialect.daysBetween(first, must(second, 'end'));
    case 'start_of_week':
      return dialect.startOf(first, 'week', moment.weekStarts);
    case 'start_of_month':
      return dialect.startOf(first, 'month', moment.weekStarts);
    case 'start_of_quarter':
      return dialect.startOf(first, 'quarter', moment.weekStarts);
    case 'start_of_year':
      return dialect.startOf(first, 'year', moment.weekStarts);
    case 'hour_number':
      return dialect.hourNumber(first, moment.timezone);
    case 'next_anniversary':
      return nextAnniversary(dialect, first, must(second, 'start'));
    default:
      return assertNever(name);
  }
}

function emitLocal(access: RowAccess, value: Call, instant: Sql): Sql {
  const { dialect, moment } = access;
  const zone = value.args[1];
  const local = dialect.localTime(
    instant,
    zone === undefined ? text(moment.timezone) : emitZone(access, zone),
  );
  return value.function === 'local_date' ? cast(local, dialect.typeName('date')) : local;
}

/** A zone that is written out was checked; what comes from a row or an argument may be none. */
function emitZone(access: RowAccess, zone: Value): Sql {
  const isKnown = zone.kind === 'literal' && zoneNames.includes(String(zone.value));
  return isKnown ? text(String(zone.value)) : access.zone(zone);
}

/** The anniversary in the year of `from`, or when that is over, the one after it; both engines clamp 29 February. */
function nextAnniversary(dialect: SqlDialect, day: Sql, from: Sql): Sql {
  const years = arithmetic(call('YEAR', from), '-', call('YEAR', day));
  const sameYear = dialect.shiftDate(day, years, 'year');
  const yearLater = dialect.shiftDate(day, arithmetic(years, '+', number('1')), 'year');
  return caseOf([{ when: binary(sameYear, '>=', from), gives: sameYear }], yearLater);
}

function elapsed(dialect: SqlDialect, from: Sql, to: Sql, unit: string): Sql {
  const milliseconds = dialect.millisecondsBetween(from, to);
  return arithmetic(cast(milliseconds, dialect.typeName('double')), '/', number(`${unit}.0`));
}

/** The same in every engine: MD5 of text, in lower case, whose digits sort as the numbers that they write. */
function samplePlace(args: readonly Sql[]): Sql {
  const seeded = binary(must(args[0], 'seed'), '||', must(args[1], 'key'));
  return call('LEFT', call('MD5', seeded), number('8'));
}

/** What follows the last `@` of an email; the host of a url, without user and port. In lower case; missing when there is none. */
function emitDomain(access: RowAccess, subject: Sql, of: Value | undefined): Sql {
  const isUrl = of !== undefined && valueTypeOf(of).kind === 'url';
  const isEmail = access.dialect.textMatch('contains', subject, text('@'));
  const host = isUrl ? hostOf(subject) : caseWhen(isEmail, part(subject, '@', '-1'));
  return call('NULLIF', call('LOWER', host), text(''));
}

function hostOf(url: Sql): Sql {
  const afterScheme = part(url, '://', '2');
  const authority = ['/', '?', '#'].reduce((rest, mark) => part(rest, mark, '1'), afterScheme);
  return part(part(authority, '@', '-1'), ':', '1');
}

function part(subject: Sql, separator: string, position: string): Sql {
  return call('SPLIT_PART', subject, text(separator), number(position));
}
