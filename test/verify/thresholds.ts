// Instants and days at which the generated conditions change their minds: rows are put there, and right beside. Which side is right
// is not known here; too many instants do no harm.
import { Temporal } from 'temporal-polyfill';
import type { TimeUnit } from '../../compiler/syntax/literal-ast.ts';
import type { ModelSpec } from './model-spec.ts';
import type { Random } from './random.ts';

type Zoned = Temporal.ZonedDateTime;

export class Thresholds {
  readonly now: Temporal.Instant;
  readonly zone: string;
  readonly #weekStarts: ModelSpec['weekStarts'];
  readonly #instants: Temporal.Instant[] = [];
  readonly #known = new Set<bigint>();
  readonly #lengths: Temporal.Duration[] = [];

  constructor(now: string, { zone, weekStarts }: ModelSpec) {
    this.now = Temporal.Instant.from(now);
    this.zone = zone;
    this.#weekStarts = weekStarts;
    this.addInstant(this.now);
    this.#addAround(this.local, 'day', 1);
    this.#addClockChanges();
  }

  /** The changes of the clock before and after now, what lies half an hour beside them, and the ends of this month. */
  #addClockChanges(): void {
    const { local } = this;
    for (const direction of ['previous', 'next'] as const) {
      const change = local.getTimeZoneTransition(direction)?.toInstant();
      if (change === undefined) continue;
      const hours = change.until(this.now, { largestUnit: 'hours' }).hours;
      if (Math.abs(hours) > 24 * 400) continue;
      for (const minutes of [0, -30, 30]) this.addInstant(change.add({ minutes }));
    }
    const first = this.today.with({ day: 1 });
    this.addDay(first);
    this.addDay(first.add({ months: 1 }).subtract({ days: 1 }));
  }

  get local(): Zoned {
    return this.now.toZonedDateTimeISO(this.zone);
  }

  get today(): Temporal.PlainDate {
    return this.local.toPlainDate();
  }

  get instants(): readonly Temporal.Instant[] {
    return this.#instants;
  }

  get lengths(): readonly Temporal.Duration[] {
    return this.#lengths;
  }

  addInstant(instant: Temporal.Instant): void {
    const id = instant.epochNanoseconds;
    if (this.#known.has(id)) return;
    this.#known.add(id);
    this.#instants.push(instant);
  }

  addDay(day: Temporal.PlainDate): void {
    this.addInstant(day.toZonedDateTime(this.zone).toInstant());
  }

  /** Both ways from now, from the start of today and from the starts of the unit. */
  addLength(amount: number, unit: TimeUnit): void {
    const length = durationOf(amount, unit);
    this.#lengths.push(length);
    this.#addAround(this.local, unit, amount);
  }

  #addAround(from: Zoned, unit: TimeUnit, amount: number): void {
    const length = durationOf(amount, unit);
    const one = durationOf(1, unit);
    const starts = [from, from.startOfDay(), this.#startOf(from, unit)];
    for (const start of starts) {
      for (const end of [start.subtract(length), start.add(length), start, start.add(one)]) {
        this.addInstant(end.toInstant());
      }
      const hours = length.total({ unit: 'hours', relativeTo: from });
      if (unit !== 'day' && unit !== 'week') continue;
      const exact = { hours: Math.round(hours / 24) * 24 };
      this.addInstant(start.toInstant().subtract(exact));
      this.addInstant(start.toInstant().add(exact));
    }
  }

  #startOf(from: Zoned, unit: TimeUnit): Zoned {
    const day = from.startOfDay();
    switch (unit) {
      case 'second':
      case 'minute':
      case 'hour':
        return from.round({ smallestUnit: unit, roundingMode: 'floor' });
      case 'day':
        return day;
      case 'week': {
        const first = { monday: 1, sunday: 7, saturday: 6 }[this.#weekStarts];
        return day.subtract({ days: (day.dayOfWeek - first + 7) % 7 });
      }
      case 'month':
        return day.with({ day: 1 });
      case 'quarter':
        return day.with({ day: 1, month: Math.floor((day.month - 1) / 3) * 3 + 1 });
      case 'year':
        return day.with({ day: 1, month: 1 });
    }
  }

  /** An instant that a condition cares about, or is close to one. */
  someInstant(random: Random): Temporal.Instant {
    const near = random.pick(this.instants).add({
      milliseconds: random.pick([0, 0, 0, -1, 1, 0, 1_000, -1_000, 3_600_000, -3_600_000]),
    });
    return random.weighted<() => Temporal.Instant>([
      [60, () => near],
      [15, () => this.#moved(random, near)],
      [10, () => this.now.subtract({ minutes: random.below(60 * 24 * 40) })],
      [5, () => this.now.subtract({ minutes: random.below(60 * 24 * 500) })],
      [5, () => this.now.add({ minutes: random.below(60 * 24 * 40) })],
      [2, () => near.add({ microseconds: random.pick([-1, 1, 500]) })],
    ])();
  }

  #moved(random: Random, near: Temporal.Instant): Temporal.Instant {
    const length = random.pickOne(this.#lengths) ?? durationOf(1, 'hour');
    const from = near.toZonedDateTimeISO(this.zone);
    const moved = random.chance(50) ? from.add(length) : from.subtract(length);
    return moved.toInstant().add({ milliseconds: random.pick([0, 0, -1, 1]) });
  }

  someDay(random: Random): Temporal.PlainDate {
    const local = this.someInstant(random).toZonedDateTimeISO(this.zone).toPlainDate();
    const day = local.add({ days: random.pick([0, 0, 0, -1, 1]) });
    if (random.chance(4)) return Temporal.PlainDate.from({ year: day.year, month: 2, day: 29 });
    return random.chance(20) ? day.subtract({ years: random.between(1, 60) }) : day;
  }
}

export function durationOf(amount: number, unit: TimeUnit): Temporal.Duration {
  if (unit === 'quarter') return Temporal.Duration.from({ months: 3 * amount });
  return Temporal.Duration.from({ [`${unit}s`]: amount });
}

/** A cell of a timestamp column: UTC, or local time without a zone. */
export function storedInstant(instant: Temporal.Instant, zone: string | undefined): string {
  if (zone === undefined) return instant.toString();
  return instant.toZonedDateTimeISO(zone).toPlainDateTime().toString();
}
