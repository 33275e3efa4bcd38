// `anniversary of birth_date in next 7 days`: a window of days in which the month and day of a time recur.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { AnniversarySyntax } from '../../syntax/expression-ast.ts';
import type { CheckedCondition, CheckedValue } from '../checked.ts';
import { type Checking, unknownCondition } from '../checking.ts';
import type { RowScope } from '../scope.ts';
import { checkTimeOf, checkTimeValue } from './time.ts';

export function checkAnniversary(
  syntax: AnniversarySyntax,
  scope: RowScope,
  checking: Checking,
): CheckedCondition {
  const { of, occurs, span } = syntax;
  const day = dayOf(checkTimeValue(of, scope, checking));
  if (!recurs(occurs)) {
    checking.report(catalogue.times.endlessAnniversary, occurs.span, {});
    return unknownCondition(span);
  }
  if (occurs.kind === 'distance' && occurs.calendar !== undefined) {
    checking.report(catalogue.times.countedAnniversary, occurs.calendar.span, {});
    return unknownCondition(span);
  }
  const condition = checkTimeOf(day, occurs, scope, checking);
  const { kind } = condition;
  if (kind !== 'in_window' && kind !== 'distance' && kind !== 'moment') {
    return unknownCondition(span);
  }
  return { kind: 'anniversary', occurs: condition, span };
}

function dayOf(time: CheckedValue): CheckedValue {
  if (time.type.kind !== 'timestamp') return time;
  const { nullable, span } = time;
  return { kind: 'call', function: 'date', args: [time], type: { kind: 'date' }, nullable, span };
}

/** Of what has no end, every date has an anniversary in it. */
function recurs(occurs: AnniversarySyntax['occurs']): boolean {
  switch (occurs.kind) {
    case 'in_window':
      return occurs.side === undefined;
    case 'distance':
      return occurs.comparison === 'less_than' || occurs.comparison === 'at_most';
    case 'moment':
      return occurs.relation === 'on';
  }
}
