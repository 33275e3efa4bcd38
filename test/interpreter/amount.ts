// The reference interpreter: how precise the language is; the one place where numbers are rounded.
//
// - Whole numbers, decimals, percentages and amounts of money are exact, and so are their sums, differences and products.
// - A quotient, an average, a median, a percentile, a share, a fractional time between two times and the results of power,
//   sqrt, ln and distance are the double nearest to the true value of their exact operands (docs/decisions/0012).
// - What is computed with such a double is double arithmetic, rounded at each operation; beside one, an exact number is the
//   nearest double. So `1 / 10 = 0.1` holds.
// - Doubles are totalled as decimals of 18 places, so that the order of rows does not matter (docs/decisions/0012).
import * as rational from './rational.ts';
import type { Rational } from './rational.ts';

export type Amount =
  | { readonly kind: 'exact'; readonly value: Rational }
  /** Finite. */
  | { readonly kind: 'double'; readonly value: number };

export function exact(value: Rational): Amount {
  return { kind: 'exact', value };
}

export function wholeAmount(value: bigint | number): Amount {
  return exact(rational.whole(value));
}

/** Undefined when it is no finite number. */
export function double(value: number): Amount | undefined {
  if (!Number.isFinite(value)) return undefined;
  return { kind: 'double', value: value === 0 ? 0 : value };
}

/** The double nearest to an exact result. */
export function rounded(value: Rational): Amount | undefined {
  return double(rational.nearestDouble(value));
}

export function toDouble(amount: Amount): number {
  return amount.kind === 'double' ? amount.value : rational.nearestDouble(amount.value);
}

/** Its exact value, of a double the double's own. */
export function toRational(amount: Amount): Rational {
  return amount.kind === 'double' ? rational.ofDouble(amount.value) : amount.value;
}

export type Operator = '+' | '-' | '*' | '/';

/** Undefined: divided by zero (missing). docs/language.md, "Missing values" 6; "Attributes", Arithmetic. */
export function calculate(operator: Operator, left: Amount, right: Amount): Amount | undefined {
  if (operator === '/' && compareAmounts(right, wholeAmount(0)) === 0) return undefined;
  if (left.kind === 'exact' && right.kind === 'exact') {
    switch (operator) {
      case '+':
        return exact(rational.add(left.value, right.value));
      case '-':
        return exact(rational.subtract(left.value, right.value));
      case '*':
        return exact(rational.multiply(left.value, right.value));
      case '/':
        return rounded(rational.divide(left.value, right.value));
    }
  }
  const [a, b] = [toDouble(left), toDouble(right)];
  switch (operator) {
    case '+':
      return double(a + b);
    case '-':
      return double(a - b);
    case '*':
      return double(a * b);
    case '/':
      return double(a / b);
  }
}

export function negateAmount(amount: Amount): Amount {
  return amount.kind === 'exact'
    ? exact(rational.negate(amount.value))
    : { kind: 'double', value: 0 - amount.value };
}

/** Exactly, unless one of them is a double: then both as doubles. */
export function compareAmounts(left: Amount, right: Amount): number {
  if (left.kind === 'exact' && right.kind === 'exact') {
    return rational.compare(left.value, right.value);
  }
  return Math.sign(toDouble(left) - toDouble(right));
}

const places = 10n ** 18n;

const largestTerm = rational.whole(10n ** 15n);

/** A double as a decimal of 18 places, at most 10^15 to either side; an exact number as it is. */
export function asTerm(amount: Amount): Rational {
  if (amount.kind === 'exact') return amount.value;
  const value = rational.ofDouble(amount.value);
  if (rational.compare(value, largestTerm) > 0) return largestTerm;
  if (rational.compare(rational.negate(value), largestTerm) > 0)
    return rational.negate(largestTerm);
  const scaled = rational.multiply(value, rational.whole(places));
  return rational.fraction(rational.roundHalfAway(scaled), places);
}

/** Exact, or the double nearest to the total when one of the terms is a double. */
export function total(terms: readonly Amount[]): Amount {
  const sum = terms.map(asTerm).reduce(rational.add, rational.zero);
  const isExact = terms.every(({ kind }) => kind === 'exact');
  return isExact ? exact(sum) : { kind: 'double', value: rational.nearestDouble(sum) };
}

/** Missing without terms. Kept between the smallest and the largest (docs/decisions/0012). */
export function average(terms: readonly Amount[]): Amount | undefined {
  if (terms.length === 0) return undefined;
  const sum = terms.map(asTerm).reduce(rational.add, rational.zero);
  const mean = rational.nearestDouble(rational.divide(sum, rational.whole(terms.length)));
  const doubles = terms.map(toDouble);
  return double(Math.min(Math.max(mean, Math.min(...doubles)), Math.max(...doubles)));
}
