// The node of `take`, a part of the AST. Generic over expressions and paths, so that the file of segments can import it.
import type { Span } from '../source.ts';

/** `take top 10% by spent per country with ties` */
export interface TakeOf<Expression, Path> {
  readonly kind: 'take';
  readonly direction: 'top' | 'bottom';
  /** The first of `11..20`, `70%..90%`. */
  readonly from: Expression | undefined;
  /** A number, a percentage, or a parameter that is one of them. */
  readonly to: Expression;
  readonly ofTotal: boolean;
  readonly by: Expression;
  readonly per: readonly Path[];
  readonly ties: boolean;
  readonly span: Span;
}
