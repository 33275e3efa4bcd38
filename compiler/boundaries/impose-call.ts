// Part of compiler/boundaries: makes the result of a function what is wanted, by its arguments.
import { must } from '../assert.ts';
import type { CheckedValue } from '../check/checked.ts';
import { constantOf } from './constants.ts';
import { functionOfOne } from './functions.ts';
import { type Place, rounded, type Scalar, type Want } from './scalar.ts';
import { deadEnd } from './search.ts';
import { noteGap, type Standing } from './solving.ts';

type Call = Extract<CheckedValue, { kind: 'call' }>;

export function imposeCall(call: Call, want: Want, at: Standing): void {
  const { function: name, args } = call;
  const { parts } = at.solving;
  if (call.calendar !== undefined) return refuse(call, 'a calendar counts the time', at);
  const [first, second] = args;
  if (first === undefined) return refuse(call, `\`${name}\` has no arguments`, at);
  if (name === 'coalesce') return imposeCoalesce(call, want, at);
  if (name === 'distance_km') return imposeDistance(call, want, at);
  if (name.endsWith('_between') && second !== undefined) return imposeBetween(call, want, at);
  if (name === 'least' || name === 'greatest') {
    parts.impose(first, want, at);
    const found = parts.pin(first, at);
    for (const other of args.slice(1)) parts.impose(other, onlyValue(found), at);
    return;
  }
  const constant = constantOf(first, at.solving.clock);
  const zone = constant === undefined ? settleZone(call, at) : 'UTC';
  const context = { type: first.type, clock: at.solving.clock, zone };
  const known = functionOfOne(name, context);
  if (known === undefined) return refuse(call, `\`${name}\` is not worked out backwards`, at);
  if (constant !== undefined) return imposeZone(call, constant, want, at);
  parts.impose(
    first,
    {
      test: (value) => want.test(value === null ? null : known.forward(value)),
      candidates: want.candidates.flatMap((one): readonly (Scalar | null)[] =>
        one === null ? [null] : known.backward(one),
      ),
    },
    at,
  );
}

function onlyValue(found: Scalar | null): Want {
  const text = JSON.stringify(found);
  return { test: (value) => JSON.stringify(value) === text, candidates: [found] };
}

function refuse({ span }: Call, why: string, { solving }: Standing): void {
  noteGap(span, why, solving);
}

// ---------------------------------------------------------------- zones

/** The project's zone, or a constant one; a zone of the row is the project's where it can be. */
function settleZone({ zone }: Call, at: Standing): string {
  const { timezone } = at.solving.model.project;
  if (zone === undefined) return timezone;
  const candidates = [timezone, ...zones];
  const test = (name: Scalar | null): boolean => candidates.some((one) => one === name);
  if (constantOf(zone, at.solving.clock) === undefined) {
    at.solving.parts.impose(zone, { test, candidates }, at);
  }
  const said = at.solving.parts.pin(zone, at);
  return typeof said === 'string' ? said : timezone;
}

const zones = [
  'UTC',
  'Europe/Warsaw',
  'America/New_York',
  'Asia/Tokyo',
  'America/Los_Angeles',
  'Asia/Kolkata',
  'Australia/Sydney',
  'Pacific/Auckland',
  'America/Sao_Paulo',
  'Asia/Dubai',
  'Pacific/Honolulu',
  ...Array.from({ length: 24 }, (_, index) => {
    const hours = index - 11;
    return hours === 0 ? 'Etc/UTC' : `Etc/GMT${hours > 0 ? '+' : ''}${hours}`;
  }),
];

/** The local time of one instant is what the zone of the row makes of it. */
function imposeZone(
  { zone, args, ...call }: Call,
  instant: Scalar,
  want: Want,
  at: Standing,
): void {
  if (zone === undefined) return refuse({ ...call, args }, 'it depends on now only', at);
  const { type } = must(args[0], 'argument');
  const inZone = (name: Scalar): Scalar | null => {
    if (typeof name !== 'string' || !zones.includes(name)) return null;
    const context = { type, clock: at.solving.clock, zone: name };
    return functionOfOne(call.function, context)?.forward(instant) ?? null;
  };
  const test = (name: Scalar | null): boolean => want.test(name === null ? null : inZone(name));
  at.solving.parts.impose(zone, { test, candidates: [...zones, null].filter(test) }, at);
}

// ---------------------------------------------------------------- several arguments

