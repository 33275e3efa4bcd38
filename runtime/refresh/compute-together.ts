// Segments of one object that wait for nothing of each other are decided together, over shared passes (docs/decisions/0016).
// What cannot be, or fails, is left to compute-segment.ts, which tells a failure of one segment from those of the others.
import { must } from '../../compiler/assert.ts';
import type { PlannedSegment, RefreshPlan } from '../../compiler/plan/refresh-plan.ts';
import { placesOf, printDecisions } from '../../compiler/sql/print-decisions.ts';
import { stopwatch } from '../clock.ts';
import type { StagedMembership } from '../warehouse.ts';
import type { MembershipDiff } from '../warehouse-diff.ts';
import type { DecidedBatch } from '../warehouse-decisions.ts';
import { isOfSegment, problemsBefore } from './compute-segment.ts';
import { explainTogether } from './explain-changes.ts';
import { countReasons, isChanged, judged, reasonFor } from './judge-segment.ts';
import { type ComputedSegment, idOf, relationsNow, type RunState } from './run-state.ts';

/** The segments of the plan in groups, each of which refers only to those of earlier groups. */
export function wavesOf({ segments }: RefreshPlan): readonly (readonly PlannedSegment[])[] {
  const waves: PlannedSegment[][] = [];
  const waveOf = new Map<string, number>();
  for (const planned of segments) {
    const at = Math.max(0, ...planned.dependsOn.map((name) => must(waveOf.get(name), name) + 1));
    waveOf.set(planned.name, at);
    waves[at] = [...(waves[at] ?? []), planned];
  }
  return waves;
}

/** Those of the wave that could be decided together, by name. */
export async function computeTogether(
  run: RunState,
  wave: readonly PlannedSegment[],
  onStart: (first: PlannedSegment) => void,
): Promise<ReadonlyMap<string, ComputedSegment>> {
  const found = new Map<string, ComputedSegment>();
  for (const object of new Set(wave.map((planned) => planned.object))) {
    const batch = wave.filter((planned) => planned.object === object && isFit(run, planned));
    const [first] = batch;
    if (first === undefined || batch.length < 2) continue;
    onStart(first);
    for (const computed of await computeBatch(run, `${object} ${first.name}`, batch)) {
      found.set(computed.planned.name, computed);
    }
  }
  return found;
}

/** Whether nothing but membership is asked of it, and it is to be compared with members of the same object. */
function isFit(run: RunState, planned: PlannedSegment): boolean {
  const { settings } = must(run.declared.get(planned.name), planned.name);
  const published = run.registered.get(idOf(run, planned))?.published;
  return (
    settings.status === 'active' &&
    planned.publish.length === 0 &&
    problemsBefore(run, planned).length === 0 &&
    (published === undefined ||
      (published.objectType === planned.object &&
        published.keyColumn === planned.keyColumn &&
        published.publishColumns.length === 0))
  );
}

/** Nothing when it failed. */
async function computeBatch(
  run: RunState,
  name: string,
  batch: readonly PlannedSegment[],
): Promise<readonly ComputedSegment[]> {
  try {
    const computed = await decideBatch(run, name, batch);
    if (computed.length > 0) return computed;
  } catch (error) {
    if (!isOfSegment(error)) throw error;
  }
  await run.staging.dropDecided(name);
  return [];
}

async function decideBatch(
  run: RunState,
  name: string,
  batch: readonly PlannedSegment[],
): Promise<readonly ComputedSegment[]> {
  const { plan, options, staging } = run;
  const elapsed = stopwatch(options.clock);
  const places = placesOf(batch.map((planned) => planned.name));
  const printed = printDecisions(plan, { places }, options.dialect, relationsNow(run));
  const segments = batch.map((planned, at) => ({
    ...must(places[at], planned.name),
    segmentId: idOf(run, planned),
    objectType: planned.object,
  }));
  const { keyColumn } = must(batch[0], 'a segment');
  const decided = await staging.decide({ name, keyColumn, printed, segments });
  if (!isComparable(run, batch, decided)) return [];
  const reasons = batch.map((planned) => reasonFor(run, planned, decided.keyType));
  const requests = batch.map((planned, at) => ({
    segmentId: idOf(run, planned),
    published: run.registered.get(idOf(run, planned)),
    reason: must(reasons[at], planned.name),
  }));
  const diffs = await staging.diffDecided(name, requests);
  const diffOf = (at: number): MembershipDiff => must(diffs[at], 'a difference');
  const moved = batch.filter((_planned, at) => reasons[at] === 'data' && isChanged(diffOf(at)));
  const byTime = await explainTogether(run, name, moved, places);
  const share = Math.round(elapsed() / batch.length);
  return batch.map((planned, at) => {
    const diff = diffOf(at);
    const staged = stagedOf(run, planned, decided, must(decided.relations[at], 'members'), diff);
    const reason = must(reasons[at], planned.name);
    const counted = countReasons(reason, diff, byTime.get(planned.name) ?? 0);
    return judged(run, planned, { staged, diff, reasons: counted }, share);
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
