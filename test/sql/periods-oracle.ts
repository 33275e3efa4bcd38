// Test support: periods and first times worked out one event at a time, in another way than the printed SQL does it.
import { Temporal } from 'temporal-polyfill';

export interface Visit {
  readonly user: number;
  /** ISO instant. */
  readonly at: string | undefined;
  /** ISO date. */
  readonly day: string | undefined;
  readonly kind: string | undefined;
  readonly amount: number | undefined;
}

export interface Place {
  readonly zone: string;
  readonly weekStarts: 'monday' | 'sunday' | 'saturday';
  readonly now: string;
}

const firstDays = { monday: 1, sunday: 7, saturday: 6 } as const;

export const units = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export type Unit = (typeof units)[number];

type Start = Temporal.PlainDate | Temporal.ZonedDateTime;

/** The start of the period that an event is in. */
export function periodOf(unit: Unit, time: string, { zone, weekStarts }: Place): Start {
  const local = time.includes('T')
    ? Temporal.Instant.from(time).toZonedDateTimeISO(zone)
    : Temporal.PlainDate.from(time).toZonedDateTime(zone);
  if (unit === 'hour') {
    const { minute, second, millisecond } = local;
    return local.subtract({ minutes: minute, seconds: second, milliseconds: millisecond });
  }
  let day = local.toPlainDate();
  const first = firstDays[weekStarts];
  if (unit === 'week') while (day.dayOfWeek !== first) day = day.subtract({ days: 1 });
  if (unit !== 'day' && unit !== 'week') day = day.with({ day: 1 });
  if (unit === 'quarter')
    while (![1, 4, 7, 10].includes(day.month)) day = day.subtract({ months: 1 });
  return unit === 'year' ? day.with({ month: 1 }) : day;
}

function next(start: Start, unit: Unit): Start {
  if (start instanceof Temporal.ZonedDateTime) return start.add({ hours: 1 });
  return unit === 'quarter' ? start.add({ months: 3 }) : start.add({ [`${unit}s`]: 1 });
}

/** By start, the visits of each period. */
export function periodsOf(
  visits: readonly Visit[],
  unit: Unit,
  by: 'at' | 'day',
  place: Place,
): ReadonlyMap<string, { readonly start: Start; readonly visits: readonly Visit[] }> {
  const periods = new Map<string, { start: Start; visits: Visit[] }>();
  for (const visit of visits) {
    const time = visit[by];
    if (time === undefined) continue;
    const start = periodOf(unit, time, place);
    const known = periods.get(start.toString());
    if (known === undefined) periods.set(start.toString(), { start, visits: [visit] });
    else known.visits.push(visit);
  }
  return periods;
}

export function longestRun(starts: readonly Start[], unit: Unit): number {
  const all = new Set(starts.map(String));
  let longest = 0;
  for (const start of starts) {
    let length = 0;
    for (let at = start; all.has(at.toString()); at = next(at, unit)) length += 1;
    longest = Math.max(longest, length);
  }
  return longest;
}

export const windows: Readonly<Record<string, (place: Place) => readonly string[] | undefined>> = {
  '': () => undefined,
  'in last 40 days': ({ now }: Place) => [ago(now, 40 * 24), now],
  'between 500 and 20 hours ago': ({ now }: Place) => [ago(now, 500), ago(now, 20)],
  'in last 3 full weeks': (place: Place) => {
    let week = today(place);
    while (week.dayOfWeek !== firstDays[place.weekStarts]) week = week.subtract({ days: 1 });
    const start = week.startOfDay();
    return [start.subtract({ days: 21 }), start].map(instantOf);
  },
  'in previous 2 months': (place: Place) => {
    const month = today(place).with({ day: 1 }).startOfDay();
    return [month.subtract({ months: 2 }), month].map(instantOf);
  },
  'from 2025-10-26 through 2025-11-02': ({ zone }: Place) =>
    ['2025-10-26', '2025-11-03'].map((day) =>
      instantOf(Temporal.PlainDate.from(day).toZonedDateTime(zone)),
    ),
};

function today({ now, zone }: Place): Temporal.ZonedDateTime {
  return Temporal.Instant.from(now).toZonedDateTimeISO(zone);
}

function ago(now: string, hours: number): string {
  return Temporal.Instant.from(now).subtract({ hours }).toString();
}

function instantOf(time: Temporal.ZonedDateTime): string {
  return time.toInstant().toString();
}

export function isInside(time: string, bounds: readonly string[] | undefined): boolean {
  if (bounds === undefined) return true;
  const [start, end] = bounds.map((bound) => Temporal.Instant.from(bound).epochMilliseconds);
  const at = Temporal.Instant.from(time).epochMilliseconds;
  return at >= (start ?? 0) && at < (end ?? 0);
}

export const filters: Readonly<Record<string, (visit: Visit) => boolean>> = {
  '': () => true,
  'where kind = "a"': ({ kind }) => kind === 'a',
  'where amount > 1 or missing': ({ amount }) => amount === undefined || amount > 1,
};

const amountsOf = (visits: readonly Visit[]): readonly number[] =>
  visits.flatMap(({ amount }) => (amount === undefined ? [] : [amount]));

export function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}

export const havings: Readonly<Record<string, (visits: readonly Visit[]) => boolean>> = {
  '': () => true,
  'having count >= 2': (visits) => visits.length >= 2,
  'having count distinct(kind) != 1': (visits) =>
    new Set(visits.flatMap(({ kind }) => (kind === undefined ? [] : [kind]))).size !== 1,
  'having sum(amount) < 3': (visits) => total(amountsOf(visits)) < 3,
  'having min(amount * 2 - 1) <= 1': (visits) => amountsOf(visits).some((one) => one <= 1),
  'having avg(amount) > 1': (visits) => {
    const amounts = amountsOf(visits);
    return amounts.length > 0 && total(amounts) > amounts.length;
  },
};

/** The most frequent kind, the smallest of them. */
export function modeOf(visits: readonly Visit[]): string | undefined {
  const kinds = visits.flatMap(({ kind }) => (kind === undefined ? [] : [kind])).toSorted();
  const uses = (kind: string): number => kinds.filter((one) => one === kind).length;
  return kinds.reduce<string | undefined>(
    (best, kind) => (best === undefined || uses(kind) > uses(best) ? kind : best),
    undefined,
  );
}
