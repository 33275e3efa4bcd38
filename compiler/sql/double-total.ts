// Part of compiler/sql: totals of doubles. Their sum depends on the order of the rows, which no engine promises: they are added
// as decimals of 18 places (docs/decisions/0012).
import type { Sql, SqlDialect } from './dialect.ts';
import { arithmetic, binary, call, caseOf, cast, number } from './expressions.ts';

/** A total of a hundred thousand of these is still a decimal. */
const largest = number('1000000000000000');

/** The double as a decimal of 18 places. What is larger than 10^15 counts as that. */
export function summand(dialect: SqlDialect, double: Sql): Sql {
  const isLarge = binary(call('ABS', double), '>', largest);
  const bound = arithmetic(call('SIGN', double), '*', largest);
  return cast(caseOf([{ when: isLarge, gives: bound }], double), dialect.typeName('summand'));
}

/** A total of doubles is a double again. `sum`: of summands. */
export function doubleTotal(dialect: SqlDialect, sum: Sql): Sql {
  return cast(sum, dialect.typeName('double'));
}

/** An average lies between the smallest and the largest, also where the total was rounded. */
export function between(dialect: SqlDialect, mean: Sql, least: Sql, most: Sql): Sql {
  return dialect.extreme('least', [dialect.extreme('greatest', [mean, least]), most]);
}
