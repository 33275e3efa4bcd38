// Serves the explanations of faults: what the grammar met, and what it expected there.
import type { IToken } from 'chevrotain';
import type { Span } from '../source.ts';

export interface Encounter {
  readonly found: IToken;
  readonly span: Span;
  /** In the words of the user: "a number", "`)`"; empty when there is nothing short to say. */
  readonly expected: string;
  readonly previous: IToken;
}

export function isWord(token: IToken): boolean {
  return /^[A-Za-z_]\w*$/.test(token.image);
}
