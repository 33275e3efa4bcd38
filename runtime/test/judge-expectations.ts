// Part of running tests: the expectations of a step and the members it found → what does not hold.
import { assertNever } from '../../compiler/assert.ts';
import type { Expectation, ExpectedObject, TestStep } from '../../compiler/check/checked-tests.ts';
import type { ObjectAtFault, TestFailure } from './test-outcome.ts';

type Keys = ReadonlySet<string>;

export interface StepResult {
  readonly step: TestStep;
  /** From 1. */
  readonly number: number;
  /** Object type of the segment under test. */
  readonly object: string;
  readonly members: Keys;
  /** Before the step. */
  readonly before: Keys;
  /** Members of another segment at the step. */
  readonly membersOf: (segment: string) => Keys;
}

/** At most so many objects of one failure are shown. */
const mostObjects = 5;

export function judgeExpectations(result: StepResult): readonly TestFailure[] {
  return result.step.expectations.flatMap((expectation) =>
    expectation.kind === 'objects'
      ? judgeObjects(result, expectation)
      : judgeSegments(result, expectation),
  );
}

type ObjectsExpectation = Extract<Expectation, { kind: 'objects' }>;

function judgeObjects(result: StepResult, expectation: ObjectsExpectation): readonly TestFailure[] {
  const { expected, objects, span } = expectation;
  if (objects.length === 0) return judgeNobody(result, expectation);
  return objects
    .filter(({ key }) => !holds(result, expected, key))
    .map((object) => ({
      ...common(result, [object.key], object),
      expected,
      about: 'one' as const,
      segment: undefined,
      span: object.span.end > object.span.start ? object.span : span,
    }));
}

function judgeNobody(
  result: StepResult,
  { expected, span }: ObjectsExpectation,
): readonly TestFailure[] {
  const rows = result.step.rows.filter(({ entity }) => entity === result.object);
  const existing = rows.flatMap(({ key }) => (key === undefined ? [] : [key]));
  const all = new Set([...existing, ...result.before, ...result.members]);
  const candidates = expected === 'out' ? existing : [...all];
  const keys = candidates.filter((key) => holds(result, expected, key));
  if (keys.length === 0) return [];
  const facts = { expected, about: 'nobody', segment: undefined, span } as const;
  return [{ ...common(result, keys), ...facts }];
}

function holds(
  { members, before }: StepResult,
  expected: ObjectsExpectation['expected'],
  key: string,
): boolean {
  switch (expected) {
    case 'in':
      return members.has(key);
    case 'out':
      return !members.has(key);
    case 'entered':
      return members.has(key) && !before.has(key);
    case 'left':
      return !members.has(key) && before.has(key);
    default:
      return assertNever(expected);
  }
}

type SegmentsExpectation = Extract<Expectation, { kind: 'segments' }>;

function judgeSegments(
  result: StepResult,
  { expected, segment, span }: SegmentsExpectation,
): readonly TestFailure[] {
  const others = result.membersOf(segment);
  const keys = againstOther(expected, result.members, others);
  if (keys.length === 0) return [];
  const { objects, ...facts } = common(result, keys);
  return [
    {
      ...facts,
      objects: objects.map((object) => ({ ...object, isMemberOfOther: others.has(object.key) })),
      expected,
      about: 'segments',
      segment,
      span,
    },
  ];
}

/** The keys that break it. */
function againstOther(
  expected: SegmentsExpectation['expected'],
  members: Keys,
  others: Keys,
): readonly string[] {
  switch (expected) {
    case 'disjoint_from':
      return [...members].filter((key) => others.has(key));
    case 'subset_of':
      return [...members].filter((key) => !others.has(key));
    case 'same_as':
      return [...new Set([...members, ...others])].filter(
        (key) => members.has(key) !== others.has(key),
      );
    default:
      return assertNever(expected);
  }
}

function common(
  result: StepResult,
  keys: readonly string[],
  called?: ExpectedObject,
): Pick<TestFailure, 'step' | 'now' | 'objects' | 'count'> {
  const sorted = keys.toSorted((a, b) => (a < b ? -1 : 1));
  return {
    step: result.number,
    now: result.step.now,
    objects: sorted.slice(0, mostObjects).map((key) => objectAtFault(result, key, called)),
    count: keys.length,
  };
}

function objectAtFault(
  { step, object, members, before }: StepResult,
  key: string,
  called: ExpectedObject | undefined,
): ObjectAtFault {
  const row = step.rows.find((one) => one.entity === object && one.key === key);
  return {
    name: called?.name ?? row?.name,
    key,
    isMember: members.has(key),
    wasMember: before.has(key),
    exists: row !== undefined,
    isMemberOfOther: undefined,
    deciding: [],
    comparedWith: undefined,
  };
}
