// Output of running tests: what became of each test. JSON-safe: workers send it.
import type { Expectation } from '../../compiler/check/checked-tests.ts';
import type { ExplainedCondition } from '../../compiler/explain/explained-condition.ts';
import type { Span } from '../../compiler/source.ts';
import type { Problem } from '../problem.ts';

export interface TestOutcome {
  /** `error`: it could not be run to its end; then nothing is said of its expectations. */
  readonly status: 'passed' | 'failed' | 'error';
  readonly milliseconds: number;
  /** In the order of the expectations; empty unless it failed. */
  readonly failures: readonly TestFailure[];
  /** Empty unless it is an error. */
  readonly problems: readonly Problem[];
  /** With `coverage`: what each condition said of the objects of all steps. Else empty. */
  readonly seen: readonly SeenCondition[];
}

/** One condition, of the segment under test or of one that it refers to. */
export interface SeenCondition {
  readonly segment: string;
  readonly span: Span;
  readonly seenTrue: boolean;
  readonly seenFalse: boolean;
}

/** One expectation, or one object of it, that does not hold. */
export interface TestFailure {
  readonly expected: Extract<Expectation, { kind: 'objects' | 'segments' }>['expected'];
  /** `one`: of one named object. `nobody`: of nobody, and somebody is. `segments`: of two segments. */
  readonly about: 'one' | 'nobody' | 'segments';
  /** The other segment of an expectation about two. */
  readonly segment: string | undefined;
  /** The object, or the expectation. */
  readonly span: Span;
  /** Of the step, from 1. */
  readonly step: number;
  readonly now: string;
  /** Who breaks it, by key; of many only the first ones. */
  readonly objects: readonly ObjectAtFault[];
  /** How many there are. */
  readonly count: number;
}

export interface ObjectAtFault {
  /** As the test calls it; undefined for what has no name. */
  readonly name: string | undefined;
  readonly key: string;
  readonly isMember: boolean;
  /** Before the step. */
  readonly wasMember: boolean;
  /** Whether it exists at the step. */
  readonly exists: boolean;
  /** Of an expectation about two segments. */
  readonly isMemberOfOther: boolean | undefined;
  /** The conditions that decide whether it is a member; none for what does not exist. */
  readonly deciding: readonly DecidingCondition[];
  /** Of a member that should be none: a member that should be one, with which it is compared. */
  readonly comparedWith: string | undefined;
}

export interface DecidingCondition {
  readonly condition: ExplainedCondition;
  /** It looked at the same values as for the object that this one is compared with: not what makes the difference. */
  readonly isAlike: boolean;
}
