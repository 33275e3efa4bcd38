// Lines with what belongs to them: comments above, a comment behind, one blank line at most before them.
import type { Extent } from '../compiler/syntax/parse-alone.ts';
import { asWritten, commentsIn, sliceOf, type Written } from './written.ts';

/** Something that stands on lines of its own. */
export interface Item {
  readonly extent: Extent;
  /** Without the indentation of its first line. Marks the comments it prints. */
  readonly print: () => string;
  /** Items of lower rank stand first; within a rank the order is the source's. */
  readonly rank?: number;
}

export interface Layout {
  readonly indent: number;
  /** True to keep items of several lines apart by a blank line. */
  readonly apart?: boolean;
  /** Ranks that begin with a blank line when something stands before them. */
  readonly spaced?: ReadonlySet<number>;
}

interface Placed {
  readonly item: Item | undefined;
  readonly leading: readonly string[];
  readonly trailing: string;
  readonly blankBefore: boolean;
}

/** The items between `region`'s ends, each with its comments, indented; empty text when there is nothing. */
export function layOut(
  items: readonly Item[],
  region: Extent,
  written: Written,
  layout: Layout,
): string {
  const placed = place(items, region, written);
  const blocks = ranked(placed).map((one) => ({ ...one, text: textOf(one, written, layout) }));
  let result = '';
  for (const [index, block] of blocks.entries()) {
    const before = blocks[index - 1];
    if (before === undefined) {
      result = block.text;
      continue;
    }
    const blank = block.blankBefore || needsBlank(before, block, layout);
    result += `${blank ? '\n\n' : '\n'}${block.text}`;
  }
  return result;
}

interface Block extends Placed {
  readonly text: string;
}

function needsBlank(before: Block, block: Block, layout: Layout): boolean {
  const rank = block.item?.rank ?? 0;
  const changes = rank !== (before.item?.rank ?? 0);
  if (changes && layout.spaced?.has(rank) === true) return true;
  if (layout.apart !== true || block.item === undefined) return false;
  return [before, block].some(
    ({ item, text, leading }) => item !== undefined && text.split('\n').length > leading.length + 1,
  );
}

function ranked(placed: readonly Placed[]): readonly Placed[] {
  const rankOf = ({ item }: Placed): number => (item === undefined ? Infinity : (item.rank ?? 0));
  return placed.toSorted((a, b) => {
    const [left, right] = [rankOf(a), rankOf(b)];
    return left === right ? 0 : left - right;
  });
}

/** Gives every comment of `region` outside the items to the item behind it, or before it on the same line. */
function place(items: readonly Item[], region: Extent, written: Written): readonly Placed[] {
  const placed: Placed[] = [];
  let end = region.start;
  let first = true;
  const sorted = items.toSorted((a, b) => a.extent.start - b.extent.start);
  for (const [index, item] of sorted.entries()) {
    const next = sorted[index + 1]?.extent.start ?? region.end;
    const leading = leadingOf(written, end, item.extent.start, !first);
    const trailing = trailingOf(written, item.extent.end, next);
    placed.push({
      item,
      leading: leading.lines,
      trailing: trailing === undefined ? '' : ` ${commentText(written, trailing)}`,
      blankBefore: !first && leading.blankBefore,
    });
    end = trailing?.end ?? item.extent.end;
    first = false;
  }
  const rest = leadingOf(written, end, region.end, !first);
  if (rest.lines.length > 0) {
    const blankBefore = !first && rest.blankBefore;
    placed.push({ item: undefined, leading: rest.lines, trailing: '', blankBefore });
  }
  return placed;
}

/** The comment behind `end` on the same line. */
function trailingOf(written: Written, end: number, next: number): Extent | undefined {
  const [comment] = commentsIn(written, { start: end, end: next });
  if (comment === undefined) return undefined;
  return /[\r\n]/.test(written.text.slice(end, comment.start)) ? undefined : comment;
}

/** Comments from `start` up to `end`; an empty line stands between two that had one or more between them. */
function leadingOf(
  written: Written,
  start: number,
  end: number,
  follows: boolean,
): { readonly lines: readonly string[]; readonly blankBefore: boolean } {
  const lines: string[] = [];
  let at = start;
  let blankBefore = false;
  for (const comment of [...commentsIn(written, { start, end }), { start: end, end }]) {
    const blank = hasBlankLine(written.text.slice(at, comment.start));
    const isFirst = at === start;
    if (isFirst) blankBefore = blank && follows;
    else if (blank) lines.push('');
    if (comment.start < end) lines.push(commentText(written, comment));
    at = comment.end;
  }
  return { lines, blankBefore };
}

function commentText(written: Written, comment: Extent): string {
  written.printed.add(comment.start);
  return sliceOf(written, comment).trimEnd();
}

function hasBlankLine(gap: string): boolean {
  return /\n[^\S\n]*\n/.test(gap.replaceAll('\r\n', '\n').replaceAll('\r', '\n'));
}

function textOf({ item, leading, trailing }: Placed, written: Written, layout: Layout): string {
  const margin = ' '.repeat(layout.indent);
  const lines = leading.map((line) => (line === '' ? '' : `${margin}${line}`));
  if (item === undefined) return trimBlankEnds(lines).join('\n');
  const body = printOrKeep(item, written, layout.indent);
  return [...lines, `${margin}${body}${trailing}`].join('\n');
}

function trimBlankEnds(lines: readonly string[]): readonly string[] {
  const kept = [...lines];
  while (kept.at(-1) === '') kept.pop();
  return kept;
}

/** Prints an item; one that holds a comment where no line of its own begins is kept as written. */
function printOrKeep(item: Item, written: Written, indent: number): string {
  const inside = commentsIn(written, item.extent);
  const text = item.print();
  if (inside.every(({ start }) => written.printed.has(start))) return text;
  return asWritten(written, item.extent, indent);
}
