// Part of compiler/sql: IR value → SQL expression. Points in time become constants here.
import { assertNever } from '../assert.ts';
import type { ValueType } from '../check/value-type.ts';
import { valuesOfCase } from '../lower/case-values.ts';
import type { Value } from '../lower/ir.ts';
import { valueTypeOf } from '../lower/value-type-of.ts';
import { resolveDate, resolveTimestamp } from '../plan/resolve-time.ts';
import type { Sql } from './dialect.ts';
import { isDoubleCalculation } from './emit-calculation.ts';
import { emitCall } from './emit-call.ts';
import { emitOpenTime } from './emit-open-time.ts';
import {
  arithmetic,
  bool,
  call,
  caseOf,
  caseWhen,
  cast,
  fragment,
  isNotNull,
  number,
  oneIf,
  operand,
  sumOf,
  text,
} from './expressions.ts';
import { emitRatio } from './ratio.ts';
import type { RowAccess } from './row-access.ts';

export function emitValue(access: RowAccess, value: Value): Sql {
  switch (value.kind) {
    case 'literal':
      return emitLiteral(value);
    case 'column':
      return access.column(value.row, value.read);
    case 'row_key':
      return cast(access.key(value.row), access.dialect.typeName('text'));
    case 'feature': {
      const found = access.feature(value);
      return value.empty === 'missing' ? found : call('COALESCE', found, number('0'));
    }
    case 'arithmetic':
      return emitArithmetic(access, value);
    case 'negate':
      return fragment(['-', ''], [operand(emitValue(access, value.operand))]);
    case 'case':
      return emitCase(access, value);
    case 'of_row':
      return caseWhen(isNotNull(access.key(value.row)), emitValue(access, value.value));
    case 'call':
      return emitCall(access, value, (argument) => emitValue(access, argument));
    case 'count_true':
      return sumOf(value.predicates.map((part) => oneIf(access.condition(part))));
    case 'open_time':
      return emitOpenTime(access, value, (time) => emitValue(access, time));
    case 'time_point':
      return emitTimePoint(access, value);
    case 'shift':
      return emitShift(access, value);
    default:
      return assertNever(value);
  }
}

function emitLiteral({ type, value }: Extract<Value, { kind: 'literal' }>): Sql {
  if (typeof value === 'boolean') return bool(value);
  return isNumeric(type) ? number(value) : text(value);
}

function isNumeric(type: ValueType): boolean {
  return ['int', 'decimal', 'percent', 'money', 'duration'].includes(type.kind);
}

type Case = Extract<Value, { kind: 'case' }>;

function emitCase(access: RowAccess, { branches, otherwise }: Case): Sql {
  const parts = branches.map(({ when, gives }) => ({
    when: access.condition(when),
    gives: emitValue(access, gives),
  }));
  return caseOf(parts, otherwise === undefined ? undefined : emitValue(access, otherwise));
}

type Arithmetic = Extract<Value, { kind: 'arithmetic' }>;

function emitArithmetic(access: RowAccess, value: Arithmetic): Sql {
  const { dialect } = access;
  const left = emitValue(access, value.left);
  const right = emitValue(access, value.right);
  switch (value.operator) {
    case '/':
      return emitRatio(
        dialect,
        { sql: left, type: valueTypeOf(value.left), double: isDouble(value.left) },
        { sql: right, type: valueTypeOf(value.right), double: isDouble(value.right) },
      );
    case '*':
      return arithmetic(factor(access, value.left, left), '*', factor(access, value.right, right));
    case '+':
    case '-':
      return arithmetic(left, value.operator, right);
    default:
      return assertNever(value.operator);
  }
}

/** Whether the value has no fixed number of digits. */
export function isDouble(value: Value): boolean {
  if (value.kind === 'negate') return isDouble(value.operand);
  if (value.kind === 'of_row') return isDouble(value.value);
  if (value.kind === 'open_time') return value.type.kind === 'decimal';
  if (value.kind === 'call') {
    const isDoubleCall =
      value.function.startsWith('elapsed_') || isDoubleCalculation(value.function);
    return isDoubleCall || value.args.some(isDouble);
  }
  if (value.kind === 'case') return valuesOfCase(value).some(isDouble);
  if (value.kind !== 'arithmetic') return false;
  return value.operator === '/' || isDouble(value.left) || isDouble(value.right);
}

/** The scale of a product is the sum of the scales: a product that is multiplied again is cut to one that fits. */
function factor(access: RowAccess, value: Value, emitted: Sql): Sql {
  const isProduct = containsProduct(value) && valueTypeOf(value).kind !== 'int';
  return isProduct ? cast(emitted, access.dialect.typeName('product')) : emitted;
}

function containsProduct(value: Value): boolean {
  if (value.kind === 'feature') return true;
  if (value.kind === 'negate') return containsProduct(value.operand);
  if (value.kind === 'of_row') return containsProduct(value.value);
  if (value.kind === 'call') return value.args.some(containsProduct);
  if (value.kind === 'case') return valuesOfCase(value).some(containsProduct);
  if (value.kind !== 'arithmetic' || value.operator === '/') return false;
  return value.operator === '*' || containsProduct(value.left) || containsProduct(value.right);
}

function emitTimePoint(
  { dialect, moment }: RowAccess,
  { point, as }: Extract<Value, { kind: 'time_point' }>,
): Sql {
  return as === 'date'
    ? dialect.dateLiteral(resolveDate(point, moment))
    : dialect.timestampLiteral(resolveTimestamp(point, moment));
}

function emitShift(access: RowAccess, shift: Extract<Value, { kind: 'shift' }>): Sql {
  const { dialect, moment } = access;
  const moved = emitValue(access, shift.operand);
  const amount = emitValue(access, shift.amount);
  return shift.as === 'date'
    ? dialect.shiftDate(moved, amount, shift.unit)
    : dialect.shiftTimestamp(moved, amount, shift.unit, moment.timezone);
}
