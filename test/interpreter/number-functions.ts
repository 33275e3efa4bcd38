// The reference interpreter: functions of numbers. docs/language.md, "Attributes", Functions: missing where there is no real number.
import {
  type Amount,
  calculate,
  compareAmounts,
  double,
  exact,
  negateAmount,
  toDouble,
  toRational,
  wholeAmount,
} from './amount.ts';
import { amountOf, type Datum, type MaybeDatum, number } from './datum.ts';
import * as rational from './rational.ts';

type NumberFunction = 'abs' | 'round' | 'floor' | 'ceil' | 'mod' | 'power' | 'sqrt' | 'ln';

export function numberFunction(name: NumberFunction, args: readonly Datum[]): MaybeDatum {
  const [first, second] = args.map(amountOf);
  if (first === undefined) throw new Error(`${name} of nothing`);
  const result = resultOf(name, first, second);
  return result === undefined ? undefined : number(result);
}

function resultOf(
  name: NumberFunction,
  first: Amount,
  second: Amount | undefined,
): Amount | undefined {
  const zero = wholeAmount(0);
  switch (name) {
    case 'abs':
      return compareAmounts(first, zero) < 0 ? negateAmount(first) : first;
    case 'floor':
      return wholeAmount(rational.floor(toRational(first)));
    case 'ceil':
      return wholeAmount(-rational.floor(rational.negate(toRational(first))));
    case 'round':
      return roundedTo(first, second);
    case 'sqrt':
      return double(Math.sqrt(toDouble(first)));
    case 'ln':
      return compareAmounts(first, zero) > 0 ? double(Math.log(toDouble(first))) : undefined;
    case 'power':
      return double(toDouble(first) ** toDouble(given(second)));
    case 'mod':
      return modulo(first, given(second));
  }
}

function given(amount: Amount | undefined): Amount {
  if (amount === undefined) throw new Error('an argument that is not given');
  return amount;
}

/** Halves away from zero (said nowhere). */
function roundedTo(amount: Amount, places: Amount | undefined): Amount | undefined {
  const digits = places === undefined ? 0n : rational.floor(toRational(places));
  const scale = rational.whole(10n ** (digits < 0n ? -digits : digits));
  const value = toRational(amount);
  const scaled = digits < 0n ? rational.divide(value, scale) : rational.multiply(value, scale);
  const whole = rational.whole(rational.roundHalfAway(scaled));
  const result = digits < 0n ? rational.multiply(whole, scale) : rational.divide(whole, scale);
  return amount.kind === 'exact' || digits <= 0n
    ? exact(result)
    : double(rational.nearestDouble(result));
}

/** The rest of dividing, with the sign of the dividend (said nowhere); missing when divided by zero. */
function modulo(dividend: Amount, divisor: Amount): Amount | undefined {
  if (compareAmounts(divisor, wholeAmount(0)) === 0) return undefined;
  if (dividend.kind === 'double' || divisor.kind === 'double') {
    return double(toDouble(dividend) % toDouble(divisor));
  }
  const quotient = rational.divide(dividend.value, divisor.value);
  const towardsZero = quotient.numerator / quotient.denominator;
  return calculate(
    '-',
    dividend,
    exact(rational.multiply(divisor.value, rational.whole(towardsZero))),
  );
}
