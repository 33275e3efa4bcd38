// How Snowflake says what the dialect port asks for, in forms that mean the same as DuckDB's. The only file of the dialect with SQL fragments.
import type { Sql, SqlDialect, TimeUnit } from '../../compiler/sql/dialect.ts';
import { printable } from '../../compiler/sql/readable-query-compiler.ts';
import {
  aggregate,
  binary,
  call,
  cast,
  fragment,
  number,
  qualified,
  text,
  tryCast,
} from '../../compiler/sql/expressions.ts';

type Functions = Omit<SqlDialect, 'name' | 'title' | 'capabilities' | 'print' | 'typeName'>;

export const snowflakeFunctions: Functions = {
  dateLiteral: (date) => fragment(['DATE ', ''], [text(date)]),
  timestampLiteral: (timestamp) => fragment(['', '::TIMESTAMP_NTZ'], [text(timestamp)]),
  readTimestamp: (column, zone) =>
    zone === undefined
      ? cast(call('CONVERT_TIMEZONE', text('UTC'), column), 'TIMESTAMP_NTZ')
      : fromLocal(cast(column, 'TIMESTAMP_NTZ'), zone),
  // Nobody has measured what reading costs there.
  stored: undefined,
  parseTimestamp: (found, zone) =>
    zone === undefined
      ? cast(call('CONVERT_TIMEZONE', text('UTC'), tryCast(found, 'TIMESTAMP_TZ')), 'TIMESTAMP_NTZ')
      : fromLocal(tryCast(found, 'TIMESTAMP_NTZ'), zone),
  jsonText: (column, path) => fragment(['', '::VARCHAR'], [atPath(column, path)]),
  readArray: (column, path) => fragment(['', '::ARRAY'], [atPath(column, path)]),
  arrayHas: (array, item) => call('ARRAY_CONTAINS', fragment(['', '::VARIANT'], [item]), array),
  // MAX_BY takes any of the rows that tie.
  picked: undefined,
  bitAnd: (left, right) => call('BITAND', left, right),
  bitOr: (words) => aggregate('BITOR_AGG', words),
  filtered: undefined,
  shiftedDouble: (_number, _places, shifted) => shifted,
  arraySize: (array) => call('ARRAY_SIZE', array),
  arrayKnownSize: (array) => call('ARRAY_SIZE', known(array)),
  arrayInLowerCase: (array) => fragment(['TRANSFORM(', ', x -> LOWER(x::VARCHAR))'], [array]),
  arraysMeet: (array, other, quantifier) =>
    quantifier === 'any'
      ? call('ARRAYS_OVERLAP', array, known(other))
      : binary(
          call('ARRAY_SIZE', call('ARRAY_EXCEPT', call('ARRAY_DISTINCT', known(other)), array)),
          '=',
          number('0'),
        ),
  textMatch: (operator, subject, pattern) => call(textFunctions[operator], subject, pattern),
  regexFound: (subject, pattern, ignoringCase) => {
    const options = text(ignoringCase ? 'i' : 'c');
    const position = call('REGEXP_INSTR', subject, pattern, ...regexStart, options);
    return binary(position, '>', number('0'));
  },
  regexReplaceAll: (subject, pattern, replacement) =>
    call('REGEXP_REPLACE', subject, text(pattern), text(replacement)),
  localTime: toLocal,
  daySeries: (first, count) => {
    // SEQ4 alone may leave gaps.
    const position = fragment(['ROW_NUMBER() OVER (ORDER BY SEQ4()) - 1'], []);
    const day = dateAdd(fragment(['DATE ', ''], [text(first)]), position, 'day');
    return fragment(
      ['(SELECT ', ' AS ', ' FROM TABLE(GENERATOR(ROWCOUNT => ', ')))'],
      [day, qualified(['day']), number(String(count))],
    );
  },
  weekdayName: (date) => call('DECODE', call('DAYOFWEEKISO', date), ...dayNames),
  isoWeek: (date) => call('WEEKISO', date),
  startOfDay: (date, zone) => fromLocal(cast(date, 'TIMESTAMP_NTZ'), zone),
  startOf: (date, unit, weekStarts) => {
    if (unit !== 'week') return call('DATE_TRUNC', text(unit), date);
    const days = fragment(['DAYOFWEEKISO(', `) + ${daysBeforeMonday[weekStarts]}`], [date]);
    return dateAdd(date, fragment(['-MOD(', ', 7)'], [days]), 'day');
  },
  hourNumber: (timestamp, zone) => {
    const minute = call('MINUTE', toLocal(timestamp, text(zone)));
    const start = dateAdd(timestamp, fragment(['-', ''], [minute]), 'minute');
    return call('DATEDIFF', text('hour'), epoch, start);
  },
  shiftTimestamp: (timestamp, amount, unit, zone) =>
    isCalendar(unit) && zone !== 'UTC'
      ? fromLocal(dateAdd(toLocal(timestamp, text(zone)), amount, unit), zone)
      : dateAdd(timestamp, amount, unit),
  shiftDate: dateAdd,
  millisecondsBetween: (from, to) => call('DATEDIFF', text('millisecond'), from, to),
  daysBetween: (from, to) => call('DATEDIFF', text('day'), from, to),
  timeRank: (time, order) => {
    const sign = order === 'upwards' ? '' : '-';
    const rank = fragment([`${sign}DATE_PART(EPOCH_NANOSECOND, `, ')'], [time]);
    return call('COALESCE', rank, number('-1000000000000000000000'));
  },
  // Numbers are computed with 38 digits here, whatever their types.
  widened: (value) => value,
  median: (value) =>
    fragment(['PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY ', ')'], [cast(value, 'FLOAT')]),
  extreme: (which, args) => call(`${which.toUpperCase()}_IGNORE_NULLS`, ...args),
  opaque: (expression) => fragment([`(${expression})`], []),
};

