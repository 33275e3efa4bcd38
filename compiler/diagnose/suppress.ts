// Last step of a check: warnings and notes that a comment suppresses are left out, and comments that are wrong are reported.
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SuppressionSyntax } from '../syntax/suppression-ast.ts';
import { isSuppressible } from './codes.ts';
import { suppressionFaults } from './suppression-faults.ts';

export interface Suppressed {
  /** What is left, with what is wrong with the comments; in no order. */
  readonly diagnostics: readonly Diagnostic[];
  /** How many were left out. */
  readonly suppressed: number;
}

export function suppress(
  diagnostics: readonly Diagnostic[],
  suppressions: readonly SuppressionSyntax[],
): Suppressed {
  if (suppressions.length === 0) return { diagnostics, suppressed: 0 };
  const byLine = coveringByLine(suppressions);
  const used = new Set<string>();
  const left = diagnostics.filter((diagnostic) => {
    if (!isSuppressible(diagnostic.code)) return true;
    const meant = coveringOf(diagnostic, byLine);
    for (const one of meant) used.add(useOf(one, diagnostic.code));
    return meant.length === 0;
  });
  // While there are errors, parts of the project are not looked at: what a comment is for may come back.
  const complete = diagnostics.every(({ severity }) => severity !== 'error');
  const isUsed = (one: SuppressionSyntax, code: string): boolean =>
    !complete || used.has(useOf(one, code));
  const faults = suppressions.flatMap((one) => suppressionFaults(one, isUsed));
  return {
    diagnostics: [...left, ...faults],
    suppressed: diagnostics.length - left.length,
  };
}

function useOf({ span }: SuppressionSyntax, code: string): string {
  return `${span.file} ${span.start} ${code}`;
}

/** Comments for one line, in the order of their lines. */
interface CoveredLine {
  readonly start: number;
  end: number;
  readonly comments: SuppressionSyntax[];
}

/** By file. A comment covers its own line or a later one, never one before that of an earlier comment. */
function coveringByLine(
  suppressions: readonly SuppressionSyntax[],
): ReadonlyMap<string, readonly CoveredLine[]> {
  const byFile = new Map<string, CoveredLine[]>();
  for (const comment of suppressions) {
    const line = comment.covers;
    if (line === undefined) continue;
    const lines = byFile.get(line.file) ?? [];
    byFile.set(line.file, lines);
    const last = lines.at(-1);
    if (last?.start === line.start) {
      last.end = Math.max(last.end, line.end);
      last.comments.push(comment);
    } else lines.push({ start: line.start, end: line.end, comments: [comment] });
  }
  return byFile;
}

function coveringOf(
  { code, span }: Diagnostic,
  byFile: ReadonlyMap<string, readonly CoveredLine[]>,
): readonly SuppressionSyntax[] {
  const lines = byFile.get(span.file) ?? [];
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.end ?? 0) < span.start) low = middle + 1;
    else high = middle;
  }
  const found = lines[low];
  if (found === undefined || found.start > span.start) return [];
  return found.comments.filter(({ codes }) => codes.some(({ text }) => text === code));
}
