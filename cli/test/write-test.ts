// `segform test new`: a segment → the text of a test of its boundaries. The test is run once in memory, and what was thought of
// the objects is corrected by what they are.
import { createHash } from 'node:crypto';
import { must } from '../../compiler/assert.ts';
import {
  generateTest,
  type GeneratedCase,
  type GeneratedTest,
} from '../../compiler/boundaries/generate-test.ts';
import { testText } from '../../compiler/boundaries/test-text.ts';
import { checkProject, type CheckResult } from '../../compiler/check/check-project.ts';
import type { CheckedProject, CheckedSegment } from '../../compiler/check/checked-project.ts';
import type { CheckedTest } from '../../compiler/check/checked-tests.ts';
import type { CheckedValue } from '../../compiler/check/checked.ts';
import type { SourceFile, Span } from '../../compiler/source.ts';
import { formatFile } from '../../format/format-file.ts';
import type { TestOutcome } from '../../runtime/test/test-outcome.ts';

export interface TestToWrite {
  readonly project: CheckedProject;
  readonly sources: readonly SourceFile[];
  readonly segment: CheckedSegment;
  readonly args: readonly { readonly name: string; readonly value: CheckedValue }[];
  /** As it stands behind the name of the segment. */
  readonly argsText: string;
  /** ISO instant, UTC. */
  readonly now: string;
  /** Where the test will stand, relative to the project. */
  readonly path: string;
  readonly runTest: (project: CheckedProject, test: CheckedTest) => Promise<TestOutcome>;
}

export interface WrittenTest {
  readonly text: string;
  readonly cases: readonly (Pick<GeneratedCase, 'name' | 'expected'> & {
    readonly corrected: boolean;
  })[];
  readonly notCovered: readonly { readonly condition: string; readonly why: string }[];
  /** Of the generated text; it has errors only when this program is wrong. */
  readonly checked: CheckResult;
}

/** Throws what `runTest` throws. */
export async function writeTest(wanted: TestToWrite): Promise<WrittenTest> {
  const { project, segment, args, now } = wanted;
  const generated = generateTest(project, segment, { now, args, draw });
  const notCovered = generated.gaps.map(({ span, why }) => ({
    condition: sourceText(span, wanted.sources),
    why,
  }));
  const gaps = notCovered.map(({ condition, why }) => `\`${condition}\`: ${why}`);
  const textOf = (test: GeneratedTest, corrected: ReadonlySet<string>): string =>
    laidOut(testText(test, { args: wanted.argsText, corrected, gaps }), wanted.path);
  const first = textOf(generated, new Set());
  const wrong = await wrongCases(first, wanted);
  const cases = generated.cases.map((one) => (wrong.has(one.name) ? turned(one) : one));
  const text = textOf({ ...generated, cases }, wrong);
  return {
    text,
    cases: cases.map(({ name, expected }) => ({ name, expected, corrected: wrong.has(name) })),
    notCovered,
    checked: checkWith(text, wanted),
  };
}

function turned(one: GeneratedCase): GeneratedCase {
  return { ...one, expected: one.expected === 'in' ? 'out' : 'in' };
}

function laidOut(text: string, path: string): string {
  return formatFile({ path, text }).text ?? text;
}

function checkWith(text: string, { sources, path }: TestToWrite): CheckResult {
  const others = sources.filter((source) => source.path !== path);
  return checkProject([...others, { path, text }]);
}

/** Names of the cases whose outcome is another than was thought. */
async function wrongCases(text: string, wanted: TestToWrite): Promise<ReadonlySet<string>> {
  const { project, tests } = checkWith(text, wanted);
  const test = tests.findLast(({ span }) => span.file === wanted.path);
  if (test === undefined) return new Set();
  const { failures } = await wanted.runTest(project, test);
  const names = failures.flatMap(({ objects }) => objects.map(({ name }) => name));
  return new Set(names.filter((name) => name !== undefined));
}

/** On one line. */
function sourceText({ file, start, end }: Span, sources: readonly SourceFile[]): string {
  const source = must(
    sources.find(({ path }) => path === file),
    file,
  );
  const text = source.text.slice(start, end).replaceAll(/\s+/g, ' ').trim();
  return text.length > 100 ? `${text.slice(0, 97)}...` : text;
}

/** As the language draws samples: the first 32 bits of the MD5 of the seed, a colon and the key. */
function draw(seed: string, key: string): number {
  return createHash('md5').update(`${seed}:${key}`).digest().readUInt32BE(0) / 2 ** 32;
}
