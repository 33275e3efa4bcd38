// All that an input must pass without a throw: lexer, parser, checker, messages, layout, and for sound programs plan and
// SQL. What is thrown is a bug, whatever the input.
import { checkProject } from '../../compiler/check/check-project.ts';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import {
  diagnosticToJson,
  indexSources,
  renderDiagnostic,
} from '../../compiler/diagnostics/render.ts';
import { plainStyle } from '../../compiler/diagnostics/style.ts';
import { planRefresh } from '../../compiler/plan/plan-refresh.ts';
import type { SourceFile } from '../../compiler/source.ts';
import { checkDialect } from '../../compiler/sql/check-dialect.ts';
import { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
import { dialectsByName } from '../../dialects/registry.ts';
import { formatFile } from '../../format/format-file.ts';
import { formatRange } from '../../format/format-range.ts';
import type { SegmentRelations } from '../../compiler/sql/query.ts';
import type { Input } from './inputs.ts';

/** What became of an input. */
export interface Reached {
  /** How far it came. */
  readonly stage: 'syntax' | 'check' | 'sql';
  /** Codes of its diagnostics. */
  readonly codes: ReadonlySet<string>;
}

const relations: SegmentRelations = {
  membership: (segment) => ['segments', segment],
  changes: () => ['segments', 'membership_changes'],
  previous: () => undefined,
};
const now = '2026-11-26T12:00:00Z';

/** Throws for any bug: what a stage throws, a place outside of the text, a layout that is not stable. */
export function runInput({ text, companions }: Input): Reached {
  const file = { path: 'fuzz.seg', text };
  const faulty = checkLayout(file);
  // The model is checked again with each input: for most texts with syntax errors the text alone will do.
  const alone = faulty && text.length % 8 !== 0;
  const files = alone ? [file] : [file, ...companions];
  const result = checkProject(files);
  const sources = indexSources(files);
  for (const diagnostic of result.diagnostics) {
    checkPlaces(diagnostic, files);
    renderDiagnostic(diagnostic, sources, plainStyle);
    diagnosticToJson(diagnostic, sources);
  }
  const codes = new Set(result.diagnostics.map(({ code }) => code));
  if (faulty) return { stage: 'syntax', codes };
  if (result.diagnostics.some(({ severity }) => severity === 'error')) {
    return { stage: 'check', codes };
  }
  const declared = result.files.flatMap((one) => (one.path === file.path ? one.declarations : []));
  const names = new Set(declared.map((one) => (one.kind === 'segment' ? one.name.text : '')));
  const segments = result.project.segments
    .filter(({ name, published }) => published && names.has(name))
    .map(({ name }) => name);
  // Planning is for projects without errors, also none of the dialect.
  const dialects = Object.values(dialectsByName).filter(
    (dialect) =>
      !checkDialect(result.project, dialect).some(({ severity }) => severity === 'error'),
  );
  if (dialects.length === 0) return { stage: 'check', codes };
  const plan = planRefresh(result.project, { now, segments });
  for (const dialect of dialects) {
    for (const name of segments) printSegmentQuery(plan, name, dialect, relations);
  }
  return { stage: 'sql', codes };
}

/** True when the text has syntax errors. */
function checkLayout(file: SourceFile): boolean {
  const { text: once } = formatFile(file);
  if (once === undefined) {
    if (formatRange(file, 0, file.text.length).edits.length > 0) {
      throw new Error('a range of a text with syntax errors was formatted');
    }
    return true;
  }
  // A third of the inputs, as each costs several parses.
  if (file.text.length % 3 !== 0) return false;
  const twice = formatFile({ ...file, text: once }).text;
  if (twice !== once) throw new Error('formatting twice is not formatting once');
  const middle = file.text.length >> 1;
  formatRange(file, middle, middle + 20);
  return false;
}

function checkPlaces(
  { code, span, fixes, related }: Diagnostic,
  files: readonly SourceFile[],
): void {
  const places = [span, ...fixes.map((fix) => fix.span), ...related.map((one) => one.span)];
  for (const { file, start, end } of places) {
    const length = files.find(({ path }) => path === file)?.text.length ?? -1;
    if (!(start >= 0 && start <= end && end <= length)) {
      throw new Error(`${code} points outside of the text: ${start}..${end} of ${length}`);
    }
  }
}
