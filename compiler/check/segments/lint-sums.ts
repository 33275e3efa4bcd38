// A note on `sum(…) < 100 USD`: it holds for objects with nothing to sum, which readers seldom expect.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { CheckedCondition } from '../checked.ts';
import type { Checking } from '../checking.ts';

/** Reports each sum bounded from above only, unless a condition beside it asks for a row. */
export function lintSums(where: CheckedCondition, object: string, checking: Checking): void {
  if (where.kind === 'compare' && isSmallSum(where)) {
    checking.report(catalogue.meaning.sumOfNothing, where.span, { of: object });
  }
  if (where.kind !== 'all' && where.kind !== 'any') return;
  if (where.kind === 'all' && where.conditions.some(asksForRow)) return;
  for (const condition of where.conditions) lintSums(condition, object, checking);
}

function isSmallSum(condition: Extract<CheckedCondition, { kind: 'compare' }>): boolean {
  const { left, right, operator } = condition;
  const isSum = left.kind === 'aggregate' && left.function === 'sum';
  const isPositive = right.kind === 'literal' && Number(right.value) > 0;
  return isSum && isPositive && (operator === '<' || operator === '<=');
}

/** `has`, `did`, a first time, or an aggregate that must be more than something. */
function asksForRow(condition: CheckedCondition): boolean {
  if (condition.kind === 'exists' || condition.kind === 'sequence') return !condition.negated;
  if (condition.kind === 'all_have') return true;
  if (condition.kind === 'in_window') return condition.subject.kind === 'aggregate';
  return (
    condition.kind === 'compare' &&
    (condition.left.kind === 'aggregate' || condition.left.kind === 'count_periods') &&
    (condition.operator === '>' || condition.operator === '>=' || condition.operator === '=')
  );
}
