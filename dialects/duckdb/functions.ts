// How DuckDB says what the dialect port asks for. Local times and columns as they are stored have files of their own.
import type { Sql, SqlDialect, TimeUnit } from '../../compiler/sql/dialect.ts';
import {
  aggregate,
  arithmetic,
  binary,
  call,
  caseOf,
  cast,
  fragment,
  isNotNull,
  isNull,
  number,
  operand,
  qualified,
  text,
  tryCast,
} from '../../compiler/sql/expressions.ts';
import { fromLocal, toLocal } from './local-time.ts';
import { readInUtc, storedColumns } from './stored-columns.ts';
import { duckdbTypeNames, duckdbWideNames } from './type-names.ts';

type Functions = Omit<SqlDialect, 'name' | 'title' | 'capabilities' | 'print' | 'typeName'>;

export const duckdbFunctions: Functions = {
  dateLiteral: (date) => fragment(['DATE ', ''], [text(date)]),
  timestampLiteral: (timestamp) => fragment(['TIMESTAMP ', ''], [text(timestamp)]),
  readTimestamp: (column, zone, storedAs) => {
    if (zone !== undefined) return fromLocal(cast(column, 'TIMESTAMP'), zone);
    return readInUtc(column, storedAs);
  },
  stored: storedColumns,
  parseTimestamp: (found, zone) =>
    zone === undefined
      ? cast(tryCast(found, 'TIMESTAMPTZ'), 'TIMESTAMP')
      : fromLocal(tryCast(found, 'TIMESTAMP'), zone),
  jsonText: (column, path) => call('json_extract_string', asJson(column), text(jsonPath(path))),
  readArray: (column, path, element) => {
    const array =
      path.length === 0 ? column : call('json_extract', asJson(column), text(jsonPath(path)));
    return tryCast(array, `${duckdbTypeNames[element]}[]`);
  },
  arrayHas: (array, item) => call('list_contains', array, item),
  picked,
  bitAnd: (left, right) => fragment(['(', ' & ', ')'], [left, right]),
  bitOr: (words) => aggregate('BIT_OR', words),
  shiftedDouble,
  filtered: (found, condition) => fragment(['', ' FILTER (WHERE ', ')'], [found, condition]),
  arraySize: (array) => call('len', array),
  arrayKnownSize: (array) => call('list_aggregate', array, text('count')),
  arrayInLowerCase: (array) => fragment(['list_transform(', ', lambda x: LOWER(x))'], [array]),
  arraysMeet: (array, other, quantifier) => call(`list_has_${quantifier}`, array, other),
  textMatch: (operator, subject, pattern) => call(textFunctions[operator], subject, pattern),
  regexFound: (subject, pattern, ignoringCase) =>
    ignoringCase
      ? call('regexp_matches', subject, pattern, text('i'))
      : call('regexp_matches', subject, pattern),
  regexReplaceAll: (subject, pattern, replacement) =>
    call('regexp_replace', subject, text(pattern), text(replacement), text('g')),
  localTime: toLocal,
  daySeries: (first, count) => {
    const start = fragment(['DATE ', ''], [text(first)]);
    const days = fragment(['range(', ')'], [number(String(count))]);
    return fragment(
      ['(SELECT ', ' + CAST("range" AS INTEGER) AS ', ' FROM ', ')'],
      [start, qualified(['day']), days],
    );
  },
  weekdayName: (date) => call('LOWER', call('DAYNAME', date)),
  isoWeek: (date) => call('WEEKOFYEAR', date),
  startOfDay: (date, zone) => fromLocal(cast(date, 'TIMESTAMP'), zone),
  startOf: (date, unit, weekStarts) => {
    const days = unit === 'week' ? daysToMonday[weekStarts] : 0;
    if (days === 0) return cast(call('date_trunc', text(unit), date), 'DATE');
    const moved = call('date_trunc', text(unit), fragment(['', ` + ${days}`], [operand(date)]));
    return fragment(['', ` - ${days}`], [cast(moved, 'DATE')]);
  },
  hourNumber: (timestamp, zone) => {
    const minute = call('minute', toLocal(timestamp, text(zone)));
    const start = plus(timestamp, fragment(['-', ''], [minute]), 'minute');
    return call('date_diff', text('hour'), epoch, start);
  },
  shiftTimestamp: (timestamp, amount, unit, zone) =>
    isCalendar(unit) && zone !== 'UTC'
      ? fromLocal(plus(toLocal(timestamp, text(zone)), amount, unit), zone)
      : plus(timestamp, amount, unit),
  shiftDate: (date, amount, unit) => cast(plus(date, amount, unit), 'DATE'),
  millisecondsBetween: (from, to) => call('date_diff', text('millisecond'), from, to),
  daysBetween: (from, to) => call('date_diff', text('day'), from, to),
  timeRank,
  widened: (value, type) => cast(value, duckdbWideNames[type]),
  median: (value) => fragment(['quantile_cont(', ', 0.5)'], [cast(value, 'DOUBLE')]),
  extreme: (which, args) => call(which, ...args),
  opaque: (expression) => fragment([`(${expression})`], []),
};

