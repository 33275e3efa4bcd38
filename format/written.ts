// What the formatter knows of the source beside the AST: comments, braces, parentheses, and text that is kept as written.
import type { Extent, ParsedAlone } from '../compiler/syntax/parse-alone.ts';
import type { LaidOut } from './item.ts';

export interface Written {
  readonly text: string;
  readonly comments: readonly Extent[];
  readonly tokens: readonly Extent[];
  /** Start offsets of the comments that are printed already. */
  readonly printed: Set<number>;
  /** What is laid out so far, the innermost inside what holds it. */
  readonly laidOut: LaidOut[];
  /** Texts of what was laid out, by where, how deep and how many items. */
  readonly layouts: Map<string, PrintedLayout>;
}

/** What was laid out once, and the comments in it that were printed. */
interface PrintedLayout {
  readonly text: string;
  readonly laidOut: LaidOut;
  readonly printed: readonly number[];
}

export function readWritten(text: string, parsed: ParsedAlone): Written {
  const { comments, tokens } = parsed;
  return { text, comments, tokens, printed: new Set(), laidOut: [], layouts: new Map() };
}

export function sliceOf(written: Written, { start, end }: Extent): string {
  return written.text.slice(start, end);
}

/** `text` with every line end written as `\\n`. */
export function unixLines(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n');
}

/** Index of the first of `extents` that begins at `offset` or behind it. */
function firstFrom(extents: readonly Extent[], offset: number): number {
  let low = 0;
  let high = extents.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((extents[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function commentsIn(written: Written, { start, end }: Extent): readonly Extent[] {
  const first = firstFrom(written.comments, start);
  return written.comments.slice(first, firstFrom(written.comments, end));
}

/** The inside of the first `{ }` that opens at `from` or behind it and is the last to close before `end`. */
export function insideBraces(written: Written, from: number, end: number): Extent {
  const { text, tokens } = written;
  let index = firstFrom(tokens, from);
  while (index < tokens.length && text[tokens[index]?.start ?? 0] !== '{') index += 1;
  let last = firstFrom(tokens, end) - 1;
  while (last > index && text[tokens[last]?.start ?? 0] !== '}') last -= 1;
  return { start: tokens[index]?.end ?? end, end: tokens[last]?.start ?? end };
}

export function tokenBefore({ tokens }: Written, offset: number): Extent | undefined {
  return tokens[firstFrom(tokens, offset) - 1];
}

/** What stands between `bracket` and its end directly around `items`, which are in order; undefined when it is not there. */
export function betweenBrackets(
  written: Written,
  bracket: '(' | '[',
  items: readonly Extent[],
): Extent | undefined {
  const [first] = items;
  const last = items.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const open = written.tokens[firstFrom(written.tokens, first.start) - 1];
  const close = written.tokens[firstFrom(written.tokens, last.end)];
  if (open === undefined || close === undefined) return undefined;
  if (written.text[open.start] !== bracket) return undefined;
  return { start: open.end, end: close.start };
}

/** `extent` with the parentheses that stand directly around it. */
export function withParentheses(written: Written, extent: Extent): Extent {
  const { tokens, text } = written;
  let before = firstFrom(tokens, extent.start) - 1;
  let after = firstFrom(tokens, extent.end);
  let { start, end } = extent;
  for (;;) {
    const open = tokens[before];
    const close = tokens[after];
    if (open === undefined || close === undefined) break;
    if (text[open.start] !== '(' || text[close.start] !== ')') break;
    start = open.start;
    end = close.end;
    before -= 1;
    after += 1;
  }
  return { start, end };
}

/** The text of `extent` as written, its further lines moved so that its first line stands at `indent`. */
export function asWritten(written: Written, extent: Extent, indent: number): string {
  for (const comment of commentsIn(written, extent)) written.printed.add(comment.start);
  const [first = '', ...rest] = sliceOf(written, extent).split(/\r\n|\r|\n/);
  const shift = indent - indentOf(lineStart(written.text, extent.start));
  const moved = rest.map((line) => {
    const body = line.trim();
    // A word in the first column would begin a declaration.
    const least = /^[A-Za-z_]/.test(body) ? 2 : 0;
    return body === '' ? '' : `${' '.repeat(Math.max(least, indentOf(line) + shift))}${body}`;
  });
  return [first.trimEnd(), ...moved].join('\n');
}

/** The line that holds `offset`, up to it. */
function lineStart(text: string, offset: number): string {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start -= 1;
  return text.slice(start, offset);
}

/** Columns of blanks before the first other character; a tab is two. */
function indentOf(line: string): number {
  const blanks = /^[\s\ufeff]*/u.exec(line)?.[0] ?? '';
  return blanks.replaceAll('\t', '  ').replaceAll('\ufeff', '').length;
}
