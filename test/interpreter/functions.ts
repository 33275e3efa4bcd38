// The reference interpreter: functions by name. docs/language.md, "Attributes", Functions. A missing argument makes the result
// missing, except for coalesce, least and greatest, which pass over missing arguments.
import type { CheckedValue } from '../../compiler/check/checked.ts';
import type { FunctionName } from '../../compiler/check/function-name.ts';
import { type Datum, itemsOf, type MaybeDatum, text, textOf } from './datum.ts';
import type { Environment, Interpreter } from './environment.ts';
import { domainOf, lengthOf, lowerCase, replaced, trimmed, upperCase } from './text-functions.ts';
import { numberFunction } from './number-functions.ts';
import { extreme } from './aggregates.ts';
import { comparing, type Comparing, whole } from './ordering.ts';
import { distanceInKm } from './places.ts';
import { partOfTime, type TimePart } from './time-parts.ts';
import { timeBetween } from './time-between.ts';

type Call = Extract<CheckedValue, { kind: 'call' }>;

interface Given {
  readonly interpreter: Interpreter;
  readonly call: Call;
  /** Only known ones. */
  readonly args: readonly Datum[];
  readonly environment: Environment;
}

const passingOver: readonly FunctionName[] = ['coalesce', 'least', 'greatest'];

export function callFunction(
  interpreter: Interpreter,
  call: Call,
  environment: Environment,
): MaybeDatum {
  const all = call.args.map((arg) => interpreter.value(arg, environment));
  const args = all.filter((arg) => arg !== undefined);
  if (args.length < all.length && !passingOver.includes(call.function)) return undefined;
  return functions[call.function]({ interpreter, call, args, environment });
}

const functions: Readonly<Record<FunctionName, (given: Given) => MaybeDatum>> = {
  coalesce: ({ args }) => args[0],
  least: (given) => extreme(given.args, howOf(given), -1),
  greatest: (given) => extreme(given.args, howOf(given), 1),
  lower: ({ args }) => text(lowerCase(textAt(args, 0))),
  upper: ({ args }) => text(upperCase(textAt(args, 0))),
  trim: ({ args }) => text(trimmed(textAt(args, 0))),
  length: ({ args }) => whole(lengthOf(textAt(args, 0))),
  domain: ({ args, call }) => domainOf(textAt(args, 0), call.args[0]?.type.kind),
  concat: ({ args }) => text(args.map(textOf).join('')),
  replace: ({ args }) => text(replaced(textAt(args, 0), textAt(args, 1), textAt(args, 2))),
  size: ({ args }) => whole(itemsOf(at(args, 0)).length),
  geo: ({ args }) => distanceInKm('geo', args),
  distance_km: ({ args }) => distanceInKm('distance_km', args),
  abs: ({ args }) => numberFunction('abs', args),
  round: ({ args }) => numberFunction('round', args),
  floor: ({ args }) => numberFunction('floor', args),
  ceil: ({ args }) => numberFunction('ceil', args),
  mod: ({ args }) => numberFunction('mod', args),
  power: ({ args }) => numberFunction('power', args),
  sqrt: ({ args }) => numberFunction('sqrt', args),
  ln: ({ args }) => numberFunction('ln', args),
  hour: (given) => partOf('hour', given),
  minute: (given) => partOf('minute', given),
  weekday: (given) => partOf('weekday', given),
  week: (given) => partOf('week', given),
  quarter: (given) => partOf('quarter', given),
  year: (given) => partOf('year', given),
  month: (given) => partOf('month', given),
  day: (given) => partOf('day', given),
  date: (given) => partOf('date', given),
  age: since,
  days_since: since,
  days_until: since,
  days_between: since,
  hours_since: since,
  hours_until: since,
  hours_between: since,
  minutes_since: since,
  minutes_until: since,
  minutes_between: since,
  weeks_since: since,
  weeks_until: since,
  weeks_between: since,
  months_since: since,
  months_until: since,
  months_between: since,
  years_since: since,
  years_until: since,
  years_between: since,
};

function howOf({ interpreter, call }: Given): Comparing {
  return comparing(
    call.args.map(({ type }) => type),
    interpreter.zone,
  );
}

function partOf(part: TimePart, { interpreter, call, args, environment }: Given): MaybeDatum {
  return partOfTime(part, at(args, 0), zoneOf(interpreter, call, environment));
}

function since({ interpreter, call, args }: Given): MaybeDatum {
  return timeBetween(interpreter, call, args);
}

function at(args: readonly Datum[], index: number): Datum {
  const arg = args[index];
  if (arg === undefined) throw new Error(`argument ${String(index)} is not given`);
  return arg;
}

function textAt(args: readonly Datum[], index: number): string {
  return textOf(at(args, index));
}

/** Undefined: the row says no zone, so the result is missing. */
function zoneOf(
  interpreter: Interpreter,
  { zone }: Call,
  environment: Environment,
): string | undefined {
  if (zone === undefined) return interpreter.zone;
  const known = interpreter.value(zone, environment);
  return known === undefined ? undefined : textOf(known);
}
