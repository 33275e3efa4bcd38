// Lines with what belongs to them: comments above, a comment behind, one blank line at most before them.
import type { Extent } from '../compiler/syntax/parse-alone.ts';
import type { Block, Item as ItemOfLines, Layout, Unit } from './item.ts';
import { keptText } from './kept-regions.ts';
import { unitsOf } from './placing.ts';
import { commentsIn, type Written } from './written.ts';

export type Item = ItemOfLines;

/**
 * The items between `region`'s ends, each with its comments, indented; empty text when there is nothing. Computed once
 * for a region and an indentation, so that trying several ways to print what is around it does not multiply.
 */
export function layOut(
  items: readonly Item[],
  region: Extent,
  written: Written,
  layout: Layout,
): string {
  const key = `${region.start} ${region.end} ${layout.indent} ${items.length}`;
  const known = written.layouts.get(key);
  if (known !== undefined) {
    for (const start of known.printed) written.printed.add(start);
    written.laidOut.push(known.laidOut);
    return known.text;
  }
  const units = unitsOf(items, region, written, layout.indent);
  const last = units.findLastIndex(({ item }) => item !== undefined);
  const outside = written.laidOut.length;
  const blocks = units.map((unit, index): Block => {
    const separator = index < last ? (layout.separator ?? '') : '';
    return { ...unit, text: textOf(unit, written, layout, separator) };
  });
  const inner = written.laidOut.splice(outside);
  const laidOut = { region, layout, blocks, inner };
  written.laidOut.push(laidOut);
  const text = joinBlocks(blocks, layout);
  const printed = commentsIn(written, region).map(({ start }) => start);
  const kept = printed.filter((start) => written.printed.has(start));
  written.layouts.set(key, { text, laidOut, printed: kept });
  return text;
}

/** In their order, with blank lines where they belong. */
export function joinBlocks(blocks: readonly Block[], layout: Layout): string {
  let result = '';
  let before: Block | undefined;
  for (const block of ranked(blocks)) {
    result +=
      before === undefined ? block.text : `${gapBetween(before, block, layout)}${block.text}`;
    before = block;
  }
  return result;
}

/** The line ends between two blocks. */
export function gapBetween(before: Block, block: Block, layout: Layout): '\n' | '\n\n' {
  return block.blankBefore || needsBlank(before, block, layout) ? '\n\n' : '\n';
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

function rankOf({ item }: Block): number {
  return item === undefined ? Number.MAX_SAFE_INTEGER : (item.rank ?? 0);
}

/** By rank; nothing passes a kept region, and comments behind the last item stay there. */
function ranked(blocks: readonly Block[]): readonly Block[] {
  const groups: Block[][] = [[]];
  for (const block of blocks) {
    if (block.item?.kept === true) groups.push([block], []);
    else groups.at(-1)?.push(block);
  }
  return groups.flatMap((group) => group.toSorted((a, b) => rankOf(a) - rankOf(b)));
}

function textOf(
  { item, leading, trailing }: Unit,
  written: Written,
  { indent, fromOneLine = false }: Layout,
  separator: string,
): string {
  const margin = ' '.repeat(indent);
  const lines = leading.map((line) => (line === '' ? '' : `${margin}${line}`));
  if (item === undefined) return lines.join('\n');
  const body = fromOneLine ? item.print() : printOrKeep(item, written, indent);
  return [...lines, `${margin}${body}${separator}${trailing}`].join('\n');
}

/** Prints an item; one that holds a comment where no line of its own begins is kept as written. */
function printOrKeep(item: Item, written: Written, indent: number): string {
  const inside = commentsIn(written, item.extent);
  const outside = written.laidOut.length;
  // An earlier try to print what is around may have printed them.
  for (const { start } of inside) written.printed.delete(start);
  const text = item.print();
  if (inside.every(({ start }) => written.printed.has(start))) return text;
  written.laidOut.length = outside;
  return keptText(item.extent, written, indent);
}
