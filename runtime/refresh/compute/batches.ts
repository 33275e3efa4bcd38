// The order in which a refresh decides segments, and which of them together, as far as the project alone tells: a segment that changed
// its object, or whose sources are at fault, is decided alone (compute-together.ts).
import { must } from '../../../compiler/assert.ts';
import type { CheckedSegment } from '../../../compiler/check/checked-project.ts';
import type { PlannedSegment, RefreshPlan } from '../../../compiler/plan/refresh-plan.ts';
import { wavesAmong } from './compute-together.ts';
import { type AloneCause, aloneBecause } from './decided-alone.ts';

export interface Batch {
  /** From 1; each waits for the waves before it. */
  readonly wave: number;
  readonly object: string;
  /** In plan order. */
  readonly segments: readonly PlannedSegment[];
  /** Undefined: the segments are decided together. */
  readonly alone: AloneCause | undefined;
}

export function batchesOf(
  plan: RefreshPlan,
  declared: readonly CheckedSegment[],
): readonly Batch[] {
  const statusOf = new Map(declared.map(({ name, settings }) => [name, settings.status]));
  const causes = new Map(
    plan.segments.map((planned) => {
      const status = must(statusOf.get(planned.name), `segment ${planned.name}`);
      return [planned.name, aloneBecause(planned, status)] as const;
    }),
  );
  const fit = new Set([...causes].flatMap(([name, cause]) => (cause === undefined ? [name] : [])));
  return wavesAmong(plan, fit).flatMap(({ segments }, at) => {
    const objects = [...new Set(segments.map(({ object }) => object))];
    const together = objects
      .map((object) => segments.filter((one) => one.object === object && fit.has(one.name)))
      .filter((batch) => batch.length > 1);
    const decided = new Set(together.flat());
    const alone = segments.filter((planned) => !decided.has(planned));
    return [
      ...together.map((batch) => batchOf(at, batch, undefined)),
      ...alone.map((planned) => batchOf(at, [planned], causes.get(planned.name) ?? 'only_one')),
    ];
  });
}

function batchOf(
  wavesBefore: number,
  segments: readonly PlannedSegment[],
  alone: AloneCause | undefined,
): Batch {
  const { object } = must(segments[0], 'a segment');
  return { wave: wavesBefore + 1, object, segments, alone };
}
