// Output of compiler/syntax, beside the AST: comments that suppress diagnostics.
import type { Span } from '../source.ts';
import type { NameSyntax } from './literal-ast.ts';

/** `// segform-ignore SEG4008: because …` */
export interface SuppressionSyntax {
  /** `segform-ignore`, or what was written for it. */
  readonly word: NameSyntax;
  /** False for `segform-disable` and the like. */
  readonly isSpelled: boolean;
  /** As written; known or not. */
  readonly codes: readonly NameSyntax[];
  /** Where the colon is, or belongs. */
  readonly colon: Span;
  /** Empty when none is given. */
  readonly reason: string;
  /** The line whose diagnostics are meant; undefined when nothing follows. */
  readonly covers: Span | undefined;
  readonly span: Span;
  /** What goes when the comment goes: its line, or the blanks before it as well. */
  readonly whole: Span;
}
