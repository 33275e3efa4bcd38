// Part of compiler/syntax: comments that begin with `segform-ignore` → what they ask to leave unsaid, and for which line.
import type { IToken } from 'chevrotain';
import type { SourceFile, Span } from '../source.ts';
import type { SuppressionSyntax } from './suppression-ast.ts';
import * as S from './symbols.ts';

/** Anything that is meant as one, also when it is misspelled. */
const meant =
  /^\/\/\s*segform[\s\-_:]*(?:ignore|disable|suppress)(?:[\s\-_]*(?:next|this|same)?[\s\-_]*line)?/i;
const spelled = /^\/\/\s*segform-ignore(?![\w-])/;

/** In the order of the file. `tokens` are all tokens of `file`, with line ends. */
export function readSuppressions(
  file: SourceFile,
  tokens: readonly IToken[],
  comments: readonly IToken[],
): readonly SuppressionSyntax[] {
  const found = comments.filter(({ image }) => meant.test(image));
  if (found.length === 0) return [];
  const words = tokens.filter(({ tokenType }) => tokenType !== S.Newline);
  return found.map((comment) => readSuppression(file, words, comment));
}

function readSuppression(
  file: SourceFile,
  words: readonly IToken[],
  comment: IToken,
): SuppressionSyntax {
  const { image, startOffset } = comment;
  const at = (start: number, end: number): Span => ({
    file: file.path,
    start: startOffset + start,
    end: startOffset + end,
  });
  const head = (spelled.exec(image) ?? meant.exec(image))?.[0].length ?? 0;
  const word = 2 + image.slice(2).search(/\S/);
  const codes = readCodes(image, head).map(({ text, start }) => ({
    text,
    span: at(start, start + text.length),
  }));
  const end = (codes.at(-1)?.span.end ?? startOffset + head) - startOffset;
  const colon = /^\s*:/.exec(image.slice(end))?.[0].length ?? 0;
  return {
    word: { text: image.slice(word, head), span: at(word, head) },
    isSpelled: spelled.test(image),
    codes,
    colon: at(end + Math.max(0, colon - 1), end + colon),
    reason: image.slice(end + colon).trim(),
    ...placeOf(file, words, comment),
    span: at(0, image.trimEnd().length),
  };
}

/** The first word, and those behind it that a comma joins to it or that look like codes. */
function readCodes(
  image: string,
  from: number,
): readonly { readonly text: string; readonly start: number }[] {
  const codes: { readonly text: string; readonly start: number }[] = [];
  const next = /\s*(,?)\s*([^\s,:]+)/y;
  next.lastIndex = from;
  for (let match = next.exec(image); match !== null; match = next.exec(image)) {
    const [, comma = '', text = ''] = match;
    if (codes.length > 0 && comma === '' && !/^SEG\d/i.test(text)) break;
    codes.push({ text, start: next.lastIndex - text.length });
  }
  return codes;
}

/** It covers its own line or, when it stands alone, the next one with anything but comments on it. */
function placeOf(
  { path, text }: SourceFile,
  words: readonly IToken[],
  comment: IToken,
): Pick<SuppressionSyntax, 'covers' | 'whole'> {
  const start = lineStart(text, comment.startOffset);
  const end = lineEnd(text, comment.startOffset);
  const before = text.slice(start, comment.startOffset);
  if (before.trim() !== '') {
    const covers = { file: path, start, end: comment.startOffset };
    return { covers, whole: { file: path, start: start + before.trimEnd().length, end } };
  }
  const lineBreak = text.startsWith('\r\n', end) ? 2 : 1;
  const whole = { file: path, start, end: Math.min(text.length, end + lineBreak) };
  const next = firstBehind(words, comment.startOffset);
  if (next === undefined) return { covers: undefined, whole };
  const { startOffset } = next;
  const covers = {
    file: path,
    start: lineStart(text, startOffset),
    end: lineEnd(text, startOffset),
  };
  return { covers, whole };
}

/** By halving: a file may hold many of both. */
function firstBehind(words: readonly IToken[], offset: number): IToken | undefined {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.startOffset ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return words[low];
}

function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && !isLineEnd(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

function lineEnd(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && !isLineEnd(text.charCodeAt(at))) at += 1;
  return at;
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}
