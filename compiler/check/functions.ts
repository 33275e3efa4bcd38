// The functions of the language, as data: what each takes and what it gives. Checked by values/call.ts.
import type { FunctionName } from './function-name.ts';

export type ParameterKind =
  | 'time'
  | 'timestamp'
  /** Text, email, url, id or enum. */
  | 'text'
  /** A number or money. */
  | 'number'
  /** A number, not money. */
  | 'plain_number'
  | 'int'
  | 'int_literal'
  | 'geo'
  | 'array'
  /** Any type that can be compared; all of them alike. */
  | 'alike'
  /** As `alike`, with an order. */
  | 'alike_ordered';

export type ResultKind =
  | 'int'
  | 'text'
  | 'date'
  /** "monday" to "sunday". */
  | 'weekday'
  /** int for whole days between dates; decimal for the exact time between instants. */
  | 'elapsed_days'
  | 'decimal'
  | 'geo'
  /** The type of the first argument. */
  | 'first'
  /** int for numbers, the same money for money. */
  | 'whole'
  | 'unified';

export interface FunctionRule {
  /** Kinds of the parameters; the last repeats when `repeats`. */
  readonly takes: readonly ParameterKind[];
  /** How many arguments are needed at least. */
  readonly atLeast: number;
  readonly repeats: boolean;
  readonly gives: ResultKind;
  /** Whether `tz:` may name the zone of the local time. */
  readonly zone: boolean;
  /** Whether `counting:` may name a calendar. */
  readonly counting: boolean;
  /** When the result can be missing: with any argument, only when every argument can, or always. */
  readonly missing: 'any' | 'every' | 'always';
  /** As shown in messages. */
  readonly usage: string;
}

function rule(
  usage: string,
  takes: readonly ParameterKind[],
  gives: ResultKind,
  extras: Partial<FunctionRule> = {},
): FunctionRule {
  const plain = { repeats: false, zone: false, counting: false, missing: 'any' } as const;
  return { usage, takes, gives, atLeast: takes.length, ...plain, ...extras };
}

/** One that may count in a calendar. */
function counted(usage: string, takes: readonly ParameterKind[], gives: ResultKind): FunctionRule {
  return rule(usage, takes, gives, { counting: true });
}

function between(name: string, takes: readonly ParameterKind[], gives: ResultKind): FunctionRule {
  return counted(`${name}(start, end, counting: calendar)`, takes, gives);
}

/**
 * Elapsed time counts 24-hour days and is signed: `days_since` is negative for a time in the future. Text functions
 * keep missing as missing; `domain` is missing for text without one; `coalesce` is its first known argument;
 * `least` and `greatest` pass over missing arguments. Months and years are whole ones of the calendar, rounded down;
 * weeks are days divided by 7. `power`, `sqrt` and `ln` are missing where mathematics has no real number, `mod` by 0.
 */
