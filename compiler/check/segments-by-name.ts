// Part of the output of compiler/check: the segments of a checked project by their names. Each segment that is lowered asks for the others.
import { madeOnce } from '../made-once.ts';
import type { CheckedProject, CheckedSegment } from './checked-project.ts';

export const segmentsByName: (project: CheckedProject) => ReadonlyMap<string, CheckedSegment> =
  madeOnce(({ segments }) => new Map(segments.map((segment) => [segment.name, segment])));
