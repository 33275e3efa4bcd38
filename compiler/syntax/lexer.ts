// First step of compiler/syntax: text to tokens. Never fails: what is no token of the language is a token of kind
// Unknown, OpenText, WrongQuotes or WrongSymbol, and the parser says so where it meets it.
import { Lexer, type IToken, type TokenType } from 'chevrotain';
import { afterNames, beforeNames } from './symbols.ts';
import { Currency, Ident, wordTokens } from './tokens.ts';

export interface Lexed {
  /** With line ends, without blanks and comments. */
  readonly tokens: IToken[];
  readonly comments: readonly IToken[];
}

let lexer: Lexer | undefined;

function theLexer(): Lexer {
  lexer ??= new Lexer([...beforeNames, Ident, ...afterNames], {
    positionTracking: 'onlyOffset',
    skipValidations: true,
  });
  return lexer;
}

const currency = /^[A-Z]{3}$/;

/** The kind of a word: a word of the language, a currency, or a plain name. */
function wordType(image: string): TokenType {
  return wordTokens.get(image) ?? (currency.test(image) ? Currency : Ident);
}

export function lex(text: string): Lexed {
  const result = theLexer().tokenize(text);
  for (const token of result.tokens) {
    if (token.tokenType !== Ident) continue;
    const type = wordType(token.image);
    token.tokenType = type;
    token.tokenTypeIdx = type.tokenTypeIdx ?? token.tokenTypeIdx;
  }
  return { tokens: result.tokens, comments: result.groups['comments'] ?? [] };
}
