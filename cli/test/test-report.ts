// What a run of tests says, before it takes a form: counts, and for each failing test the sentences, places and conditions that
// text, JSON, JUnit and annotations are made of. JSON-safe.
import { assertNever } from '../../compiler/assert.ts';
import type { CheckedTest } from '../../compiler/check/checked-tests.ts';
import { conditionFacts, type Describing } from '../../compiler/explain/condition-facts.ts';
import { conditionText } from '../../compiler/explain/condition-text.ts';
import type { SourceIndex } from '../../compiler/diagnostics/line-index.ts';
import { placed, type PlacedSpan } from '../../compiler/diagnostics/render.ts';
import type { Span } from '../../compiler/source.ts';
import type { Problem } from '../../runtime/problem.ts';
import type {
  DecidingCondition,
  ObjectAtFault,
  TestFailure,
  TestOutcome,
} from '../../runtime/test/test-outcome.ts';
import { textAt } from './source-text.ts';
import { formatInstant } from '../output/quantities.ts';

export interface TestReport {
  /** Those that were run, in the order of files and lines. */
  readonly tests: readonly ReportedTest[];
  readonly counts: TestCounts;
}

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  /** Could not be run to their end. */
  readonly errors: number;
  /** Left out after `--bail`. */
  readonly notRun: number;
}

export interface ReportedTest {
  readonly name: string;
  readonly segment: string;
  readonly status: TestOutcome['status'];
  readonly where: PlacedSpan;
  readonly milliseconds: number;
  readonly failures: readonly ReportedFailure[];
  readonly problems: readonly Problem[];
}

export interface ReportedFailure {
  /** One sentence. */
  readonly message: string;
  readonly expected: TestFailure['expected'];
  readonly where: PlacedSpan;
  readonly step: number;
  readonly now: string;
  readonly count: number;
  readonly objects: readonly ReportedObject[];
  readonly span: Span;
}

export interface ReportedObject {
  readonly name: string | undefined;
  readonly key: string;
  readonly isMember: boolean;
  readonly wasMember: boolean;
  readonly exists: boolean;
  readonly deciding: readonly ReportedCondition[];
  /** Of a member that should be none: a member that should be one, with which it is compared. */
  readonly comparedWith: string | undefined;
}

export interface ReportedCondition {
  readonly truth: boolean;
  /** As written, on one line. */
  readonly text: string;
  /** False for what nobody wrote: that members stay. */
  readonly isWritten: boolean;
  readonly facts: readonly string[];
  /** It looked at the same values for the object that this one is compared with. */
  readonly isAlike: boolean;
  readonly where: PlacedSpan;
  readonly span: Span;
}

export function reportTests(
  tests: readonly CheckedTest[],
  outcomes: readonly (TestOutcome | undefined)[],
  sources: SourceIndex,
): TestReport {
  const reported = tests.flatMap((test, index) => {
    const outcome = outcomes[index];
    return outcome === undefined ? [] : [reportedTest(test, outcome, sources)];
  });
  const count = (status: TestOutcome['status']): number =>
    reported.filter((test) => test.status === status).length;
  const counts = {
    passed: count('passed'),
    failed: count('failed'),
    errors: count('error'),
    notRun: tests.length - reported.length,
  };
  return { tests: reported, counts };
}

function reportedTest(
  test: CheckedTest,
  { status, milliseconds, failures, problems }: TestOutcome,
  sources: SourceIndex,
): ReportedTest {
  const { name, segment, span } = test;
  return {
    name,
    segment,
    status,
    where: placed(span, sources),
    milliseconds,
    failures: failures.map((failure) => reportedFailure(test, failure, sources)),
    problems,
  };
}

function reportedFailure(
  test: CheckedTest,
  failure: TestFailure,
  sources: SourceIndex,
): ReportedFailure {
  const { expected, span, step, now, count, objects } = failure;
  const describing = describingAt(now, sources);
  const at = test.steps.length === 1 ? '' : ` at step ${step}, ${formatInstant(now)}`;
  return {
    message: `${sentence(test, failure)}${at}`,
    expected,
    where: placed(span, sources),
    step,
    now,
    count,
    objects: objects.map((object) => reportedObject(object, describing, sources)),
    span,
  };
}

