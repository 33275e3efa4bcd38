// The work of `segform test` without its form: select tests, run them in threads, report what they say.
import path from 'node:path';
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import type { CheckedTest } from '../../compiler/check/checked-tests.ts';
import type { SourceIndex } from '../../compiler/diagnostics/line-index.ts';
import { conditionCoverage, type SegmentCoverage } from '../../runtime/test/condition-coverage.ts';
import { runTests } from '../../runtime/test/run-tests.ts';
import type { TestPattern } from '../../runtime/test/select-tests.ts';
import type { CommandContext } from '../command.ts';
import { plural } from '../output/quantities.ts';
import { reportTests, type TestReport } from './test-report.ts';
import { openRunners } from './worker-runner.ts';

export interface TestRunOptions {
  readonly bail: boolean;
  readonly coverage: boolean;
  /** `--workers` */
  readonly workers: number | undefined;
}

export interface FinishedTests {
  readonly report: TestReport;
  /** With `coverage`. */
  readonly coverage: readonly SegmentCoverage[] | undefined;
  readonly milliseconds: number;
}

/** Patterns of the command line, also as paths of the project. */
export function testPatterns(
  context: CommandContext,
  directory: string,
  words: readonly string[],
): readonly TestPattern[] {
  return words.map((text) => {
    const absolute = path.resolve(context.host.directory, text);
    return { text, path: path.relative(directory, absolute).split(path.sep).join('/') };
  });
}

export async function runProjectTests(
  { host, progress }: CommandContext,
  project: CheckedProject,
  tests: readonly CheckedTest[],
  sources: SourceIndex,
  options: TestRunOptions,
): Promise<FinishedTests> {
  const began = host.elapsed();
  const { bail, coverage, workers } = options;
  const runners = await openRunners({ project, coverage }, tests.length, workers);
  progress.step(`running ${plural(tests.length, 'test')}`);
  try {
    const onProgress = (done: number): void => {
      progress.step(`${done} of ${plural(tests.length, 'test')}`);
    };
    const outcomes = await runTests(tests, { runners, bail, onProgress });
    return {
      report: reportTests(tests, outcomes, sources),
      coverage: coverage ? conditionCoverage(project, outcomes) : undefined,
      milliseconds: host.elapsed() - began,
    };
  } finally {
    await Promise.all(runners.map((runner) => runner.close()));
  }
}
