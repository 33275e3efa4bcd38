// Prints counts of periods and of conditions: `on at least 3 days`, `count weeks(…)`, `having …`, `at least 2 of { … }`.
import type {
  CountOfSyntax,
  ExpressionSyntax,
  HavingSyntax,
  OccurrenceSyntax,
} from '../compiler/syntax/expression-ast.ts';
import { literalText, unitText, valueText, type Place } from './printing.ts';
import { howManyText } from './windows.ts';
import { insideBraces } from './written.ts';

export function occurrenceText(occurrence: OccurrenceSyntax, place: Place): string {
  if (occurrence.kind === 'first_time') return 'for the first time';
  const unit = unitText(literalText(occurrence.amount, place.written), occurrence.unit);
  const consecutive = occurrence.consecutive ? 'consecutive ' : '';
  return `on ${howManyText(occurrence, place)} ${consecutive}${unit}`;
}

export function havingText(having: HavingSyntax, place: Place): string {
  const { value, operator, amount } = having;
  const name = having.function === 'count_distinct' ? 'count distinct' : having.function;
  const of = value === undefined ? '' : `(${valueText(value, place)})`;
  return `having ${name}${of} ${operator} ${valueText(amount, place)}`;
}

/** True when a `having` behind `node` would be read as part of it: it ends in a collection that has none. */
export function absorbsHaving(node: ExpressionSyntax | undefined): boolean {
  if (node === undefined) return false;
  if (node.kind === 'did' || node.kind === 'has') return node.collection.having === undefined;
  if (node.kind === 'all_have') return absorbsHaving(node.predicate);
  if (node.kind === 'not') return absorbsHaving(node.operand);
  if (node.kind !== 'and' && node.kind !== 'or') return false;
  return absorbsHaving(node.operands.at(-1));
}

/** `at least 3 of { … }` */
export function countOfText(node: CountOfSyntax, place: Place): string {
  const { conditions, span } = node;
  const words = `${howManyText(node, place)} of`;
  const region = insideBraces(place.written, span.start, span.end);
  const lines = place.printer.lines(conditions, region, place);
  return lines === '' ? `${words} {}` : `${words} {\n${lines}\n${' '.repeat(place.indent)}}`;
}
