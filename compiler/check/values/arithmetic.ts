// Types of `+ - * /`, a leading minus and `50% of x`.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type {
  ArithmeticSyntax,
  NegateSyntax,
  PercentOfSyntax,
} from '../../syntax/expression-ast.ts';
import type { CheckedValue } from '../checked.ts';
import { type Checking, unknownValue } from '../checking.ts';
import { describeType } from '../describe-type.ts';
import type { RowScope } from '../scope.ts';
import { isNumber, isTime } from '../type-rules.ts';
import type { ValueType } from '../value-type.ts';
import { negatedNumber } from './canonical-number.ts';
import { checkLiteral } from './literal.ts';

type Operator = ArithmeticSyntax['operator'];

export function checkArithmetic(
  syntax: ArithmeticSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedValue {
  const left = checking.value(syntax.left, scope);
  const right = checking.value(syntax.right, scope);
  return combined(syntax.operator, left, right, syntax, checking);
}

/** `50% of x` is `0.5 * x`. */
export function checkPercentOf(
  syntax: PercentOfSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedValue {
  const share = checkLiteral(syntax.percent, checking);
  const whole = checking.value(syntax.of, scope);
  return combined('*', share, whole, syntax, checking);
}

export function checkNegate(
  syntax: NegateSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedValue {
  const operand = checking.value(syntax.operand, scope);
  const { span } = syntax;
  if (operand.type.kind === 'unknown') return unknownValue(span);
  if (!isNumber(operand.type) && operand.type.kind !== 'money') {
    const args = { found: describeType(operand.type) };
    checking.report(catalogue.typing.noMinus, span, args);
    return unknownValue(span);
  }
  const { type, nullable } = operand;
  if (operand.kind === 'literal' && typeof operand.value === 'string') {
    return { kind: 'literal', value: negatedNumber(operand.value), type, nullable, span };
  }
  return { kind: 'negate', operand, type, nullable, span };
}

function combined(
  operator: Operator,
  left: CheckedValue,
  right: CheckedValue,
  syntax: ArithmeticSyntax | PercentOfSyntax,
  checking: Checking,
): CheckedValue {
  const { span } = syntax;
  if (left.type.kind === 'unknown' || right.type.kind === 'unknown') return unknownValue(span);
  const type = resultType(operator, left.type, right.type);
  if (type === undefined || unevenDays(left, right)) {
    reportOperands(operator, left, right, syntax, checking);
    return unknownValue(span);
  }
  const nullable = left.nullable || right.nullable || (operator === '/' && !isNonZero(right));
  return { kind: 'arithmetic', operator, left, right, type, nullable, span };
}

function resultType(operator: Operator, left: ValueType, right: ValueType): ValueType | undefined {
  switch (operator) {
    case '+':
    case '-':
      return sumType(operator, left, right);
    case '*':
      return productType(left, right);
    case '/':
      return quotientType(left, right);
  }
}

function sumType(operator: '+' | '-', left: ValueType, right: ValueType): ValueType | undefined {
  if (isNumber(left) && isNumber(right)) {
    return left.kind === right.kind ? left : { kind: 'decimal' };
  }
  if (left.kind === 'money' && right.kind === 'money' && left.currency === right.currency) {
    return left;
  }
  if (isTime(left) && right.kind === 'duration') return left;
  return operator === '+' && left.kind === 'duration' && isTime(right) ? right : undefined;
}

function productType(left: ValueType, right: ValueType): ValueType | undefined {
  if (left.kind === 'money' && isNumber(right)) return left;
  if (right.kind === 'money' && isNumber(left)) return right;
  if (!isNumber(left) || !isNumber(right)) return undefined;
  return { kind: left.kind === 'int' && right.kind === 'int' ? 'int' : 'decimal' };
}

function quotientType(left: ValueType, right: ValueType): ValueType | undefined {
  if (isNumber(right) && (isNumber(left) || left.kind === 'money')) {
    return left.kind === 'money' ? left : { kind: 'decimal' };
  }
  const same = left.kind === 'money' && right.kind === 'money' && left.currency === right.currency;
  return same ? { kind: 'decimal' } : undefined;
}

/** A date moved by hours or less is no date. */
function unevenDays(left: CheckedValue, right: CheckedValue): boolean {
  const duration = [left, right].find(({ kind }) => kind === 'duration');
  if (duration?.kind !== 'duration') return false;
  const date = left.type.kind === 'date' || right.type.kind === 'date';
  return date && ['second', 'minute', 'hour'].includes(duration.unit);
}

function isNonZero(value: CheckedValue): boolean {
  return value.kind === 'literal' && value.value !== '0';
}

function reportOperands(
  operator: Operator,
  left: CheckedValue,
  right: CheckedValue,
  syntax: ArithmeticSyntax | PercentOfSyntax,
  checking: Checking,
): void {
  if (operator === '-' && isTime(left.type) && isTime(right.type)) {
    checking.report(catalogue.typing.timeDifference, syntax.span, {});
    return;
  }
  const args = {
    operator,
    left: describeType(left.type),
    right: describeType(right.type),
    help: operandHelp(operator, left.type, right.type),
  };
  checking.report(catalogue.typing.badOperands, syntax.span, args);
}

function operandHelp(operator: Operator, left: ValueType, right: ValueType): string | undefined {
  const kinds = [left.kind, right.kind];
  if (kinds.includes('date') && kinds.includes('duration')) {
    return 'A date moves by days, weeks, months, quarters or years.';
  }
  if (isTime(left) && isNumber(right)) return 'Say of what: `… + 5 days`.';
  if (left.kind === 'money' && right.kind === 'money') {
    if (left.currency !== right.currency) return 'Amounts of different currencies never mix.';
    return operator === '*' ? 'Multiply an amount with a plain number.' : undefined;
  }
  if (kinds.includes('money')) {
    const currency = [left, right].find((type) => type.kind === 'money')?.currency ?? '';
    return `Give the number its currency, as in \`100 ${currency}\`.`;
  }
  return undefined;
}
