// Test support: random histories of a small project, refreshed at moving instants, and a log that the test keeps itself by
// looking at the published members before and after each refresh.
import { query } from './contacts-project.ts';
import type { ProjectOnDisk } from './project-on-disk.ts';

/** Milliseconds. */
export type Instant = number;

export const hour = 3_600_000;
export const day = 24 * hour;

export interface LoggedChange {
  readonly segment: string;
  readonly key: string;
  readonly change: 'entered' | 'left';
  readonly at: Instant;
}

/** What the test knows of the past; `now` is the instant that is asked from. */
export interface Past {
  readonly now: Instant;
  readonly log: readonly LoggedChange[];
}

/** Whether there is such a change in [from, until), before now. */
export function happened(
  { log, now }: Past,
  wanted: Pick<LoggedChange, 'segment' | 'key' | 'change'>,
  from: Instant,
  until: Instant,
): boolean {
  return log.some(
    ({ segment, key, change, at }) =>
      segment === wanted.segment &&
      key === wanted.key &&
      change === wanted.change &&
      at >= from &&
      at < until &&
      at < now,
  );
}

/** Whether the last change before the instant, and before now, was to enter. */
export function memberAt(
  { log, now }: Past,
  { segment, key }: Pick<LoggedChange, 'segment' | 'key'>,
  instant: Instant,
): boolean {
  const before = log.filter(
    (one) => one.segment === segment && one.key === key && one.at < instant && one.at < now,
  );
  return before.toSorted((a, b) => a.at - b.at).at(-1)?.change === 'entered';
}

/** A member at some instant of [from, until). */
export function memberDuring(
  past: Past,
  of: Pick<LoggedChange, 'segment' | 'key'>,
  from: Instant,
  until: Instant,
): boolean {
  return memberAt(past, of, from) || happened(past, { ...of, change: 'entered' }, from, until);
}

/** Numbers that look random and are the same in every run. */
export function createDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** Published keys by segment; a renamed segment under the name it had first. */
export async function membersOf(
  project: ProjectOnDisk,
  firstNames: Readonly<Record<string, string>> = {},
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await query(project, 'SELECT segment, object_key FROM segments.memberships');
  const members = new Map<string, Set<string>>();
  for (const row of rows) {
    const name = String(row['segment']);
    const segment = firstNames[name] ?? name;
    members.set(segment, (members.get(segment) ?? new Set()).add(String(row['object_key'])));
  }
  return members;
}

/** What a refresh at `at` changed. */
export function changesBetween(
  before: ReadonlyMap<string, ReadonlySet<string>>,
  after: ReadonlyMap<string, ReadonlySet<string>>,
  segments: readonly string[],
  at: Instant,
): readonly LoggedChange[] {
  const none: ReadonlySet<string> = new Set();
  return segments.flatMap((segment) => {
    const was = before.get(segment) ?? none;
    const is = after.get(segment) ?? none;
    const entered = [...is].filter((key) => !was.has(key));
    const left = [...was].filter((key) => !is.has(key));
    return [
      ...entered.map((key) => ({ segment, key, change: 'entered' as const, at })),
      ...left.map((key) => ({ segment, key, change: 'left' as const, at })),
    ];
  });
}
