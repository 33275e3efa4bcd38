// Data of compiler/boundaries: values that fields can have while a test is worked out, how they compare, and the smallest steps
// between them. Times are numbers: milliseconds of the epoch for timestamps, days of the epoch for dates.
import type { ValueType } from '../check/value-type.ts';
import { versionKey } from '../check/version-order.ts';

export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

export type Scalar = string | number | boolean | Place | readonly Scalar[];

/** What a value must be: `candidates` are tried in their order, the best to read first. */
export interface Want {
  readonly test: (value: Scalar | null) => boolean;
  readonly candidates: readonly (Scalar | null)[];
}

/** Rounding of the arithmetic here; nothing that conditions compare is nearer together. */
const tolerance = 1e-7;

export function numberOrder(left: number, right: number): number {
  const difference = left - right;
  return Math.abs(difference) <= tolerance ? 0 : difference;
}

/** Negative when the first comes before the second; undefined for what has no order. */
export function orderOf(left: Scalar, right: Scalar, type: ValueType): number | undefined {
  if (typeof left === 'number' && typeof right === 'number') return numberOrder(left, right);
  if (typeof left === 'boolean' || typeof right === 'boolean') return left === right ? 0 : 1;
  if (typeof left !== 'string' || typeof right !== 'string') return undefined;
  if (type.kind === 'version') return textOrder(versionKey(left), versionKey(right));
  if (type.kind === 'email') return textOrder(left.toLowerCase(), right.toLowerCase());
  return textOrder(left, right);
}

function textOrder(left: string | undefined, right: string | undefined): number | undefined {
  if (left === undefined || right === undefined) return undefined;
  return left === right ? 0 : left < right ? -1 : 1;
}

export function isSame(left: Scalar | null, right: Scalar | null, type: ValueType): boolean {
  if (left === null || right === null) return left === right;
  const order = orderOf(left, right, type);
  return order === undefined ? JSON.stringify(left) === JSON.stringify(right) : order === 0;
}

export function exactly(value: Scalar | null, type: ValueType): Want {
  return { test: (found) => isSame(found, value, type), candidates: [value] };
}

/** At most so many decimals are kept. */
const mostDecimals = 6;

export function rounded(value: number): number {
  return Number(value.toFixed(mostDecimals));
}

function decimalsOf(value: number): number {
  return (String(rounded(value)).split('.')[1] ?? '').length;
}

/** The smallest step that matters beside a threshold: one, a cent, a second, a day. */
export function stepOf(type: ValueType, threshold: number): number {
  switch (type.kind) {
    case 'int':
    case 'date':
      return 1;
    case 'timestamp':
      return 1000;
    case 'percent':
    case 'money':
    case 'decimal':
      return 10 ** -Math.max(2, decimalsOf(threshold));
    case 'array':
    case 'bool':
    case 'duration':
    case 'email':
    case 'enum':
    case 'geo':
    case 'id':
    case 'json':
    case 'raw':
    case 'text':
    case 'unknown':
    case 'url':
    case 'version':
    default:
      return 1;
  }
}

/** The next versions before and after. */
export function versionsBeside(version: string): readonly [string, string] {
  const numbers = (version.replace(/^[vV]/, '').split(/[-+]/)[0] ?? '').split('.').map(Number);
  while (numbers.length < 3) numbers.push(0);
  const last = numbers.length - 1;
  const after = numbers.with(last, (numbers[last] ?? 0) + 1);
  const at = numbers.findLastIndex((number) => number > 0);
  const before = numbers.map((number, index) => {
    if (index === at) return number - 1;
    return index > at ? 99 : number;
  });
  return [at === -1 ? '0.0.0-alpha' : before.join('.'), after.join('.')];
}
