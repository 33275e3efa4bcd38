// `=`, `!=`, `<` …, sets and ranges.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { Span } from '../../source.ts';
import type {
  CompareSyntax,
  ExpressionSyntax,
  InRangeSyntax,
  InSetSyntax,
} from '../../syntax/expression-ast.ts';
import type { CheckedCondition, CheckedValue } from '../checked.ts';
import { type Checking, unknownCondition, unknownValue } from '../checking.ts';
import { requireComparable } from '../comparing.ts';
import { compareLiterals } from '../constants.ts';
import { describeType } from '../describe-type.ts';
import { checkMissing } from '../missing-rule.ts';
import { warnOfWholePercent } from '../percents.ts';
import type { RowScope } from '../scope.ts';
import { isOrdered } from '../type-rules.ts';

export function checkCompare(
  syntax: CompareSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedCondition {
  const { operator, span } = syntax;
  const left = checking.value(syntax.left, scope);
  const right = valueBeside(left, syntax.right, scope, checking);
  const ordering = operator !== '=' && operator !== '!=';
  if (!requireComparable(left, right, span, checking, operator)) return unknownCondition(span);
  if (ordering && !requireOrder(operator, left, right, span, checking)) {
    return unknownCondition(span);
  }
  warnOfWholePercent(left, right, checking);
  const use = { rule: syntax.missing, negated: operator === '!=', span };
  const missing = checkMissing(use, [left, right], checking);
  return { kind: 'compare', operator, left, right, missing, span };
}

export function checkInSet(
  syntax: InSetSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedCondition {
  const { negated, span } = syntax;
  const subject = checking.value(syntax.subject, scope);
  const items = syntax.items.map((item) => valueBeside(subject, item, scope, checking));
  const fits = items.map((item) => requireComparable(subject, item, item.span, checking));
  if (subject.type.kind === 'unknown' || fits.includes(false)) return unknownCondition(span);
  if (items.length === 0) {
    const what = negated ? 'every value is outside an empty list' : 'no value is in an empty list';
    checking.report(catalogue.meaning.neverMatches, span, {
      what,
      help: 'Name at least one value.',
    });
  }
  const missing = checkMissing(
    { rule: syntax.missing, negated, span },
    [subject, ...items],
    checking,
  );
  return { kind: 'in_set', subject, negated, items, missing, span };
}

export function checkInRange(
  syntax: InRangeSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedCondition {
  const { negated, span } = syntax;
  const subject = checking.value(syntax.subject, scope);
  const low = checking.value(syntax.low, scope);
  const high = checking.value(syntax.high, scope);
  const fits = [low, high].map((bound) => requireComparable(subject, bound, bound.span, checking));
  if (fits.includes(false) || !requireOrder('in a range', subject, low, span, checking)) {
    return unknownCondition(span);
  }
  const order = compareLiterals(low, high);
  if (order !== undefined && order > 0) {
    const what = 'the range ends below its start';
    const help = 'Write the smaller bound first; both are included.';
    checking.report(catalogue.meaning.neverMatches, span, { what, help });
  }
  const use = { rule: syntax.missing, negated, span };
  const missing = checkMissing(use, [subject, low, high], checking);
  return { kind: 'in_range', subject, negated, low, high, missing, span };
}

function requireOrder(
  operator: string,
  left: CheckedValue,
  right: CheckedValue,
  span: Span,
  checking: Checking,
): boolean {
  if ([left, right].some(({ type }) => type.kind === 'version')) return true;
  const unordered = [left, right].find(({ type }) => !isOrdered(type));
  if (unordered === undefined) return true;
  checking.report(catalogue.typing.noOrder, span, {
    operator,
    found: describeType(unordered.type),
  });
  return false;
}

/** A value of the enum beside it; beside text, a word in capital letters, as codes are written and names are not. */
function isBareText(text: string, { type }: CheckedValue): boolean {
  if (type.kind === 'enum') return type.values.includes(text);
  return type.kind === 'text' && /^[A-Z][A-Z0-9_]+$/.test(text);
}

/** The other operand; a bare word that was meant as text. */
function valueBeside(
  beside: CheckedValue,
  syntax: ExpressionSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedValue {
  const word = syntax.kind === 'path' && syntax.parts.length === 1 ? syntax.parts[0] : undefined;
  if (word === undefined || !isBareText(word.text, beside)) return checking.value(syntax, scope);
  const { text, span } = word;
  const isName = scope.raw || scope.entity === undefined || scope.entity.members.has(text);
  if (isName) return checking.value(syntax, scope);
  const help = 'Text stands in double quotes, the values of an enum as well.';
  const args = { what: 'attribute', name: text, of: scope.entity.id, help };
  checking.report(catalogue.names.unknownAttribute, span, args, {
    fixes: [{ title: `write "${text}"`, span, text: `"${text}"` }],
  });
  return unknownValue(span);
}
