// Which segments of a batch are asked about changed objects only, and which are better computed from all rows.
import { must } from '../../../compiler/assert.ts';
import { inlineMembers } from '../../../compiler/plan/inline-members.ts';
import type { PlannedSegment } from '../../../compiler/plan/refresh-plan.ts';
import type { FullCause } from '../full-cause.ts';
import type { RunState } from '../run-state.ts';
import { isOfSegment } from '../judge/of-segment.ts';
import type { Baseline, FoundBaseline } from './baselines.ts';
import { type AffectedGroup, findAffected } from './find-affected.ts';

/** More objects than this share of all are not worth telling apart from the others. */
const mostAffected = 0.3;

/** So few are worth it, however few there are in all. */
const fewObjects = 100;

export interface Division {
  readonly incremental: readonly AffectedGroup[];
  /** The others. */
  readonly full: readonly PlannedSegment[];
  /** Segments of those that could have been incremental: no other object can have changed. */
  readonly proofs: readonly AffectedGroup[];
  /** Why a segment is among the others. */
  readonly causes: ReadonlyMap<string, FullCause>;
}

/** All from all rows when finding out what changed fails: whose fault that is shows then. */
export async function divideOrAll(
  run: RunState,
  name: string,
  batch: readonly PlannedSegment[],
  baselines: ReadonlyMap<string, FoundBaseline>,
  inlined: ReadonlySet<string>,
): Promise<Division> {
  try {
    return await divideBatch(run, name, batch, baselines, inlined);
  } catch (error) {
    if (!isOfSegment(error)) throw error;
    const causes = new Map(batch.map((planned) => [planned.name, 'alone' as const]));
    return { incremental: [], full: batch, proofs: [], causes };
  }
}

/** Segments of one object, in the order of the plan. */
async function divideBatch(
  run: RunState,
  name: string,
  batch: readonly PlannedSegment[],
  baselines: ReadonlyMap<string, FoundBaseline>,
  inlined: ReadonlySet<string>,
): Promise<Division> {
  const causes = new Map<string, FullCause>();
  for (const planned of batch) {
    const found = must(baselines.get(planned.name), planned.name);
    if (found.kind === 'full') causes.set(planned.name, found.because);
  }
  const groups = groupsOf(batch, baselines);
  const plan = groups.length === 0 ? run.plan : inlineMembers(run.plan, inlined);
  const incremental: AffectedGroup[] = [];
  const proofs: AffectedGroup[] = [];
  for (const { baseline, segments, isProof } of groups) {
    const table = `${name} ${baseline.refresh}${isProof ? ' proof' : ''}`;
    const searching = { run, plan, baseline, name: table, compared: new Map<string, number>() };
    const found = await findAffected(
      searching,
      segments,
      isProof ? new Map<string, FullCause>() : causes,
    );
    for (const group of found) {
      if (isProof) proofs.push(group);
      else if (await isMuch(run, group)) {
        for (const planned of group.segments) causes.set(planned.name, 'many_objects');
      } else incremental.push(group);
    }
  }
  const full = batch.filter((planned) => causes.has(planned.name));
  return { incremental, full, proofs, causes };
}

interface Group {
  readonly baseline: Baseline;
  readonly isProof: boolean;
  readonly segments: PlannedSegment[];
}

/** Segments with a baseline, by it. */
function groupsOf(
  batch: readonly PlannedSegment[],
  baselines: ReadonlyMap<string, FoundBaseline>,
): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const planned of batch) {
    const { kind, baseline } = must(baselines.get(planned.name), planned.name);
    if (baseline === undefined) continue;
    const identity = `${kind} ${baseline.refresh}`;
    const group = groups.get(identity) ?? { baseline, isProof: kind === 'full', segments: [] };
    group.segments.push(planned);
    groups.set(identity, group);
  }
  return [...groups.values()];
}

async function isMuch(run: RunState, { segments, affected }: AffectedGroup): Promise<boolean> {
  if (affected.count <= fewObjects) return false;
  const { object } = must(segments[0], 'a segment');
  return affected.count > (await run.countRows(object)) * mostAffected;
}
