// `segform test`: fixture tests on in-memory databases; neither the warehouse nor its configuration is touched.
import path from 'node:path';
import type { CheckedTest } from '../../compiler/check/checked-tests.ts';
import { testing } from '../../compiler/diagnostics/catalogue/testing.ts';
import { indexSources } from '../../compiler/diagnostics/render.ts';
import { commandLine } from '../../compiler/diagnostics/catalogue/command-line.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import { selectTests } from '../../runtime/test/select-tests.ts';
import type { CommandArguments } from '../arguments/command-arguments.ts';
import type { Command, CommandContext, Outcome } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { formatDuration } from '../output/quantities.ts';
import { faultyProject } from '../project/findings.ts';
import {
  findingsOf,
  openTestedProject,
  type OpenedProject,
  sourcesOf,
} from '../project/open-project.ts';
import { failureOf } from '../render-error.ts';
import { coverageJson, coverageText } from '../test/coverage-text.ts';
import {
  githubAnnotations,
  githubFindings,
  junitFindings,
  junitXml,
} from '../test/report-formats.ts';
import { testReportText } from '../test/report-text.ts';
import {
  type FinishedTests,
  runProjectTests,
  testPatterns,
  type TestRunOptions,
} from '../test/run-project-tests.ts';
import { reportJson, type TestReport } from '../test/test-report.ts';
import { watchTests } from '../test/watch-tests.ts';

export const test: Command = {
  name: 'test',
  description:
    'Runs the `test` declarations of the project on in-memory databases: no warehouse, no network, no other data than what the\ntests say. A failure names the object, what was expected, and which condition decided, with its value. Ends with 11 when\na test fails. A pattern is a part of a name, a segment, a file or a folder; `*` stands for any characters.',
  positionals: [
    {
      name: 'patterns',
      description: 'parts of names, segments, files or folders (default: every test)',
      required: false,
      many: true,
    },
  ],
  options: [
    { name: 'watch', kind: 'flag', description: 'stay, and run again what a changed file affects' },
    {
      name: 'coverage',
      kind: 'flag',
      description: 'show which conditions the tests have seen both true and false',
    },
    { name: 'bail', kind: 'flag', description: 'begin no test after the first that fails' },
    {
      name: 'workers',
      kind: 'count',
      value: 'n',
      description: 'threads, each with a database of its own (default: as many as help)',
    },
  ],
  formats: ['junit', 'github'],
  examples: [
    { line: 'segform test', meaning: 'every test of the project' },
    { line: 'segform test win_back', meaning: 'the tests of one segment' },
    {
      line: 'segform test tests/retention.seg --watch',
      meaning: 'those of a file, at each change',
    },
    { line: 'segform test --format junit > tests.xml', meaning: 'for a CI system' },
  ],
  stopsByItself: false,
  run: runTestCommand,
};

async function runTestCommand(context: CommandContext, args: CommandArguments): Promise<Outcome> {
  const options: TestRunOptions = {
    bail: args.flag('bail'),
    coverage: args.flag('coverage'),
    workers: args.count('workers'),
  };
  if (options.workers === 0) {
    const problem = 'must be 1 or more';
    const example = '--workers 2';
    throw operationalError(commandLine.badOptionValue, { option: '--workers', problem, example });
  }
  if (args.flag('watch')) return await watchTests(context, args.list('patterns'), options);
  const opened = openTestedProject(context);
  const faulty = faultyProject(findingsOf(opened));
  if (faulty !== undefined) return { ...faulty, formatted: faultyFormats(context, opened) };
  const { tests } = opened.checked;
  if (tests.length === 0) return noTests(opened);
  const patterns = testPatterns(context, opened.loaded.directory, args.list('patterns'));
  return await outcomeOf(context, opened, selectTests(tests, patterns), options);
}

async function outcomeOf(
  context: CommandContext,
  opened: OpenedProject,
  tests: readonly CheckedTest[],
  options: TestRunOptions,
): Promise<Outcome> {
  const sources = indexSources(sourcesOf(opened));
  const { project } = opened.checked;
  const finished = await runProjectTests(context, project, tests, sources, options);
  const { report, coverage } = finished;
  const failed = report.counts.failed + report.counts.errors > 0;
  return {
    exitCode: failed ? exitCodes.testsFailed : exitCodes.done,
    result: {
      ...reportJson(report),
      ...(coverage === undefined ? {} : { coverage: coverageJson(coverage, sources) }),
    },
    text: (colours) =>
      testReportText(report, sources, colours, context.verbose) +
      (coverage === undefined ? '' : coverageText(coverage, sources, colours)),
    formatted: {
      junit: () => junitXml(report),
      github: () => githubAnnotations(report, pathPrefix(context, opened)),
    },
    hints: () => hintsOf(context, finished),
    ...(failed ? { failure: testsFailed(report) } : {}),
    diagnostics: findingsOf(opened),
  };
}

function testsFailed({ tests, counts }: TestReport): ReturnType<typeof failureOf> {
  const { failed, errors } = counts;
  return failureOf(operationalError(testing.testsFailed, { failed, errors, of: tests.length }));
}

function hintsOf(context: CommandContext, { report, milliseconds }: FinishedTests): string[] {
  const failing = report.tests.filter(({ status }) => status !== 'passed');
  const segments = [...new Set(failing.map(({ segment }) => segment))].slice(0, 3).join(' ');
  const again =
    failing.length === 0 || failing.length === report.tests.length
      ? []
      : [`Run the failing ones again: segform test ${segments}${context.repeatedOptions}`];
  return [...again, `Took ${formatDuration(milliseconds)}.`];
}

function noTests(opened: OpenedProject): Outcome {
  const segment = opened.checked.project.segments[0]?.name ?? 'my_segment';
  return {
    exitCode: exitCodes.done,
    result: { tests: [], passed: 0, failed: 0, errors: 0, notRun: 0 },
    text: () => 'The project has no tests.\n',
    hints: () => [
      `A test stands in any .seg file: test "who is in" of ${segment} { now: …, given …, expect in: … }. docs/testing.md shows how.`,
    ],
    formatted: {
      junit: () => junitXml({ tests: [], counts: noCounts }),
      github: () => 'The project has no tests.\n',
    },
    diagnostics: findingsOf(opened),
  };
}

const noCounts = { passed: 0, failed: 0, errors: 0, notRun: 0 };

function faultyFormats(
  context: CommandContext,
  opened: OpenedProject,
): NonNullable<Outcome['formatted']> {
  const findings = findingsOf(opened);
  return {
    junit: () => junitFindings(findings),
    github: () => githubFindings(findings, pathPrefix(context, opened)),
  };
}

/** Annotations name files from where the command runs, which is the root of the repository in a workflow. */
function pathPrefix({ host }: CommandContext, { loaded }: OpenedProject): string {
  const way = path.relative(host.directory, loaded.directory).split(path.sep).join('/');
  return way === '' ? '' : `${way}/`;
}
