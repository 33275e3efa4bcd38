// The language of the segment IR: output of compiler/lower, input of compiler/plan and compiler/sql. JSON-safe, no spans.
// Removed here: did, has, all … have, lists, tags, consents, traits, parameters, templates, window forms, `not`.
import type { PeriodUnit } from '../check/checked.ts';
import type { OpenHours } from '../check/model.ts';
import type { ValueType } from '../check/value-type.ts';
import type { TimeUnit } from '../syntax/literal-ast.ts';
import type { CallName } from './call-name.ts';

/**
 * A row, addressed from the inside out. At the top of a segment, `up: 0` is the segment's object. Inside a feature
 * `up: 0` is a row of the collection, `up: 1` the anchor row, and `up: 2 + n` is what `up: n` was where the feature is
 * used. The anchor row is never addressed by a larger `up`, so equal features are equal wherever they are written.
 */
export interface Row {
  readonly up: number;
  /** To-one steps from there; after each of them the row may be missing. */
  readonly hops: readonly ToOneHop[];
  /** Entity of the row reached. */
  readonly entity: string;
}

/** `column` of a `from` row holds the key of a `to` row. */
export interface ToOneHop {
  readonly relation: string;
  readonly from: string;
  readonly column: string;
  readonly to: string;
}

/** A step of a collection's path; rows without a counterpart drop out. */
export type PathHop =
  | ({ readonly kind: 'to_one' } & ToOneHop)
  /** `column` of a `to` row holds the key of a `from` row. */
  | {
      readonly kind: 'to_many';
      readonly relation: string;
      readonly from: string;
      readonly column: string;
      readonly to: string;
    };

/** How a column's content becomes a value. */
export interface ColumnRead {
  /** The attribute, for people and for the source check; undefined for raw columns. */
  readonly attribute: string | undefined;
  readonly role: 'key' | 'attribute' | 'relation' | 'raw';
  readonly column: string;
  readonly type: ValueType;
  readonly jsonPath: readonly string[];
  /** An expression of the model's `@sql`; the column is then unused. */
  readonly sql: string | undefined;
  readonly blankIsMissing: boolean;
  readonly zone: string | undefined;
}

// ---------------------------------------------------------------- time

export type TimeStep = PlainStep | CountingStep;

/** Signed. */
export interface PlainStep {
  readonly amount: number;
  readonly unit: TimeUnit;
  readonly counting?: undefined;
}

/**
 * So much open time, or so many working days, from there. Closed time is not counted, so that many instants can be so
 * far: the first or the last of them.
 */
export interface CountingStep {
  readonly amount: number;
  readonly unit: TimeUnit;
  readonly counting: OpenHours;
  readonly edge: 'first' | 'last';
}

/** A place in time that depends on nothing but the run's `now`, the project's zone and its first day of the week. */
export type TimePoint =
  /** `start` cuts the base to the start of its hour, minute or second. */
  | {
      readonly kind: 'instant';
      readonly base: 'now' | { readonly iso: string };
      readonly start: TimeUnit | undefined;
      readonly steps: readonly TimeStep[];
    }
  /** A local day of the project's zone; `start` cuts the base to the first day of its week, month, quarter or year. */
  | {
      readonly kind: 'day';
      readonly base: 'today' | { readonly date: string };
      readonly start: TimeUnit | undefined;
      readonly steps: readonly TimeStep[];
    };

// ---------------------------------------------------------------- values

