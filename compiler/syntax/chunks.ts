// Between lexer and grammar: cuts the tokens of a file into declarations and drops the line ends that mean nothing.
// After this a fault cannot leave its declaration, and an unclosed parenthesis cannot swallow the next line.
import type { IToken } from 'chevrotain';
import * as S from './symbols.ts';
import * as T from './tokens.ts';

/** The tokens of one declaration, from its keyword up to the next one. */
export interface Chunk {
  /** Line ends only where they end something: directly inside `{ }`. */
  readonly tokens: IToken[];
  /** Opening `(` and `[` that nothing closes. */
  readonly unclosed: ReadonlySet<IToken>;
  /** An opening `{` whose `}` stands under another line: most likely the one left open, if one is. */
  readonly suspect: IToken | undefined;
}

const openers: ReadonlySet<unknown> = new Set([S.LCurly, S.LParen, S.LSquare]);
const closers: ReadonlyMap<unknown, unknown> = new Map<unknown, unknown>([
  [S.RCurly, S.LCurly],
  [S.RParen, S.LParen],
  [S.RSquare, S.LSquare],
]);

export function isStarter(token: IToken): boolean {
  return headers.has(token.tokenType);
}

/** Cuts `tokens`, all tokens of `text`. */
export function cutIntoChunks(text: string, tokens: readonly IToken[]): Chunk[] {
  const chunks: Chunk[] = [];
  let current: IToken[] = [];
  let depth = 0;
  let round = 0;
  const finish = (): void => {
    if (current.some((token) => token.tokenType !== S.Newline))
      chunks.push(makeChunk(text, current));
    current = [];
    depth = 0;
    round = 0;
  };
  for (const [index, token] of tokens.entries()) {
    const type = token.tokenType;
    if (startsDeclaration(text, tokens, index, { depth, round })) finish();
    current.push(token);
    if (type === S.LCurly) depth += 1;
    else if (type === S.RCurly && depth > 0) depth -= 1;
    else if (type === S.LParen || type === S.LSquare) round += 1;
    else if ((type === S.RParen || type === S.RSquare) && round > 0) round -= 1;
  }
  finish();
  return chunks;
}

interface Open {
  /** Of `{`. */
  readonly depth: number;
  /** Of `(` and `[`. */
  readonly round: number;
}

function startsDeclaration(
  text: string,
  tokens: readonly IToken[],
  index: number,
  { depth, round }: Open,
): boolean {
  const token = tokens[index];
  if (token === undefined || !isName(token)) return false;
  if (index > 0 && tokens[index - 1]?.tokenType !== S.Newline) return false;
  const second = tokens[index + 1];
  if (depth === 0 && atColumnOne(text, token)) return true;
  if (depth === 0 && round === 0 && isStarter(token) && isName(second)) return true;
  return isStarter(token) && looksLikeHeader(token, second, tokens[index + 2]);
}

/** What follows the keyword of a header, so that it cannot be a condition or a field. */
const headers: ReadonlyMap<unknown, (second: unknown, third: unknown) => boolean> = new Map([
  [T.Project, (_: unknown, third: unknown) => third === S.LCurly],
  [T.Calendar, (_, third) => third === S.LCurly],
  [T.Enum, (_, third) => third === S.LSquare],
  [T.ObjectWord, (_, third) => third === S.AtName || third === S.LCurly],
  [T.EventWord, (_, third) => third === T.Of],
  [T.Lists, (second) => second === T.Of],
  [T.Tags, (second) => second === T.Of],
  [T.Consent, (_, third) => third === T.Of],
  [T.Trait, (_, third) => third === S.Dot],
  [T.Segment, (_, third) => third === T.Of || third === S.LParen],
  [T.Test, (second) => second === S.Text],
  [T.Fixtures, (_, third) => third === S.LCurly],
]);

/** Inside brackets or an unclosed block: only what cannot be a condition or a field. */
function looksLikeHeader(first: IToken, second?: IToken, third?: IToken): boolean {
  const named = isName(second) || second?.tokenType === T.Of || second?.tokenType === S.Text;
  return named && headers.get(first.tokenType)?.(second?.tokenType, third?.tokenType) === true;
}

function isName(token: IToken | undefined): boolean {
  if (token === undefined) return false;
  if (token.tokenType === T.Ident) return true;
  const categories = token.tokenType.CATEGORIES ?? [];
  return categories.includes(T.Ident) || categories.includes(T.AggregateWord);
}

function atColumnOne(text: string, token: IToken): boolean {
  const { startOffset } = token;
  return startOffset === 0 || '\n\r\ufeff'.includes(text.charAt(startOffset - 1));
}

function makeChunk(text: string, tokens: readonly IToken[]): Chunk {
  const pairs = pairBrackets(tokens);
  const kept: IToken[] = [];
  const open: IToken[] = [];
  for (const token of tokens) {
    const type = token.tokenType;
    if (type === S.Newline) {
      if (open.at(-1)?.tokenType === S.LCurly) kept.push(token);
      continue;
    }
    kept.push(token);
    if (openers.has(type) && !pairs.unclosed.has(token)) open.push(token);
    else if (pairs.closing.has(token)) open.pop();
  }
  return { tokens: kept, unclosed: pairs.unclosed, suspect: findSuspect(text, pairs.curlies) };
}

interface Pairs {
  readonly unclosed: ReadonlySet<IToken>;
  /** Closing brackets that close something. */
  readonly closing: ReadonlySet<IToken>;
  /** Of closing braces that are first on their line: what they close, and they. */
  readonly curlies: readonly (readonly [IToken, IToken])[];
}

/** Pairs brackets; a `}` closes its `{` over unclosed parentheses, a `)` never reaches over a `{`. */
function pairBrackets(tokens: readonly IToken[]): Pairs {
  const stack: IToken[] = [];
  const unclosed = new Set<IToken>();
  const closing = new Set<IToken>();
  const curlies: [IToken, IToken][] = [];
  let openCurlies = 0;
  for (const [index, token] of tokens.entries()) {
    if (openers.has(token.tokenType)) stack.push(token);
    if (token.tokenType === S.LCurly) openCurlies += 1;
    const wanted = closers.get(token.tokenType);
    if (wanted === undefined) continue;
    if (wanted === S.LCurly && openCurlies > 0) popUnclosed(stack, unclosed);
    const open = stack.at(-1);
    if (open === undefined || open.tokenType !== wanted) continue;
    stack.pop();
    closing.add(token);
    if (wanted !== S.LCurly) continue;
    openCurlies -= 1;
    if (tokens[index - 1]?.tokenType === S.Newline) curlies.push([open, token]);
  }
  for (const open of stack) if (open.tokenType !== S.LCurly) unclosed.add(open);
  return { unclosed, closing, curlies };
}

function popUnclosed(stack: IToken[], unclosed: Set<IToken>): void {
  for (
    let top = stack.at(-1);
    top !== undefined && top.tokenType !== S.LCurly;
    top = stack.at(-1)
  ) {
    unclosed.add(top);
    stack.pop();
  }
}

/** Only the first thousand are looked at: this is a hint, and must stay cheap on any input. */
function findSuspect(text: string, curlies: Pairs['curlies']): IToken | undefined {
  const bad = curlies
    .slice(0, 1000)
    .find(([open, close]) => indentAt(text, close.startOffset) < indentAt(text, open.startOffset));
  return bad?.[0];
}

function indentAt(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(start, offset);
  return line.length - line.trimStart().length;
}
