// The proof that nothing is missed: of segments that were computed from all rows although looking at changes would have been enough,
// only objects have changed that looking at changes would have found.
import { must } from '../../../compiler/assert.ts';
import { operationalError } from '../../../compiler/operational-error.ts';
import { catalogue } from '../../../compiler/diagnostics/catalogue.ts';
import { problemOf } from '../../problem.ts';
import type { SegmentOutcome } from '../report.ts';
import { type ComputedSegment, idOf, type RunState } from '../run-state.ts';
import type { AffectedGroup } from './find-affected.ts';

/** Whether looking at changes would have missed something. */
export function isDrifted({ problems }: SegmentOutcome): boolean {
  return problems.some(({ code }) => code === catalogue.operations.drift.code);
}

/** The same segments; those for which something had been missed say so. */
export async function reconciled(
  run: RunState,
  proofs: readonly AffectedGroup[],
  computed: readonly ComputedSegment[],
): Promise<readonly ComputedSegment[]> {
  const found: ComputedSegment[] = [];
  for (const one of computed) {
    const proof = proofs.find(({ segments }) =>
      segments.some(({ name }) => name === one.planned.name),
    );
    found.push(proof === undefined ? one : await compared(run, proof, one));
  }
  return found;
}

async function compared(
  run: RunState,
  { affected, baseline }: AffectedGroup,
  computed: ComputedSegment,
): Promise<ComputedSegment> {
  const { planned } = computed;
  if (computed.kind !== 'fresh' || computed.publish === undefined) return computed;
  const { outcome, commit } = computed.publish;
  if (outcome.entered + outcome.left === 0) return computed;
  const within = affected.count === 0 ? undefined : affected.relation;
  const missed = await run.staging.changesOutside(idOf(run, planned), within);
  if (missed.count === 0) return computed;
  const { span } = must(run.declared.get(planned.name), planned.name);
  const args = { segment: planned.name, since: baseline.now, ...missed };
  const error = operationalError(catalogue.operations.drift, args, { where: run.placeOf(span) });
  const problems = [...outcome.problems, problemOf(error)];
  return { ...computed, publish: { commit, outcome: { ...outcome, problems } } };
}
