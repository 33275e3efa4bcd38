// The type rules of the language as small total functions over types; nothing is reported here.
import type { ValueType } from './value-type.ts';

/** Types that one comparison can hold on both sides. */
export type TypeFamily =
  'number' | 'money' | 'text' | 'bool' | 'date' | 'timestamp' | 'version' | 'any' | 'none';

const families: Readonly<Record<ValueType['kind'], TypeFamily>> = {
  int: 'number',
  decimal: 'number',
  percent: 'number',
  money: 'money',
  text: 'text',
  email: 'text',
  url: 'text',
  id: 'text',
  enum: 'text',
  bool: 'bool',
  date: 'date',
  timestamp: 'timestamp',
  raw: 'any',
  unknown: 'any',
  duration: 'none',
  version: 'version',
  geo: 'none',
  json: 'none',
  array: 'none',
};

/** `any` compares with everything (already reported, or a raw column); `none` with nothing. */
export function familyOf(type: ValueType): TypeFamily {
  return families[type.kind];
}

export type Mismatch =
  | 'different'
  | 'currencies'
  | 'money_and_number'
  | 'date_and_timestamp'
  | 'different_objects'
  | 'not_comparable';

/** Why values of the two types cannot be compared, or undefined when they can. */
export function mismatchOf(left: ValueType, right: ValueType): Mismatch | undefined {
  const a = familyOf(left);
  const b = familyOf(right);
  if (left.kind === 'unknown' || right.kind === 'unknown') return undefined;
  if (a === 'none' || b === 'none') return 'not_comparable';
  if (a === 'any' || b === 'any') return undefined;
  return a === b ? mismatchInFamily(left, right) : mismatchOfFamilies(a, b);
}

function mismatchInFamily(left: ValueType, right: ValueType): Mismatch | undefined {
  if (left.kind === 'money' && right.kind === 'money') {
    return left.currency === right.currency ? undefined : 'currencies';
  }
  if (left.kind === 'id' && right.kind === 'id') {
    const known = left.of !== undefined && right.of !== undefined;
    return known && left.of !== right.of ? 'different_objects' : undefined;
  }
  return undefined;
}

function mismatchOfFamilies(a: TypeFamily, b: TypeFamily): Mismatch {
  const pair = [a, b];
  if (pair.includes('money') && pair.includes('number')) return 'money_and_number';
  if (pair.includes('date') && pair.includes('timestamp')) return 'date_and_timestamp';
  return 'different';
}

/** Types whose values have an order: `<`, ranges, min and max. */
export function isOrdered(type: ValueType): boolean {
  const family = familyOf(type);
  return family !== 'text' && family !== 'bool' && family !== 'none';
}

export function isNumber(type: ValueType): boolean {
  return familyOf(type) === 'number';
}

export function isTime(type: ValueType): type is ValueType & { kind: 'date' | 'timestamp' } {
  return type.kind === 'date' || type.kind === 'timestamp';
}

/** The type that holds values of both, or undefined when none does. */
export function unify(left: ValueType, right: ValueType): ValueType | undefined {
  if (left.kind === 'unknown') return right;
  if (right.kind === 'unknown') return left;
  if (mismatchOf(left, right) !== undefined) return undefined;
  if (left.kind === right.kind) return unifySameKind(left, right);
  if (isNumber(left) && isNumber(right)) return { kind: 'decimal' };
  if (familyOf(left) === 'text' && familyOf(right) === 'text') return { kind: 'text' };
  return undefined;
}

function unifySameKind(left: ValueType, right: ValueType): ValueType {
  if (left.kind === 'enum' && right.kind === 'enum') {
    const same = left.values.length === right.values.length;
    return same && left.values.every((value) => right.values.includes(value))
      ? left
      : { kind: 'text' };
  }
  if (left.kind === 'id' && right.kind === 'id' && left.of !== right.of) {
    return { kind: 'id', of: undefined };
  }
  return left;
}

/** Whether a value of type `from` may stand where `to` is declared: traits, parameters, arguments. */
export function isAssignable(from: ValueType, to: ValueType): boolean {
  if (from.kind === 'unknown' || to.kind === 'unknown') return true;
  if (from.kind === 'array' && to.kind === 'array') return isAssignable(from.element, to.element);
  if (mismatchOf(from, to) !== undefined) return false;
  if (to.kind === 'int') return from.kind === 'int';
  if (to.kind === 'enum') {
    return from.kind === 'enum' && from.values.every((value) => to.values.includes(value));
  }
  return true;
}
