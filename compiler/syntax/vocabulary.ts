// All kinds of token, for the grammar.
import type { TokenType } from 'chevrotain';
import { afterNames, Newline } from './symbols.ts';
import { AggregateWord, Ident, wordTokens, Currency } from './tokens.ts';

export const vocabulary: readonly TokenType[] = [
  Ident,
  AggregateWord,
  Currency,
  Newline,
  ...new Set(wordTokens.values()),
  ...afterNames,
];
