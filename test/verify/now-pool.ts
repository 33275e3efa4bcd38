// The instants at which refreshes happen: ordinary ones, and those at which calendars and clocks do something odd.
import { Temporal } from 'temporal-polyfill';
import type { Random } from './random.ts';

export const zoneNames: readonly string[] = [
  'Europe/Warsaw',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'America/Havana',
  'UTC',
];

const oddDays: readonly string[] = [
  '2024-02-29',
  '2024-02-28',
  '2024-03-01',
  '2025-02-28',
  '2025-03-31',
  '2025-05-31',
  '2025-12-31',
  '2026-01-01',
  '2024-12-30',
  '2025-04-30',
];

/** ISO 8601 in UTC. */
export function randomNow(random: Random, zone: string): string {
  const { day, hour } = random.weighted<Moment>([
    [3, { day: Temporal.PlainDate.from('2023-01-01').add({ days: random.below(1_300) }) }],
    [3, { day: Temporal.PlainDate.from(random.pick(oddDays)) }],
    [3, atTransition(random, zone)],
  ]);
  const time = {
    hour: hour ?? random.pick([0, 0, 9, 12, 23, random.below(24)]),
    minute: random.pick([0, 0, 30, 59, random.below(60)]),
    second: random.pick([0, 0, 0, 59]),
    millisecond: random.pick([0, 0, 0, 1, 999]),
  };
  const local = day.toPlainDateTime(time);
  const disambiguation = random.chance(50) ? 'earlier' : 'later';
  return local.toZonedDateTime(zone, { disambiguation }).toInstant().toString();
}

interface Moment {
  readonly day: Temporal.PlainDate;
  readonly hour?: number;
}

/** On the day of a change of the clock, or beside it; in zones without one on 1 July. */
function atTransition(random: Random, zone: string): Moment {
  let at: Temporal.ZonedDateTime | null = Temporal.Instant.from(
    `202${random.between(3, 5)}-0${random.pick([1, 7])}-01T00:00:00Z`,
  ).toZonedDateTimeISO(zone);
  at = at.getTimeZoneTransition('next') ?? at;
  const day = at.toPlainDate().add({ days: random.pick([-1, 0, 0, 0, 1]) });
  return random.chance(50) ? { day, hour: random.between(0, 4) } : { day };
}
