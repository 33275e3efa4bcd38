// What holds for the layout of every text without syntax errors.
import { expect } from 'vitest';
import type { SegmentSyntax } from '../../compiler/syntax/ast.ts';
import { parseAlone } from '../../compiler/syntax/parse-alone.ts';
import { formatFile } from '../../format/format-file.ts';
import { formatRange } from '../../format/format-range.ts';
import { simplified } from '../../format/meaning.ts';

export function formatted(text: string): string {
  const result = formatFile({ path: 'test.seg', text });
  expect(result.diagnostics).toEqual([]);
  return result.text ?? '';
}

export function commentsOf(text: string): readonly string[] {
  const { comments } = parseAlone({ path: 'test.seg', text });
  return comments.map(({ start, end }) => text.slice(start, end).trimEnd());
}

export function meaningOf(text: string): unknown {
  const { syntax, diagnostics } = parseAlone({ path: 'test.seg', text });
  expect(diagnostics).toEqual([]);
  return simplified(syntax.declarations, text, '');
}

/** True when layout leaves the parts of every segment in their order. */
export function partsInOrder(text: string): boolean {
  const { syntax } = parseAlone({ path: 'test.seg', text });
  return syntax.declarations.every((one) => one.kind !== 'segment' || ordered(one));
}

/** Of the members of a segment that have parts; what is not here may go anywhere. */
const ranks: Readonly<Record<string, number>> = {
  settings: 0,
  where: 1,
  enter: 1,
  leave: 2,
  excepts: 3,
  take: 4,
};

function ordered(segment: SegmentSyntax): boolean {
  const places = Object.entries(segment).flatMap(([key, value]) =>
    startsOf(value).map((start) => ({ start, rank: ranks[key] ?? Number.NaN })),
  );
  const sorted = places.toSorted((a, b) => a.start - b.start);
  const body = sorted.filter(({ start }) => start > segment.of.span.start);
  return body.every(({ rank }, index) => rank >= (body[index - 1]?.rank ?? 0));
}

function startsOf(value: unknown): readonly number[] {
  if (Array.isArray(value)) return value.flatMap(startsOf);
  if (typeof value !== 'object' || value === null || !('span' in value)) return [];
  const { span } = value;
  if (typeof span !== 'object' || span === null || !('start' in span)) return [];
  return [Number(span.start)];
}

/** `text` after the edits of its range. */
export function formattedRange(text: string, start: number, end: number): string {
  const { edits } = formatRange({ path: 'test.seg', text }, start, end);
  return edits.reduceRight(
    (all, edit) => `${all.slice(0, edit.start)}${edit.text}${all.slice(edit.end)}`,
    text,
  );
}

export function expectSameMeaning(after: string, before: string): void {
  expect(meaningOf(after)).toEqual(meaningOf(before));
  expect(commentsOf(after).toSorted()).toEqual(commentsOf(before).toSorted());
  if (partsInOrder(before)) expect(commentsOf(after)).toEqual(commentsOf(before));
}

export function expectAnyLineEnds(text: string): void {
  expect(formatted(text.replaceAll('\n', '\r\n'))).toBe(formatted(text));
  expect(formatted(text.replaceAll('\n', '\r'))).toBe(formatted(text));
}
