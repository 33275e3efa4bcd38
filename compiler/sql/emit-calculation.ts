// Part of compiler/sql: functions of numbers, calendar differences and distances, in terms that both engines compute alike.
import { assertNever, must } from '../assert.ts';
import type { Calculation } from './calculation.ts';
import type { Sql, SqlDialect } from './dialect.ts';
import {
  allOf,
  anyOf,
  arithmetic,
  binary,
  call,
  caseWhen,
  cast,
  number,
  text,
} from './expressions.ts';
import type { RowAccess } from './row-access.ts';

export function emitCalculation(
  { dialect }: RowAccess,
  name: Calculation,
  args: readonly Sql[],
): Sql {
  const [first, second] = [must(args[0], `argument of ${name}`), args[1]];
  switch (name) {
    case 'power':
      return power(dialect, double(dialect, first), double(dialect, must(second, 'exponent')));
    case 'sqrt': {
      const value = double(dialect, first);
      return caseWhen(binary(value, '>=', zero), call('SQRT', value));
    }
    case 'ln': {
      const value = double(dialect, first);
      return caseWhen(binary(value, '>', zero), call('LN', value));
    }
    case 'mod':
      return call('MOD', first, call('NULLIF', must(second, 'divisor'), zero));
    case 'whole_months':
    case 'whole_years':
      return wholeUnits(dialect, name, first, must(second, 'end'));
    case 'great_circle_km':
      return greatCircle(args.map((degrees) => call('RADIANS', double(dialect, degrees))));
    default:
      return assertNever(name);
  }
}

const zero = number('0');

function double(dialect: SqlDialect, value: Sql): Sql {
  return cast(value, dialect.typeName('double'));
}

const largestDouble = text('1.7976931348623157e308');

/** Missing where there is no real number (0 to a negative power, a negative number to a broken one), or none that fits. */
function power(dialect: SqlDialect, base: Sql, exponent: Sql): Sql {
  const isReal = anyOf([
    binary(base, '>', zero),
    allOf([binary(base, '=', zero), binary(exponent, '>=', zero)]),
    allOf([binary(base, '<', zero), binary(exponent, '=', call('FLOOR', exponent))]),
  ]);
  const result = call('POWER', base, exponent);
  const fits = binary(call('ABS', result), '<=', double(dialect, largestDouble));
  return caseWhen(isReal, caseWhen(fits, result));
}

/** The largest number of units that can be added to `from` (clamped to the month's end) without passing `to`. */
function wholeUnits(
  dialect: SqlDialect,
  name: 'whole_months' | 'whole_years',
  from: Sql,
  to: Sql,
): Sql {
  const years = arithmetic(call('YEAR', to), '-', call('YEAR', from));
  const months = arithmetic(
    arithmetic(years, '*', number('12')),
    '+',
    arithmetic(call('MONTH', to), '-', call('MONTH', from)),
  );
  const isMonths = name === 'whole_months';
  const units = isMonths ? months : years;
  const reached = dialect.shiftDate(from, units, isMonths ? 'month' : 'year');
  const tooMany = caseWhen(binary(reached, '>', to), number('1'));
  return arithmetic(units, '-', call('COALESCE', tooMany, zero));
}

/** The haversine formula, in a form that rounding cannot take out of its domain, on a sphere with the earth's mean radius of 6,371.0088 km (IUGG). */
function greatCircle(radians: readonly Sql[]): Sql {
  const [latitude = zero, longitude = zero, otherLatitude = zero, otherLongitude = zero] = radians;
  const cosines = arithmetic(call('COS', latitude), '*', call('COS', otherLatitude));
  const chord = arithmetic(
    squaredHalf(latitude, otherLatitude),
    '+',
    arithmetic(cosines, '*', squaredHalf(longitude, otherLongitude)),
  );
  const rest = call('ABS', arithmetic(number('1.0'), '-', chord));
  const angle = call('ATAN2', call('SQRT', chord), call('SQRT', rest));
  return arithmetic(number('12742.0176'), '*', angle);
}

/** The squared sine of half the difference. */
function squaredHalf(from: Sql, to: Sql): Sql {
  const half = arithmetic(arithmetic(to, '-', from), '/', number('2'));
  return call('POWER', call('SIN', half), number('2'));
}
