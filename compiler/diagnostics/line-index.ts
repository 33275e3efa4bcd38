// Serves everything that shows a place to people: offsets to lines and columns, in logarithmic time.
import type { Place, SourceFile } from '../source.ts';

/** The lines of one file. A line ends at LF, CRLF or a lone CR. */
export interface LineIndex {
  readonly file: SourceFile;
  /** Offset of each line's first character; never empty. */
  readonly starts: readonly number[];
}

/** The sources that diagnostics point into, by path. */
export type SourceIndex = ReadonlyMap<string, LineIndex>;

/** Reads the file once. */
export function indexLines(file: SourceFile): LineIndex {
  const starts = [0];
  const { text } = file;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || (unit === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return { file, starts };
}

/** The 1-based place of `offset`; offsets outside the file are moved to its nearest end. */
export function placeOf(index: LineIndex, offset: number): Place {
  const at = Math.max(0, Math.min(offset, index.file.text.length));
  let low = 0;
  let high = index.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((index.starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: at - (index.starts[low] ?? 0) + 1 };
}

/** The text of a 1-based line without its end. */
export function lineText(index: LineIndex, line: number): string {
  const { text } = index.file;
  const start = index.starts[line - 1] ?? text.length;
  let end = index.starts[line] ?? text.length;
  while (end > start && isLineEnd(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function isLineEnd(unit: number): boolean {
  return unit === 10 || unit === 13;
}
