// Part of compiler/sql: division. A quotient is the double nearest to the true ratio, so a margin of exactly 20 % is not
// below 20 %: decimals are first made whole numbers, which doubles hold exactly, and only then divided.
import type { ValueType } from '../check/value-type.ts';
import type { Sql, SqlDialect } from './dialect.ts';
import { arithmetic, call, cast, number } from './expressions.ts';

export interface RatioTerm {
  readonly sql: Sql;
  readonly type: ValueType;
  /** Already a double: it has no digits to save. */
  readonly double: boolean;
}

/** `dividend / divisor` as a double, missing when the divisor is 0. */
export function emitRatio(dialect: SqlDialect, dividend: RatioTerm, divisor: RatioTerm): Sql {
  const exact = !dividend.double && !divisor.double;
  const places = exact ? Math.max(decimalPlaces(dividend.type), decimalPlaces(divisor.type)) : 0;
  const whole = (value: Sql): Sql => cast(shift(value, places), dialect.typeName('double'));
  return arithmetic(whole(dividend.sql), '/', call('NULLIF', whole(divisor.sql), number('0')));
}

/** The factor is written as a decimal, so that a whole number does not overflow its own type. */
function shift(value: Sql, places: number): Sql {
  return places === 0 ? value : arithmetic(value, '*', number(`1${'0'.repeat(places)}.0`));
}

/** How many digits the SQL type of a value holds after the point. */
function decimalPlaces({ kind }: ValueType): number {
  if (kind === 'money') return 4;
  return kind === 'decimal' || kind === 'percent' ? 9 : 0;
}
