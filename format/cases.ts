// Prints `case { … }`: each branch on a line of its own.
import type { CaseSyntax, ExpressionSyntax } from '../compiler/syntax/expression-ast.ts';
import type { Extent } from '../compiler/syntax/parse-alone.ts';
import { braced } from './fields.ts';
import { layOut, type Item } from './items.ts';
import { levels } from './precedence.ts';
import { fit, indented, inside, valueText, type Place } from './printing.ts';
import { insideBraces, withParentheses } from './written.ts';

export function caseText({ branches, otherwise, span }: CaseSyntax, place: Place): string {
  const inner = indented(inside(place));
  const items: Item[] = branches.map(({ when, gives, span: extent }) => ({
    extent: lineExtent(extent, gives, place),
    print: () => fit(inner, (fitted) => branchText(when, gives, fitted)),
  }));
  if (otherwise !== undefined) {
    const { gives, span: extent } = otherwise;
    items.push({
      extent: lineExtent(extent, gives, place),
      print: () => fit(inner, (fitted) => `else ${valueText(gives, fitted)}`),
    });
  }
  const region = insideBraces(place.written, span.start, span.end);
  return `case ${braced(layOut(items, region, place.written, { indent: inner.indent }), place)}`;
}

function branchText(when: ExpressionSyntax, gives: ExpressionSyntax, place: Place): string {
  const condition = place.printer.expression(when, place, levels.or);
  return `when ${condition} then ${valueText(gives, place)}`;
}

/** From its word to the end of its value, parentheses included. */
function lineExtent(line: Extent, gives: ExpressionSyntax, { written }: Place): Extent {
  const { end } = withParentheses(written, gives.span);
  return { start: line.start, end: Math.max(line.end, end) };
}
