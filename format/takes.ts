// Prints `take`.
import type { TakeSyntax } from '../compiler/syntax/ast.ts';
import { pathText, valueText, type Place } from './printing.ts';

export function takeText(take: TakeSyntax, place: Place): string {
  const { direction, from, to, ofTotal, by, per, ties } = take;
  const range = from === undefined ? '' : `${valueText(from, place)}..`;
  const parts = [`take ${direction} ${range}${valueText(to, place)}`];
  if (ofTotal) parts.push('of total');
  parts.push(`by ${valueText(by, place)}`);
  if (per.length > 0) parts.push(`per ${per.map(pathText).join(', ')}`);
  if (ties) parts.push('with ties');
  return parts.join(' ');
}
