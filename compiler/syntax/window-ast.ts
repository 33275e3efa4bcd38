// Windows of time in the AST, over the expressions and paths of expression-ast.ts.
import type { Span } from '../source.ts';
import type { TimeUnit } from './literal-ast.ts';

export type WindowOf<Expression, Path> = WindowForm<Expression> & {
  /** `by shipped_at` */
  readonly by: Path | undefined;
  readonly span: Span;
};
export type WindowForm<Expression> =
  /** `in last 30 days`, `in last 30 full days`, `in next 14 days` */
  | {
      readonly kind: 'rolling';
      readonly direction: 'last' | 'next';
      readonly amount: Expression;
      readonly unit: TimeUnit;
      readonly full: boolean;
    }
  /** `in this month`, `in this full month`, `in previous month`, `in following 3 months` (amount undefined = 1) */
  | {
      readonly kind: 'calendar';
      readonly which: 'this' | 'previous' | 'following';
      readonly amount: Expression | undefined;
      readonly unit: TimeUnit;
      /** Only of `this`: the whole unit, its future part too. */
      readonly full: boolean;
    }
  /** `between 7 and 14 days from now` = `[now + 7 d, now + 14 d)` */
  | {
      readonly kind: 'between_from_now';
      readonly near: Expression;
      readonly far: Expression;
      readonly unit: TimeUnit;
    }
  /** `between 180 and 90 days ago` = `[now - 180 d, now - 90 d)` */
  | {
      readonly kind: 'between_ago';
      readonly far: Expression;
      readonly near: Expression;
      readonly unit: TimeUnit;
    }
  /** `since 2025-11-01`: `[start, now)` */
  | { readonly kind: 'since'; readonly start: Expression }
  /** `from A until B` excludes B, `from A through B` includes the day B */
  | {
      readonly kind: 'from';
      readonly start: Expression;
      readonly end: Expression;
      readonly inclusive: boolean;
    };
