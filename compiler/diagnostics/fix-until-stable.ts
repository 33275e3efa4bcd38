// Serves `check --fix`: applies certain fixes again and again until none is left, and never makes a file worse.
import type { SourceFile } from '../source.ts';
import { type AppliedFix, applyFixes } from './apply-fixes.ts';
import type { Diagnostic } from './diagnostic.ts';

/** A fix can bring the next fault of its line to light; more rounds than these are a fix that undoes another. */
const mostPasses = 20;

export interface Checked {
  readonly diagnostics: readonly Diagnostic[];
}

/** What is asked of the fixing: how to check sources, and which of the diagnostics are to be fixed. */
export interface FixRequest<Result extends Checked> {
  readonly check: (files: readonly SourceFile[]) => Result;
  readonly wanted: (checked: Result) => (diagnostic: Diagnostic) => boolean;
}

export interface FixedProject<Result extends Checked> {
  readonly files: readonly SourceFile[];
  /** Of `files`. */
  readonly checked: Result;
  /** In the order in which they were made; spans are those of their pass. */
  readonly passes: readonly FixPass[];
  /** Files whose fixes would have brought new errors, sorted: their fixes of that pass were not made. */
  readonly leftAlone: readonly string[];
}

export interface FixPass {
  /** The sources that the spans of `applied` speak of. */
  readonly before: readonly SourceFile[];
  readonly applied: readonly AppliedFix[];
}

export function fixUntilStable<Result extends Checked>(
  sources: readonly SourceFile[],
  request: FixRequest<Result>,
): FixedProject<Result> {
  let files = sources;
  let checked = request.check(files);
  const leftAlone = new Set<string>();
  const passes: FixPass[] = [];
  while (passes.length < mostPasses) {
    const wanted = checked.diagnostics.filter(request.wanted(checked));
    const fixed = applyFixes(files, wanted.filter(isIn(leftAlone, false)));
    if (fixed.applied.length === 0) break;
    const after = request.check(fixed.files);
    const worse = madeWorse(fixed.applied, checked, after);
    if (worse.length === 0) {
      passes.push({ before: files, applied: fixed.applied });
      files = fixed.files;
      checked = after;
    } else for (const path of worse) leftAlone.add(path);
  }
  return { files, checked, passes, leftAlone: [...leftAlone].toSorted() };
}

function isIn(paths: ReadonlySet<string>, inside: boolean): (diagnostic: Diagnostic) => boolean {
  return ({ fixes }) => fixes.every(({ span }) => paths.has(span.file) === inside);
}

/** The edited files that have more errors than before; all of them when another file has. */
function madeWorse(
  applied: readonly AppliedFix[],
  before: Checked,
  after: Checked,
): readonly string[] {
  const had = errorsByFile(before);
  const worse = [...errorsByFile(after)].flatMap(([path, errors]) =>
    errors > (had.get(path) ?? 0) ? [path] : [],
  );
  const touched = new Set(applied.map(({ fix }) => fix.span.file));
  const own = worse.filter((path) => touched.has(path));
  return own.length > 0 || worse.length === 0 ? own : [...touched];
}

function errorsByFile({ diagnostics }: Checked): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { severity, span } of diagnostics) {
    if (severity === 'error') counts.set(span.file, (counts.get(span.file) ?? 0) + 1);
  }
  return counts;
}
