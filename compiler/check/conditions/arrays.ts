// `has` on arrays: `interests has "x"`, `has any of [...]`, and an array against another one.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { ArrayHasSyntax } from '../../syntax/expression-ast.ts';
import type { CheckedCondition, CheckedValue } from '../checked.ts';
import { type Checking, unknownCondition } from '../checking.ts';
import { requireComparable } from '../comparing.ts';
import { describeType } from '../describe-type.ts';
import { checkMissing } from '../missing-rule.ts';
import type { RowScope } from '../scope.ts';

export function checkArrayHas(
  syntax: ArrayHasSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedCondition {
  const { negated, quantifier, span } = syntax;
  const subject = checking.value(syntax.subject, scope);
  const items = syntax.items.map((item) => checking.value(item, scope));
  if (subject.type.kind === 'unknown') return unknownCondition(span);
  if (subject.type.kind !== 'array') {
    const args = { found: describeType(subject.type) };
    checking.report(catalogue.typing.notAnArray, subject.span, args);
    return unknownCondition(span);
  }
  const element = { ...subject, type: subject.type.element };
  const [other] = items;
  if (syntax.spread && other !== undefined) {
    return checkArraysMeet(syntax, subject, element, other, checking);
  }
  const fits = items.map((item) => requireComparable(element, item, item.span, checking));
  if (fits.includes(false)) return unknownCondition(span);
  const missing = checkMissing(
    { rule: syntax.missing, negated, span },
    [subject, ...items],
    checking,
  );
  return { kind: 'array_has', subject, negated, quantifier, items, missing, span };
}

/** `visited has all of favourites` */
function checkArraysMeet(
  syntax: ArrayHasSyntax,
  subject: CheckedValue,
  element: CheckedValue,
  other: CheckedValue,
  checking: Checking,
): CheckedCondition {
  const { negated, quantifier, span } = syntax;
  if (other.type.kind === 'unknown') return unknownCondition(span);
  if (other.type.kind !== 'array') {
    checking.report(catalogue.typing.notAnArray, other.span, { found: describeType(other.type) });
    return unknownCondition(span);
  }
  const otherElement = { ...other, type: other.type.element };
  if (!requireComparable(element, otherElement, other.span, checking))
    return unknownCondition(span);
  const use = { rule: syntax.missing, negated, span };
  const missing = checkMissing(use, [subject, other], checking);
  return { kind: 'arrays_meet', subject, negated, quantifier, other, missing, span };
}
