// Part of compiler/sql: IR value → SQL expression. Points in time become constants here.
import { assertNever } from '../assert.ts';
import type { ValueType } from '../check/value-type.ts';
import type { Value } from '../lower/ir.ts';
import { resolveDate, resolveTimestamp } from '../plan/resolve-time.ts';
import type { Sql } from './dialect.ts';
import { emitCall } from './emit-call.ts';
import { emitOpenTime } from './emit-open-time.ts';
import { emitCombined, emitRatio, type Term } from './exact-arithmetic.ts';
import {
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
import { widest } from './number-shape.ts';
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
  const [left, right] = [termOf(access, value.left), termOf(access, value.right)];
  return value.operator === '/'
    ? emitRatio(access.dialect, left, right)
    : emitCombined(access.dialect, value.operator, left, right);
}

export function termOf(access: RowAccess, value: Value): Term {
  return { sql: emitValue(access, value), shape: access.shape(value) };
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
  const amount = amountOf(access, shift.amount);
  return shift.as === 'date'
    ? dialect.shiftDate(moved, amount, shift.unit)
    : dialect.shiftTimestamp(moved, amount, shift.unit, moment.timezone);
}

/** Engines move times by 64-bit numbers. */
function amountOf(access: RowAccess, value: Value): Sql {
  const { sql, shape } = termOf(access, value);
  const isWide = shape.kind === 'exact' && shape.room === widest;
  return isWide ? cast(sql, access.dialect.typeName('integer')) : sql;
}
