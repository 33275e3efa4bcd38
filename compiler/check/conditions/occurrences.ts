// `did … for the first time` and `did … on at least 3 days`: said of rows, meant as a comparison of one of their values.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { DidSyntax, HasSyntax, OccurrenceSyntax } from '../../syntax/expression-ast.ts';
import type { CheckedCollection, CheckedCondition, CheckedValue } from '../checked.ts';
import { type Checking, unknownCondition } from '../checking.ts';
import { type OpenCollection, pathText } from '../collections.ts';
import type { RowScope } from '../scope.ts';
import { checkPeriods } from '../values/count-periods.ts';
import { defaultTime } from '../windows.ts';
import { checkCount, countOperators } from './counts.ts';

type Occurring = (DidSyntax | HasSyntax) & { readonly occurrence: OccurrenceSyntax };

/** `open`: the rows, checked. */
export function checkOccurrence(
  syntax: Occurring,
  open: OpenCollection,
  scope: RowScope,
  checking: Checking,
): CheckedCondition {
  const { negated, occurrence, span } = syntax;
  const condition =
    occurrence.kind === 'first_time'
      ? firstTime(syntax, open, checking)
      : onPeriods(syntax, occurrence, open, scope, checking);
  if (condition === undefined) return unknownCondition(span);
  return negated ? { kind: 'not', condition, span } : condition;
}

/** The earliest of all matching rows lies in the window. */
function firstTime(
  syntax: Occurring,
  open: OpenCollection,
  checking: Checking,
): CheckedCondition | undefined {
  const { checked } = open;
  const { span } = syntax;
  if (checked === undefined) return undefined;
  if (syntax.collection.window === undefined) {
    const args = { verb: syntax.kind, name: pathText(syntax.collection.path) };
    checking.report(catalogue.periods.firstTimeEver, syntax.occurrence.span, args);
  }
  const time = checked.window?.time ?? defaultTime(open.rows, span, checking);
  if (time === undefined) return undefined;
  const subject = earliest({ ...checked, window: undefined }, time);
  if (checked.window === undefined) return { kind: 'is_missing', subject, known: true, span };
  const { form } = checked.window;
  return { kind: 'in_window', subject, negated: false, form, missing: 'false', span };
}

function earliest(collection: CheckedCollection, time: CheckedValue): CheckedValue {
  const { span } = collection;
  return {
    kind: 'aggregate',
    function: 'min',
    collection,
    value: time,
    order: undefined,
    type: time.type,
    nullable: true,
    span,
  };
}

function onPeriods(
  { collection, span }: Occurring,
  occurrence: Extract<OccurrenceSyntax, { kind: 'on_periods' }>,
  open: OpenCollection,
  scope: RowScope,
  checking: Checking,
): CheckedCondition | undefined {
  const { amount } = checkCount(occurrence, scope, checking);
  const { having } = collection;
  const left = checkPeriods({ ...occurrence, time: undefined, having }, open, checking);
  if (left === undefined || amount.type.kind === 'unknown') return undefined;
  const operator = countOperators[occurrence.comparison];
  return { kind: 'compare', operator, left, right: amount, missing: 'false', span };
}
