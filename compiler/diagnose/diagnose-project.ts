// Entry of a check: all source files → everything there is to say about them, after what comments suppress.
import { analyzeProject } from '../analyze/analyze-project.ts';
import { type CheckOptions, type CheckResult, checkProject } from '../check/check-project.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceFile } from '../source.ts';
import { checkDialect } from '../sql/check-dialect.ts';
import type { SqlDialect } from '../sql/dialect.ts';
import { suppress } from './suppress.ts';

export interface Diagnosed extends CheckResult {
  /** How many warnings and notes a comment suppresses; they are not in `diagnostics`. */
  readonly suppressed: number;
}

/** Never throws for what a file contains. Diagnostics are sorted by path, then by offset. */
export function diagnoseProject(
  files: readonly SourceFile[],
  dialect: SqlDialect,
  options: CheckOptions = {},
): Diagnosed {
  const checked = checkProject(files, options);
  const found = [...checked.diagnostics, ...checkDialect(checked.project, dialect)];
  const isComplete = found.every(({ severity }) => severity !== 'error');
  const all = [...found, ...analyzeProject(checked, isComplete)];
  const { diagnostics, suppressed } = suppress(
    all,
    checked.files.flatMap((file) => file.suppressions),
  );
  return { ...checked, diagnostics: diagnostics.toSorted(byPlace), suppressed };
}

function byPlace({ span: left }: Diagnostic, { span: right }: Diagnostic): number {
  if (left.file !== right.file) return left.file < right.file ? -1 : 1;
  return left.start - right.start || left.end - right.end;
}
