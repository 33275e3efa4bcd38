// Part of compiler/analyze: the order of points in time as far as it holds whatever `now`, the zone and its clock changes are.
import type { TimePoint } from '../lower/ir.ts';
import type { TimeUnit } from '../syntax/literal-ast.ts';

/** Below, at or above 0 when that is certain; undefined when it depends on the run. */
export function comparePoints(left: TimePoint, right: TimePoint): number | undefined {
  if (JSON.stringify(left) === JSON.stringify(right)) return 0;
  if (isCounted(left) || isCounted(right)) return undefined;
  const inUnits = compareInUnits(left, right) ?? compareWritten(left, right);
  if (inUnits !== undefined) return inUnits;
  const [a, b] = [rangeOf(left), rangeOf(right)];
  if (a.from !== b.from) return undefined;
  if (a.latest < b.earliest) return -1;
  return a.earliest > b.latest ? 1 : undefined;
}

/** How far open time reaches depends on the calendar and on where in it now is. */
function isCounted({ steps }: TimePoint): boolean {
  return steps.some(({ counting }) => counting !== undefined);
}

/** Points that differ in the number of one unit only: `now - 30 days` and `now - 7 days`. */
function compareInUnits(left: TimePoint, right: TimePoint): number | undefined {
  const sameBase =
    left.kind === right.kind &&
    left.start === right.start &&
    JSON.stringify(left.base) === JSON.stringify(right.base);
  const units = new Set([...left.steps, ...right.steps].map(({ unit }) => unit));
  if (!sameBase || units.size !== 1) return undefined;
  const difference = amountOf(left) - amountOf(right);
  // The end of a month may be the same day for different numbers of months only if nothing was moved.
  return difference === 0 ? undefined : difference;
}

/** Two dates, or two instants written alike in UTC: their texts have their order. */
function compareWritten(left: TimePoint, right: TimePoint): number | undefined {
  const [a, b] = [writtenAs(left), writtenAs(right)];
  if (a === undefined || b === undefined || a.length !== b.length) return undefined;
  return a < b ? -1 : 1;
}

function writtenAs({ base, start, steps }: TimePoint): string | undefined {
  if (typeof base === 'string' || start !== undefined || steps.length > 0) return undefined;
  if ('date' in base) return base.date;
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(base.iso) ? base.iso : undefined;
}

function amountOf({ steps }: TimePoint): number {
  return steps.reduce((sum, { amount }) => sum + amount, 0);
}

/** Where the point can lie, in days from `from`. */
interface Range {
  readonly from: 'now' | 'epoch';
  readonly earliest: number;
  readonly latest: number;
}

const daysOf: Readonly<Record<TimeUnit, number>> = {
  second: 1 / 86_400,
  minute: 1 / 1440,
  hour: 1 / 24,
  day: 1,
  week: 7,
  month: 30.436_875,
  quarter: 91.310_625,
  year: 365.2425,
};

function rangeOf(point: TimePoint): Range {
  const base = baseOf(point);
  const cut = point.start === undefined ? 0 : longestOf(point.start);
  let earliest = base.earliest - cut;
  let { latest } = base;
  for (const { amount, unit } of point.steps) {
    const moved = amount * daysOf[unit];
    const slack = slackOf(unit);
    earliest += moved - slack;
    latest += moved + slack;
  }
  return { from: base.from, earliest, latest };
}

/** A day begins up to a day and a clock change before now; zones lie within 15 hours of UTC. */
function baseOf({ kind, base }: TimePoint): Range {
  if (base === 'now') return { from: 'now', earliest: 0, latest: 0 };
  if (base === 'today') return { from: 'now', earliest: -1.2, latest: 0 };
  const days = daysOfDate('date' in base ? base.date : base.iso);
  // The time of day and the offset of an instant are left out.
  const slack = kind === 'day' ? 0.7 : 1.7;
  return { from: 'epoch', earliest: days - slack, latest: days + slack };
}

/** From a fixed day to the date that the text begins with, in the Gregorian calendar. */
function daysOfDate(text: string): number {
  const [year = 0, month = 1, day = 1] = text.slice(0, 10).split('-').map(Number);
  const monthsFromMarch = (month + 9) % 12;
  const years = year - (month < 3 ? 1 : 0);
  const leapDays = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  return years * 365 + leapDays + Math.floor((monthsFromMarch * 153 + 2) / 5) + day;
}

function longestOf(unit: TimeUnit): number {
  return daysOf[unit] + slackOf(unit);
}

/** How far a number of these units can be from its average; a day may have 25 hours. */
function slackOf(unit: TimeUnit): number {
  if (unit === 'month' || unit === 'quarter' || unit === 'year') return 4;
  return unit === 'day' || unit === 'week' ? 0.1 : 0;
}
