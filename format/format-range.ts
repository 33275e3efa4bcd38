// Layout of a part of a file, for editors: the smallest whole lines that hold a range, as edits of the text.
import { InternalError } from '../compiler/assert.ts';
import { parseAlone, type Extent, type ParsedAlone } from '../compiler/syntax/parse-alone.ts';
import { limits } from '../compiler/syntax/limits.ts';
import type { SourceFile } from '../compiler/source.ts';
import { layOutFile, tooLarge } from './format-file.ts';
import type { Block, LaidOut } from './item.ts';
import { gapBetween, joinBlocks } from './items.ts';
import { differenceOf } from './meaning.ts';

/** Replaces the UTF-16 offsets from `start` up to `end` by `text`. */
export interface TextEdit extends Extent {
  readonly text: string;
}

export interface FormattedRange {
  /** In order, none touching another; none when the lines are in canonical layout. */
  readonly edits: readonly TextEdit[];
  /** Syntax errors of the file, which is then left alone. */
  readonly diagnostics: ParsedAlone['diagnostics'];
}

/**
 * Lays out the conditions, fields, settings or declarations that the offsets from `start` to `end` touch, each with its
 * comments. The whole file gives the layout of the whole file. Throws InternalError when that would change a meaning.
 */
export function formatRange(file: SourceFile, start: number, end: number): FormattedRange {
  const parsed = parseAlone(file);
  const { diagnostics } = parsed;
  if (diagnostics.length > 0) return { edits: [], diagnostics };
  const { written, text } = layOutFile(file, parsed);
  if (text.length > limits.characters) return { edits: [], diagnostics: tooLarge(file, text) };
  const whole = written.laidOut.at(-1);
  if (whole === undefined) return { edits: [], diagnostics };
  const range = withoutBlankEnds(file.text, start, end);
  const levels = levelsAround(whole, range, file.text);
  for (const level of levels.toReversed()) {
    const found = editOf(level, range, file.text, level === whole);
    if (found === undefined) continue;
    const isAll = found.start === whole.region.start && found.end === whole.region.end;
    const edit = isAll ? found : withLineEndsOf(file.text, found);
    if (differenceOf(file.path, file.text, applied(file.text, edit)) !== undefined) continue;
    return {
      edits: edit.text === file.text.slice(edit.start, edit.end) ? [] : [edit],
      diagnostics,
    };
  }
  throw new InternalError(`formatting a range of ${file.path} would change its meaning`);
}

/** A part of a file takes the line ends of the file: those of its first line. */
function withLineEndsOf(text: string, edit: TextEdit): TextEdit {
  const lineEnd = /\r\n?|\n/.exec(text)?.[0] ?? '\n';
  return { ...edit, text: edit.text.replaceAll('\n', lineEnd) };
}

/** `text` with one edit made. */
function applied(text: string, edit: TextEdit): string {
  return `${text.slice(0, edit.start)}${edit.text}${text.slice(edit.end)}`;
}

/** Blanks at the ends of a selection ask for nothing; of nothing but blanks the start counts. */
function withoutBlankEnds(text: string, start: number, end: number): Extent {
  const from = Math.max(0, Math.min(start, end, text.length));
  const selected = text.slice(from, Math.max(start, end));
  const length = selected.trim().length;
  if (length === 0) return { start: from, end: from };
  const first = from + selected.length - selected.trimStart().length;
  return { start: first, end: first + length };
}

/** The file, then what is laid out inside it around `range`, from the outside inwards. */
function levelsAround(whole: LaidOut, range: Extent, text: string): readonly LaidOut[] {
  const levels = [whole];
  for (let level: LaidOut | undefined = whole; level !== undefined;) {
    level = level.inner.findLast(
      ({ region }) =>
        text[region.start - 1] === '{' &&
        text[region.end] === '}' &&
        region.start <= range.start &&
        range.end <= region.end,
    );
    if (level !== undefined) levels.push(level);
  }
  return levels;
}

/** Undefined when the lines of this level that hold `range` hold something of another level too. */
function editOf(
  level: LaidOut,
  range: Extent,
  text: string,
  isFile: boolean,
): TextEdit | undefined {
  const { blocks, layout, region } = level;
  let first = blocks.findIndex(({ extent }) => extent.end >= range.start);
  let last = blocks.findLastIndex(({ extent }) => extent.start <= range.end);
  if (isFile && first <= 0 && (last === -1 || last === blocks.length - 1)) {
    const lines = joinBlocks(blocks, layout);
    return { ...region, text: lines === '' ? '' : `${lines}\n` };
  }
  if (first === -1 || last === -1 || first > last) return { ...range, end: range.start, text: '' };
  while (first > 0 && sameLine(text, blocks[first - 1], blocks[first])) first -= 1;
  while (last < blocks.length - 1 && sameLine(text, blocks[last], blocks[last + 1])) last += 1;
  return editOfBlocks(level, first, last, text);
}

function sameLine(text: string, one: Block | undefined, next: Block | undefined): boolean {
  return !/[\r\n]/.test(text.slice(one?.extent.end, next?.extent.start));
}

/** With the line ends before the first and behind the last of them; undefined when a brace stands on their lines. */
function editOfBlocks(
  level: LaidOut,
  first: number,
  last: number,
  text: string,
): TextEdit | undefined {
  const { blocks, layout, region } = level;
  const chosen = blocks.slice(first, last + 1);
  const [opening, closing] = [chosen[0], chosen.at(-1)];
  if (opening === undefined || closing === undefined) return undefined;
  const [before, after] = [blocks[first - 1], blocks[last + 1]];
  const start = before?.extent.end ?? region.start;
  const end = after === undefined ? region.end : lineStart(text, after.extent.start);
  const inFile = region.end === text.length;
  const gaps = [text.slice(start, opening.extent.start), text.slice(closing.extent.end, end)];
  if (!inFile && gaps.some((gap) => !/[\r\n]/.test(gap))) return undefined;
  const ends = inFile ? ['', '\n'] : ['\n', `\n${' '.repeat(Math.max(0, layout.indent - 2))}`];
  const head = before === undefined ? ends[0] : gapBetween(before, opening, layout);
  const tail = after === undefined ? ends[1] : gapBetween(closing, after, layout);
  return { start, end, text: `${head}${joinBlocks(chosen, layout)}${tail}` };
}

function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start -= 1;
  return start;
}
