// Segments of one object that wait for nothing of each other are decided together, over shared passes (docs/decisions/0016).
// What cannot be, or fails, is left to compute-segment.ts, which tells a failure of one segment from those of the others.
import { must } from '../../compiler/assert.ts';
import { createInlining } from '../../compiler/plan/inline-members.ts';
import type { PlannedSegment, RefreshPlan } from '../../compiler/plan/refresh-plan.ts';
import { placesOf, printDecisions } from '../../compiler/sql/print-decisions.ts';
import { stopwatch } from '../clock.ts';
import type { StagedMembership } from '../warehouse.ts';
import type { MembershipDiff } from '../warehouse-diff.ts';
import type { DecidedBatch } from '../warehouse-decisions.ts';
import { isOfSegment } from './compute-segment.ts';
import { aloneBecause } from './decided-alone.ts';
import { explainTogether } from './explain-changes.ts';
import { countReasons, hashesOf, isChanged, judged, reasonFor } from './judge-segment.ts';
import { type ComputedSegment, idOf, relationsNow, type RunState } from './run-state.ts';

/** Segments that can be computed once those of earlier waves are. */
export interface Wave {
  readonly segments: readonly PlannedSegment[];
  /** Names of those that are decided together with others of their object, references among them included. */
  readonly together: ReadonlySet<string>;
}

/** The segments of the plan in the order in which they are computed. */
export function wavesOf(run: RunState): readonly Wave[] {
  const { plan } = run;
  return wavesAmong(
    plan,
    new Set(plan.segments.filter((one) => isFit(run, one)).map(({ name }) => name)),
  );
}

/** `fit`: names of the segments that may be decided with others. */
export function wavesAmong(plan: RefreshPlan, fit: ReadonlySet<string>): readonly Wave[] {
  const inlining = createInlining(plan);
  const waves: PlannedSegment[][] = [];
  const waveOf = new Map<string, number>();
  for (const planned of plan.segments) {
    const joins = (name: string): boolean =>
      fit.has(planned.name) && fit.has(name) && inlining.canInline(planned, name);
    const after = planned.dependsOn.map((name) => {
      return must(waveOf.get(name), name) + (joins(name) ? 0 : 1);
    });
    const at = Math.max(0, ...after);
    waveOf.set(planned.name, at);
    waves[at] = [...(waves[at] ?? []), planned];
  }
  return waves.map((segments) => ({ segments, together: fit }));
}

/** Whether nothing but membership is asked of it, and it is to be compared with members of the same object. */
function isFit(run: RunState, planned: PlannedSegment): boolean {
  const { settings } = must(run.declared.get(planned.name), planned.name);
  const published = run.registered.get(idOf(run, planned))?.published;
  return (
    aloneBecause(planned, settings.status) === undefined &&
    (run.findings.problems.get(planned.name) ?? []).length === 0 &&
    (published === undefined ||
      (published.objectType === planned.object &&
        published.keyColumn === planned.keyColumn &&
        published.publishColumns.length === 0))
  );
}

/** Those of the wave that could be decided together, by name. */
export async function computeTogether(
  run: RunState,
  { segments, together }: Wave,
  onStart: (first: PlannedSegment) => void,
): Promise<ReadonlyMap<string, ComputedSegment>> {
  const found = new Map<string, ComputedSegment>();
  for (const object of new Set(segments.map((planned) => planned.object))) {
    const batch = ready(
      run,
      segments.filter((planned) => planned.object === object && together.has(planned.name)),
    );
    const [first] = batch;
    if (first === undefined || batch.length < 2) continue;
    onStart(first);
    for (const computed of await computeBatch(run, `${object} ${first.name}`, batch)) {
      found.set(computed.planned.name, computed);
    }
  }
  return found;
}

/** Without those that refer to a segment that was never published, and those that refer to these. */
function ready(run: RunState, batch: readonly PlannedSegment[]): readonly PlannedSegment[] {
  const missing = new Set<string>();
  for (const { name, dependsOn } of batch) {
    const isMissing = (referred: string): boolean =>
      missing.has(referred) || run.computed.get(referred)?.kind === 'unavailable';
    if (dependsOn.some(isMissing)) missing.add(name);
  }
  return batch.filter(({ name }) => !missing.has(name));
}

