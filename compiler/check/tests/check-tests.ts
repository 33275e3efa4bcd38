// Entry of the checker's tests: all `test` and `fixtures` declarations → tests that a runner can execute.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { Reporter } from '../../diagnostics/reporter.ts';
import type { SourceFile } from '../../source.ts';
import type { TestPartSyntax, TestSyntax } from '../../syntax/test-ast.ts';
import { createChecking } from '../check-expression.ts';
import type { CheckedProject } from '../checked-project.ts';
import type { CheckedTest } from '../checked-tests.ts';
import type { Checking } from '../checking.ts';
import { findSegment } from '../conditions/membership.ts';
import type { Declarations } from '../declarations/collect.ts';
import type { ModelTable } from '../model-table.ts';
import { checkTest, rowsOf, someInstant } from './check-test.ts';
import { mostRowsOfAll } from './drafts.ts';
import { readExamples } from './examples.ts';
import { type FixtureFiles, fixtureFiles } from './fixture-files.ts';
import { readsOf } from './segment-reads.ts';
import type { Examples, Testing } from './testing.ts';
import { type FixturesByName, reportCycles, withUsed } from './used-fixtures.ts';
import { worldAfter } from './world.ts';

interface Tests {
  readonly table: ModelTable;
  readonly project: CheckedProject;
  readonly reporter: Reporter;
  readonly fixtures: FixturesByName;
  /** Names of the fixtures that some test uses. */
  readonly used: Set<string>;
  readonly examples: Examples;
  readonly files: FixtureFiles;
  /** So far. */
  rows: number;
}

/** Tests without fault, in the order of their files and places. `files` undefined: nobody loaded them. */
export function checkTests(
  declarations: Declarations,
  table: ModelTable,
  project: CheckedProject,
  files: readonly SourceFile[] | undefined,
  reporter: Reporter,
): readonly CheckedTest[] {
  const fixtures = new Map(declarations.fixtures.map((one) => [one.name.text, one]));
  const tests: Tests = {
    table,
    project,
    reporter,
    fixtures,
    used: new Set(),
    examples: readExamples(declarations, newChecking(table, reporter)),
    files: fixtureFiles(files),
    rows: 0,
  };
  reportCycles(fixtures, reporter);
  reportTwice(declarations.tests, reporter);
  const checked = declarations.tests.flatMap((syntax) => oneTest(syntax, tests));
  for (const { name, parts } of declarations.fixtures) {
    if (tests.used.has(name.text)) continue;
    reporter.report(catalogue.tests.unusedFixtures, name.span, { name: name.text });
    checkAlone(parts, tests);
  }
  return checked;
}

function newChecking(table: ModelTable, reporter: Reporter): Checking {
  return createChecking({
    table,
    reporter,
    parameters: new Map(),
    inTrait: false,
    unsupportedIs: 'error',
  });
}

function oneTest(syntax: TestSyntax, tests: Tests): readonly CheckedTest[] {
  if (tests.rows > mostRowsOfAll) return [];
  const checking = newChecking(tests.table, tests.reporter);
  const parts = withUsed(syntax.parts, tests.fixtures, tests.used, checking);
  const head = findSegment(syntax.of, checking);
  if (head === undefined) return [];
  const others = parts.flatMap((part) => [part, ...(part.kind === 'then_step' ? part.parts : [])]);
  const segments = others.flatMap((part) =>
    part.kind === 'expect_segment' ? [part.segment.text] : [],
  );
  const testing: Testing = {
    ...testingOf(parts, checking, tests),
    reads: readsOf([head.name, ...segments], tests.project),
  };
  const test = checkTest(syntax, parts, head, testing);
  tests.rows += test.steps.reduce((sum, step) => sum + step.rows.length, 0);
  if (tests.rows > mostRowsOfAll) {
    const args = { limit: mostRowsOfAll, all: true };
    checking.report(catalogue.tests.tooManyRows, syntax.title.span, args);
  }
  const isSound = !checking.findings.faulty && !testing.incomplete;
  return isSound && hasSegments(test, segments, tests.project) ? [test] : [];
}

/** False when a segment that the test speaks of has a fault of its own. */
function hasSegments(
  { segment, steps }: CheckedTest,
  others: readonly string[],
  project: CheckedProject,
): boolean {
  const sound = new Set(project.segments.map(({ name }) => name));
  const remembered = steps.flatMap(({ history }) => history.map((change) => change.segment));
  return [segment, ...others, ...remembered].every((name) => sound.has(name));
}

function testingOf(
  parts: readonly TestPartSyntax[],
  checking: Checking,
  { table, examples, files }: Tests,
): Testing {
  return {
    table,
    checking,
    examples,
    files,
    reads: undefined,
    incomplete: parts.some(isIncomplete),
  };
}

/** A syntax error in it may have hidden an object. */
function isIncomplete(part: TestPartSyntax): boolean {
  if (part.kind === 'then_step') return part.parts.some(isIncomplete);
  if (part.kind === 'cases') return part.cases.some(({ kind }) => kind === 'broken');
  return part.kind === 'broken';
}

/** Fixtures that no test uses: what is wrong whoever uses them. */
function checkAlone(parts: readonly TestPartSyntax[], tests: Tests): void {
  const checking = newChecking(tests.table, tests.reporter);
  const all = withUsed(parts, tests.fixtures, new Set(), checking);
  const testing = testingOf(all, checking, tests);
  const world = worldAfter(new Map(), all, someInstant, testing);
  rowsOf(world, world, someInstant, true, someInstant, testing);
}

function reportTwice(tests: readonly TestSyntax[], reporter: Reporter): void {
  const seen = new Map<string, TestSyntax>();
  for (const test of tests) {
    const { title, of } = test;
    const id = `${of.text}\n${title.value}`;
    const first = seen.get(id);
    if (first === undefined) {
      seen.set(id, test);
      continue;
    }
    const related = [{ span: first.title.span, text: 'the first one' }];
    const args = { title: title.value, segment: of.text };
    reporter.report(catalogue.tests.testGivenTwice, title.span, args, { related });
  }
}
