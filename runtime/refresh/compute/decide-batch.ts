// A batch of segments that are decided together: decided, compared with what is published, explained and judged.
import { must } from '../../../compiler/assert.ts';
import type { PlannedSegment } from '../../../compiler/plan/refresh-plan.ts';
import { placesOf, printDecisions } from '../../../compiler/sql/print-decisions.ts';
import { stopwatch } from '../../clock.ts';
import type { StagedMembership } from '../../warehouse.ts';
import type { DecidedBatch } from '../../warehouse-decisions.ts';
import type { MembershipDiff } from '../../warehouse-diff.ts';
import {
  type Affected,
  type ComputedSegment,
  idOf,
  relationsNow,
  type RunState,
} from '../run-state.ts';
import { allObjects, countReasons, isChanged, judged, reasonFor } from '../judge/judge-segment.ts';
import { explainTogether } from './explain-changes.ts';
import { stageRowsOf } from './stage-rows.ts';

/** What the batches of one object have in common. */
export interface SharedBatch {
  readonly run: RunState;
  /** Of no other batch of the refresh. */
  readonly name: string;
  /** Names of the segments whose conditions stand for references to them. */
  readonly inlined: ReadonlySet<string>;
  /** Of definitions, by name. */
  readonly hashes: ReadonlyMap<string, string>;
  readonly keyType: string;
}

/**
 * `affected`: the objects that can have changed; undefined: all objects are decided. Nothing when the keys are not what they should be.
 */
export async function decideBatch(
  { run, name, inlined, hashes, keyType }: SharedBatch,
  batch: readonly PlannedSegment[],
  affected: Affected | undefined,
): Promise<readonly ComputedSegment[]> {
  const { plan, options, staging } = run;
  const elapsed = stopwatch(options.clock);
  const only = affected?.relation;
  const places = placesOf(batch.map((planned) => planned.name));
  const rows = only && (await stageRowsOf(run, name, { places, inlined, only }));
  const request = { places, inlined, only, rows };
  const printed = printDecisions(plan, request, options.dialect, relationsNow(run));
  const referred = new Set(plan.segments.flatMap(({ dependsOn }) => dependsOn));
  const segments = batch.map((planned, at) => ({
    ...must(places[at], planned.name),
    segmentId: idOf(run, planned),
    objectType: planned.object,
    isReferredTo: referred.has(planned.name),
  }));
  const { keyColumn } = must(batch[0], 'a segment');
  const decided = await staging.decide({ name, keyColumn, printed, segments, only });
  if (!isComparable(run, batch, decided, keyType)) return [];
  const reasons = batch.map((planned) => reasonFor(run, planned, hashes, affected));
  const requests = batch.map((planned, at) => ({
    segmentId: idOf(run, planned),
    published: run.registered.get(idOf(run, planned)),
    reason: must(reasons[at], planned.name),
  }));
  const diffs = await staging.diffDecided(name, requests);
  const diffOf = (at: number): MembershipDiff => must(diffs[at], 'a difference');
  const moved = batch.filter((_planned, at) => reasons[at] === 'data' && isChanged(diffOf(at)));
  const byTime = await explainTogether(run, name, moved, { places, inlined, rows });
  const share = Math.round(elapsed() / batch.length);
  return batch.map((planned, at) => {
    const diff = diffOf(at);
    const staged = stagedOf(run, planned, decided, must(decided.relations[at], 'members'), diff);
    const reason = must(reasons[at], planned.name);
    const counted = countReasons(reason, diff, byTime.get(planned.name) ?? 0);
    const hash = must(hashes.get(planned.name), planned.name);
    const look =
      affected === undefined
        ? allObjects(run, planned)
        : ({ kind: 'affected', count: affected.count } as const);
    const compared = { staged, diff, hash, reasons: counted, look };
    return judged(run, planned, compared, share);
  });
}

/** Keys of another type than the published ones, or none to rely on, are looked at segment by segment. */
function isComparable(
  run: RunState,
  batch: readonly PlannedSegment[],
  decided: DecidedBatch,
  keyType: string,
): boolean {
  const { missing, repeated } = decided.keyFaults;
  if (missing + repeated > 0 || decided.keyType !== keyType) return false;
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
