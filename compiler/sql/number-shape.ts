// Part of compiler/sql: what is known of a number before it is computed: whether it is exact, and how many digits it can have.
// Engines compute decimals in a width that they guess from their operands' types; here is what decides where a cast is needed.
import { assertNever } from '../assert.ts';
import { valuesOfCase } from '../lower/case-values.ts';
import type { Value } from '../lower/ir.ts';
import { valueTypeOf } from '../lower/value-type-of.ts';
import { isDoubleCalculation } from './calculation.ts';

export type NumberShape =
  | { readonly kind: 'double' }
  /** At most `digits` digits in front of the point, `places` behind it. */
  | {
      readonly kind: 'exact';
      readonly digits: number;
      readonly places: number;
      /** How many digits its SQL type, and that of its sum with an equal one, has at least room for: 9, 18 or 38. */
      readonly room: number;
    };

export type ShapeOfFeature = (value: Extract<Value, { kind: 'feature' }>) => NumberShape;

/** A column declared an int may be stored in one byte. */
const storedWhole: NumberShape = { kind: 'exact', digits: 19, places: 0, room: 0 };
/** Counts and parts of times: computed by the engine, in 64 bits. */
export const counted: NumberShape = { kind: 'exact', digits: 12, places: 0, room: 18 };
export const double: NumberShape = { kind: 'double' };

/** The widest that decimals are, in every engine. */
export const widest = 38;

export function shapeOf(value: Value, ofFeature: ShapeOfFeature): NumberShape {
  const inner = (part: Value): NumberShape => shapeOf(part, ofFeature);
  switch (value.kind) {
    case 'literal':
      return typeof value.value === 'string' ? shapeOfText(value.value) : counted;
    case 'feature':
      return ofFeature(value);
    case 'arithmetic':
      return resultShape(value.operator, inner(value.left), inner(value.right));
    case 'negate':
      return inner(value.operand);
    case 'of_row':
      return inner(value.value);
    case 'case':
      return either(valuesOfCase(value).map(inner));
    case 'open_time':
      return value.type.kind === 'decimal' ? double : counted;
    case 'call':
      return shapeOfCall(value, inner);
    case 'column':
      return shapeOfType(value);
    case 'row_key':
    case 'count_true':
    case 'time_point':
    case 'shift':
      return counted;
    default:
      return assertNever(value);
  }
}

function shapeOfText(number: string): NumberShape {
  const [whole = '', fraction = ''] = number.replace('-', '').split('.');
  const room = fraction === '' && whole.length < 10 ? 9 : 18;
  return { kind: 'exact', digits: whole.length, places: fraction.length, room };
}

function shapeOfType(value: Value): NumberShape {
  const { kind } = valueTypeOf(value);
  if (kind === 'money') return { kind: 'exact', digits: 14, places: 4, room: 18 };
  const isDecimal = kind === 'decimal' || kind === 'percent';
  return isDecimal ? { kind: 'exact', digits: 19, places: 9, room: widest } : storedWhole;
}

function shapeOfCall(
  value: Extract<Value, { kind: 'call' }>,
  inner: (part: Value) => NumberShape,
): NumberShape {
  const name = value.function;
  if (ofArguments.has(name)) return either(value.args.map(inner));
  if (ofFirstArgument.has(name)) return either(value.args.slice(0, 1).map(inner));
  return name.startsWith('elapsed_') || isDoubleCalculation(name) ? double : counted;
}

type CallName = Extract<Value, { kind: 'call' }>['function'];

const ofArguments: ReadonlySet<CallName> = new Set(['coalesce', 'least', 'greatest', 'mod']);
const ofFirstArgument: ReadonlySet<CallName> = new Set(['abs', 'round', 'floor', 'ceil']);

/** Of a value that is one of these; a double where one of them is. */
function either(shapes: readonly NumberShape[]): NumberShape {
  let widestOf = shapeOfText('0');
  for (const shape of shapes) {
    if (widestOf.kind === 'double' || shape.kind === 'double') return double;
    widestOf = {
      kind: 'exact',
      digits: Math.max(widestOf.digits, shape.digits),
      places: Math.max(widestOf.places, shape.places),
      room: Math.min(widestOf.room, shape.room),
    };
  }
  return widestOf;
}

/** How many places of a product are multiplied again: nine are promised. */
export const keptPlaces = 10;

/** Whether the places of a product of these leave too little room in front of the point. */
export function mustCut(left: ExactShape, right: ExactShape): boolean {
  return left.places + right.places > 18;
}

export type ExactShape = Extract<NumberShape, { kind: 'exact' }>;

export function resultShape(
  operator: '+' | '-' | '*' | '/',
  left: NumberShape,
  right: NumberShape,
): NumberShape {
  if (operator === '/' || left.kind === 'double' || right.kind === 'double') return double;
  if (operator !== '*') {
    const digits = Math.max(left.digits, right.digits) + 1;
    return exactResult(digits, Math.max(left.places, right.places), left, right);
  }
  const cut = mustCut(left, right) ? keptPlaces : widest;
  const places = Math.min(left.places, cut) + Math.min(right.places, cut);
  return exactResult(left.digits + right.digits, places, left, right);
}

function exactResult(
  digits: number,
  places: number,
  left: ExactShape,
  right: ExactShape,
): NumberShape {
  const room = roomFor(digits, places, left, right);
  return { kind: 'exact', digits: Math.min(digits, widest - places), places, room };
}

/** How many digits the result is computed in: as many as the wider operand has room for, or else all. */
function roomFor(digits: number, places: number, left: ExactShape, right: ExactShape): number {
  const room = roomOf(places, left, right);
  return digits + places > room ? widest : room;
}

/** What the operands have room for; a decimal has room for 18 digits at least. */
export function roomOf(places: number, left: ExactShape, right: ExactShape): number {
  return Math.max(left.room, right.room, places > 0 ? 18 : 0);
}

/** Engines add exact numbers up in the widest type. */
export function totalShape(shape: NumberShape): NumberShape {
  return shape.kind === 'double' ? shape : { ...shape, room: widest };
}
