// `at least 3 of { … }`: how many conditions of a block hold.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { CountOfSyntax } from '../../syntax/expression-ast.ts';
import type { CheckedCondition } from '../checked.ts';
import { type Checking, unknownCondition } from '../checking.ts';
import { wholeNumber } from '../constants.ts';
import type { RowScope } from '../scope.ts';
import { type CheckedCount, checkCount } from './counts.ts';

export function checkCountOf(
  syntax: CountOfSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedCondition {
  const { span } = syntax;
  const { comparison, amount } = syntax;
  const count = checkCount({ comparison, amount, span: amount.span }, scope, checking);
  const conditions = syntax.conditions.map((condition) => checking.condition(condition, scope));
  if (count.amount.type.kind === 'unknown') return unknownCondition(span);
  lintReach(syntax, count, checking);
  return { kind: 'count_of', ...count, conditions, span };
}

/** More is asked for than there are lines, or everything satisfies it. */
function lintReach(
  { amount: written, conditions }: CountOfSyntax,
  { comparison, amount }: CheckedCount,
  checking: Checking,
): void {
  const number = wholeNumber(amount);
  if (number === undefined) return;
  const lines = conditions.length;
  const above = comparison === 'more_than' ? number + 1 : number;
  const what = `the block has ${lines} ${lines === 1 ? 'condition' : 'conditions'}`;
  if (comparison === 'at_most' || comparison === 'less_than') {
    const most = comparison === 'at_most' ? number : number - 1;
    if (most >= lines) checking.report(catalogue.meaning.alwaysMatches, written.span, { what });
  } else if (above > lines) {
    const help = 'Ask for fewer of them, or add what is missing.';
    checking.report(catalogue.meaning.neverMatches, written.span, { what, help });
  }
}
