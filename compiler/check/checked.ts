// Output of compiler/check: every name resolved, every expression typed, still in the language's own words.
// JSON-safe. Expressions only; segments and the project are in checked-project.ts.
import type {
  AggregateFunction,
  ComparisonOperator,
  CountSyntax,
} from '../syntax/expression-ast.ts';
import type { TimeUnit } from '../syntax/literal-ast.ts';
import type { Span } from '../source.ts';
import type { HistoryTimeOf, InSampleOf, MembershipHistoryOf, Missing } from './checked-history.ts';
import type { CaseOf, PopulationOf } from './checked-population.ts';
import type { FunctionName } from './function-name.ts';
import type { ValueType } from './value-type.ts';

/** A row in scope: `scope` 0 is the segment's (or trait's) object, each collection around the expression adds 1; then to-one relations by name. */
export interface RowReference {
  readonly scope: number;
  readonly hops: readonly string[];
  /** Entity id of the row reached. */
  readonly entity: string;
}

/** `path [as name] [window] [where …]` */
export interface CheckedCollection {
  /** Where the path starts. */
  readonly from: RowReference;
  /** Relation names from there; at least one is to-many or through. */
  readonly hops: readonly string[];
  /** Entity id of the collection's rows. */
  readonly entity: string;
  /** The scope number of the collection's own rows, in `window.time`, `where` and the aggregate's value. */
  readonly scope: number;
  readonly window: CheckedWindow | undefined;
  readonly where: CheckedCondition | undefined;
  readonly span: Span;
}

/**
 * A step of a sequence. `collection.window` is the sequence's, and undefined for an absent step. The rows of the present
 * steps before it are in scope in its `where`.
 */
export interface CheckedStep {
  readonly absent: boolean;
  readonly pin: 'first' | 'last' | undefined;
  readonly collection: CheckedCollection;
  /** A date or timestamp value of the collection's row. */
  readonly time: CheckedValue;
  /** An int literal or parameter of these units. */
  readonly within: { readonly amount: CheckedValue; readonly unit: TimeUnit } | undefined;
}

/** `time` is a date or timestamp value of the collection's row. */
export interface CheckedWindow {
  readonly time: CheckedValue;
  readonly form: WindowForm;
  readonly span: Span;
}

/** Amounts are int literals or parameters of type int. */
export type WindowForm =
  | {
      readonly kind: 'rolling';
      readonly direction: 'last' | 'next';
      readonly amount: CheckedValue;
      readonly unit: TimeUnit;
      readonly full: boolean;
    }
  | {
      readonly kind: 'calendar';
      readonly which: 'this' | 'previous' | 'following';
      readonly amount: CheckedValue;
      readonly unit: TimeUnit;
      /** Only of `this`: the whole unit, its future part too. */
      readonly full: boolean;
    }
  | {
      readonly kind: 'between_from_now';
      readonly near: CheckedValue;
      readonly far: CheckedValue;
      readonly unit: TimeUnit;
    }
  | {
      readonly kind: 'between_ago';
      readonly far: CheckedValue;
      readonly near: CheckedValue;
      readonly unit: TimeUnit;
    }
  | { readonly kind: 'since'; readonly start: CheckedValue }
  | {
      readonly kind: 'from';
      readonly start: CheckedValue;
      readonly end: CheckedValue;
      readonly inclusive: boolean;
    };

// ---------------------------------------------------------------- values

interface ValueBase {
  readonly type: ValueType;
  readonly nullable: boolean;
  readonly span: Span;
}

