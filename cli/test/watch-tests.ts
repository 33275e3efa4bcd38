// `segform test --watch`: runs the tests, then waits for changes of files and runs those again that a change can affect. It ends
// with the signal that stops it.
import type { CheckedTest } from '../../compiler/check/checked-tests.ts';
import { commandLine } from '../../compiler/diagnostics/catalogue/command-line.ts';
import { indexSources } from '../../compiler/diagnostics/render.ts';
import { OperationalError, operationalError } from '../../compiler/operational-error.ts';
import { selectTests } from '../../runtime/test/select-tests.ts';
import { testFingerprints } from '../../runtime/test/test-fingerprint.ts';
import type { CommandContext, Outcome } from '../command.ts';
import { coloursFor } from '../output/colours.ts';
import { diagnosticsText } from '../output/diagnostics-text.ts';
import { plural } from '../output/quantities.ts';
import { findingsOf, loadForCommand, openTestedProject } from '../project/open-project.ts';
import { renderError, renderFailure } from '../render-error.ts';
import { coverageText } from './coverage-text.ts';
import { changesBelow } from './file-changes.ts';
import { testReportText } from './report-text.ts';
import { runProjectTests, testPatterns, type TestRunOptions } from './run-project-tests.ts';

/** Never ends by itself: the command is left at the first signal. */
export async function watchTests(
  context: CommandContext,
  words: readonly string[],
  options: TestRunOptions,
): Promise<Outcome> {
  const format = context.host.args.find((arg) => arg.startsWith('--format'));
  if (context.json || format !== undefined) {
    const problem = '`--watch` shows text as it goes, and has no other format';
    throw operationalError(commandLine.badArgument, { command: 'test', problem });
  }
  const { directory } = loadForCommand(context, false, true);
  const changes = changesBelow(directory);
  const passed = new Set<string>();
  try {
    for (;;) {
      await runOnce(context, words, options, passed);
      await context.host.stdout.write('Waiting for changes; Ctrl-C ends.\n');
      await changes.next();
    }
  } finally {
    changes.close();
  }
}

/** Runs what has not passed in its present form; `passed` holds the fingerprints of what has. */
async function runOnce(
  context: CommandContext,
  words: readonly string[],
  options: TestRunOptions,
  passed: Set<string>,
): Promise<void> {
  const { host } = context;
  const colours = coloursFor(host.stdout, host.env, undefined);
  try {
    const opened = openTestedProject(context);
    await context.progress.clear();
    const findings = findingsOf(opened);
    const errors = diagnosticsText(findings, new Set(['error'] as const), colours);
    if (errors !== '') return await host.stdout.write(errors);
    const { project, tests } = opened.checked;
    const patterns = testPatterns(context, opened.loaded.directory, words);
    const selected = tests.length === 0 ? [] : selectTests(tests, patterns);
    const fingerprint = testFingerprints(project);
    const affected = selected.filter((test) => !passed.has(fingerprint(test)));
    const unchanged = selected.length - affected.length;
    if (unchanged > 0) {
      await host.stdout.write(
        `${plural(unchanged, 'test')} passed before and nothing changed for them.\n`,
      );
    }
    // Coverage is over all tests.
    const running = options.coverage ? selected : affected;
    if (running.length === 0) return;
    const sources = indexSources(findings.sources);
    const finished = await runProjectTests(context, project, running, sources, options);
    await context.progress.clear();
    remember(passed, fingerprint, running, finished.report.tests);
    const { coverage, report } = finished;
    await host.stdout.write(testReportText(report, sources, colours, context.verbose));
    if (coverage !== undefined) {
      await host.stdout.write(coverageText(coverage, sources, colours));
    }
  } catch (error) {
    // A file that is just being written, or a setting that is wrong for now: the next change may mend it.
    if (!(error instanceof OperationalError)) throw error;
    await context.progress.clear();
    await host.stdout.write(renderFailure(renderError(error, context.verbose).failure, colours));
  }
}

function remember(
  passed: Set<string>,
  fingerprint: (test: CheckedTest) => string,
  tests: readonly CheckedTest[],
  reported: readonly { readonly status: string }[],
): void {
  for (const [index, test] of tests.entries()) {
    if (reported[index]?.status === 'passed') passed.add(fingerprint(test));
  }
}
