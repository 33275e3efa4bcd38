// Part of compiler/sql: sums, differences and products. Exact numbers stay exact, in a width that their result fits in; beside a
// double everything is a double.
import type { Sql, SqlDialect } from './dialect.ts';
import { arithmetic, binary, call, caseWhen, cast, number } from './expressions.ts';
import {
  type ExactShape,
  keptPlaces,
  mustCut,
  type NumberShape,
  roomOf,
  widest,
} from './number-shape.ts';

/** A number and what is known of it. */
export interface Term {
  readonly sql: Sql;
  readonly shape: NumberShape;
}

export function emitCombined(
  dialect: SqlDialect,
  operator: '+' | '-' | '*',
  left: Term,
  right: Term,
): Sql {
  if (!isExact(left) || !isExact(right)) return arithmetic(left.sql, operator, right.sql);
  if (operator === '*') return product(dialect, left, right);
  const digits = Math.max(left.shape.digits, right.shape.digits) + 1;
  const places = Math.max(left.shape.places, right.shape.places);
  const [first, second] = withRoom(dialect, left, right, digits + places);
  return arithmetic(first, operator, second);
}

interface ExactTerm extends Term {
  readonly shape: ExactShape;
}

function isExact(term: Term): term is ExactTerm {
  return term.shape.kind === 'exact';
}

/** Missing when it is too large: what is too large for a decimal is no reason to lose a whole refresh. */
function product(dialect: SqlDialect, left: ExactTerm, right: ExactTerm): Sql {
  const isCut = mustCut(left.shape, right.shape);
  const [one, other] = isCut ? [cut(dialect, left), cut(dialect, right)] : [left, right];
  const digits = one.shape.digits + other.shape.digits;
  const places = one.shape.places + other.shape.places;
  const [first, second] = withRoom(dialect, one, other, digits + places);
  return digits + places > widest
    ? boundedProduct(dialect, first, second, widest - places)
    : arithmetic(first, '*', second);
}

/**
 * Exact, and missing when it has more than `digits` digits before the point. The size is looked at first, by doubles; the bound
 * leaves room for what they round.
 */
function boundedProduct(dialect: SqlDialect, left: Sql, right: Sql, digits: number): Sql {
  const double = dialect.typeName('double');
  const about = call('ABS', arithmetic(cast(left, double), '*', cast(right, double)));
  const bound = cast(number('9'.repeat(8).padEnd(digits, '0')), double);
  return caseWhen(binary(about, '<', bound), arithmetic(left, '*', right));
}

/** The scale of a product is the sum of the scales: a product that is multiplied again is cut to one that fits. */
function cut(dialect: SqlDialect, term: ExactTerm): ExactTerm {
  const { shape, sql } = term;
  if (shape.places <= keptPlaces) return term;
  const digits = Math.min(shape.digits, widest - keptPlaces);
  return {
    sql: cast(sql, dialect.typeName('product')),
    shape: { ...shape, digits, places: keptPlaces, room: widest },
  };
}

/** One operand in the widest type is enough for the result to have it. */
function withRoom(
  dialect: SqlDialect,
  left: ExactTerm,
  right: ExactTerm,
  needed: number,
): readonly [Sql, Sql] {
  const places = Math.max(left.shape.places, right.shape.places);
  if (Math.min(needed, widest) <= roomOf(places, left.shape, right.shape))
    return [left.sql, right.sql];
  return left.shape.digits >= right.shape.digits
    ? [widened(dialect, left), right.sql]
    : [left.sql, widened(dialect, right)];
}

function widened(dialect: SqlDialect, { sql, shape }: ExactTerm): Sql {
  if (shape.places === 0) return dialect.widened(sql, 'integer');
  return dialect.widened(sql, shape.places <= 4 ? 'money' : 'decimal');
}

/** `dividend / divisor` as a double, missing when the divisor is 0. */
export function emitRatio(dialect: SqlDialect, dividend: Term, divisor: Term): Sql {
  const places = sharedPlaces(dividend.shape, divisor.shape);
  const whole = (term: Term): Sql => asWhole(dialect, term, places);
  return arithmetic(whole(dividend), '/', call('NULLIF', whole(divisor), number('0')));
}

/** No more than the nine that are promised: of a double there are none to save. */
function sharedPlaces(left: NumberShape, right: NumberShape): number {
  if (left.kind === 'double' || right.kind === 'double') return 0;
  return Math.min(Math.max(left.places, right.places), 9);
}

/** Shifted by so many places and then a double; what gets too long for that is a double first. */
function asWhole(dialect: SqlDialect, term: Term, places: number): Sql {
  const double = dialect.typeName('double');
  if (places === 0 || !isExact(term)) return cast(term.sql, double);
  const found = shifted(dialect, term, places);
  return term.shape.places <= places ? dialect.shiftedDouble(term.sql, places, found) : found;
}

function shifted(dialect: SqlDialect, term: ExactTerm, places: number): Sql {
  const double = dialect.typeName('double');
  const factor = `1${'0'.repeat(places)}`;
  const { shape } = term;
  if (shape.digits + places + shape.places > widest) {
    const exactly = boundedProduct(dialect, term.sql, number(factor), widest - shape.places);
    const roughly = arithmetic(cast(term.sql, double), '*', number(factor));
    return call('COALESCE', cast(exactly, double), roughly);
  }
  if (shape.room === widest) return cast(arithmetic(term.sql, '*', number(factor)), double);
  const isShort = shape.digits + places + shape.places < 18;
  return isShort
    ? cast(arithmetic(term.sql, '*', number(`${factor}.0`)), double)
    : cast(arithmetic(widened(dialect, term), '*', number(factor)), double);
}
