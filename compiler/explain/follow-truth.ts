// Part of compiler/explain: the truth of a node that is made of others.
import { assertNever } from '../assert.ts';
import type { CountSyntax } from '../syntax/expression-ast.ts';
import type { ExplainedCondition } from './explained-condition.ts';

/** What its children make of a node; undefined for a leaf and for a reference that is not written out. */
export function holds({
  connective,
  children,
}: Pick<ExplainedCondition, 'connective' | 'children'>): boolean | undefined {
  const truths = children.map(({ truth }) => truth);
  switch (connective.kind) {
    case 'all':
      return truths.every(Boolean);
    case 'any':
      return truths.some(Boolean);
    case 'none':
      return !truths.some(Boolean);
    case 'not':
      return truths[0] === false;
    case 'count_of': {
      const { amount, comparison } = connective;
      return compareCount(truths.filter(Boolean).length, comparison, Number(amount.value));
    }
    case 'reference': {
      if (children.length === 0) return undefined;
      const { related, negated, acceptsMissing } = connective;
      if (related !== undefined && related.value === null) return acceptsMissing;
      return truths.every(Boolean) !== negated;
    }
    case 'leaf':
      return undefined;
    default:
      return assertNever(connective);
  }
}

function compareCount(
  count: number,
  comparison: CountSyntax['comparison'],
  amount: number,
): boolean {
  switch (comparison) {
    case 'more_than':
      return count > amount;
    case 'less_than':
      return count < amount;
    case 'at_least':
      return count >= amount;
    case 'at_most':
      return count <= amount;
    case 'exactly':
      return count === amount;
    default:
      return assertNever(comparison);
  }
}
