// Expressions and windows of the AST, every node with its span. Nothing is resolved or typed here.
import type { Span } from '../source.ts';
import type { WindowForm, WindowOf } from './window-ast.ts';
import type { HistoryTimeOf, InSampleOf, MembershipHistoryOf, MissingRule } from './history-ast.ts';
import type { CaseOf } from './case-ast.ts';
import type { LiteralSyntax, NameSyntax, PercentSyntax, TimeUnit } from './literal-ast.ts';
import type { CountComparison, CountOf, CountPeriods, Having, Occurrence } from './period-ast.ts';

export type ExpressionSyntax =
  | OrSyntax
  | AndSyntax
  | NotSyntax
  | BlockSyntax
  | CountOfSyntax
  | DidSyntax
  | HasSyntax
  | AllHaveSyntax
  | SequenceSyntax
  | InSegmentSyntax
  | MembershipHistorySyntax
  | InListSyntax
  | InSampleSyntax
  | TaggedSyntax
  | ConsentsSyntax
  | ConsentIsSyntax
  | CompareSyntax
  | InSetSyntax
  | InRangeSyntax
  | TextMatchSyntax
  | ArrayHasSyntax
  | WithinSyntax
  | IsMissingSyntax
  | InWindowSyntax
  | DistanceSyntax
  | MomentSyntax
  | CaseSyntax
  | AnniversarySyntax
  | ArithmeticSyntax
  | NegateSyntax
  | PercentOfSyntax
  | AggregateSyntax
  | CountPeriodsSyntax
  | CallSyntax
  | PathSyntax
  | ParameterUseSyntax
  | LiteralSyntax
  | BrokenSyntax;

export type { MissingRule };

export interface OrSyntax {
  readonly kind: 'or';
  readonly operands: readonly ExpressionSyntax[];
  readonly span: Span;
}
export interface AndSyntax {
  readonly kind: 'and';
  readonly operands: readonly ExpressionSyntax[];
  readonly span: Span;
}
export interface NotSyntax {
  readonly kind: 'not';
  readonly operand: ExpressionSyntax;
  readonly span: Span;
}
/** A parenthesised expression is its inner node with `parenthesised: true` beside it only where it matters: in `or`/`and` operands. */
export interface BlockSyntax {
  readonly kind: 'block';
  /** `all` for a plain `{ }` and `all of { }`. */
  readonly quantifier: 'all' | 'any' | 'none';
  /** True when written `all of { }` rather than `{ }`. */
  readonly worded: boolean;
  readonly conditions: readonly ExpressionSyntax[];
  readonly span: Span;
}

export type CountOfSyntax = CountOf<ExpressionSyntax>;

/** `path [as name] [window] [where condition-or-block] [having …]` */
export interface CollectionSyntax {
  readonly path: PathSyntax;
  readonly alias: NameSyntax | undefined;
  readonly window: WindowSyntax | undefined;
  readonly where: ExpressionSyntax | undefined;
  readonly having: HavingSyntax | undefined;
  readonly span: Span;
}

/** `more than 5 times`, `at least 2`, `exactly 3 times`, `once`, `5 times` (= at least) */
export interface CountSyntax {
  readonly comparison: CountComparison;
  readonly amount: ExpressionSyntax;
  readonly span: Span;
}
export type HavingSyntax = Having<ExpressionSyntax, AggregateFunction, ComparisonOperator>;
export type OccurrenceSyntax = Occurrence<ExpressionSyntax>;

/** `did [not] path [count or occurrence] [window] [where]` */
export interface DidSyntax {
  readonly kind: 'did';
  readonly negated: boolean;
  readonly collection: CollectionSyntax;
  readonly count: CountSyntax | undefined;
  readonly occurrence: OccurrenceSyntax | undefined;
  readonly span: Span;
}
/** `has [no | count] path [as name] [occurrence] [window] [where]` */
export interface HasSyntax {
  readonly kind: 'has';
  readonly negated: boolean;
  readonly collection: CollectionSyntax;
  readonly count: CountSyntax | undefined;
  readonly occurrence: OccurrenceSyntax | undefined;
  readonly span: Span;
}
/** `all contacts [window] have predicate` */
export interface AllHaveSyntax {
  readonly kind: 'all_have';
  readonly collection: CollectionSyntax;
  readonly predicate: ExpressionSyntax;
  readonly span: Span;
}
/** `did [not] sequence [window] { steps }`; the window bounds every present step. */
export interface SequenceSyntax {
  readonly kind: 'sequence';
  readonly negated: boolean;
  readonly window: WindowSyntax | undefined;
  /** The first one is present, unless its line is broken. */
  readonly steps: readonly (StepSyntax | BrokenSyntax)[];
  readonly span: Span;
}
/** `[then] [first | last] path [as name] [within 2 hours] [where …]`, `then no path …`. */
export interface StepSyntax {
  readonly kind: 'step';
  /** `then no path`: there is no such row. */
  readonly absent: boolean;
  readonly pin: 'first' | 'last' | undefined;
  /** Without a window of its own. */
  readonly collection: CollectionSyntax;
  readonly within: StepLimitSyntax | undefined;
  readonly span: Span;
}
/** `within 2 hours` of the present step before it. */
export interface StepLimitSyntax {
  readonly amount: ExpressionSyntax;
  readonly unit: TimeUnit;
  readonly span: Span;
}
/** `[path] [not] in segment name [(agent: $me)]` */
export interface InSegmentSyntax {
  readonly kind: 'in_segment';
  readonly subject: PathSyntax | undefined;
  readonly negated: boolean;
  readonly segment: NameSyntax;
  readonly args: readonly ArgumentSyntax[];
  readonly missing: MissingRule | undefined;
  readonly span: Span;
}
export type MembershipHistorySyntax = MembershipHistoryOf<
  ExpressionSyntax,
  PathSyntax,
  WindowSyntax