function reportedObject(
  object: ObjectAtFault,
  describing: Describing,
  sources: SourceIndex,
): ReportedObject {
  const { name, key, isMember, wasMember, exists } = object;
  const deciding = object.deciding.map((one) => reportedCondition(one, describing, sources));
  return { name, key, isMember, wasMember, exists, deciding, comparedWith: object.comparedWith };
}

function reportedCondition(
  { condition, isAlike }: DecidingCondition,
  describing: Describing,
  sources: SourceIndex,
): ReportedCondition {
  const { truth, span } = condition;
  const text = conditionText(condition, describing.textOf);
  return {
    truth,
    text,
    isWritten: text === describing.textOf(span),
    facts: conditionFacts(condition, describing).map((fact) => fact.trim()),
    isAlike,
    where: placed(span, sources),
    span,
  };
}

/** What sentences about conditions need to know of the project's files. */
function describingAt(now: string, sources: SourceIndex): Describing {
  return {
    now,
    textOf: textAt(sources),
    placeText: (span) => {
      const { path, line } = placed(span, sources);
      return `${path}:${line}`;
    },
  };
}

function sentence(test: CheckedTest, failure: TestFailure): string {
  switch (failure.about) {
    case 'one':
      return aboutOne(failure);
    case 'nobody':
      return `nobody should ${shouldBe(failure)}, but ${called(failure)} ${didInstead(failure)}`;
    case 'segments':
      return aboutSegments(test, failure);
    default:
      return assertNever(failure.about);
  }
}

function aboutOne(failure: TestFailure): string {
  const object = failure.objects[0];
  const should = `${called(failure)} should ${shouldBe(failure)}, but`;
  if (object === undefined) return should;
  const { isMember, wasMember, exists } = object;
  if (failure.expected === 'entered' && isMember) return `${should} was in before`;
  if (failure.expected === 'left' && !isMember && !wasMember) return `${should} was not in before`;
  if (failure.expected === 'left') return `${should} is still in`;
  if (!exists) return `${should} does not exist`;
  return `${should} is ${isMember ? 'in' : 'out'}`;
}

function shouldBe({ expected }: TestFailure): string {
  return expected === 'entered' || expected === 'left' ? `have ${expected}` : `be ${expected}`;
}

function didInstead({ expected, count }: TestFailure): string {
  if (expected === 'entered' || expected === 'left') return 'did';
  return count === 1 ? 'is' : 'are';
}

function aboutSegments({ segment }: CheckedTest, failure: TestFailure): string {
  const { expected, segment: other = '', count } = failure;
  const who = called(failure);
  const be = count === 1 ? 'is' : 'are';
  switch (expected) {
    case 'same_as':
      return `${segment} and ${other} should have the same members, but ${who} ${be} in only one of them`;
    case 'disjoint_from':
      return `${segment} and ${other} should have no member in common, but ${who} ${be} in both`;
    case 'subset_of':
      return `every member of ${segment} should be in ${other}, but ${who} ${be} not`;
    case 'in':
    case 'out':
    case 'entered':
    case 'left':
      return who;
    default:
      return assertNever(expected);
  }
}

const mostNames = 3;

/** "`ada`, `bob` and 4 more" */
function called({ objects, count }: TestFailure): string {
  const names = objects.slice(0, mostNames).map(calledObject);
  if (count > names.length) return `${names.join(', ')} and ${count - names.length} more`;
  return names.length < 2
    ? (names[0] ?? '')
    : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

/** The conditions to show: without those that are the same for the object it is compared with, unless all are. */
export function tellingConditions({ deciding }: ReportedObject): readonly ReportedCondition[] {
  const different = deciding.filter(({ isAlike }) => !isAlike);
  return different.length === 0 ? deciding : different;
}

export function calledObject({ name, key }: Pick<ObjectAtFault, 'name' | 'key'>): string {
  return `\`${name ?? key}\``;
}

/** For `--format json`: places and values, without offsets of the sources. */
export function reportJson({ tests, counts }: TestReport): object {
  return {
    ...counts,
    tests: tests.map(({ failures, milliseconds, ...test }) => ({
      ...test,
      milliseconds: Math.round(milliseconds),
      failures: failures.map(({ objects, ...failure }) => ({
        ...failure,
        span: undefined,
        objects: objects.map(({ deciding, ...object }) => ({
          ...object,
          deciding: deciding.map((condition) => ({ ...condition, span: undefined })),
        })),
      })),
    })),
  };
}