/** `DAYOFWEEKISO` (Monday is 1) plus this, modulo 7, is the number of days since the week started, whatever WEEK_START says. */
const daysBeforeMonday = { monday: 6, sunday: 0, saturday: 1 } as const;
const epoch = fragment(["'1970-01-01'::TIMESTAMP_NTZ"], []);

const textFunctions = {
  contains: 'CONTAINS',
  starts_with: 'STARTSWITH',
  ends_with: 'ENDSWITH',
} as const;

/** DAYNAME abbreviates; this does not, and no session parameter changes it. */
const dayNames = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
].flatMap((name, index) => [number(String(index + 1)), text(name)]);

/** Position 1, first occurrence, return its start. */
const regexStart = [number('1'), number('1'), number('0')];

/** Without JSON's and SQL's nulls, which would match each other. */
function known(array: Sql): Sql {
  return call('ARRAY_COMPACT', array);
}

/** Keys of a path are case-sensitive; a quoted key holds anything but a double quote, which is doubled. */
function atPath(column: Sql, path: readonly string[]): Sql {
  const keys = path.map((key) => `"${printable(key).replaceAll('"', '""')}"`);
  return keys.length === 0 ? column : fragment(['', `:${keys.join('.')}`], [column]);
}

/** With three arguments, zone-less in and out, whatever the session's zone. */
function toLocal(timestamp: Sql, zone: Sql): Sql {
  return call('CONVERT_TIMEZONE', text('UTC'), zone, timestamp);
}

function fromLocal(timestamp: Sql, zone: string): Sql {
  return call('CONVERT_TIMEZONE', text(zone), text('UTC'), timestamp);
}

function isCalendar(unit: TimeUnit): boolean {
  return unit === 'month' || unit === 'quarter' || unit === 'year';
}

function dateAdd(time: Sql, amount: Sql, unit: TimeUnit): Sql {
  return call('DATEADD', text(unit), amount, time);
}
