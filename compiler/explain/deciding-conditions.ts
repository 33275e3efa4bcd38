// Part of compiler/explain: of a tree with truths, the conditions without which its outcome would be the other one.
import { assertNever } from '../assert.ts';
import { holds } from './follow-truth.ts';
import type { ExplainedCondition } from './explained-condition.ts';

/**
 * For an object that is outside: the lines that are false, followed down through `any of`, `none of`, `not`, `at least n of`
 * and other segments. For one that is inside: what made it true. In the order of the text; never empty unless the tree has
 * no conditions.
 */
export function decidingConditions(explained: ExplainedCondition): readonly ExplainedCondition[] {
  const { connective, children, truth } = explained;
  const deeper = (wanted: boolean): readonly ExplainedCondition[] =>
    children.filter((child) => child.truth === wanted).flatMap(decidingConditions);
  switch (connective.kind) {
    case 'all':
    case 'any':
      return deeper(truth);
    case 'none':
    case 'not':
      return deeper(!truth);
    case 'count_of':
      return deeper(countOfMatters(explained));
    case 'reference': {
      // Members that are published and what its lines say now can differ: then the membership decides.
      if (holds(explained) !== truth) return [explained];
      if (connective.related !== undefined && connective.related.value === null) return [explained];
      const found = deeper(truth !== connective.negated);
      return found.length === 0 ? [explained] : found;
    }
    case 'leaf':
      return [explained];
    default:
      return assertNever(connective);
  }
}

/** Whether it is the true parts that make `at most n of` false and `at least n of` true, or the false ones. */
function countOfMatters({ connective, children, truth }: ExplainedCondition): boolean {
  if (connective.kind !== 'count_of') return truth;
  const { comparison, amount } = connective;
  const count = children.filter((child) => child.truth).length;
  if (comparison === 'exactly') return truth || count > Number(amount.value);
  const asksForMore = comparison === 'at_least' || comparison === 'more_than';
  return asksForMore === truth;
}