export type Value =
  /** Numbers as canonical decimal text. */
  | { readonly kind: 'literal'; readonly type: ValueType; readonly value: string | boolean }
  | { readonly kind: 'column'; readonly row: Row; readonly read: ColumnRead }
  /** The key of a row, missing when the row is; as text. */
  | { readonly kind: 'row_key'; readonly row: Row }
  /** The value of a feature for the anchor row `row`. */
  | {
      readonly kind: 'feature';
      readonly row: Row;
      readonly feature: string;
      readonly type: ValueType;
      /** What no rows mean: 0 and never less (counts), 0 (sums), or missing. */
      readonly empty: 'count' | 'zero' | 'missing';
    }
  | {
      readonly kind: 'arithmetic';
      readonly operator: '+' | '-' | '*' | '/';
      readonly left: Value;
      readonly right: Value;
      readonly type: ValueType;
    }
  | { readonly kind: 'negate'; readonly operand: Value; readonly type: ValueType }
  /** The value of the first branch whose condition holds; `otherwise` undefined: missing. */
  | {
      readonly kind: 'case';
      readonly branches: readonly { readonly when: Predicate; readonly gives: Value }[];
      readonly otherwise: Value | undefined;
      readonly type: ValueType;
    }
  /** The value where the row exists, missing where it does not. */
  | {
      readonly kind: 'of_row';
      readonly row: Row;
      readonly value: Value;
      readonly type: ValueType;
    }
  | {
      readonly kind: 'call';
      readonly function: CallName;
      readonly args: readonly Value[];
      readonly type: ValueType;
    }
  /** How many of the predicates hold. */
  | { readonly kind: 'count_true'; readonly predicates: readonly Predicate[] }
  /** Used as an instant it is the point, or the first instant of the day; used as a date it is the local day. */
  | { readonly kind: 'time_point'; readonly point: TimePoint; readonly as: 'timestamp' | 'date' }
  /**
   * Open time or working days of a calendar from the first time to the second: both timestamps, or for whole working
   * days both dates. Signed; missing where an end is missing or outside the years 1990 to 2060.
   */
  | {
      readonly kind: 'open_time';
      readonly hours: OpenHours;
      readonly measure: 'time' | 'days';
      readonly from: Value;
      readonly to: Value;
      /** Whole milliseconds (of 24-hour days), fractions of the longer units; whole days of dates. */
      readonly unit: 'millisecond' | 'minute' | 'hour' | 'day';
      readonly type: ValueType;
    }
  /** A date or timestamp of a row, moved; `amount` is signed and counts `unit`s. */
  | {
      readonly kind: 'shift';
      readonly operand: Value;
      readonly amount: Value;
      readonly unit: TimeUnit;
      readonly as: 'timestamp' | 'date';
    };

// ---------------------------------------------------------------- predicates

/**
 * Always two-valued. `whenMissing` is the result when an operand is missing. There is no `not`: a negation is pushed
 * into the atoms by flipping `negated` (or the operator) and `whenMissing`, which is exact because atoms are two-valued.
 */
export type Predicate =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'all'; readonly predicates: readonly Predicate[] }
  | { readonly kind: 'any'; readonly predicates: readonly Predicate[] }
  | {
      readonly kind: 'compare';
      readonly operator: '=' | '!=' | '<' | '<=' | '>' | '>=';
      readonly left: Value;
      readonly right: Value;
      readonly whenMissing: boolean;
    }
  | {
      readonly kind: 'in_set';
      readonly subject: Value;
      readonly items: readonly Value[];
      readonly negated: boolean;
      readonly whenMissing: boolean;
    }
  | {
      readonly kind: 'in_interval';
      readonly subject: Value;
      readonly start: Bound | undefined;
      readonly end: Bound | undefined;
      readonly negated: boolean;
      readonly whenMissing: boolean;
    }
  | {
      readonly kind: 'text_match';
      readonly operator: 'contains' | 'starts_with' | 'ends_with' | 'matches';
      readonly subject: Value;
      /** At least one of them. */
      readonly patterns: readonly Value[];
      readonly ignoringCase: boolean;
      readonly negated: boolean;
      readonly whenMissing: boolean;
    }
  | {
      readonly kind: 'array_has';
      readonly subject: Value;
      readonly items: readonly Value[];
      readonly quantifier: 'any' | 'all';
      readonly negated: boolean;
      readonly whenMissing: boolean;
    }
  /** An array holds any, or all, of the elements of another; of an empty one it holds neither. */
  | {
      readonly kind: 'arrays_meet';
      readonly subject: Value;
      readonly other: Value;
      readonly quantifier: 'any' | 'all';
      readonly negated: boolean;
      readonly whenMissing: boolean;
    }
  | { readonly kind: 'known'; readonly value: Value; readonly negated: boolean }
  /**
   * The row is a member of a published segment of the same run; with `before`, it was one after the last committed
   * refresh of that segment. `whenMissing` is for a missing row.
   */
  | {
      readonly kind: 'member';
      readonly row: Row;
      readonly segment: string;
      readonly before?: true | undefined;
      readonly negated: boolean;
      readonly whenMissing: boolean;
    };

export interface Bound {
  readonly value: Value;
  readonly inclusive: boolean;
}

// ---------------------------------------------------------------- features