export type CheckedValue =
  /** Numbers and dates as canonical text: "50000", "0.7" (a percent is already a fraction), "2025-11-01", "2025-11-01T09:00:00Z". */
  | (ValueBase & { readonly kind: 'literal'; readonly value: string | boolean })
  | (ValueBase & { readonly kind: 'now' })
  | (ValueBase & { readonly kind: 'today' })
  | (ValueBase & { readonly kind: 'duration'; readonly amount: number; readonly unit: TimeUnit })
  | (ValueBase & {
      readonly kind: 'attribute';
      readonly row: RowReference;
      readonly attribute: string;
    })
  /** A to-one relation used as a value: the key it holds (`assignee = $agent`). */
  | (ValueBase & {
      readonly kind: 'relation_key';
      readonly row: RowReference;
      readonly relation: string;
    })
  | (ValueBase & { readonly kind: 'trait'; readonly row: RowReference; readonly trait: string })
  /** Only inside `@where`, `@deleted`: a column of the entity's own table. */
  | (ValueBase & { readonly kind: 'raw_column'; readonly column: string })
  | (ValueBase & { readonly kind: 'parameter'; readonly name: string })
  | (ValueBase & {
      readonly kind: 'aggregate';
      readonly function: AggregateFunction;
      readonly collection: CheckedCollection;
      /** What is aggregated, in the collection's scope; undefined for a plain count. For first/last the order is the entity's time. */
      readonly value: CheckedValue | undefined;
      /** For first/last: the time that orders the rows. */
      readonly order: CheckedValue | undefined;
    })
  | (ValueBase & CaseOf<CheckedValue, CheckedCondition>)
  /** How many periods of the project's zone hold a row, or the longest run of neighbouring ones. Rows without a time are in none. */
  | (ValueBase & {
      readonly kind: 'count_periods';
      readonly collection: CheckedCollection;
      /** A date or timestamp in the collection's scope. */
      readonly time: CheckedValue;
      readonly unit: PeriodUnit;
      readonly consecutive: boolean;
      readonly having: CheckedHaving | undefined;
    })
  | (ValueBase & PopulationOf<CheckedValue, CheckedCondition>)
  | (ValueBase & {
      readonly kind: 'arithmetic';
      readonly operator: '+' | '-' | '*' | '/';
      readonly left: CheckedValue;
      readonly right: CheckedValue;
    })
  | (ValueBase & { readonly kind: 'negate'; readonly operand: CheckedValue })
  | (ValueBase & {
      readonly kind: 'call';
      readonly function: FunctionName;
      readonly args: readonly CheckedValue[];
      /** `tz: timezone`; absent: the project's zone. */
      readonly zone?: CheckedValue | undefined;
      /** `counting: support_hours`; absent: all time counts. */
      readonly calendar?: string | undefined;
    });

export type PeriodUnit = Exclude<TimeUnit, 'second' | 'minute'>;

/** What the rows of one period must amount to; a missing amount does not. */
export interface CheckedHaving {
  readonly function: Exclude<AggregateFunction, 'first' | 'last' | 'mode'>;
  /** In the collection's scope; undefined for a plain count. */
  readonly value: CheckedValue | undefined;
  readonly operator: ComparisonOperator;
  /** The same for every object. */
  readonly amount: CheckedValue;
}

// ---------------------------------------------------------------- conditions

export type HistoryTime = HistoryTimeOf<CheckedValue, WindowForm>;

interface ConditionBase {
  readonly span: Span;
}

/** Always two-valued. `missing` says what a missing operand makes of the condition: false ("false" and "and_known") or true ("or_missing"). */
export type { Missing };

