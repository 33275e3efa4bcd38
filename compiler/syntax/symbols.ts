// First step of compiler/syntax, beside tokens.ts: literals, brackets, operators, and what people type by mistake.
// The last pattern takes any character, so the lexer itself never fails.
import { createToken, Lexer, type TokenType } from 'chevrotain';
import { blankCodes, isBlank } from './limits.ts';

function symbol(name: string, text: string): TokenType {
  return createToken({ name, pattern: text, label: `\`${text}\`` });
}

export const LCurly: TokenType = symbol('LCurly', '{');
export const RCurly: TokenType = symbol('RCurly', '}');
export const LParen: TokenType = symbol('LParen', '(');
export const RParen: TokenType = symbol('RParen', ')');
export const LSquare: TokenType = symbol('LSquare', '[');
export const RSquare: TokenType = symbol('RSquare', ']');
export const Comma: TokenType = symbol('Comma', ',');
export const Colon: TokenType = symbol('Colon', ':');
export const DotDot: TokenType = symbol('DotDot', '..');
export const Dot: TokenType = symbol('Dot', '.');
export const Question: TokenType = symbol('Question', '?');
export const Plus: TokenType = symbol('Plus', '+');
export const Minus: TokenType = symbol('Minus', '-');
export const Star: TokenType = symbol('Star', '*');
export const Slash: TokenType = symbol('Slash', '/');
export const Equals: TokenType = symbol('Equals', '=');
export const NotEquals: TokenType = symbol('NotEquals', '!=');
export const LessEquals: TokenType = symbol('LessEquals', '<=');
export const GreaterEquals: TokenType = symbol('GreaterEquals', '>=');
export const LessThan: TokenType = symbol('LessThan', '<');
export const GreaterThan: TokenType = symbol('GreaterThan', '>');

export const Newline: TokenType = createToken({
  name: 'Newline',
  pattern: /\r\n|\n|\r/,
  line_breaks: true,
  label: 'the end of the line',
});
/** Blanks, and the characters that limits.ts reports by itself. */
export const Blank: TokenType = createToken({
  name: 'Blank',
  pattern: { exec: matchBlanks },
  start_chars_hint: blankCodes(),
  group: Lexer.SKIPPED,
  line_breaks: false,
});

function matchBlanks(text: string, start: number): [string] | null {
  let end = start;
  while (end < text.length && isBlank(text.charCodeAt(end))) end += 1;
  return end === start ? null : [text.slice(start, end)];
}

export const Comment: TokenType = createToken({
  name: 'Comment',
  pattern: /\/\/[^\r\n]*/,
  group: 'comments',
});

const quote = 34;
const backslash = 92;

/** The end of the text that starts at `start`, and whether its closing quote was found on the line. */
function scanText(text: string, start: number): { end: number; closed: boolean } {
  let at = start + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === quote) return { end: at + 1, closed: true };
    if (code === 10 || code === 13) break;
    const next = text.charCodeAt(at + 1);
    at += code === backslash && next !== 10 && next !== 13 ? 2 : 1;
  }
  return { end: Math.min(at, text.length), closed: false };
}

function matchText(text: string, start: number, closed: boolean): [string] | null {
  if (text.charCodeAt(start) !== quote) return null;
  const scan = scanText(text, start);
  return scan.closed === closed ? [text.slice(start, scan.end)] : null;
}

/** `"text"`, with its quotes and escapes as written. */
export const Text: TokenType = createToken({
  name: 'Text',
  pattern: { exec: (text: string, start: number) => matchText(text, start, true) },
  start_chars_hint: ['"'],
  line_breaks: false,
  label: 'a text in double quotes',
});
/** A text that its line ends. */
export const OpenText: TokenType = createToken({
  name: 'OpenText',
  pattern: { exec: (text: string, start: number) => matchText(text, start, false) },
  start_chars_hint: ['"'],
  line_breaks: false,
});

export const Timestamp: TokenType = createToken({
  name: 'Timestamp',
  pattern: /\d{4}-\d{1,2}-\d{1,2}T(?:[0-9:]|\.(?!\.))*(?:Z|[+-]\d{1,2}(?::?\d{1,2})?)?/,
  label: 'a time',
});
export const DateToken: TokenType = createToken({
  name: 'DateToken',
  pattern: /\d{4}-\d{1,2}-\d{1,2}/,
  label: 'a date such as 2026-01-31',
});
export const Percent: TokenType = createToken({
  name: 'Percent',
  pattern: /\d[\d_]*(?:\.\d[\d_]*)?%/,
  label: 'a percentage such as 20%',
});
export const Numeral: TokenType = createToken({
  name: 'Numeral',
  pattern: /\d[\d_]*(?:\.\d[\d_]*)?/,
  label: 'a number',
});
/** `$agent` */
export const Parameter: TokenType = createToken({
  name: 'Parameter',
  pattern: /\$[A-Za-z_][A-Za-z0-9_]*/,
  label: 'a parameter such as $limit',
});
/** `@column` */
export const AtName: TokenType = createToken({
  name: 'AtName',
  pattern: /@[A-Za-z_][A-Za-z0-9_]*/,
  label: 'an annotation such as @column("name")',
});

/** A text in quotes of another kind. */
export const WrongQuotes: TokenType = createToken({
  name: 'WrongQuotes',
  pattern:
    /'[^'\r\n]*'?|`[^`\r\n]*`?|[\u201c\u201d\u201e\u00ab][^\u201c\u201d\u00bb"\r\n]*[\u201c\u201d\u00bb"]?/,
});
/** Comments of other languages: `-- …`, `# …` and those between slash and star. */
export const ForeignComment: TokenType = createToken({
  name: 'ForeignComment',
  pattern: /--(?=[\s\w])[^\r\n]*|#[^\r\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?/,
  line_breaks: true,
});
/** `11/01/2026`, `2026/01/31`, `31.01.2026` */
export const ForeignDate: TokenType = createToken({
  name: 'ForeignDate',
  pattern:
    /\d{1,2}\/\d{1,2}\/\d{4}(?!\d)|\d{4}\/\d{1,2}\/\d{1,2}(?!\d)|\d{1,2}\.\d{1,2}\.\d{4}(?!\d)/,
});
/** An operator of another language. */
export const WrongSymbol: TokenType = createToken({
  name: 'WrongSymbol',
  pattern: /===?|!==|<>|=<|=>|~=|&&?|\|\|?|!(?!=)|;/,
});
export const Unknown: TokenType = createToken({
  name: 'Unknown',
  pattern: /[^\s\w\u0020-\u007e]+|[\s\S]/,
  line_breaks: false,
});

/** In the order in which the lexer tries them; Ident comes between literals and operators. */
export const beforeNames: readonly TokenType[] = [Blank, Newline, Comment];
export const afterNames: readonly TokenType[] = [
  Text,
  OpenText,
  Timestamp,
  DateToken,
  ForeignDate,
  Percent,
  Numeral,
  LCurly,
  RCurly,
  LParen,
  RParen,
  LSquare,
  RSquare,
  Comma,
  Colon,
  DotDot,
  Dot,
  Question,
  Plus,
  ForeignComment,
  Minus,
  Star,
  Slash,
  Parameter,
  AtName,
  WrongQuotes,
  WrongSymbol,
  Equals,
  NotEquals,
  LessEquals,
  GreaterEquals,
  LessThan,
  GreaterThan,
  Unknown,
];
