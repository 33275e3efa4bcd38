// Spans of the project's files → places for people.
import { indexLines, type LineIndex, placeOf } from '../compiler/diagnostics/line-index.ts';
import type { OperationalPlace } from '../compiler/operational-error.ts';
import type { SourceFile, Span } from '../compiler/source.ts';

export type PlaceOfSpan = (span: Span) => OperationalPlace;

/** Each file is indexed when first asked for. */
export function placesIn(sources: readonly SourceFile[]): PlaceOfSpan {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const indexes = new Map<string, LineIndex>();
  return (span) => {
    const source = byPath.get(span.file);
    if (source === undefined) return { path: span.file };
    const index = indexes.get(span.file) ?? indexLines(source);
    indexes.set(span.file, index);
    return { path: span.file, ...placeOf(index, span.start) };
  };
}