export type CheckedCondition =
  | (ConditionBase & { readonly kind: 'constant'; readonly value: boolean })
  | (ConditionBase & { readonly kind: 'all'; readonly conditions: readonly CheckedCondition[] })
  | (ConditionBase & { readonly kind: 'any'; readonly conditions: readonly CheckedCondition[] })
  | (ConditionBase & { readonly kind: 'none'; readonly conditions: readonly CheckedCondition[] })
  | (ConditionBase & { readonly kind: 'not'; readonly condition: CheckedCondition })
  /** How many of the conditions hold, compared. */
  | (ConditionBase & {
      readonly kind: 'count_of';
      readonly comparison: CountSyntax['comparison'];
      readonly amount: CheckedValue;
      readonly conditions: readonly CheckedCondition[];
    })
  /** A bool value used as a condition; missing is false. */
  | (ConditionBase & { readonly kind: 'truth'; readonly value: CheckedValue })
  /** `did` and `has`: number of rows compared; without `count`: at least one. `negated`: exact complement. */
  | (ConditionBase & {
      readonly kind: 'exists';
      readonly negated: boolean;
      readonly collection: CheckedCollection;
      readonly count:
        | { readonly comparison: CountSyntax['comparison']; readonly amount: CheckedValue }
        | undefined;
    })
  /** True when there is at least one row and every row satisfies the predicate (in the collection's scope). */
  | (ConditionBase & {
      readonly kind: 'all_have';
      readonly collection: CheckedCollection;
      readonly predicate: CheckedCondition;
    })
  /** Some choice of rows satisfies all steps. The first step is present. */
  | (ConditionBase & {
      readonly kind: 'sequence';
      readonly negated: boolean;
      readonly steps: readonly CheckedStep[];
    })
  /** The row is a member; a missing to-one row is not. `or_missing` accepts it. */
  | (ConditionBase & {
      readonly kind: 'in_segment';
      readonly row: RowReference;
      readonly negated: boolean;
      readonly segment: string;
      readonly args: readonly { readonly name: string; readonly value: CheckedValue }[];
      readonly missing: Missing;
    })
  | (ConditionBase & MembershipHistoryOf<RowReference, HistoryTime>)
  | (ConditionBase & {
      readonly kind: 'in_list';
      readonly row: RowReference;
      readonly negated: boolean;
      readonly quantifier: 'any' | 'all';
      readonly names: readonly CheckedValue[];
      /** Over the list entity's row in scope `scope`. */
      readonly added: CheckedCondition | undefined;
      /** Scope number of the list row in `added`. */
      readonly scope: number;
    })
  | (ConditionBase & InSampleOf<RowReference, CheckedValue>)
  | (ConditionBase & {
      readonly kind: 'tagged';
      readonly row: RowReference;
      readonly quantifier: 'any' | 'all';
      readonly tags: readonly CheckedValue[];
    })
  | (ConditionBase & {
      readonly kind: 'consents';
      readonly row: RowReference;
      readonly consent: string;
    })
  | (ConditionBase & {
      readonly kind: 'consent_is';
      readonly row: RowReference;
      readonly consent: string;
      readonly negated: boolean;
      readonly state: 'granted' | 'denied' | 'unknown';
    })
  | (ConditionBase & {
      readonly kind: 'compare';
      readonly operator: ComparisonOperator;
      readonly left: CheckedValue;
      readonly right: CheckedValue;
      readonly missing: Missing;
    })
  | (ConditionBase & {
      readonly kind: 'in_set';
      readonly subject: CheckedValue;
      readonly negated: boolean;
      readonly items: readonly CheckedValue[];
      readonly missing: Missing;
    })
  | (ConditionBase & {
      readonly kind: 'in_range';
      readonly subject: CheckedValue;
      readonly negated: boolean;
      readonly low: CheckedValue;
      readonly high: CheckedValue;
      readonly missing: Missing;
    })
  | (ConditionBase & {
      readonly kind: 'text_match';
      readonly subject: CheckedValue;
      readonly negated: boolean;
      readonly operator: 'contains' | 'starts_with' | 'ends_with' | 'matches';
      readonly patterns: readonly CheckedValue[];
      readonly ignoringCase: boolean;
      readonly missing: Missing;
    })
  | (ConditionBase & {
      readonly kind: 'array_has';
      readonly subject: CheckedValue;
      readonly negated: boolean;
      readonly quantifier: 'any' | 'all';
      readonly items: readonly CheckedValue[];
      readonly missing: Missing;
    })
  /** `other` is an array, too. */
  | (ConditionBase & {
      readonly kind: 'arrays_meet';
      readonly subject: CheckedValue;
      readonly negated: boolean;
      readonly quantifier: 'any' | 'all';
      readonly other: CheckedValue;
      readonly missing: Missing;
    })
  | (ConditionBase & {
      readonly kind: 'is_missing';
      readonly subject: CheckedValue;
      readonly known: boolean;
    })
  /** `subject` is a date or a timestamp. */
  | (ConditionBase & {
      readonly kind: 'in_window';
      readonly subject: CheckedValue;
      /** Before the window or after it; absent: within. Calendar windows only. */
      readonly side?: 'before' | 'after';
      readonly negated: boolean;
      readonly form: WindowForm;
      readonly missing: Missing;
    })
  | (ConditionBase & {
      readonly kind: 'distance';
      readonly subject: CheckedValue;
      readonly comparison: 'more_than' | 'less_than' | 'at_least' | 'at_most';
      readonly amount: CheckedValue;
      readonly unit: TimeUnit;
      readonly direction: 'ago' | 'from_now' | 'after' | 'before';
      /** Of `after` and `before`: from where the distance counts, a time like the subject, or `now`. */
      readonly anchor: CheckedValue | undefined;
      /** Name of the calendar that counts. */
      readonly calendar: string | undefined;
      readonly missing: Missing;
    })
  | (ConditionBase & {
      readonly kind: 'moment';
      readonly subject: CheckedValue;
      readonly relation: 'before' | 'after' | 'on';
      readonly moment: CheckedValue;
      readonly missing: Missing;
    })
  /** Month and day of the subject of `occurs`, a date, recur in it: 29 February on 28 February in other years. */
  | (ConditionBase & {
      readonly kind: 'anniversary';
      readonly occurs: TimeCondition;
    });

/** What is said of one date or timestamp. */
export type TimeCondition = ConditionBase &
  Extract<CheckedCondition, { kind: 'in_window' | 'distance' | 'moment' }>;
