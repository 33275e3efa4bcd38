// Regions that layout leaves alone: from the comment `// fmt: off` on a line of its own to `// fmt: on`, or to the end of
// the block or file that holds the first. What stands between the two lines is kept as it is, byte for byte.
import type { Extent } from '../compiler/syntax/parse-alone.ts';
import type { Item } from './item.ts';
import { asWritten, commentsIn, sliceOf, unixLines, type Written } from './written.ts';

export function isOff(written: Written, comment: Extent): boolean {
  return /^\/\/[ \t]*fmt:[ \t]*off\s*$/.test(sliceOf(written, comment));
}

function isOn(written: Written, comment: Extent): boolean {
  return /^\/\/[ \t]*fmt:[ \t]*on\s*$/.test(sliceOf(written, comment));
}

/** `items` of `region` in the source's order, those of kept regions replaced by one item for each region. */
export function withKeptRegions(
  items: readonly Item[],
  region: Extent,
  written: Written,
  indent: number,
): readonly Item[] {
  const sorted = items.toSorted((a, b) => a.extent.start - b.extent.start);
  if (!commentsIn(written, region).some((comment) => isOff(written, comment))) return sorted;
  const result: Item[] = [];
  let off: Extent | undefined;
  let at = region.start;
  for (const item of [...sorted, undefined]) {
    const gap = { start: at, end: item?.extent.start ?? region.end };
    for (const comment of commentsIn(written, gap)) {
      if (!standsAlone(written, comment, region.start)) continue;
      if (off === undefined && isOff(written, comment)) off = comment;
      else if (off !== undefined && isOn(written, comment)) {
        result.push(keptRegion(off, comment, written, indent));
        off = undefined;
      }
    }
    if (item === undefined) break;
    if (off === undefined) result.push(item);
    at = item.extent.end;
  }
  if (off !== undefined) result.push(keptToEnd(off, region.end, written));
  return result;
}

/** True when nothing but blanks and commas stands before `comment` on its line, or between it and `from`. */
function standsAlone(written: Written, comment: Extent, from: number): boolean {
  const before = written.text.slice(from, comment.start).split(/[\r\n]/);
  return /^[\s,\ufeff]*$/u.test(before.at(-1) ?? '');
}

function keptRegion(off: Extent, on: Extent, written: Written, indent: number): Item {
  const between = written.text.slice(off.end, on.start).replace(/[^\S\r\n]*$/u, '');
  const text = `${firstLine(written, off)}${unixLines(between)}${' '.repeat(indent)}`;
  return kept({ start: off.start, end: on.end }, `${text}${firstLine(written, on)}`, written);
}

/** Without the line end before what closes the block, which every layout prints itself. */
function keptToEnd(off: Extent, end: number, written: Written): Item {
  const rest = unixLines(written.text.slice(off.end, end)).replace(/\n[^\S\n]*$/u, '');
  return kept({ start: off.start, end }, `${firstLine(written, off)}${rest}`, written);
}

function firstLine(written: Written, directive: Extent): string {
  return sliceOf(written, directive).trimEnd();
}

function kept(extent: Extent, text: string, written: Written): Item {
  return {
    kept: true,
    extent,
    print: () => {
      for (const comment of commentsIn(written, extent)) written.printed.add(comment.start);
      return text;
    },
  };
}

/** `extent` as written, with its further lines moved along; when it holds `// fmt: off`, not even that. */
export function keptText(extent: Extent, written: Written, indent: number): string {
  const comments = commentsIn(written, extent);
  if (!comments.some((comment) => isOff(written, comment))) {
    return asWritten(written, extent, indent);
  }
  for (const { start } of comments) written.printed.add(start);
  return unixLines(sliceOf(written, extent));
}
