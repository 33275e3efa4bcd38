// Output of compiler/check: tests of segments. Names are resolved, times and values are constants, fixtures are rows. JSON-safe.
import type { Span } from '../source.ts';
import type { CheckedValue } from './checked.ts';
import type { ValueType } from './value-type.ts';

export interface CheckedTest {
  /** The text after `test`. */
  readonly name: string;
  /** The segment under test; it may be a template, a draft or paused. */
  readonly segment: string;
  /** Constants for the parameters of a template. */
  readonly args: readonly { readonly name: string; readonly value: CheckedValue }[];
  /** The first is at the test's `now`; the others, one for each `then`, are later, in order. */
  readonly steps: readonly TestStep[];
  readonly span: Span;
}

/** One instant of a test: a refresh at `now` over all of `rows`. */
export interface TestStep {
  /** ISO 8601, UTC. */
  readonly now: string;
  /** Everything that exists then, of every entity; not only what the step says itself. In the order of writing. */
  readonly rows: readonly FixtureRow[];
  /** Changes of memberships that earlier refreshes committed; only in the first step. In order of time. */
  readonly history: readonly FixtureChange[];
  readonly expectations: readonly Expectation[];
  readonly span: Span;
}

/** A row of an entity's table. */
export interface FixtureRow {
  /** Entity id: an object's or event's name; `contact.lists`, `contact.tags`, `contact.consent.email_marketing`; a link object. */
  readonly entity: string;
  /** What the test calls the object; undefined for what has no name of its own. */
  readonly name: string | undefined;
  /** The object's key as text; undefined for rows without a key of their own. */
  readonly key: string | undefined;
  /** Columns that are not named are missing (NULL). */
  readonly cells: readonly FixtureCell[];
  /** Where the row is written; of a file, the place that names the file. */
  readonly span: Span;
}

export interface FixtureCell {
  readonly column: string;
  /** Keys below a JSON column; cells of one column and different paths are one JSON value. */
  readonly jsonPath: readonly string[];
  /** Of a column that only `@where` or `@deleted` know, what its value shows: text, int, decimal, bool, date or timestamp. */
  readonly type: ValueType;
  readonly value: FixtureValue;
}

/**
 * As stored. Numbers as canonical decimal text (a percent is a fraction); dates `2025-11-01`; timestamps
 * `2025-11-01T09:00:00.000Z`, with up to microseconds, or local without zone (`2025-11-01T10:00:00.000`) where the column holds local times. Of type json, the JSON text `{}`:
 * a value that is there, and of which nothing is known.
 */
export type FixtureValue = string | boolean | null | readonly FixtureValue[];

export interface FixtureChange {
  readonly segment: string;
  readonly key: string;
  readonly change: 'entered' | 'left';
  /** ISO 8601, UTC; before the test's `now`. */
  readonly at: string;
}

export type Expectation =
  /** Each of the objects is in or out, or entered or left at this step; no objects: nobody is, or did. */
  | {
      readonly kind: 'objects';
      readonly expected: 'in' | 'out' | 'entered' | 'left';
      readonly objects: readonly ExpectedObject[];
      readonly span: Span;
    }
  /** About all members of the segment under test and of another one of the same object. */
  | {
      readonly kind: 'segments';
      readonly expected: 'same_as' | 'disjoint_from' | 'subset_of';
      readonly segment: string;
      readonly span: Span;
    };

export interface ExpectedObject {
  /** As the test calls it. */
  readonly name: string;
  readonly key: string;
  readonly span: Span;
}
