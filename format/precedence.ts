// Which expressions need parentheses where. Mirrors the grammar of compiler/syntax.
import type { ExpressionSyntax } from '../compiler/syntax/expression-ast.ts';

/** How tightly an expression holds together; what stands in a place of a higher level needs parentheses. */
export const levels = {
  or: 1,
  and: 2,
  not: 3,
  condition: 4,
  sum: 5,
  product: 6,
  operand: 7,
} as const;

export type Level = (typeof levels)[keyof typeof levels];

const operands: ReadonlySet<string> = new Set([
  'case',
  'negate',
  'percent_of',
  'aggregate',
  'count_periods',
  'call',
  'path',
  'parameter',
  'string',
  'number',
  'percent',
  'money',
  'boolean',
  'date',
  'timestamp',
  'duration',
  'now',
  'today',
]);

export function levelOf(node: ExpressionSyntax): Level {
  if (node.kind === 'or' || node.kind === 'and' || node.kind === 'not') return levels[node.kind];
  if (node.kind === 'arithmetic') {
    return node.operator === '+' || node.operator === '-' ? levels.sum : levels.product;
  }
  if (operands.has(node.kind)) return levels.operand;
  return levels.condition;
}

/** True when an `and` or `or` behind `node` would be read as part of it: its `where` runs on. */
export function runsOn(node: ExpressionSyntax): boolean {
  if (node.kind === 'not') return runsOn(node.operand);
  if (node.kind === 'did' || node.kind === 'has') {
    const { where, having } = node.collection;
    return having === undefined && predicateRunsOn(where);
  }
  return node.kind === 'all_have' && predicateRunsOn(node.predicate);
}

/** Only a block without a word in front ends a predicate: `any of { }` may be followed by `and`. */
function predicateRunsOn(predicate: ExpressionSyntax | undefined): boolean {
  if (predicate === undefined) return false;
  return predicate.kind !== 'block' || predicate.worded || predicate.quantifier !== 'all';
}
