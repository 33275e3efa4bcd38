// The functions of the language, as data: what each takes and what it gives. Checked by values/call.ts.
import type { FunctionName } from './checked.ts';

export type ParameterKind =
  | 'time'
  | 'timestamp'
  /** Text, email, url, id or enum. */
  | 'text'
  /** A number or money. */
  | 'number'
  | 'int_literal'
  | 'array'
  /** Any type that can be compared; all of them alike. */
  | 'alike'
  /** As `alike`, with an order. */
  | 'alike_ordered';

export type ResultKind =
  | 'int'
  | 'text'
  | 'date'
  /** int for whole days between dates; decimal for the exact time between instants. */
  | 'elapsed_days'
  | 'decimal'
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
  return { usage, takes, gives, atLeast: takes.length, repeats: false, missing: 'any', ...extras };
}

/**
 * Elapsed time counts 24-hour days and is signed: `days_since` is negative for a time in the future. Text functions
 * keep missing as missing; `domain` is missing for text without one; `coalesce` is its first known argument;
 * `least` and `greatest` pass over missing arguments.
 */
export const functions: Readonly<Record<FunctionName, FunctionRule>> = {
  days_since: rule('days_since(time)', ['time'], 'elapsed_days'),
  days_until: rule('days_until(time)', ['time'], 'elapsed_days'),
  hours_since: rule('hours_since(timestamp)', ['timestamp'], 'decimal'),
  hours_until: rule('hours_until(timestamp)', ['timestamp'], 'decimal'),
  days_between: rule('days_between(start, end)', ['time', 'time'], 'elapsed_days'),
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
  year: rule('year(time)', ['time'], 'int'),
  month: rule('month(time)', ['time'], 'int'),
  day: rule('day(time)', ['time'], 'int'),
  date: rule('date(time)', ['time'], 'date'),
};

/** Functions that the language has and this version does not compile. */
export const laterFunctions: ReadonlySet<string> = new Set([
  'hour',
  'weekday',
  'ntile',
  'peer_avg',
  'peer_median',
  'peer_count',
  'percent_rank',
  'rank',
  'distance_km',
]);

/** The function of that name with its rule. */
export function functionNamed(
  text: string,
): { readonly name: FunctionName; readonly rule: FunctionRule } | undefined {
  const name = functionNames.find((known) => known === text);
  return name && { name, rule: functions[name] };
}

export const functionNames: readonly FunctionName[] = [
  'days_since',
  'days_until',
  'hours_since',
  'hours_until',
  'days_between',
  'lower',
  'upper',
  'trim',
  'length',
  'domain',
  'abs',
  'round',
  'floor',
  'ceil',
  'coalesce',
  'least',
  'greatest',
  'size',
  'year',
  'month',
  'day',
  'date',
];
