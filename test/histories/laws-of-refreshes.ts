// Test support: what must be so after every refresh, whatever the segments mean.
import type { RefreshReport } from '../../runtime/refresh/report.ts';
import type { Expected, Keys } from './expected.ts';
import { type PublishedState, replayed } from './published-state.ts';

export interface Refreshed {
  readonly expected: ReadonlyMap<string, Expected>;
  readonly before: (segment: string) => Keys | undefined;
  readonly report: RefreshReport;
  readonly found: PublishedState;
  readonly now: string;
  /** The name under which it is published: not yet the new one when nobody asked for it since. */
  readonly publishedAs: (segment: string) => string;
}

function listed(keys: Iterable<string>): string {
  return `[${[...keys].toSorted().join(', ')}]`;
}

function same(left: Iterable<string>, right: Iterable<string>): boolean {
  return listed(left) === listed(right);
}

/** One line for each law that is broken. */
export function judgeRefresh(refreshed: Refreshed): string[] {
  const problems: string[] = [];
  for (const [name, expected] of refreshed.expected) {
    problems.push(...judgeSegment(name, expected, refreshed));
  }
  return [...problems, ...judgeLog(refreshed.found)];
}

function judgeSegment(name: string, expected: Expected, refreshed: Refreshed): readonly string[] {
  const { before, report, found, now } = refreshed;
  const is = new Set(found.members.get(refreshed.publishedAs(name))?.keys());
  const own = found.changes.filter(
    ({ segment, refreshId }) => segment === name && refreshId === report.refreshId,
  );
  const entered = own.filter(({ change }) => change === 'entered').map(({ key }) => key);
  const left = own.filter(({ change }) => change === 'left').map(({ key }) => key);
  const was = before(name) ?? new Set<string>();
  const wanted = expected.status === 'refreshed' ? expected.computed : was;
  const enters = [...wanted].filter((key) => !was.has(key));
  const leaves = [...was].filter((key) => !wanted.has(key));
  const outcome = report.segments.find(({ segment }) => segment === name);
  const counted = [is.size, entered.length, left.length];
  return [
    ...equal(`${name}: status`, outcome?.status ?? 'not computed', computedStatus(expected)),
    ...(expected.status === 'failed'
      ? []
      : (outcome?.problems ?? []).map(({ message }) => message)),
    ...equal(`${name}: members`, listed(is), listed(expected.members ?? [])),
    ...equal(`${name}: entered`, listed(entered), listed(enters)),
    ...equal(`${name}: left`, listed(left), listed(leaves)),
    ...equal(`${name}: before + entered - left`, was.size + entered.length - left.length, is.size),
    ...own.flatMap(({ at }) => equal(`${name}: time of a change`, at, now)),
    ...entered.flatMap((key) => (left.includes(key) ? [`${name}: ${key} entered and left`] : [])),
    ...(expected.status === 'refreshed' ? judgeSizes(name, counted, refreshed) : []),
  ];
}

/** What the report says of it. */
function computedStatus({ status }: Expected): string {
  return status === 'paused' || status === 'idle' || status === 'draft' ? 'not computed' : status;
}

function judgeSizes(
  name: string,
  counted: readonly number[],
  { report, found }: Refreshed,
): readonly string[] {
  const size = found.sizes.find(
    ({ segment, refreshId }) => segment === name && refreshId === report.refreshId,
  );
  const outcome = report.segments.find(({ segment }) => segment === name);
  const [written, told] = [size, outcome].map((one) => [one?.size, one?.entered, one?.left]);
  return [
    ...equal(`${name}: segment_sizes`, written?.join(), counted.join()),
    ...equal(`${name}: the report`, told?.join(), counted.join()),
    ...equal(`${name}: segments`, found.sizeOf.get(name), String(counted[0])),
  ];
}

function equal(what: string, is: unknown, expected: unknown): readonly string[] {
  return is === expected ? [] : [`${what} is ${String(is)}, expected ${String(expected)}`];
}

/** The log from its first row gives the members, and when they entered. */
function judgeLog({ changes, members }: PublishedState): readonly string[] {
  const fold = replayed(changes);
  const names = new Set([...fold.keys(), ...members.keys()]);
  return [...names].flatMap((name) => {
    const is = members.get(name) ?? new Map<string, string>();
    const by = fold.get(name) ?? new Set<string>();
    if (!same(is.keys(), by))
      return [`${name}: has ${listed(is.keys())}, its log gives ${listed(by)}`];
    const wrong = [...is].filter(([key, at]) => {
      const last = changes.findLast((one) => one.segment === name && one.key === key);
      return last?.at !== at;
    });
    return wrong.length === 0 ? [] : [`${name}: entered_at is not the last time that they entered`];
  });
}

/** Sources that cannot be trusted: every segment fails, says so, and keeps what it had. */
export function judgeBroken(
  defined: readonly {
    readonly name: string;
    readonly paused: boolean;
    readonly draft: boolean;
  }[],
  { before, report, found }: Pick<Refreshed, 'before' | 'report' | 'found'>,
): readonly string[] {
  const own = found.changes.filter(({ refreshId }) => refreshId === report.refreshId);
  return [
    ...own.map(({ segment, key, change }) => `${segment}: ${key} ${change} by broken sources`),
    ...defined.flatMap(({ name, paused, draft }) => {
      const status = report.segments.find(({ segment }) => segment === name)?.status;
      const is = listed(found.members.get(name)?.keys() ?? []);
      return [
        ...equal(
          `${name}: status over broken sources`,
          status,
          paused || draft ? undefined : 'failed',
        ),
        ...equal(`${name}: members over broken sources`, is, listed(before(name) ?? [])),
      ];
    }),
    ...judgeLog(found),
  ];
}

/** Everything but what counts refreshes, of the segments that are not left out. */
function contentsOf({ members, changes }: PublishedState, leftOut: ReadonlySet<string>): string {
  const sets = [...members]
    .filter(([name]) => !leftOut.has(name))
    .map(([name, keys]) => `${name} ${listed(keys.keys())}`);
  return JSON.stringify([listed(sets), changes.filter(({ segment }) => !leftOut.has(segment))]);
}

/** The same question at the same now: nothing changes, but for `restless` segments (restless.ts), by the names they are published under. */
export function judgeAgain(
  first: PublishedState,
  second: PublishedState,
  restless: ReadonlySet<string>,
): readonly string[] {
  const sizes = second.sizes.slice(first.sizes.length);
  const moved = sizes.filter(
    ({ segment, entered, left }) => entered + left > 0 && !restless.has(segment),
  );
  return [
    ...(contentsOf(first, restless) === contentsOf(second, restless)
      ? []
      : ['a refresh at the same now changed something']),
    ...moved.map(({ segment }) => `${segment}: changed by a refresh at the same now`),
  ];
}
