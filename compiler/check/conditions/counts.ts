// How many rows, periods or conditions there must be: `more than 5`, `exactly 3`.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { ComparisonOperator, CountSyntax } from '../../syntax/expression-ast.ts';
import type { CheckedValue } from '../checked.ts';
import type { Checking } from '../checking.ts';
import { checkAmount, wholeNumber } from '../constants.ts';
import type { RowScope } from '../scope.ts';

export interface CheckedCount {
  readonly comparison: CountSyntax['comparison'];
  readonly amount: CheckedValue;
}

export function checkCount(syntax: CountSyntax, scope: RowScope, checking: Checking): CheckedCount {
  const { comparison } = syntax;
  const amount = checkAmount(syntax.amount, scope, 0, checking);
  const number = wholeNumber(amount);
  if (number === 0 && comparison === 'at_least') {
    const what = 'there are always at least 0';
    const help = 'For none, write `did not …` or `has no …`; otherwise raise the number.';
    checking.report(catalogue.meaning.alwaysMatches, syntax.span, { what, help });
  }
  if (number === 0 && comparison === 'less_than') {
    const what = 'there are never less than 0';
    checking.report(catalogue.meaning.neverMatches, syntax.span, { what, help: undefined });
  }
  return { comparison, amount };
}

export const countOperators: Readonly<Record<CountSyntax['comparison'], ComparisonOperator>> = {
  more_than: '>',
  less_than: '<',
  at_least: '>=',
  at_most: '<=',
  exactly: '=',
};
