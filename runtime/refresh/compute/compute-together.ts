// Segments of one object that wait for nothing of each other are decided together, over shared passes (docs/decisions/0016), and those whose
// published members are the answer of an earlier refresh for the objects that can have changed since only (docs/decisions/0018).
// What cannot be, or fails, is left to compute-segment.ts, which tells a failure of one segment from those of the others.
import { must } from '../../../compiler/assert.ts';
import { createInlining } from '../../../compiler/plan/inline-members.ts';
import type { PlannedSegment, RefreshPlan } from '../../../compiler/plan/refresh-plan.ts';
import {
  type Affected,
  type ComputedSegment,
  idOf,
  keyTypeOf,
  type RunState,
} from '../run-state.ts';
import { baselinesOf } from '../incremental/baselines.ts';
import { divideOrAll } from '../incremental/divide-batch.ts';
import { reconciled } from '../incremental/reconcile.ts';
import { isOfSegment } from '../judge/of-segment.ts';
import { hashesOf, unchanged } from '../judge/judge-segment.ts';
import { aloneBecause } from './decided-alone.ts';
import { decideBatch, type SharedBatch } from './decide-batch.ts';

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
    if (first === undefined) continue;
    onStart(first);
    for (const computed of await computeShared(run, `${object} ${first.name}`, batch)) {
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

/** Segments of one object. Those that are missing in the answer could not be decided together. */
async function computeShared(
  run: RunState,
  name: string,
  segments: readonly PlannedSegment[],
): Promise<readonly ComputedSegment[]> {
  const inlined = new Set(segments.map((planned) => planned.name));
  const keyType = keyTypeOf(run, segments);
  const hashes = hashesOf(run, segments, keyType);
  const baselines = baselinesOf(run, segments, hashes, inlined);
  const shared = { run, name, inlined, hashes, keyType };
  const divided = await divideOrAll(run, name, segments, baselines, inlined);
  const { incremental, full, proofs, causes } = divided;
  for (const [segment, because] of causes) run.fullCauses.set(segment, because);
  const computed: ComputedSegment[] = [];
  for (const { baseline, segments: batch, affected } of incremental) {
    const of = { ...shared, name: `${name} ${baseline.refresh}` };
    computed.push(
      ...(affected.count === 0
        ? batch.map((planned) => unchanged(run, planned))
        : await computeBatch(of, batch, affected)),
    );
  }
  if (full.length > 1 || proofs.length > 0) {
    computed.push(...(await reconciled(run, proofs, await computeBatch(shared, full, undefined))));
  }
  const kept = withoutFollowersOfOthers(segments, computed);
  const dropped = segments.filter((planned) => !kept.some((one) => one.planned === planned));
  await run.staging.dropDecided(dropped.map((planned) => idOf(run, planned)));
  return kept;
}

/** Nothing when it failed. `affected`: the objects that must be decided; undefined: all. */
async function computeBatch(
  shared: SharedBatch,
  batch: readonly PlannedSegment[],
  affected: Affected | undefined,
): Promise<readonly ComputedSegment[]> {
  try {
    return await decideBatch(shared, batch, affected);
  } catch (error) {
    if (!isOfSegment(error)) throw error;
    return [];
  }
}

/**
 * Whoever refers to a held segment means its last good members, which nobody looked up here; the same for one that is to be computed
 * alone. What was computed, in the order of the plan.
 */
function withoutFollowersOfOthers(
  segments: readonly PlannedSegment[],
  computed: readonly ComputedSegment[],
): readonly ComputedSegment[] {
  const byName = new Map(computed.map((one) => [one.planned.name, one]));
  const gone = new Set<string>();
  return segments.flatMap(({ name, dependsOn }) => {
    const one = byName.get(name);
    const follows = dependsOn.some((referred) => gone.has(referred));
    if (one?.kind !== 'fresh' || follows) gone.add(name);
    return one === undefined || follows ? [] : [one];
  });
}
