// Part of compiler/boundaries: values that are the same for every object, and literals of worked out values.
import { must } from '../assert.ts';
import type { CheckedValue } from '../check/checked.ts';
import type { ValueType } from '../check/value-type.ts';
import { type Clock, dateText, timestampText } from './clock.ts';
import { rounded, type Scalar } from './scalar.ts';

/** Undefined when it depends on a row, or is not understood. */
export function constantOf(value: CheckedValue, clock: Clock): Scalar | undefined {
  const { kind } = value.type;
  if (kind === 'date' || kind === 'timestamp') {
    return isConstantTime(value) ? clock.constant(value, kind) : undefined;
  }
  switch (value.kind) {
    case 'literal':
      return isNumber(value.type) ? Number(value.value) : value.value;
    case 'negate': {
      const operand = constantOf(value.operand, clock);
      return typeof operand === 'number' ? -operand : undefined;
    }
    case 'arithmetic': {
      const [left, right] = [value.left, value.right].map((one) => constantOf(one, clock));
      if (typeof left !== 'number' || typeof right !== 'number') return undefined;
      return calculate(value.operator, left, right);
    }
    case 'call': {
      if (value.function !== 'geo') return undefined;
      const [latitude, longitude] = value.args.map((one) => constantOf(one, clock));
      if (typeof latitude !== 'number' || typeof longitude !== 'number') return undefined;
      return { latitude, longitude };
    }
    case 'aggregate':
    case 'attribute':
    case 'case':
    case 'count_periods':
    case 'duration':
    case 'now':
    case 'parameter':
    case 'population':
    case 'raw_column':
    case 'relation_key':
    case 'today':
    case 'trait':
    default:
      return undefined;
  }
}

function isConstantTime(value: CheckedValue): boolean {
  if (value.kind === 'arithmetic') return isConstantTime(value.left) && isConstantTime(value.right);
  return ['literal', 'now', 'today', 'duration'].includes(value.kind);
}

export function isNumber({ kind }: ValueType): boolean {
  return ['int', 'decimal', 'percent', 'money'].includes(kind);
}

/** Undefined for a division by zero. */
export function calculate(
  operator: '+' | '-' | '*' | '/',
  left: number,
  right: number,
): number | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? undefined : left / right;
    default:
      return must(undefined, operator);
  }
}

export function literalOf(value: Scalar, like: CheckedValue): CheckedValue {
  const { type, span } = like;
  const text = (): string | boolean => {
    if (typeof value === 'boolean') return value;
    if (typeof value === 'string') return value;
    if (typeof value !== 'number') return JSON.stringify(value);
    if (type.kind === 'date') return dateText(value);
    return type.kind === 'timestamp' ? timestampText(value) : String(rounded(value));
  };
  return { kind: 'literal', value: text(), type, nullable: false, span };
}
