// Nodes of `case { … }`, a part of the AST. Generic over expressions, so that the file of expressions can import it.
import type { Span } from '../source.ts';

/** `case { when condition then value … else value }`; without `else` it can be missing. */
export interface CaseOf<Expression> {
  readonly kind: 'case';
  /** At least one; the first whose condition holds gives the value. */
  readonly branches: readonly CaseBranchOf<Expression>[];
  readonly otherwise: CaseElseOf<Expression> | undefined;
  readonly span: Span;
}

/** `when condition then value` */
export interface CaseBranchOf<Expression> {
  readonly when: Expression;
  readonly gives: Expression;
  readonly span: Span;
}

/** `else value` */
export interface CaseElseOf<Expression> {
  readonly gives: Expression;
  readonly span: Span;
}