/** Nothing when it failed. */
async function computeBatch(
  run: RunState,
  name: string,
  batch: readonly PlannedSegment[],
): Promise<readonly ComputedSegment[]> {
  try {
    const computed = await decideBatch(run, name, batch);
    const kept = withoutFollowersOfHeld(computed);
    const dropped = batch.filter((planned) => !kept.some((one) => one.planned === planned));
    await run.staging.dropDecided(idsOf(run, dropped));
    return kept;
  } catch (error) {
    if (!isOfSegment(error)) throw error;
    await run.staging.dropDecided(idsOf(run, batch));
    return [];
  }
}

function idsOf(run: RunState, segments: readonly PlannedSegment[]): readonly number[] {
  return segments.map((planned) => idOf(run, planned));
}

/** Whoever refers to a held segment means its last good members, which nobody looked up here. */
function withoutFollowersOfHeld(computed: readonly ComputedSegment[]): readonly ComputedSegment[] {
  const gone = new Set<string>();
  return computed.filter(({ kind, planned }) => {
    const follows = planned.dependsOn.some((name) => gone.has(name));
    if (kind !== 'fresh' || follows) gone.add(planned.name);
    return !follows;
  });
}

async function decideBatch(
  run: RunState,
  name: string,
  batch: readonly PlannedSegment[],
): Promise<readonly ComputedSegment[]> {
  const { plan, options, staging } = run;
  const elapsed = stopwatch(options.clock);
  const places = placesOf(batch.map((planned) => planned.name));
  const inlined = new Set(batch.map((planned) => planned.name));
  const request = { places, inlined };
  const printed = printDecisions(plan, request, options.dialect, relationsNow(run));
  const segments = batch.map((planned, at) => ({
    ...must(places[at], planned.name),
    segmentId: idOf(run, planned),
    objectType: planned.object,
  }));
  const { keyColumn } = must(batch[0], 'a segment');
  const decided = await staging.decide({ name, keyColumn, printed, segments });
  if (!isComparable(run, batch, decided)) return [];
  const hashes = hashesOf(run, batch, decided.keyType);
  const reasons = batch.map((planned) => reasonFor(run, planned, hashes));
  const requests = batch.map((planned, at) => ({
    segmentId: idOf(run, planned),
    published: run.registered.get(idOf(run, planned)),
    reason: must(reasons[at], planned.name),
  }));
  const diffs = await staging.diffDecided(name, requests);
  const diffOf = (at: number): MembershipDiff => must(diffs[at], 'a difference');
  const moved = batch.filter((_planned, at) => reasons[at] === 'data' && isChanged(diffOf(at)));
  const byTime = await explainTogether(run, name, moved, request);
  const share = Math.round(elapsed() / batch.length);
  return batch.map((planned, at) => {
    const diff = diffOf(at);
    const staged = stagedOf(run, planned, decided, must(decided.relations[at], 'members'), diff);
    const reason = must(reasons[at], planned.name);
    const counted = countReasons(reason, diff, byTime.get(planned.name) ?? 0);
    const hash = must(hashes.get(planned.name), planned.name);
    return judged(run, planned, { staged, diff, hash, reasons: counted }, share);
  });
}

/** Keys of another type than the published ones, or none to rely on, are looked at segment by segment. */
function isComparable(
  run: RunState,
  batch: readonly PlannedSegment[],
  { keyType, keyFaults }: DecidedBatch,
): boolean {
  if (keyFaults.missing + keyFaults.repeated > 0) return false;
  return batch.every((planned) => {
    const published = run.registered.get(idOf(run, planned))?.published;
    return published === undefined || published.keyType === keyType;
  });
}

function stagedOf(
  run: RunState,
  planned: PlannedSegment,
  { keyType, keyFaults }: DecidedBatch,
  relation: readonly string[],
  { entered, left }: MembershipDiff,
): StagedMembership {
  const before = run.registered.get(idOf(run, planned))?.published?.size ?? 0;
  const size = before + entered - left;
  return { relation, size, keyType, publishColumns: [], keyFaults };
}
