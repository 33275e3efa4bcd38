// Which comments belong to which item: those above it, and the one behind it on its line. What belongs together is a unit.
import type { Extent } from '../compiler/syntax/parse-alone.ts';
import type { Item, Unit } from './item.ts';
import { withKeptRegions } from './kept-regions.ts';
import { commentsIn, sliceOf, type Written } from './written.ts';

/** Gives every comment of `region` outside the items to the item behind it, or before it on the same line. */
export function unitsOf(
  items: readonly Item[],
  region: Extent,
  written: Written,
  indent: number,
): readonly Unit[] {
  const units: Unit[] = [];
  let end = region.start;
  const sorted = withKeptRegions(items, region, written, indent);
  for (const [index, item] of sorted.entries()) {
    const next = sorted[index + 1]?.extent.start ?? region.end;
    const leading = leadingOf(written, end, item.extent.start);
    const trailing = trailingOf(written, item.extent.end, next);
    const unitEnd = trailing?.end ?? item.extent.end;
    units.push({
      item,
      extent: { start: leading.start, end: unitEnd },
      leading: leading.lines,
      trailing: trailing === undefined ? '' : ` ${commentText(written, trailing)}`,
      blankBefore: index > 0 && leading.blankBefore,
    });
    end = unitEnd;
  }
  const rest = leadingOf(written, end, region.end);
  if (rest.lines.length === 0) return units;
  const blankBefore = sorted.length > 0 && rest.blankBefore;
  const extent = { start: rest.start, end: rest.end };
  const leading = trimBlankEnd(rest.lines);
  return [...units, { item: undefined, extent, leading, trailing: '', blankBefore }];
}

/** The comment behind `end` on the same line. */
function trailingOf(written: Written, end: number, next: number): Extent | undefined {
  const [comment] = commentsIn(written, { start: end, end: next });
  if (comment === undefined) return undefined;
  return /[\r\n]/.test(written.text.slice(end, comment.start)) ? undefined : comment;
}

interface Leading extends Extent {
  readonly lines: readonly string[];
  readonly blankBefore: boolean;
}

/** Comments from `from` up to `to`; an empty line stands between two that had one or more between them. */
function leadingOf(written: Written, from: number, to: number): Leading {
  const comments = commentsIn(written, { start: from, end: to });
  const lines: string[] = [];
  let at = from;
  let blankBefore = false;
  for (const [index, comment] of [...comments, { start: to, end: to }].entries()) {
    const blank = hasBlankLine(written.text.slice(at, comment.start));
    if (index === 0) blankBefore = blank;
    else if (blank) lines.push('');
    if (index < comments.length) lines.push(commentText(written, comment));
    at = comment.end;
  }
  const end = comments.at(-1)?.end ?? to;
  return { lines, blankBefore, start: comments[0]?.start ?? to, end };
}

function commentText(written: Written, comment: Extent): string {
  written.printed.add(comment.start);
  return sliceOf(written, comment).trimEnd();
}

function hasBlankLine(gap: string): boolean {
  return /\n[^\S\n]*\n/.test(gap.replaceAll('\r\n', '\n').replaceAll('\r', '\n'));
}

function trimBlankEnd(lines: readonly string[]): readonly string[] {
  const kept = [...lines];
  while (kept.at(-1) === '') kept.pop();
  return kept;
}
