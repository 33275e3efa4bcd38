// Part of the AST: events counted by the periods of time they fall in. `Expression` and `Collection` are those of
// expression-ast.ts, so that no import leads back there.
import type { Span } from '../source.ts';
import type { TimeUnit } from './literal-ast.ts';

export type CountComparison = 'more_than' | 'less_than' | 'at_least' | 'at_most' | 'exactly';

/** What `did` and `has` may say of their rows instead of how many there are. */
export type Occurrence<Expression> = FirstTimeSyntax | OnPeriodsSyntax<Expression>;

/** `for the first time` */
export interface FirstTimeSyntax {
  readonly kind: 'first_time';
  readonly span: Span;
}

/** `on at least 4 days`, `on more than 7 consecutive days`, `on 3 weeks` (= at least) */
export interface OnPeriodsSyntax<Expression> {
  readonly kind: 'on_periods';
  readonly comparison: CountComparison;
  readonly amount: Expression;
  readonly unit: TimeUnit;
  readonly consecutive: boolean;
  readonly span: Span;
}

/** `having count distinct(contact) >= 3`: what the rows of one period must amount to; `value` is undefined for a plain count. */
export interface Having<Expression, Function, Operator> {
  readonly function: Function;
  readonly value: Expression | undefined;
  readonly operator: Operator;
  readonly amount: Expression;
  readonly span: Span;
}

/** `count weeks(orders in last 90 days)`, `count consecutive days(shipped_at of orders)`; without `time`, the rows' own. */
export interface CountPeriods<Expression, Collection> {
  readonly kind: 'count_periods';
  readonly unit: TimeUnit;
  readonly consecutive: boolean;
  readonly time: Expression | undefined;
  readonly collection: Collection;
  readonly span: Span;
}

/** `at least 3 of { … }` */
export interface CountOf<Expression> {
  readonly kind: 'count_of';
  readonly comparison: CountComparison;
  readonly amount: Expression;
  readonly conditions: readonly Expression[];
  readonly span: Span;
}