>;
export type HistoryTimeSyntax = HistoryTimeOf<ExpressionSyntax, WindowSyntax>;
export type InSampleSyntax = InSampleOf<ExpressionSyntax, PathSyntax>;
/** `[path] [not] in list "newsletter" [added <window or distance or moment>]`; `in list any of ["a", "b"]`. The added condition's `subject` is undefined. */
export interface InListSyntax {
  readonly kind: 'in_list';
  readonly subject: PathSyntax | undefined;
  readonly negated: boolean;
  readonly quantifier: 'any' | 'all';
  readonly names: readonly ExpressionSyntax[];
  readonly added: InWindowSyntax | DistanceSyntax | MomentSyntax | undefined;
  readonly span: Span;
}
/** `[path] tagged "vip"`, `tagged any of [...]`, `tagged all of [...]`; `not tagged` is a `not` node. */
export interface TaggedSyntax {
  readonly kind: 'tagged';
  readonly subject: PathSyntax | undefined;
  readonly quantifier: 'any' | 'all';
  readonly tags: readonly ExpressionSyntax[];
  readonly span: Span;
}
/** `[path] consents to email_marketing` */
export interface ConsentsSyntax {
  readonly kind: 'consents';
  readonly subject: PathSyntax | undefined;
  readonly consent: NameSyntax;
  readonly span: Span;
}
/** `[path] consent email_marketing is granted | denied | unknown` */
export interface ConsentIsSyntax {
  readonly kind: 'consent_is';
  readonly subject: PathSyntax | undefined;
  readonly consent: NameSyntax;
  readonly negated: boolean;
  readonly state: NameSyntax;
  readonly span: Span;
}

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

export interface CompareSyntax {
  readonly kind: 'compare';
  readonly operator: ComparisonOperator;
  readonly left: ExpressionSyntax;
  readonly right: ExpressionSyntax;
  readonly missing: MissingRule | undefined;
  readonly span: Span;
}
/** `country [not] in ["PL", "DE"]` */
export interface InSetSyntax {
  readonly kind: 'in_set';
  readonly subject: ExpressionSyntax;
  readonly negated: boolean;
  readonly items: readonly ExpressionSyntax[];
  readonly missing: MissingRule | undefined;
  readonly span: Span;
}
/** `employees [not] in 50..1000`, both ends included */
export interface InRangeSyntax {
  readonly kind: 'in_range';
  readonly subject: ExpressionSyntax;
  readonly negated: boolean;
  readonly low: ExpressionSyntax;
  readonly high: ExpressionSyntax;
  readonly missing: MissingRule | undefined;
  readonly span: Span;
}
/** `url [not] contains "/pricing" [ignoring case]`, `contains any of [...]` */
export interface TextMatchSyntax {
  readonly kind: 'text_match';
  readonly subject: ExpressionSyntax;
  readonly negated: boolean;
  readonly operator: 'contains' | 'starts_with' | 'ends_with' | 'matches';
  /** More than one after `any of [...]`. */
  readonly patterns: readonly ExpressionSyntax[];
  readonly ignoringCase: boolean;
  readonly missing: MissingRule | undefined;
  readonly span: Span;
}
/** `location [not] within 25 km of geo(52.23, 21.01)` */
export interface WithinSyntax {
  readonly kind: 'within';
  readonly subject: ExpressionSyntax;
  readonly negated: boolean;
  readonly amount: ExpressionSyntax;
  /** As written; the checker knows which there are. */
  readonly unit: NameSyntax;
  readonly of: ExpressionSyntax;
  readonly missing: MissingRule | undefined;
  readonly span: Span;
}
/** `interests [not] has "running"`, `has any of [...]`, `has all of [...]`, `has all of favourites` */
export interface ArrayHasSyntax {
  readonly kind: 'array_has';
  readonly subject: ExpressionSyntax;
  readonly negated: boolean;
  readonly quantifier: 'any' | 'all';
  /** Single values; or one value that is an array, when `spread`. */
  readonly items: readonly ExpressionSyntax[];
  readonly spread: boolean;
  readonly missing: MissingRule | undefined;
  readonly span: Span;
}
/** `x is missing`, `x is known` */
export interface IsMissingSyntax {
  readonly kind: 'is_missing';
  readonly subject: ExpressionSyntax;
  /** True for `is known`. */
  readonly known: boolean;
  readonly span: Span;
}
/** `x [not] in last 30 days`; also the window tail of `in list … added`, without subject. */
export interface InWindowSyntax {
  readonly kind: 'in_window';
  readonly subject: ExpressionSyntax | undefined;
  /** `before this quarter`, `after previous month`; absent: within the window. */
  readonly side?: 'before' | 'after';
  readonly negated: boolean;
  readonly window: WindowSyntax;
  readonly missing: MissingRule | undefined;
  readonly span: Span;
}
/** `x more than 40 days ago`, `x less than 3 days from now`, `x at most 2 hours after y`, `at least`, `before` */
export interface DistanceSyntax {
  readonly kind: 'distance';
  readonly subject: ExpressionSyntax | undefined;
  readonly comparison: 'more_than' | 'less_than' | 'at_least' | 'at_most';
  readonly amount: ExpressionSyntax;
  readonly unit: TimeUnit;
  readonly direction: 'ago' | 'from_now' | 'after' | 'before';
  /** Of `after` and `before`: from where the distance counts. */
  readonly anchor: ExpressionSyntax | undefined;
  /** `counting support_hours` */
  readonly calendar: NameSyntax | undefined;
  readonly missing: MissingRule | undefined;
  readonly span: Span;
}
/** `x before now`, `x after today`, `x on 2025-11-01`, `x before other_time` */
export interface MomentSyntax {
  readonly kind: 'moment';
  readonly subject: ExpressionSyntax | undefined;
  readonly relation: 'before' | 'after' | 'on';
  readonly moment: ExpressionSyntax;
  readonly missing: MissingRule | undefined;
  readonly span: Span;
}
/** `anniversary of birth_date [not] in next 7 days`; the subject of `occurs` is undefined. */
export interface AnniversarySyntax {
  readonly kind: 'anniversary';
  readonly of: ExpressionSyntax;
  readonly occurs: InWindowSyntax | DistanceSyntax | MomentSyntax;
  readonly span: Span;
}