/**
 * A decimal whose digits are more than a double holds is divided in 128 bits when it is cast, which takes fifty times as long as anything around
 * it. A shifted number below 10^15 is wrong by less than a quarter when doubles compute it, and whole: rounding gives it exactly.
 */
function shiftedDouble(decimal: Sql, places: number, shifted: Sql): Sql {
  if (places <= 4) return shifted;
  const isSmall = binary(call('ABS', decimal), '<', number(`1${'0'.repeat(15 - places)}`));
  const quick = call(
    'ROUND',
    arithmetic(cast(decimal, 'DOUBLE'), '*', number(`1${'0'.repeat(places)}`)),
  );
  return caseOf([{ when: isSmall, gives: quick }], shifted);
}

/** `date_trunc` knows weeks that start on Monday: how many days before a Monday another week starts. */
const daysToMonday = { monday: 0, sunday: 1, saturday: 2 } as const;
const epoch = fragment(["TIMESTAMP '1970-01-01'"], []);

const textFunctions = {
  contains: 'contains',
  starts_with: 'starts_with',
  ends_with: 'ends_with',
} as const;

/** Text that is no JSON is missing, instead of ending the query. */
function asJson(column: Sql): Sql {
  return tryCast(column, 'JSON');
}

function jsonPath(path: readonly string[]): string {
  // A key `*` is a wildcard even in quotes; in a JSON pointer it is a key.
  if (path.includes('*')) return path.map((key) => `/${pointerKey(key)}`).join('');
  return `$${path.map((key) => `."${key.replaceAll(/["\\]/g, '\\$&')}"`).join('')}`;
}

function pointerKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The greatest or least of structs, in which what is known beats what is missing. Numbering the rows takes twice as long. */
function picked(kind: 'first' | 'last', by: readonly Sql[]): Sql {
  const isLast = kind === 'last';
  const fields = by.flatMap((one, at) => [
    fragment([`known_${at} := `, ''], [isLast ? isNotNull(one) : isNull(one)]),
    fragment([`by_${at} := `, ''], [one]),
  ]);
  const row = aggregate(isLast ? 'MAX' : 'MIN', call('struct_pack', ...fields));
  return fragment(['', `.by_${by.length - 1}`], [row]);
}

/** Times that are 32 times too far for 64 bits, from the year 11103 on, end the query. Infinite ones have no microseconds. */
const mostMicroseconds = '288230376151711742';
const lessThanAll = '-288230376151711743';

function timeRank(time: Sql, order: 'upwards' | 'downwards'): Sql {
  const [later, earlier, sign] = order === 'upwards' ? ['', '-', ''] : ['-', '', '-'];
  const infinite = caseOf(
    [
      { when: binary(time, '>', epoch), gives: number(`${later}${mostMicroseconds}`) },
      { when: binary(time, '<', epoch), gives: number(`${earlier}${mostMicroseconds}`) },
    ],
    number(lessThanAll),
  );
  return call('COALESCE', fragment([`${sign}epoch_us(`, ')'], [time]), infinite);
}

function isCalendar(unit: TimeUnit): boolean {
  return unit === 'month' || unit === 'quarter' || unit === 'year';
}

function plus(time: Sql, amount: Sql, unit: TimeUnit): Sql {
  const [count, name] = unit === 'quarter' ? (['3', 'MONTH'] as const) : (['1', unit] as const);
  const step = `INTERVAL ${count} ${name.toUpperCase()}`;
  return fragment(['', ' + ', ` * ${step}`], [operand(time), operand(amount)]);
}
