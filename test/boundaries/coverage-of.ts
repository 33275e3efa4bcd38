// Test support: writes a test of each of some segments, runs them all, and measures which conditions they have seen true and false.
import { checkProject } from '../../compiler/check/check-project.ts';
import { conditionCoverage } from '../../runtime/test/condition-coverage.ts';
import type { TestOutcome } from '../../runtime/test/test-outcome.ts';
import type { WholeProject, Workshop } from './write-for.ts';

export interface Measured {
  readonly cases: number;
  /** Cases that were thought to be otherwise. */
  readonly corrected: number;
  /** What is wrong with the texts, or did not pass. */
  readonly faults: readonly string[];
  /** Conditions of the segments, and those that were seen both true and false. */
  readonly conditions: number;
  readonly seen: number;
  /** Segments with conditions that were not, and how many. */
  readonly unseen: readonly string[];
}

export async function measure(
  project: WholeProject,
  segments: readonly string[],
  workshop: Workshop,
): Promise<Measured> {
  const faults: string[] = [];
  const outcomes: TestOutcome[] = [];
  let cases = 0;
  let corrected = 0;
  for (const name of segments) {
    const written = await workshop.write(project, name);
    cases += written.cases.length;
    corrected += written.cases.filter((one) => one.corrected).length;
    if (written.cases.length === 0) continue;
    const path = `tests/${name}.seg`;
    const checked = checkProject([...project.sources, { path, text: written.text }]);
    for (const { span, code, message } of checked.diagnostics) {
      if (span.file === path) faults.push(`${name}: ${code} ${message}`);
    }
    const found = checked.tests.find(({ span }) => span.file === path);
    if (found === undefined) continue;
    const outcome = await workshop.run(checked.project, found);
    outcomes.push(outcome);
    if (outcome.status !== 'passed') faults.push(`${name}: ${outcome.status}`);
  }
  const wanted = new Set(segments);
  const all = conditionCoverage(project.project, outcomes).filter(({ segment }) =>
    wanted.has(segment),
  );
  const conditions = all.flatMap((one) => one.conditions);
  const isSeen = (one: (typeof conditions)[number]): boolean => one.seenTrue && one.seenFalse;
  return {
    cases,
    corrected,
    faults,
    conditions: conditions.length,
    seen: conditions.filter(isSeen).length,
    unseen: all.flatMap((one) => {
      const count = one.conditions.filter((condition) => !isSeen(condition)).length;
      return count === 0 ? [] : [`${one.segment} ${count} of ${one.conditions.length}`];
    }),
  };
}
