// Samples and the history of memberships in the checked project, over the rows, values and windows of checked.ts.
import type { MissingRule } from '../syntax/expression-ast.ts';
import type { TimeUnit } from '../syntax/literal-ast.ts';

/** Always two-valued. `missing` says what a missing operand makes of the condition: false ("false" and "and_known") or true ("or_missing"). */
export type Missing = MissingRule | 'false';

/** By the log of the segment's changes before now; `was_in` at a time, the others within one. */
export interface MembershipHistoryOf<Row, Time> {
  readonly kind: 'membership_history';
  readonly row: Row;
  readonly event: 'was_in' | 'entered' | 'left';
  readonly negated: boolean;
  readonly segment: string;
  /** Undefined: at any time; never for `was_in`. */
  readonly time: Time | undefined;
  readonly missing: Missing;
}

export type HistoryTimeOf<Value, Form> =
  | { readonly kind: 'during'; readonly form: Form }
  | { readonly kind: 'ago'; readonly amount: Value; readonly unit: TimeUnit }
  /** A constant instant; a constant date. */
  | { readonly kind: 'at' | 'on'; readonly moment: Value };

/** The row's place in the draw that `seed` names is in [low, high); percentages from 0 to 1, low is 0 when undefined. */
export interface InSampleOf<Row, Value> {
  readonly kind: 'in_sample';
  readonly row: Row;
  readonly negated: boolean;
  readonly low: Value | undefined;
  readonly high: Value;
  readonly seed: Value;
  readonly missing: Missing;
}
