// Tests and fixtures of the AST: objects with their values, tables of cases, steps of time, expectations. Every node with
// its span; nothing is resolved or typed here.
import type { Span } from '../source.ts';
import type { ArgumentSyntax, BrokenSyntax, PathSyntax } from './expression-ast.ts';
import type {
  BooleanSyntax,
  DateSyntax,
  MoneySyntax,
  NameSyntax,
  NumberSyntax,
  PercentSyntax,
  StringSyntax,
  TimestampSyntax,
  TimeUnit,
} from './literal-ast.ts';

/** `test "quiet ones are in" of win_back { … }` */
export interface TestSyntax {
  readonly kind: 'test';
  /** The text after `test`. */
  readonly title: StringSyntax;
  readonly of: NameSyntax;
  readonly args: readonly ArgumentSyntax[];
  readonly parts: readonly TestPartSyntax[];
  readonly span: Span;
}

/** `fixtures shop { … }` */
export interface FixturesSyntax {
  readonly kind: 'fixtures';
  readonly name: NameSyntax;
  /** `use` and `given` only. */
  readonly parts: readonly TestPartSyntax[];
  readonly span: Span;
}

export type TestPartSyntax =
  | TestNowSyntax
  | UseSyntax
  | GivenSyntax
  | GivenFromSyntax
  | CasesSyntax
  | ExpectSyntax
  | ExpectSegmentSyntax
  | ThenSyntax
  | RemoveSyntax
  | BrokenSyntax;

/** `now: 2025-11-01T09:00:00Z` */
export interface TestNowSyntax {
  readonly kind: 'test_now';
  readonly value: FixtureValueSyntax;
  readonly span: Span;
}

/** `use shop, people` */
export interface UseSyntax {
  readonly kind: 'use';
  readonly names: readonly NameSyntax[];
  readonly span: Span;
}

/** `given contact bob like ada { … }` */
export interface GivenSyntax {
  readonly kind: 'given';
  readonly object: NameSyntax;
  readonly name: NameSyntax;
  readonly like: NameSyntax | undefined;
  readonly row: FixtureRowSyntax;
  readonly span: Span;
}

/** `given contact from "big/contacts.csv"` */
export interface GivenFromSyntax {
  readonly kind: 'given_from';
  readonly object: NameSyntax;
  readonly path: StringSyntax;
  readonly span: Span;
}

/** `cases of contact like ada (last_visit_at, country) { quiet: 41 days ago, "PL", in }` */
export interface CasesSyntax {
  readonly kind: 'cases';
  readonly object: NameSyntax;
  readonly like: NameSyntax | undefined;
  readonly columns: readonly FixtureFieldName[];
  readonly cases: readonly (CaseLineSyntax | BrokenSyntax)[];
  readonly span: Span;
}

export interface CaseLineSyntax {
  readonly kind: 'case_line';
  readonly name: NameSyntax;
  readonly values: readonly FixtureValueSyntax[];
  readonly verdict: { readonly expected: 'in' | 'out'; readonly span: Span };
  readonly span: Span;
}

/** `expect in: ada, bob`, `expect left: none` */
export interface ExpectSyntax {
  readonly kind: 'expect';
  readonly expected: 'in' | 'out' | 'entered' | 'left';
  /** Empty for `none`. */
  readonly objects: readonly NameSyntax[];
  readonly span: Span;
}

/** `expect same as other`, `expect disjoint from other`, `expect subset of other` */
export interface ExpectSegmentSyntax {
  readonly kind: 'expect_segment';
  readonly expected: 'same_as' | 'disjoint_from' | 'subset_of';
  readonly segment: NameSyntax;
  readonly span: Span;
}

/** `then at 2025-12-01T09:00:00Z { … }`, `then 30 days later { … }` */
export interface ThenSyntax {
  readonly kind: 'then_step';
  readonly when: ThenTimeSyntax;
  readonly parts: readonly TestPartSyntax[];
  readonly span: Span;
}

/** One of the two. */
export interface ThenTimeSyntax {
  readonly at: FixtureValueSyntax | undefined;
  /** Empty when it says `at`. */
  readonly later: readonly TimePartSyntax[];
  readonly span: Span;
}

/** `remove contact ada, bob` */
export interface RemoveSyntax {
  readonly kind: 'remove';
  readonly object: NameSyntax;
  readonly names: readonly NameSyntax[];
  readonly span: Span;
}

/** `{ status: "paid", total: 200 USD }` */
export interface FixtureRowSyntax {
  readonly kind: 'fixture_row';
  readonly fields: readonly (FixtureFieldSyntax | BrokenSyntax)[];
  readonly span: Span;
}

export interface FixtureFieldSyntax {
  readonly kind: 'fixture_field';
  readonly name: FixtureFieldName;
  readonly value: FixtureValueSyntax;
  readonly span: Span;
}

/** `status`, `lead.score`; a text is a column of the table. */
export type FixtureFieldName = PathSyntax | StringSyntax;

/** Numbers carry their sign. */
export type FixtureValueSyntax =
  | StringSyntax
  | NumberSyntax
  | PercentSyntax
  | MoneySyntax
  | BooleanSyntax
  | DateSyntax
  | TimestampSyntax
  | { readonly kind: 'now'; readonly span: Span }
  | { readonly kind: 'today'; readonly span: Span }
  | { readonly kind: 'missing'; readonly span: Span }
  | RelativeTimeSyntax
  | PlaceSyntax
  | NamedValueSyntax
  | FixtureRowSyntax
  | RepeatedRowSyntax
  | FixtureListSyntax
  | MembershipChangeSyntax;

/** `40 days 1 second ago`, `3 days from now` */
export interface RelativeTimeSyntax {
  readonly kind: 'relative_time';
  readonly parts: readonly TimePartSyntax[];
  readonly direction: 'ago' | 'from_now';
  readonly span: Span;
}

export interface TimePartSyntax {
  readonly amount: NumberSyntax;
  readonly unit: TimeUnit;
}

/** `geo(52.2, 21.0)` */
export interface PlaceSyntax {
  readonly kind: 'place';
  readonly function: NameSyntax;
  readonly arguments: readonly (NumberSyntax | MoneySyntax)[];
  readonly span: Span;
}

/** `acme`: an object of the test, or a consent. */
export interface NamedValueSyntax {
  readonly kind: 'named';
  readonly name: NameSyntax;
  readonly span: Span;
}

/** `5 * { … }` */
export interface RepeatedRowSyntax {
  readonly kind: 'repeated';
  readonly count: NumberSyntax;
  readonly row: FixtureRowSyntax;
  readonly span: Span;
}

export interface FixtureListSyntax {
  readonly kind: 'fixture_list';
  readonly items: readonly FixtureValueSyntax[];
  readonly span: Span;
}

/** `entered champions 40 days ago` */
export interface MembershipChangeSyntax {
  readonly kind: 'membership_change';
  readonly change: 'entered' | 'left';
  readonly segment: NameSyntax;
  readonly at: FixtureValueSyntax;
  readonly span: Span;
}
