// Prints lists in brackets: on one line, an item on each line when that is too long, and always so when comments stand in
// them.
import type { Extent } from '../compiler/syntax/parse-alone.ts';
import { isOff } from './kept-regions.ts';
import { layOut } from './items.ts';
import { bracketed, fit, inside, type Place } from './printing.ts';
import { betweenBrackets, commentsIn, sliceOf, unixLines } from './written.ts';

/** One item of a list, its own parentheses included. */
export interface ListPart {
  readonly extent: Extent;
  readonly print: (place: Place) => string;
}

/** An item that is printed as it is written, such as a text. */
export function asItStands({ span }: { readonly span: Extent }): ListPart {
  return { extent: span, print: ({ written }) => sliceOf(written, span) };
}

/** `[a, b]`; `parts` in the source's order. */
export function listText(parts: readonly ListPart[], place: Place): string {
  return (
    commentedText('[', ']', parts, place) ??
    bracketed(
      parts.map(({ print }) => print(place)),
      place,
    )
  );
}

/** `(a, b)`, which stays on one line however long it is. */
export function parenthesisedText(parts: readonly ListPart[], place: Place): string {
  const commented = commentedText('(', ')', parts, place);
  return commented ?? `(${parts.map(({ print }) => print(place)).join(', ')})`;
}

/** Undefined when no comment stands between the brackets. */
function commentedText(
  open: '(' | '[',
  close: ')' | ']',
  parts: readonly ListPart[],
  place: Place,
): string | undefined {
  const { written } = place;
  const region = betweenBrackets(
    written,
    open,
    parts.map(({ extent }) => extent),
  );
  if (region === undefined) return undefined;
  const comments = commentsIn(written, region);
  if (comments.length === 0) return undefined;
  if (comments.some((comment) => isOff(written, comment))) {
    for (const { start } of comments) written.printed.add(start);
    return `${open}${unixLines(sliceOf(written, region))}${close}`;
  }
  const indent = place.indent + 2;
  const deeper = { ...inside(place), indent };
  const items = parts.map(({ extent, print }) => ({ extent, print: () => fit(deeper, print) }));
  const lines = layOut(items, region, written, { indent, separator: ',' });
  return `${open}\n${lines}\n${' '.repeat(place.indent)}${close}`;
}
