// Entry of compiler/analyze: a checked project → what its segments mean that nobody can have meant. Warnings and notes only.
import type { CheckResult } from '../check/check-project.ts';
import type { CheckedSegment } from '../check/checked-project.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { catalogue } from '../diagnostics/catalogue.ts';
import { createReporter, type Reporter } from '../diagnostics/reporter.ts';
import { createLineLowering, type LineLowering, type SegmentLines } from '../lower/lower-lines.ts';
import type { Conjunction } from './conjunction.ts';
import { reportClashes } from './report-clashes.ts';
import { reportConsents } from './report-consents.ts';
import { reportFeatures } from './report-features.ts';
import { reportKinships } from './report-kinships.ts';
import { reportUnused } from './report-unused.ts';

/** Only segments without error are looked at. `complete`: there are no errors at all, so what is not used is known. */
export function analyzeProject(
  { project, files, diagnostics: checked }: CheckResult,
  complete: boolean,
): readonly Diagnostic[] {
  const reporter = createReporter();
  const lowering = createLineLowering(project);
  const meanings = new Map<string, Conjunction>();
  for (const segment of project.segments) {
    const isTemplate = segment.parameters.some(({ fallback }) => fallback === undefined);
    const lines = isTemplate ? undefined : lowering.linesOf(segment, false);
    if (lines === undefined) continue;
    const meaning = quietly(lines);
    const heard = meaning.reports === 0 ? meaning.conjunction : aloud(segment, lowering, reporter);
    if (heard !== undefined) meanings.set(segment.name, heard);
  }
  reportFeatures(project.model, lowering, reporter);
  reportKinships(project.segments, meanings, reporter);
  reportConsents(project, reporter);
  if (complete) reportUnused(files, reporter);
  const said = checked.filter(({ code }) => meaningCodes.has(code));
  return reporter.diagnostics.filter((found) => !said.some((one) => isAbout(one, found)));
}

/** What the checker says of a condition alone: a clash with it, or its always holding, would be said twice. */
const meaningCodes: ReadonlySet<string> = new Set([
  catalogue.meaning.neverMatches.code,
  catalogue.meaning.alwaysMatches.code,
  catalogue.meaning.neverMissing.code,
]);

function isAbout({ span }: Diagnostic, found: Diagnostic): boolean {
  return [found, ...found.related].some(
    ({ span: other }) =>
      other.file === span.file && other.start < span.end && span.start < other.end,
  );
}

/** Most segments have nothing to be said about: only of the others the places are worth knowing. */
function quietly(lines: SegmentLines): {
  readonly reports: number;
  readonly conjunction: Conjunction | undefined;
} {
  let reports = 0;
  const silent: Reporter = {
    diagnostics: [],
    report: () => {
      reports += 1;
    },
  };
  const conjunction = reportClashes(lines, () => lines.segment.span, silent);
  return { reports, conjunction };
}

function aloud(
  segment: CheckedSegment,
  lowering: LineLowering,
  reporter: Reporter,
): Conjunction | undefined {
  const lines = lowering.linesOf(segment, true);
  return lines && reportClashes(lines, lowering.originOf, reporter);
}
