// Serves `check --fix`: certain fixes of diagnostics → sources with those edits. Text in, text out; nothing is written here.
import type { SourceFile } from '../source.ts';
import type { Diagnostic, OfferedFix } from './diagnostic.ts';

/** A fix that was made, with the diagnostic it answers. */
export interface AppliedFix {
  readonly diagnostic: Diagnostic;
  readonly fix: OfferedFix;
}

export interface FixedSources {
  /** All files, in the order given. */
  readonly files: readonly SourceFile[];
  readonly applied: readonly AppliedFix[];
}

/** Makes the certain fix of each diagnostic; one that touches the place of an earlier one is left for the next pass. */
export function applyFixes(
  files: readonly SourceFile[],
  diagnostics: readonly Diagnostic[],
): FixedSources {
  const byFile = new Map<string, AppliedFix[]>();
  for (const diagnostic of diagnostics) {
    const fix = diagnostic.fixes.find(({ certain }) => certain);
    if (fix === undefined) continue;
    const { file } = fix.span;
    byFile.set(file, [...(byFile.get(file) ?? []), { diagnostic, fix }]);
  }
  const applied: AppliedFix[] = [];
  const fixed = files.map((file) => {
    const chosen = apart(byFile.get(file.path) ?? []);
    applied.push(...chosen);
    return chosen.length === 0 ? file : { ...file, text: edited(file.text, chosen) };
  });
  return { files: fixed, applied };
}

/** In order of place. Two equal edits are one; of two that touch, the first. */
function apart(fixes: readonly AppliedFix[]): readonly AppliedFix[] {
  const sorted = fixes.toSorted(
    (a, b) => a.fix.span.start - b.fix.span.start || a.fix.span.end - b.fix.span.end,
  );
  const chosen: AppliedFix[] = [];
  for (const one of sorted) {
    const last = chosen.at(-1)?.fix;
    if (last === undefined || one.fix.span.start > last.span.end) chosen.push(one);
  }
  return chosen;
}

function edited(text: string, fixes: readonly AppliedFix[]): string {
  let result = '';
  let at = 0;
  for (const { fix } of fixes) {
    result += text.slice(at, fix.span.start) + fix.text;
    at = fix.span.end;
  }
  return result + text.slice(at);
}
