// Part of compiler/boundaries: functions of one value, forwards and backwards: what gives a result. Backwards need not find every
// argument; what it finds is tried forwards.
import { Temporal } from 'temporal-polyfill';
import type { FunctionName } from '../check/function-name.ts';
import type { ValueType } from '../check/value-type.ts';
import { type Clock, day, dayNumber } from './clock.ts';
import { rounded, type Scalar } from './scalar.ts';

export interface FunctionOfOne {
  /** Null where there is no result. */
  readonly forward: (argument: Scalar) => Scalar | null;
  readonly backward: (result: Scalar) => readonly Scalar[];
}

/** What a function of one argument is computed with. */
export interface FunctionContext {
  /** Of the argument. */
  readonly type: ValueType;
  readonly clock: Clock;
  /** IANA name. */
  readonly zone: string;
}

/** Undefined for functions that are not understood. */
export function functionOfOne(
  name: FunctionName,
  context: FunctionContext,
): FunctionOfOne | undefined {
  return (
    elapsedFunction(name, context) ??
    calendarFunction(name, context) ??
    numberFunctions[name] ??
    textFunction(name, context)
  );
}

// ---------------------------------------------------------------- lengths of time

const unitLengths: Readonly<Record<string, number>> = {
  minutes: 60_000,
  hours: 3_600_000,
  days: day,
  weeks: 7 * day,
};

function elapsedFunction(
  name: FunctionName,
  { type, clock }: FunctionContext,
): FunctionOfOne | undefined {
  const [unit = '', direction] = name.split('_');
  const length = unitLengths[unit];
  if (length === undefined || (direction !== 'since' && direction !== 'until')) return undefined;
  const sign = direction === 'since' ? 1 : -1;
  const isDate = type.kind === 'date';
  const origin = isDate ? clock.today : clock.now;
  const one = isDate ? length / day : length;
  return {
    forward: (at) => (typeof at === 'number' ? rounded((sign * (origin - at)) / one) : null),
    backward: (result) =>
      typeof result === 'number' ? [Math.round(origin - sign * result * one)] : [],
  };
}

// ---------------------------------------------------------------- the calendar

type LocalTime = Temporal.PlainDateTime;

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const parts: Partial<Record<FunctionName, (time: LocalTime) => Scalar>> = {
  hour: (time) => time.hour,
  minute: (time) => time.minute,
  weekday: (time) => weekdays[time.dayOfWeek - 1] ?? '',
  week: (time) => time.weekOfYear ?? 0,
  quarter: (time) => Math.ceil(time.month / 3),
  year: (time) => time.year,
  month: (time) => time.month,
  day: (time) => time.day,
  date: (time) => dayNumber(time.toPlainDate().toString()),
};

function calendarFunction(name: FunctionName, context: FunctionContext): FunctionOfOne | undefined {
  const part = parts[name] ?? wholeUnits(name, context);
  if (part === undefined) return undefined;
  const forward = (at: Scalar): Scalar | null =>
    typeof at === 'number' ? part(localTime(at, context)) : null;
  return {
    forward,
    backward(result) {
      const found = triedTimes(context, result).filter((at) => forward(at) === result);
      return [...found.slice(0, 1), ...found.slice(-1)];
    },
  };
}

/** Whole months and years up to now, and back. */
function wholeUnits(
  name: FunctionName,
  context: FunctionContext,
): ((time: LocalTime) => Scalar) | undefined {
  const [unit, direction] = name === 'age' ? ['years', 'since'] : name.split('_');
  if ((unit !== 'months' && unit !== 'years') || direction === 'between') return undefined;
  const { clock } = context;
  const today = localTime(context.type.kind === 'date' ? clock.today : clock.now, context);
  return (time) => {
    const [from, to] = direction === 'since' ? [time, today] : [today, time];
    return from.toPlainDate().until(to.toPlainDate(), { largestUnit: unit })[unit];
  };
}

function localTime(at: number, { type, zone }: FunctionContext): LocalTime {
  if (type.kind === 'date') {
    return Temporal.Instant.fromEpochMilliseconds(at * day)
      .toZonedDateTimeISO('UTC')
      .toPlainDateTime();
  }
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime();
}

/** Hours of a day, days of two years, and the same day of many years, from the latest on. */
function triedTimes({ type, clock }: FunctionContext, result: Scalar): readonly number[] {
  const isDate = type.kind === 'date';
  const steps = (count: number, length: number): readonly number[] =>
    Array.from({ length: count }, (_, index) => clock.now - (index + 1) * length);
  const years = typeof result === 'number' && result > 1900 ? [] : steps(120, 365.25 * day);
  const near = [...steps(24, day / 24), ...steps(800, day), ...years];
  const ahead = typeof result === 'number' && result < 0 ? [] : steps(800, -day);
  const all = [...near, ...steps(200, 182 * day), ...ahead];
  return isDate
    ? all.map((at) => clock.today - Math.round((clock.now - at) / day))
    : all.map((at) => Math.round(at / 1000) * 1000);
}

// ---------------------------------------------------------------- numbers

function ofNumber(
  forward: (value: number) => number,
  backward: (result: number) => number,
): FunctionOfOne {
  return {
    forward: (value) => {
      if (typeof value !== 'number') return null;
      const result = forward(value);
      return Number.isFinite(result) ? rounded(result) : null;
    },
    backward: (result) => (typeof result === 'number' ? [rounded(backward(result))] : []),
  };
}

const same = (value: number): number => value;

const numberFunctions: Partial<Record<FunctionName, FunctionOfOne>> = {
  abs: ofNumber(Math.abs, same),
  round: ofNumber(Math.round, same),
  floor: ofNumber(Math.floor, same),
  ceil: ofNumber(Math.ceil, same),
  sqrt: ofNumber(Math.sqrt, (result) => result * result),
  ln: ofNumber(Math.log, Math.exp),
};

// ---------------------------------------------------------------- texts and arrays

function textFunction(name: FunctionName, { type }: FunctionContext): FunctionOfOne | undefined {
  if (name !== 'domain') return textFunctions[name];
  return ofText(domainOf, (result) => {
    if (typeof result !== 'string') return [];
    return [type.kind === 'url' ? `https://${result}/` : `someone@${result}`];
  });
}

function ofText(
  forward: (text: string) => Scalar | null,
  backward: (result: Scalar) => readonly Scalar[],
): FunctionOfOne {
  return { forward: (text) => (typeof text === 'string' ? forward(text) : null), backward };
}

function itself(result: Scalar): readonly Scalar[] {
  return [result];
}

function domainOf(text: string): string | null {
  const found = /^(?:[a-z]+:\/\/|.*@)([^/:?#]+)/i.exec(text)?.[1];
  return found === undefined ? null : found.toLowerCase();
}

const textFunctions: Partial<Record<FunctionName, FunctionOfOne>> = {
  lower: ofText((text) => text.toLowerCase(), itself),
  upper: ofText((text) => text.toUpperCase(), itself),
  trim: ofText((text) => text.trim(), itself),
  length: ofText(
    (text) => text.length,
    (result) => (typeof result === 'number' && result >= 0 ? ['a'.repeat(result)] : []),
  ),
  size: {
    forward: (array) => (Array.isArray(array) ? array.length : null),
    backward: (result) => {
      if (typeof result !== 'number' || result < 0 || result > 1000) return [];
      return [Array.from({ length: result }, (_, index) => `item_${index + 1}`)];
    },
  },
};