export type CaseSyntax = CaseOf<ExpressionSyntax>;

export interface ArithmeticSyntax {
  readonly kind: 'arithmetic';
  readonly operator: '+' | '-' | '*' | '/';
  readonly left: ExpressionSyntax;
  readonly right: ExpressionSyntax;
  readonly span: Span;
}
export interface NegateSyntax {
  readonly kind: 'negate';
  readonly operand: ExpressionSyntax;
  readonly span: Span;
}
/** `50% of sum(...)` */
export interface PercentOfSyntax {
  readonly kind: 'percent_of';
  readonly percent: PercentSyntax;
  readonly of: ExpressionSyntax;
  readonly span: Span;
}

export type AggregateFunction =
  'count' | 'count_distinct' | 'sum' | 'avg' | 'min' | 'max' | 'median' | 'mode' | 'first' | 'last';

/**
 * `sum(orders.total in last 90 days where …)`; the path's last part is the attribute where the function needs one.
 * `sum(quantity * unit_cost of lines)`: `value` is computed of each row, and the path ends in rows.
 */
export interface AggregateSyntax {
  readonly kind: 'aggregate';
  readonly function: AggregateFunction;
  readonly value: ExpressionSyntax | undefined;
  readonly collection: CollectionSyntax;
  readonly span: Span;
}
export type CountPeriodsSyntax = CountPeriods<ExpressionSyntax, CollectionSyntax>;
/** `days_since(created_at)`, `coalesce(a, b)`, `lower(name)`, `year(birth_date)` … the checker knows which exist. */
export interface CallSyntax {
  readonly kind: 'call';
  readonly function: NameSyntax;
  readonly args: readonly ArgumentSyntax[];
  /** The population of a rank or a number of peers: `ntile(5, spent) among { has orders }`. */
  readonly among: BlockSyntax | undefined;
  readonly span: Span;
}
/** `email`, `company.parent.name`, `contacts.site_visited`, `contact.avg_order` */
export interface PathSyntax {
  readonly kind: 'path';
  readonly parts: readonly NameSyntax[];
  readonly span: Span;
}
/** `$agent` */
export interface ParameterUseSyntax {
  readonly kind: 'parameter';
  readonly name: string;
  readonly span: Span;
}

// ---------------------------------------------------------------- windows

export type WindowSyntax = WindowOf<ExpressionSyntax, PathSyntax>;
export type WindowFormSyntax = WindowForm<ExpressionSyntax>;

/** `value` or `name: value` in a call, an annotation or a segment reference. */
export interface ArgumentSyntax {
  readonly name: NameSyntax | undefined;
  readonly value: ExpressionSyntax;
  readonly span: Span;
}

/** Stands where a faulty condition was; its diagnostic is already reported and nothing more is said about it. */
export interface BrokenSyntax {
  readonly kind: 'broken';
  readonly span: Span;
}
