// Samples and the history of memberships in the AST, over the expressions, paths and windows of expression-ast.ts.
import type { Span } from '../source.ts';
import type { NameSyntax, TimeUnit } from './literal-ast.ts';

/** How a line treats a missing operand, when it says so. */
export type MissingRule = 'or_missing' | 'and_known';

/** `[path] was [not] in segment x 30 days ago`, `[path] entered segment x [window]`, `[path] left segment x [window]` */
export interface MembershipHistoryOf<Expression, Path, Window> {
  readonly kind: 'membership_history';
  readonly subject: Path | undefined;
  readonly event: 'was_in' | 'entered' | 'left';
  /** `was not in`; the others are negated by a `not` node. */
  readonly negated: boolean;
  readonly segment: NameSyntax;
  /** Never undefined for `was_in`; never `ago` or `at` for the others. */
  readonly time: HistoryTimeOf<Expression, Window> | undefined;
  readonly missing: MissingRule | undefined;
  readonly span: Span;
}

export type HistoryTimeOf<Expression, Window> =
  | { readonly kind: 'during'; readonly window: Window; readonly span: Span }
  /** `30 days ago` */
  | {
      readonly kind: 'ago';
      readonly amount: Expression;
      readonly unit: TimeUnit;
      readonly span: Span;
    }
  /** `at 2026-11-01T09:00:00Z`, `on 2026-11-01` */
  | { readonly kind: 'at' | 'on'; readonly moment: Expression; readonly span: Span };

/** `[path] [not] in sample 10% seed "q4"`, `in sample 10%..20% seed "q4"`; percentages and seed may be parameters. */
export interface InSampleOf<Expression, Path> {
  readonly kind: 'in_sample';
  readonly subject: Path | undefined;
  readonly negated: boolean;
  /** Undefined when only one percentage is written. */
  readonly low: Expression | undefined;
  readonly high: Expression;
  readonly seed: Expression;
  readonly missing: MissingRule | undefined;
  readonly span: Span;
}
