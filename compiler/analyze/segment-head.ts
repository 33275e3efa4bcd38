// Part of compiler/analyze: where messages about a segment as a whole point to.
import type { CheckedSegment } from '../check/checked-project.ts';
import type { Span } from '../source.ts';

/** `segment name` at the start of the declaration. */
export function headOf({ span, definition }: CheckedSegment): Span {
  const head = /^segment\s+\w+/.exec(definition)?.[0] ?? 'segment';
  return { ...span, end: span.start + head.length };
}
