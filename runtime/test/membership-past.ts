// Part of running tests: what earlier refreshes of a test have left behind, as the runtime would keep it: the members of each
// segment, and the log of changes. The history of a test is what refreshes before its first instant committed.
import type { FixtureChange } from '../../compiler/check/checked-tests.ts';

export interface MembershipPast {
  /** By segment: keys after the last refresh. */
  readonly members: ReadonlyMap<string, ReadonlySet<string>>;
  /** In the order of commits. */
  readonly log: readonly LoggedChange[];
}

export interface LoggedChange {
  readonly refreshId: string;
  readonly segment: string;
  readonly key: string;
  readonly change: 'entered' | 'left';
  /** ISO 8601, UTC. */
  readonly at: string;
}

const nobody: ReadonlySet<string> = new Set();

export function pastOfHistory(history: readonly FixtureChange[]): MembershipPast {
  const members = new Map<string, Set<string>>();
  for (const { segment, key, change } of history) {
    const keys = members.get(segment) ?? new Set();
    members.set(segment, keys);
    if (change === 'entered') keys.add(key);
    else keys.delete(key);
  }
  const log = history.map((change, index) => ({ ...change, refreshId: refreshId(index) }));
  return { members, log };
}

/** The past after a refresh at `now` that found these members. */
export function pastAfter(
  past: MembershipPast,
  now: string,
  computed: ReadonlyMap<string, ReadonlySet<string>>,
): MembershipPast {
  const id = refreshId(past.log.length);
  const changes = [...computed].flatMap(([segment, keys]) => {
    const before = membersBefore(past, segment);
    const change = (key: string, kind: LoggedChange['change']): LoggedChange => {
      return { refreshId: id, segment, key, change: kind, at: now };
    };
    return [
      ...[...keys].filter((key) => !before.has(key)).map((key) => change(key, 'entered')),
      ...[...before].filter((key) => !keys.has(key)).map((key) => change(key, 'left')),
    ];
  });
  return {
    members: new Map([...past.members, ...computed]),
    log: [...past.log, ...changes],
  };
}

/** Nobody when it was never refreshed. */
export function membersBefore(past: MembershipPast, segment: string): ReadonlySet<string> {
  return past.members.get(segment) ?? nobody;
}

/** Sorts in the order of commits. */
function refreshId(before: number): string {
  return String(before).padStart(9, '0');
}
