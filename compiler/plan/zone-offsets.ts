// Serves calendars: the offsets of a time zone over some years, and the instants at which they change.
import { Temporal } from 'temporal-polyfill';

/** Milliseconds since 1970 in UTC, and milliseconds that the local clock is ahead of UTC. */
export interface ZoneOffsets {
  readonly offsetAt: (epochMs: number) => number;
  /** In order. */
  readonly changes: readonly ZoneChange[];
  /** At the start. */
  readonly first: number;
}

export interface ZoneChange {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** The changes after `start` and before `end`. */
export function zoneOffsets(timezone: string, start: number, end: number): ZoneOffsets {
  const first = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(timezone);
  const changes: ZoneChange[] = [];
  let place = first;
  for (;;) {
    const next = place.getTimeZoneTransition('next');
    if (next === null || next.epochMilliseconds >= end) break;
    const [from, to] = [offsetOf(place), offsetOf(next)];
    if (from !== to) changes.push({ at: next.epochMilliseconds, from, to });
    place = next;
  }
  const offset = offsetOf(first);
  return { first: offset, changes, offsetAt: (epochMs) => offsetIn(changes, epochMs) ?? offset };
}

function offsetOf(time: Temporal.ZonedDateTime): number {
  return time.offsetNanoseconds / 1_000_000;
}

/** Of the last change at or before the instant. */
function offsetIn(changes: readonly ZoneChange[], epochMs: number): number | undefined {
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((changes[middle]?.at ?? Infinity) <= epochMs) low = middle + 1;
    else high = middle;
  }
  return changes[low - 1]?.to;
}
