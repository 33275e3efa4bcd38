// Part of compiler/analyze: lines of one segment that clash, always hold, or add nothing, and `except`s that leave nobody out.
import { catalogue } from '../diagnostics/catalogue.ts';
import type { Label } from '../diagnostics/diagnostic.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import type { Predicate } from '../lower/ir.ts';
import type { Line, LineLowering, SegmentLines } from '../lower/lower-lines.ts';
import { negate } from '../lower/predicates.ts';
import type { Span } from '../source.ts';
import { add, type Clash, clashWith, type Conjunction } from './conjunction.ts';
import { findClashes, isAlways } from './find-clashes.ts';
import { findRedundant } from './find-redundant.ts';

export type OriginOf = LineLowering['originOf'];

/** What the segment asks altogether; undefined when nobody can be in it. */
export function reportClashes(
  { segment, where, excepts }: SegmentLines,
  originOf: OriginOf,
  reporter: Reporter,
): Conjunction | undefined {
  const { object } = segment;
  for (const line of where) reportAlways(line, reporter);
  const { conjunction, clash, dead } = findClashes(where.map(({ predicate }) => predicate));
  for (const one of dead) reportClash(one, { object, where: 'alternative' }, originOf, reporter);
  if (clash !== undefined) {
    reportClash(clash, { object, where: 'segment' }, originOf, reporter);
    return undefined;
  }
  for (const { weaker, stronger } of findRedundant(conjunction)) {
    const span = originOf(weaker);
    if (span === undefined || !isInside(span, segment.span)) continue;
    const related = labelAt(originOf(stronger), span, 'this asks for more');
    reporter.report(catalogue.analysis.redundant, span, {}, { related });
  }
  return addExcepts(excepts, conjunction, object, originOf, reporter);
}

/** A count that is never too small, alternatives that leave nothing out. */
function reportAlways({ predicate, span }: Line, reporter: Reporter): void {
  if (!isAlways(predicate)) return;
  const args =
    predicate.kind !== 'any'
      ? { what: 'a number of rows is never below 0', help: undefined }
      : {
          what: 'its parts leave nothing out',
          help: 'Remove the line, or correct one of its parts.',
        };
  reporter.report(catalogue.meaning.alwaysMatches, span, args);
}

function addExcepts(
  excepts: readonly Line[],
  conjunction: Conjunction,
  object: string,
  originOf: OriginOf,
  reporter: Reporter,
): Conjunction | undefined {
  const negated = new Map<Predicate, Span>();
  const placeOf: OriginOf = (predicate) => originOf(predicate) ?? negated.get(predicate);
  for (const { predicate, span } of excepts) {
    const nobody = clashWith(predicate, conjunction);
    if (nobody !== undefined) {
      const related = labelsOf(nobody.earlier, span, placeOf, 'because of this');
      reporter.report(catalogue.analysis.emptyExcept, span, {}, { related });
      continue;
    }
    const others = negate(predicate);
    negated.set(others, span);
    const everybody = add(others, conjunction);
    if (everybody === undefined) continue;
    const related = labelsOf(everybody.earlier, span, placeOf, 'together with this');
    const args = { object, others: related.length, where: 'segment' } as const;
    reporter.report(catalogue.analysis.contradiction, span, args, { related });
    return undefined;
  }
  return conjunction;
}

/** At the later of the two places; in a segment that is written out here, at its place. */
export function reportClash(
  { earlier, later }: Clash,
  about: { readonly object: string; readonly where: 'segment' | 'alternative' | 'rows' },
  originOf: OriginOf,
  reporter: Reporter,
): void {
  const [first] = earlier;
  const span = originOf(later) ?? (first && originOf(first));
  if (span === undefined) return;
  const related = labelsOf(earlier, span, originOf, 'together with this');
  const args = { ...about, others: related.length };
  reporter.report(catalogue.analysis.contradiction, span, args, { related });
}

function labelsOf(
  predicates: readonly Predicate[],
  beside: Span,
  originOf: OriginOf,
  text: string,
): readonly Label[] {
  return predicates.flatMap((predicate) => labelAt(originOf(predicate), beside, text));
}

function labelAt(span: Span | undefined, beside: Span, text: string): readonly Label[] {
  if (span === undefined) return [];
  const isSame =
    span.file === beside.file && span.start === beside.start && span.end === beside.end;
  return isSame ? [] : [{ span, text }];
}

function isInside(inner: Span, outer: Span): boolean {
  return inner.file === outer.file && inner.start >= outer.start && inner.end <= outer.end;
}