/** The first argument, or where it is missing the next. */
function imposeCoalesce({ args }: Call, want: Want, at: Standing): void {
  const { parts, choose } = at.solving;
  const missing: Want = { test: (value) => value === null, candidates: [null] };
  if (want.candidates.every((one) => one === null)) {
    for (const one of args) parts.impose(one, missing, at);
    return;
  }
  const known: Want = {
    test: (value) => value !== null && want.test(value),
    candidates: want.candidates.filter((one) => one !== null),
  };
  const chosen = choose(args.length);
  for (const one of args.slice(0, chosen)) parts.impose(one, missing, at);
  parts.impose(must(args[chosen], 'argument'), known, at);
}

const lengths: Readonly<Record<string, number>> = {
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
  weeks: 604_800_000,
};

/** One of the times is settled, the other one follows. */
function imposeBetween(call: Call, want: Want, at: Standing): void {
  const [from, to] = call.args;
  if (from === undefined || to === undefined) return;
  const length = lengths[call.function.split('_')[0] ?? ''];
  if (length === undefined) return refuse(call, 'whole months are not worked out backwards', at);
  const one = from.type.kind === 'date' ? length / 86_400_000 : length;
  const { parts, clock } = at.solving;
  const isLaterFixed = constantOf(to, clock) !== undefined || constantOf(from, clock) === undefined;
  const fixed = parts.pin(isLaterFixed ? to : from, at);
  if (typeof fixed !== 'number') return deadEnd('no time to count from');
  const sign = isLaterFixed ? 1 : -1;
  const forward = (value: Scalar): Scalar | null =>
    typeof value === 'number' ? rounded((sign * (fixed - value)) / one) : null;
  const test = (value: Scalar | null): boolean => want.test(value === null ? null : forward(value));
  const candidates = want.candidates.flatMap((result): readonly (Scalar | null)[] => {
    if (result === null) return [null];
    return typeof result === 'number' ? [Math.round(fixed - sign * result * one)] : [];
  });
  parts.impose(isLaterFixed ? from : to, { test, candidates }, at);
}

const kilometresPerDegree = 111.194_926_6;

/** A place straight to the north or south. */
function imposeDistance(call: Call, want: Want, at: Standing): void {
  const [first, second] = call.args;
  if (first === undefined || second === undefined) return;
  const { parts, clock } = at.solving;
  const [moving, still] =
    constantOf(second, clock) === undefined && constantOf(first, clock) !== undefined
      ? [second, first]
      : [first, second];
  const fixed = parts.pin(still, at);
  if (!isPlace(fixed)) return deadEnd('no place to measure from');
  const forward = (value: Scalar): Scalar | null =>
    isPlace(value)
      ? rounded(Math.abs(value.latitude - fixed.latitude) * kilometresPerDegree)
      : null;
  const northOf = (kilometres: number): Place => {
    const away = kilometres / kilometresPerDegree;
    const latitude = fixed.latitude + (fixed.latitude > 0 ? -away : away);
    return { latitude: Number(latitude.toFixed(6)), longitude: fixed.longitude };
  };
  const test = (value: Scalar | null): boolean => want.test(value === null ? null : forward(value));
  const candidates = want.candidates.flatMap((result): readonly (Scalar | null)[] => {
    if (result === null) return [null];
    if (typeof result !== 'number' || result < 0) return [];
    return [northOf(result), northOf(result - 0.001), northOf(result + 0.001), northOf(result / 2)];
  });
  parts.impose(moving, { test, candidates }, at);
}

function isPlace(value: Scalar | null): value is Place {
  return typeof value === 'object' && value !== null && 'latitude' in value;
}

// ---------------------------------------------------------------- settling

/** Settles the arguments, or the result where the function is known backwards only. */
export function pinCall(call: Call, at: Standing): Scalar | null {
  const { parts, clock } = at.solving;
  const [first] = call.args;
  if (first === undefined || call.calendar !== undefined) return deadEnd('not worked out');
  if (call.function === 'coalesce') return parts.pin(first, at);
  const zone = settleZone(call, at);
  const known = functionOfOne(call.function, { type: first.type, clock, zone });
  if (known !== undefined && call.args.length === 1) {
    const argument = parts.pin(first, at);
    return argument === null ? null : known.forward(argument);
  }
  const nominal = call.type.kind === 'int' || call.type.kind === 'decimal' ? 10 : undefined;
  if (nominal === undefined) return deadEnd(`no value of ${call.function}`);
  parts.impose(call, onlyValue(nominal), at);
  return nominal;
}
