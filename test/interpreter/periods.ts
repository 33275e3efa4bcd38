// The reference interpreter: different periods and runs of them. docs/language.md, "First times and periods".
import type { CheckedHaving, CheckedValue, PeriodUnit } from '../../compiler/check/checked.ts';
import { reduced } from './aggregates.ts';
import { asInstant, localDay, moveDay, startOfUnit, toZoned } from './calendar-time.ts';
import { rowsOf } from './collections.ts';
import { isOrdered } from './comparisons.ts';
import { type Instant, instant, type MaybeDatum, type Time, timeOf } from './datum.ts';
import { type Environment, inScope, type Interpreter } from './environment.ts';
import { compareData, comparing, whole } from './ordering.ts';

type CountPeriods = Extract<CheckedValue, { kind: 'count_periods' }>;

export function countPeriods(
  interpreter: Interpreter,
  value: CountPeriods,
  environment: Environment,
): MaybeDatum {
  const { collection, time, unit, consecutive, having } = value;
  const rowsIn = new Map<string, { readonly period: Period; readonly rows: Environment[] }>();
  for (const row of rowsOf(interpreter, collection, environment)) {
    const inside = inScope(environment, collection.scope, row);
    const at = interpreter.value(time, inside);
    // A row without a time is in no period.
    if (at === undefined) continue;
    const period = periodOf(interpreter, timeOf(at), unit);
    const known = rowsIn.get(period.id) ?? { period, rows: [] };
    known.rows.push(inside);
    rowsIn.set(period.id, known);
  }
  const periods = [...rowsIn.values()]
    .filter(({ rows }) => having === undefined || amountsTo(interpreter, having, rows))
    .map(({ period }) => period);
  return whole(consecutive ? longestRun(interpreter, periods, unit) : periods.length);
}

/** What the rows of the period amount to; a missing amount does not. */
function amountsTo(
  interpreter: Interpreter,
  { function: name, value, operator, amount }: CheckedHaving,
  rows: readonly Environment[],
): boolean {
  const found = reduced(interpreter, name, value, rows);
  const wanted = rows[0] === undefined ? undefined : interpreter.value(amount, rows[0]);
  if (found === undefined || wanted === undefined) return false;
  const types = value === undefined ? [amount.type] : [value.type, amount.type];
  return isOrdered(operator, compareData(found, wanted, comparing(types, interpreter.zone)));
}

interface Period {
  readonly id: string;
  /** A time within the next period. */
  readonly following: Time;
}

function periodOf(interpreter: Interpreter, time: Time, unit: PeriodUnit): Period {
  const { zone, model } = interpreter;
  if (unit === 'hour') return hourOf(asInstant(time, zone), zone);
  const date = time.kind === 'day' ? time : localDay(time, zone);
  const start = startOfUnit(date, unit, model.project.weekStarts);
  return { id: String(start.day), following: moveDay(start, 1, unit) };
}

const hourMicros = 3_600_000_000n;

/** An hour of the local clock. One that comes twice, when clocks go back, is two: of two offsets. */
function hourOf(time: Instant, zone: string): Period {
  const zoned = toZoned(time, zone);
  const offset = BigInt(zoned.offsetNanoseconds) / 1000n;
  const local = time.micros + offset;
  const hour = (local - (((local % hourMicros) + hourMicros) % hourMicros)) / hourMicros;
  const nextHour = (hour + 1n) * hourMicros - offset;
  const transition = zoned.getTimeZoneTransition('next');
  const change = transition === null ? nextHour : transition.epochNanoseconds / 1000n;
  const following = instant(change < nextHour ? change : nextHour);
  return { id: `${String(hour)} ${String(offset)}`, following };
}

/** Neighbours: the next date, week, month; the hour that begins where this one ends. */
function longestRun(
  interpreter: Interpreter,
  periods: readonly Period[],
  unit: PeriodUnit,
): number {
  const present = new Set(periods.map(({ id }) => id));
  let longest = 0;
  for (const first of periods) {
    let length = 1;
    let following = periodOf(interpreter, first.following, unit);
    while (present.has(following.id)) {
      length += 1;
      following = periodOf(interpreter, following.following, unit);
    }
    longest = Math.max(longest, length);
  }
  return longest;
}
