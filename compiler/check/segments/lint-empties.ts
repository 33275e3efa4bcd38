// A note on `sum(…) < 100 USD` and `count(…) <= 3`: they hold for objects without any row, which readers seldom expect.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { CheckedCondition } from '../checked.ts';
import type { Checking } from '../checking.ts';

/** Reports each sum and count bounded from above only, unless a condition beside it asks for a row. */
export function lintEmpties(where: CheckedCondition, object: string, checking: Checking): void {
  if (where.kind === 'compare' && isSmall(where, 'sum')) {
    checking.report(catalogue.meaning.sumOfNothing, where.span, { of: object });
  }
  if (isSmallCount(where)) {
    checking.report(catalogue.analysis.countOfNothing, where.span, { of: object });
  }
  if (where.kind !== 'all' && where.kind !== 'any') return;
  if (where.kind === 'all' && where.conditions.some(asksForRow)) return;
  for (const condition of where.conditions) lintEmpties(condition, object, checking);
}

type Compare = Extract<CheckedCondition, { kind: 'compare' }>;

function isSmall({ left, right, operator }: Compare, name: 'sum' | 'count'): boolean {
  const isNamed = left.kind === 'aggregate' && left.function === name;
  const bound = right.kind === 'literal' ? Number(right.value) : 0;
  if (!isNamed || (operator !== '<' && operator !== '<=')) return false;
  // Fewer than one says plainly that there is none.
  return name === 'count' && operator === '<' ? bound > 1 : bound > 0;
}

function isSmallCount(condition: CheckedCondition): boolean {
  if (condition.kind === 'compare') return isSmall(condition, 'count');
  if (condition.kind !== 'exists' || condition.negated || condition.count === undefined) {
    return false;
  }
  const { comparison, amount } = condition.count;
  const bound = amount.kind === 'literal' ? Number(amount.value) : 0;
  return comparison === 'at_most' ? bound > 0 : comparison === 'less_than' && bound > 1;
}

function isUpperBound({ count }: Extract<CheckedCondition, { kind: 'exists' }>): boolean {
  return count?.comparison === 'at_most' || count?.comparison === 'less_than';
}

/** `has`, `did`, a first time, or an aggregate that must be more than something. */
function asksForRow(condition: CheckedCondition): boolean {
  if (condition.kind === 'exists') return !condition.negated && !isUpperBound(condition);
  if (condition.kind === 'sequence') return !condition.negated;
  if (condition.kind === 'all_have') return true;
  if (condition.kind === 'in_window') return condition.subject.kind === 'aggregate';
  return (
    condition.kind === 'compare' &&
    (condition.left.kind === 'aggregate' || condition.left.kind === 'count_periods') &&
    (condition.operator === '>' || condition.operator === '>=' || condition.operator === '=')
  );
}
