// The leaves of the AST: names, units and literals, every node with its span.
import type { Span } from '../source.ts';

export interface NameSyntax {
  readonly text: string;
  readonly span: Span;
}

export type TimeUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

export type LiteralSyntax =
  | StringSyntax
  | NumberSyntax
  | PercentSyntax
  | MoneySyntax
  | BooleanSyntax
  | DateSyntax
  | TimestampSyntax
  | DurationSyntax
  | { readonly kind: 'now'; readonly span: Span }
  | { readonly kind: 'today'; readonly span: Span };

/** `value` is unescaped. */
export interface StringSyntax {
  readonly kind: 'string';
  readonly value: string;
  readonly span: Span;
}
/** `value` is the number without underscores, as written: `50000`, `0.33`. */
export interface NumberSyntax {
  readonly kind: 'number';
  readonly value: string;
  readonly span: Span;
}
/** `70%` has value "70". */
export interface PercentSyntax {
  readonly kind: 'percent';
  readonly value: string;
  readonly span: Span;
}
export interface MoneySyntax {
  readonly kind: 'money';
  readonly value: string;
  readonly currency: string;
  readonly span: Span;
}
export interface BooleanSyntax {
  readonly kind: 'boolean';
  readonly value: boolean;
  readonly span: Span;
}
/** `2025-11-01` */
export interface DateSyntax {
  readonly kind: 'date';
  readonly value: string;
  readonly span: Span;
}
/** `2025-11-01T09:00:00Z`, with an offset or `Z`; without one it is in the project zone. */
export interface TimestampSyntax {
  readonly kind: 'timestamp';
  readonly value: string;
  readonly span: Span;
}
/** `7 days` as an operand: `signed_up_at + 7 days` */
export interface DurationSyntax {
  readonly kind: 'duration';
  readonly amount: string;
  readonly unit: TimeUnit;
  readonly span: Span;
}
