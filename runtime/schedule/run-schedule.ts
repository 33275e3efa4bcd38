// The scheduler behind `segform run`: sleeps until segments are due and refreshes all of them in one refresh. Never two at once.
import { setTimeout } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import { catalogue } from '../../compiler/diagnostics/catalogue.ts';
import { OperationalError } from '../../compiler/operational-error.ts';
import { millisecondsBetween } from '../instant.ts';
import { type Problem, problemOf } from '../problem.ts';
import { refresh } from '../refresh/refresh.ts';
import type { RefreshOptions } from '../refresh/refresh-options.ts';
import type { RefreshReport } from '../refresh/report.ts';
import type { OpenPublished } from '../warehouse.ts';
import { nextDue } from './next-due.ts';

export interface ScheduleOptions extends Omit<RefreshOptions, 'now' | 'segments' | 'signal'> {
  readonly openPublished: OpenPublished;
  /** Aborting ends the schedule; a running refresh stops before its commit. */
  readonly signal: AbortSignal;
  readonly onEvent?: ((event: ScheduleEvent) => void) | undefined;
  /** Resolves after the time or as soon as the signal is aborted, never rejects. Given by tests; timers otherwise. */
  readonly wait?: ((milliseconds: number, signal: AbortSignal) => Promise<void>) | undefined;
}

export type ScheduleEvent =
  /** `at` undefined: nothing is ever due, every segment is manual. */
  | {
      readonly kind: 'waiting';
      readonly at: string | undefined;
      readonly segments: readonly string[];
    }
  | { readonly kind: 'refreshing'; readonly at: string; readonly segments: readonly string[] }
  | { readonly kind: 'refreshed'; readonly report: RefreshReport }
  /** The refresh could not run at all (locked, disk full …); it is tried again at `retryAt`. */
  | { readonly kind: 'failed'; readonly problem: Problem; readonly retryAt: string }
  | { readonly kind: 'stopped' };

/** A clock that is set back or forward is noticed after this long. */
const longestWait = 60_000;
const retryAfter = 60_000;

/** Returns when the signal is aborted, after the refresh that was running has ended. Never throws OperationalError. */
export async function runSchedule(options: ScheduleOptions): Promise<void> {
  const { clock, signal, wait = waitWithTimers } = options;
  const tell = (event: ScheduleEvent): void => options.onEvent?.(event);
  const started = clock.now();
  const last = new Map(await lastRefreshes(options));
  let told: string | undefined;
  while (!signal.aborted) {
    const now = clock.now();
    const due = dueSegments(options, last, started);
    const ready = due.filter(({ at }) => at <= now).map(({ name }) => name);
    if (ready.length > 0) {
      tell({ kind: 'refreshing', at: now, segments: ready });
      told = undefined;
      await attempt(options, ready, now, last, tell);
      continue;
    }
    const at = due.map((one) => one.at).toSorted()[0];
    const segments = due.filter((one) => one.at === at).map(({ name }) => name);
    const event = { kind: 'waiting', at, segments } as const;
    if (told !== JSON.stringify(event)) tell(event);
    told = JSON.stringify(event);
    await wait(
      at === undefined ? longestWait : Math.min(millisecondsBetween(now, at), longestWait),
      signal,
    );
  }
  tell({ kind: 'stopped' });
}

interface Due {
  readonly name: string;
  readonly at: string;
}

function dueSegments(
  { project }: ScheduleOptions,
  last: ReadonlyMap<string, string>,
  started: string,
): readonly Due[] {
  const { timezone } = project.model.project;
  return project.segments.flatMap(({ name, published, settings }) => {
    if (!published || settings.status !== 'active') return [];
    const at = nextDue({ schedule: settings.refresh, timezone, last: last.get(name), started });
    return at === undefined ? [] : [{ name, at }];
  });
}

/** One refresh of what is due. A segment that failed or is held waits for its next time; a refresh that could not run is repeated. */
async function attempt(
  options: ScheduleOptions,
  ready: readonly string[],
  now: string,
  last: Map<string, string>,
  tell: (event: ScheduleEvent) => void,
): Promise<void> {
  try {
    const report = await refresh({ ...options, now, segments: ready });
    for (const { segment } of report.segments) last.set(segment, now);
    for (const name of ready) last.set(name, now);
    tell({ kind: 'refreshed', report });
  } catch (error) {
    if (!(error instanceof OperationalError)) throw error;
    if (options.signal.aborted && error.code === catalogue.operations.cancelled.code) return;
    const retryAt = Temporal.Instant.from(now)
      .add({ milliseconds: retryAfter })
      .toString({ smallestUnit: 'millisecond' });
    tell({ kind: 'failed', problem: problemOf(error), retryAt });
    await (options.wait ?? waitWithTimers)(retryAfter, options.signal);
  }
}

/** From what is published; nothing when nothing is, or when it cannot be read now. */
async function lastRefreshes(
  options: ScheduleOptions,
): Promise<readonly (readonly [string, string])[]> {
  try {
    const published = await options.openPublished(options.target);
    try {
      const rows = await published.segments();
      return rows.flatMap(({ segment, refreshedAt }) =>
        refreshedAt === undefined ? [] : [[segment, refreshedAt] as const],
      );
    } finally {
      await published.close();
    }
  } catch (error) {
    if (!(error instanceof OperationalError)) throw error;
    return [];
  }
}

async function waitWithTimers(duration: number, signal: AbortSignal): Promise<void> {
  await setTimeout(duration, undefined, { signal }).catch(() => undefined);
}
