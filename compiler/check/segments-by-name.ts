// Part of the output of compiler/check: the segments of a checked project by their names.
import type { CheckedProject, CheckedSegment } from './checked-project.ts';

/** Projects never change; each segment that is lowered asks for the others. */
const known = new WeakMap<CheckedProject, ReadonlyMap<string, CheckedSegment>>();

/** Made once for a project. */
export function segmentsByName(project: CheckedProject): ReadonlyMap<string, CheckedSegment> {
  const found =
    known.get(project) ?? new Map(project.segments.map((segment) => [segment.name, segment]));
  known.set(project, found);
  return found;
}