export const functions: Readonly<Record<FunctionName, FunctionRule>> = {
  days_since: counted('days_since(time, counting: calendar)', ['time'], 'elapsed_days'),
  days_until: counted('days_until(time, counting: calendar)', ['time'], 'elapsed_days'),
  hours_since: counted('hours_since(timestamp, counting: calendar)', ['timestamp'], 'decimal'),
  hours_until: counted('hours_until(timestamp, counting: calendar)', ['timestamp'], 'decimal'),
  hours_between: between('hours_between', ['timestamp', 'timestamp'], 'decimal'),
  minutes_since: counted('minutes_since(timestamp, counting: calendar)', ['timestamp'], 'decimal'),
  minutes_until: counted('minutes_until(timestamp, counting: calendar)', ['timestamp'], 'decimal'),
  minutes_between: between('minutes_between', ['timestamp', 'timestamp'], 'decimal'),
  days_between: between('days_between', ['time', 'time'], 'elapsed_days'),
  lower: rule('lower(text)', ['text'], 'text'),
  upper: rule('upper(text)', ['text'], 'text'),
  trim: rule('trim(text)', ['text'], 'text'),
  length: rule('length(text)', ['text'], 'int'),
  domain: rule('domain(email or url)', ['text'], 'text', { missing: 'always' }),
  abs: rule('abs(number)', ['number'], 'first'),
  round: rule('round(number, digits)', ['number', 'int_literal'], 'whole', { atLeast: 1 }),
  floor: rule('floor(number)', ['number'], 'whole'),
  ceil: rule('ceil(number)', ['number'], 'whole'),
  coalesce: rule('coalesce(a, b, …)', ['alike', 'alike'], 'unified', {
    repeats: true,
    missing: 'every',
  }),
  least: rule('least(a, b, …)', ['alike_ordered', 'alike_ordered'], 'unified', {
    repeats: true,
    missing: 'every',
  }),
  greatest: rule('greatest(a, b, …)', ['alike_ordered', 'alike_ordered'], 'unified', {
    repeats: true,
    missing: 'every',
  }),
  size: rule('size(array)', ['array'], 'int'),
  hour: rule('hour(timestamp, tz: zone)', ['timestamp'], 'int', { zone: true }),
  minute: rule('minute(timestamp, tz: zone)', ['timestamp'], 'int', { zone: true }),
  weekday: rule('weekday(time, tz: zone)', ['time'], 'weekday', { zone: true }),
  week: rule('week(time, tz: zone)', ['time'], 'int', { zone: true }),
  quarter: rule('quarter(time, tz: zone)', ['time'], 'int', { zone: true }),
  year: rule('year(time, tz: zone)', ['time'], 'int', { zone: true }),
  month: rule('month(time, tz: zone)', ['time'], 'int', { zone: true }),
  day: rule('day(time, tz: zone)', ['time'], 'int', { zone: true }),
  date: rule('date(time, tz: zone)', ['time'], 'date', { zone: true }),
  age: rule('age(birth date)', ['time'], 'int'),
  weeks_since: rule('weeks_since(time)', ['time'], 'decimal'),
  weeks_until: rule('weeks_until(time)', ['time'], 'decimal'),
  weeks_between: rule('weeks_between(start, end)', ['time', 'time'], 'decimal'),
  months_since: rule('months_since(time)', ['time'], 'int'),
  months_until: rule('months_until(time)', ['time'], 'int'),
  months_between: rule('months_between(start, end)', ['time', 'time'], 'int'),
  years_since: rule('years_since(time)', ['time'], 'int'),
  years_until: rule('years_until(time)', ['time'], 'int'),
  years_between: rule('years_between(start, end)', ['time', 'time'], 'int'),
  concat: rule('concat(a, b, …)', ['text', 'text'], 'text', { repeats: true }),
  replace: rule('replace(text, what, with)', ['text', 'text', 'text'], 'text'),
  power: rule('power(number, exponent)', ['plain_number', 'plain_number'], 'decimal', {
    missing: 'always',
  }),
  sqrt: rule('sqrt(number)', ['plain_number'], 'decimal', { missing: 'always' }),
  ln: rule('ln(number)', ['plain_number'], 'decimal', { missing: 'always' }),
  mod: rule('mod(number, divisor)', ['int', 'int'], 'int', { missing: 'always' }),
  geo: rule('geo(latitude, longitude)', ['plain_number', 'plain_number'], 'geo'),
  distance_km: rule('distance_km(place, place)', ['geo', 'geo'], 'decimal'),
};

/** The function of that name with its rule. */
export function functionNamed(
  text: string,
): { readonly name: FunctionName; readonly rule: FunctionRule } | undefined {
  const name = functionNames.find((known) => known === text);
  return name && { name, rule: functions[name] };
}

const isFunctionName = (name: string): name is FunctionName => Object.hasOwn(functions, name);

/** In the order of the table. */
export const functionNames: readonly FunctionName[] = Object.keys(functions).filter(isFunctionName);
