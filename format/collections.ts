// Prints collections and what is made of one: aggregates, `did`, `has`, `all … have`; and blocks of conditions.
import type {
  AggregateSyntax,
  AllHaveSyntax,
  BlockSyntax,
  CollectionSyntax,
  CountPeriodsSyntax,
  DidSyntax,
  ExpressionSyntax,
  HasSyntax,
} from '../compiler/syntax/expression-ast.ts';
import { absorbsHaving, havingText, occurrenceText } from './periods.ts';
import { levels, type Level } from './precedence.ts';
import { inside, pathText, valueText, type Place } from './printing.ts';
import { howManyText, timesText, windowText } from './windows.ts';
import { insideBraces } from './written.ts';

/** `path [as name] [count] [window] [where …] [having …]` */
export function collectionText(
  { path, alias, window, where, having }: CollectionSyntax,
  place: Place,
  count: string | undefined,
): string {
  const parts = [pathText(path)];
  if (alias !== undefined) parts.push(`as ${alias.text}`);
  if (count !== undefined) parts.push(count);
  if (window !== undefined) parts.push(windowText(window, place));
  if (where !== undefined) {
    const isTaken = having !== undefined && absorbsHaving(where);
    parts.push(`where ${predicateText(where, place, isTaken ? levels.operand : levels.or)}`);
  }
  if (having !== undefined) parts.push(havingText(having, inside(place)));
  return parts.join(' ');
}

export function aggregateText(node: AggregateSyntax, place: Place): string {
  const name = node.function === 'count_distinct' ? 'count distinct' : node.function;
  return `${name}(${ofRowsText(node.value, node.collection, place)})`;
}

export function countPeriodsText(node: CountPeriodsSyntax, place: Place): string {
  const { unit, consecutive, time, collection } = node;
  return `count ${consecutive ? 'consecutive ' : ''}${unit}s(${ofRowsText(time, collection, place)})`;
}

/** `orders in last 30 days`, `quantity * price of lines`; a share of something would take the `of`. */
function ofRowsText(
  value: ExpressionSyntax | undefined,
  collection: CollectionSyntax,
  place: Place,
): string {
  const rows = collectionText(collection, inside(place), undefined);
  if (value === undefined) return rows;
  const each = valueText(value, place);
  return `${each.endsWith('%') ? `(${each})` : each} of ${rows}`;
}

export function didText(node: DidSyntax, place: Place): string {
  const { negated, collection, count, occurrence } = node;
  const times =
    occurrence === undefined ? count && timesText(count, place) : occurrenceText(occurrence, place);
  return `did ${negated ? 'not ' : ''}${collectionText(collection, place, times)}`;
}

export function hasText(node: HasSyntax, place: Place): string {
  const { negated, collection, count, occurrence } = node;
  const periods = occurrence && occurrenceText(occurrence, place);
  const many = count === undefined ? '' : `${howManyText(count, place)} `;
  return `has ${negated ? 'no ' : many}${collectionText(collection, place, periods)}`;
}

export function allHaveText({ collection, predicate }: AllHaveSyntax, place: Place): string {
  const rows = collectionText(collection, { ...place, ownLine: false }, undefined);
  return `all ${rows} have ${predicateText(predicate, place)}`;
}

/** A block, an expression, or an `and` that is a block because its line would be too long. */
export function predicateText(
  predicate: ExpressionSyntax,
  place: Place,
  level: Level = levels.or,
): string {
  const splits = predicate.kind === 'and' && place.broken && place.ownLine;
  if (!splits) return place.printer.expression(predicate, place, level);
  return linesInBraces(predicate.operands, place);
}

/** Operands of an `and` or `or`, a line each, in braces. */
export function linesInBraces(operands: readonly ExpressionSyntax[], place: Place): string {
  const margin = ' '.repeat(place.indent);
  const region = { start: operands[0]?.span.start ?? 0, end: operands.at(-1)?.span.end ?? 0 };
  return `{\n${place.printer.lines(operands, region, place, true)}\n${margin}}`;
}

/** `{ … }`, `any of { … }` */
export function blockText(block: BlockSyntax, place: Place): string {
  const words = block.worded || block.quantifier !== 'all' ? `${block.quantifier} of ` : '';
  const region = insideBraces(place.written, block.span.start, block.span.end);
  const lines = place.printer.lines(block.conditions, region, place);
  return lines === '' ? `${words}{}` : `${words}{\n${lines}\n${' '.repeat(place.indent)}}`;
}
