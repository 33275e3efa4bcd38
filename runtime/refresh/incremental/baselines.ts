// Which segments can be refreshed by looking at what changed: those whose published members are known to be the answer of an earlier refresh.
import { must } from '../../../compiler/assert.ts';
import type { PlannedSegment } from '../../../compiler/plan/refresh-plan.ts';
import type { RegisteredSegment } from '../../warehouse-state.ts';
import type { FullCause } from '../full-cause.ts';
import { isDue } from '../is-due.ts';
import { idOf, type RunState } from '../run-state.ts';
import { columnsHash } from '../identity/definition-hash.ts';

/** The refresh whose answers are published. */
export interface Baseline {
  /** Its number. */
  readonly refresh: number;
  /** ISO UTC. */
  readonly now: string;
}

export type FoundBaseline =
  | { readonly kind: 'baseline'; readonly baseline: Baseline }
  | {
      readonly kind: 'full';
      readonly because: FullCause;
      /** What looking at changes would have started from, when nothing speaks against it: both must come to the same. */
      readonly baseline: Baseline | undefined;
    };

/** By name, of segments in the order of the plan. `inlined`: those whose conditions stand for references to them. */
export function baselinesOf(
  run: RunState,
  segments: readonly PlannedSegment[],
  hashes: ReadonlyMap<string, string>,
  inlined: ReadonlySet<string>,
): ReadonlyMap<string, FoundBaseline> {
  const found = new Map<string, FoundBaseline>();
  for (const planned of segments) {
    const own = ownBaseline(run, planned, must(hashes.get(planned.name), planned.name));
    const isTogether = planned.dependsOn.every(
      (name) => !inlined.has(name) || isSame(own, found.get(name)),
    );
    found.set(planned.name, isTogether ? own : onlyFull('referred'));
  }
  return found;
}

function onlyFull(because: FullCause): FoundBaseline {
  return { kind: 'full', because, baseline: undefined };
}

function isSame(own: FoundBaseline, referred: FoundBaseline | undefined): boolean {
  if (own.baseline === undefined) return true;
  return referred?.baseline?.refresh === own.baseline.refresh;
}

function ownBaseline(run: RunState, planned: PlannedSegment, hash: string): FoundBaseline {
  const registered = run.registered.get(idOf(run, planned));
  const baseline = publishedBaseline(registered, hash, columnsHash(planned));
  if (typeof baseline === 'string') return onlyFull(baseline);
  if (run.options.full === true) return { kind: 'full', because: 'asked', baseline };
  if (isReconcileDue(run, registered)) return { kind: 'full', because: 'reconcile', baseline };
  return { kind: 'baseline', baseline };
}

/** What the published members are the answer of, when that answers the same question. */
function publishedBaseline(
  registered: RegisteredSegment | undefined,
  hash: string,
  columns: string,
): Baseline | FullCause {
  const published = registered?.published;
  if (published?.refresh === undefined) return 'first';
  if (published.definitionHash !== hash) return 'definition';
  if (published.columnsHash !== columns) return 'columns';
  const { status, stale } = must(registered, 'a registered segment').record;
  if (status !== 'active' || stale) return 'stale';
  return { refresh: published.refresh, now: published.now };
}

function isReconcileDue(
  { plan, options }: RunState,
  registered: RegisteredSegment | undefined,
): boolean {
  const last = registered?.published?.reconciled;
  return last === undefined || isDue(last, plan.now, options.reconcileMinutes);
}
