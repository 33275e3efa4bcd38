// What earlier refreshes left: the log of changes, at thresholds and with ties, and the members of segments that keep theirs.
import { Temporal } from 'temporal-polyfill';
import type { SegmentSpec } from './maker.ts';
import type { Random } from './random.ts';
import type { Thresholds } from './thresholds.ts';

export interface LogEntry {
  readonly segment: string;
  readonly key: string;
  readonly change: 'entered' | 'left';
  /** ISO 8601, UTC. */
  readonly at: string;
  /** In the order of refreshes. */
  readonly refreshId: string;
}

type Keys = ReadonlyMap<string, readonly string[]>;

/** Every object enters and leaves in turn; two changes may be of one instant. */
export function randomLog(
  random: Random,
  segments: readonly SegmentSpec[],
  keys: Keys,
  thresholds: Thresholds,
): readonly LogEntry[] {
  const entries: Omit<LogEntry, 'refreshId'>[] = [];
  for (const { name, object, published, draft } of segments) {
    if (!published || draft || random.chance(25)) continue;
    for (const key of [...(keys.get(object) ?? []), 'gone']) {
      let change: LogEntry['change'] = 'entered';
      for (const at of instants(random, thresholds)) {
        entries.push({ segment: name, key, change, at });
        change = change === 'entered' ? 'left' : 'entered';
      }
    }
  }
  const ordered = entries
    .map((entry, order) => ({ entry, order }))
    .toSorted((a, b) => compareInstants(a.entry.at, b.entry.at) || a.order - b.order);
  return ordered.map(({ entry }, at) => ({ ...entry, refreshId: String(at + 1).padStart(6, '0') }));
}

function instants(random: Random, thresholds: Thresholds): readonly string[] {
  const count = random.pick([0, 1, 1, 2, 2, 3, 4]);
  const found = Array.from({ length: count }, () =>
    thresholds.someInstant(random).round('millisecond').toString(),
  );
  if (found.length > 0 && random.chance(20)) {
    const { now } = thresholds;
    found.push(now.add({ milliseconds: random.pick([0, 0, -1, 1]) }).toString());
  }
  const [first] = found;
  if (first !== undefined && random.chance(15)) found.push(first);
  return found.toSorted(compareInstants);
}

function compareInstants(left: string, right: string): number {
  return Temporal.Instant.compare(Temporal.Instant.from(left), Temporal.Instant.from(right));
}

export function randomPrevious(
  random: Random,
  segments: readonly SegmentSpec[],
  keys: Keys,
): Readonly<Record<string, readonly string[]>> {
  const previous: Record<string, readonly string[]> = {};
  for (const { name, object, hysteresis, draft } of segments) {
    if (!hysteresis || draft || random.chance(20)) continue;
    const all = keys.get(object) ?? [];
    previous[name] = random.some(all, random.below(all.length + 1));
  }
  return previous;
}
