// Pass: a segment stands after those it depends on; otherwise by name. Features keep their order.
import { InternalError } from '../../assert.ts';
import type { PlannedSegment, RefreshPlan } from '../refresh-plan.ts';

export function orderSegments(plan: RefreshPlan): RefreshPlan {
  const waiting = new Map(
    plan.segments
      .toSorted((left, right) => (left.name < right.name ? -1 : 1))
      .map((segment) => [segment.name, segment]),
  );
  const ordered: PlannedSegment[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(({ dependsOn }) =>
      dependsOn.every((name) => !waiting.has(name)),
    );
    if (ready.length === 0) {
      throw new InternalError(`segments refer in a circle: ${[...waiting.keys()].join(', ')}`);
    }
    for (const segment of ready) waiting.delete(segment.name);
    ordered.push(...ready);
  }
  return { ...plan, segments: ordered };
}
