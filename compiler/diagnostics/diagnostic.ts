// The shape of every message about the user's source. Collected, never thrown; printed by render.ts.
import type { Span } from '../source.ts';

export type Severity = 'error' | 'warning' | 'note';

/** A replacement of `span` by `text`; applied only on request. */
export interface Fix {
  readonly title: string;
  readonly span: Span;
  readonly text: string;
  /** Set to false for a guess. Left out: certain when it is the only fix, since of several only a person can choose. */
  readonly certain?: boolean;
}

/** A fix of a reported diagnostic. `certain`: `check --fix` may apply it without asking. */
export type OfferedFix = Fix & { readonly certain: boolean };

export interface Label {
  readonly span: Span;
  readonly text: string;
}

export interface Diagnostic {
  /** `SEG` and four digits, never reused. */
  readonly code: string;
  /** Kebab-case name of the code. */
  readonly slug: string;
  readonly severity: Severity;
  /** What is wrong, one line, lower case, without a full stop; names are quoted with backticks. */
  readonly message: string;
  readonly span: Span;
  /** Short text under the caret; empty when the message says it all. */
  readonly label: string;
  readonly related: readonly Label[];
  /** What to do, as full sentences. */
  readonly help: string | undefined;
  readonly fixes: readonly OfferedFix[];
}