/** One number or value per anchor row: the rows reached over `path`, inside `window`, that pass `filter`, reduced. */
export interface Feature {
  readonly kind: 'collection';
  readonly id: string;
  /** Entity of the anchor row; it always has a key. */
  readonly anchor: string;
  /** The first hop is to-many. */
  readonly path: readonly PathHop[];
  readonly window: FeatureWindow | undefined;
  readonly filter: Predicate;
  readonly reducer: Reducer;
}

/** Rows whose time is missing are outside. */
export interface FeatureWindow {
  readonly time: Value;
  readonly start: Bound | undefined;
  readonly end: Bound | undefined;
}

export type Reducer = PlainReducer | OrderedReducer | PeriodReducer;

/** One expression over the rows of an anchor. */
export type PlainReducer =
  /** `when`: counts only rows for which it holds, while sharing the collection with other reducers. */
  | { readonly kind: 'count'; readonly when: Predicate | undefined }
  | {
      readonly kind: 'count_distinct' | 'sum' | 'avg' | 'min' | 'max' | 'median';
      readonly value: Value;
    };

export type OrderedReducer =
  /** By `order`, ties by `tie` and then by the value itself; rows with a missing order come last. */
  | {
      readonly kind: 'first' | 'last';
      readonly value: Value;
      readonly order: Value;
      readonly tie?: Value | undefined;
    }
  /** The most frequent known value, the smallest of them. */
  | { readonly kind: 'mode'; readonly value: Value };

/**
 * `period` of a row is the first day of its `unit`, or its hour's number; rows without one are left out. How many
 * different periods there are (without `having`, that is a `count_distinct`), or how long the longest run of neighbours is.
 */
export interface PeriodReducer {
  readonly kind: 'count_periods' | 'longest_run';
  readonly period: Value;
  readonly unit: PeriodUnit;
  readonly having: Having | undefined;
}

/** What the rows of one period must amount to; missing is not enough. */
export interface Having {
  readonly reducer: PlainReducer;
  readonly operator: '=' | '!=' | '<' | '<=' | '>' | '>=';
  readonly amount: Value;
}

/**
 * One value per row of an object, seen against the other rows of the same object: its place, its share, a number of its
 * peers. Everything in it is over `up: 0`, a row of the object; nothing looks further out.
 */
export interface Population {
  readonly kind: 'population';
  readonly id: string;
  /** Entity of the rows; it has a key. The value is for the anchor row. */
  readonly anchor: string;
  /** The rows that count. */
  readonly among: Predicate;
  /** Only rows with the same values are seen together; a row with a missing one is in no group. */
  readonly groups: readonly Value[];
  /** Rows without it do not count. */
  readonly value: Value;
  readonly measure: Measure;
}

export type Measure =
  /** Of rows that count; missing for the others. */
  | { readonly kind: 'ntile'; readonly tiles: string }
  | { readonly kind: 'rank' | 'percent_rank' | 'cumulative_share' }
  /** A bool: the row's place from `direction`, the share of rows before it or of the total before it is within the bounds. */
  | {
      readonly kind: 'taken';
      readonly direction: 'top' | 'bottom';
      readonly of: 'places' | 'rows' | 'total';
      /** Inclusive. */
      readonly from: Value | undefined;
      /** Inclusive for places, exclusive for shares. */
      readonly to: Value;
      /** Equal values share the best of their places. */
      readonly ties: boolean;
    }
  /** Of the group that a row is in, also of rows that do not count. */
  | {
      readonly kind:
        'peer_avg' | 'peer_sum' | 'peer_min' | 'peer_max' | 'peer_count' | 'peer_stddev';
    }
  | { readonly kind: 'peer_percentile'; readonly share: string };

export type AnyFeature = Feature | Population;

// ---------------------------------------------------------------- segments

export interface SegmentIR {
  readonly name: string;
  readonly object: string;
  readonly predicate: Predicate;
  readonly publish: readonly { readonly name: string; readonly value: Value }[];
  /** In the order of first use; a feature comes after those it uses. Ids are local to the segment. */
  readonly features: readonly AnyFeature[];
  /** Published segments it refers to as members, sorted. */
  readonly dependsOn: readonly string[];
  /** Published segments whose log of membership changes it reads, sorted. */
  readonly historyOf: readonly string[];
}

/** An entity's rows: those of the table that satisfy `filter` (over `up: 0`). */
export interface EntityIR {
  readonly id: string;
  readonly table: readonly string[];
  readonly keyColumn: string | undefined;
  /** The segment whose log of membership changes this is: the runtime says where it lies, and it holds keys as text. */
  readonly logOf: string | undefined;
  readonly filter: Predicate;
}
