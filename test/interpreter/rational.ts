// The reference interpreter: exact numbers as fractions of whole numbers. Nothing here rounds unless its name says so.

/** Always in lowest terms, the denominator above 0. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const zero: Rational = { numerator: 0n, denominator: 1n };

export function fraction(numerator: bigint, denominator: bigint): Rational {
  if (denominator === 0n) throw new Error('a fraction over zero');
  const sign = denominator < 0n ? -1n : 1n;
  const divisor = greatestCommonDivisor(magnitude(numerator), magnitude(denominator));
  if (divisor === 0n) return zero;
  return {
    numerator: (sign * numerator) / divisor,
    denominator: (sign * denominator) / divisor,
  };
}

export function whole(value: bigint | number): Rational {
  return { numerator: BigInt(value), denominator: 1n };
}

const decimalShape = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** Undefined when the text is no decimal number. */
export function parseDecimal(text: string): Rational | undefined {
  const [matched, sign = '', digits = '', places = '', exponent = '0'] =
    decimalShape.exec(text) ?? [];
  if (matched === undefined || digits + places === '') return undefined;
  const power = Number(exponent) - places.length;
  const value = BigInt(`${sign === '-' ? '-' : ''}${digits}${places}`);
  return power >= 0 ? whole(value * 10n ** BigInt(power)) : fraction(value, 10n ** BigInt(-power));
}

export function add(left: Rational, right: Rational): Rational {
  return fraction(
    left.numerator * right.denominator + right.numerator * left.denominator,
    left.denominator * right.denominator,
  );
}

export function subtract(left: Rational, right: Rational): Rational {
  return add(left, negate(right));
}

export function multiply(left: Rational, right: Rational): Rational {
  return fraction(left.numerator * right.numerator, left.denominator * right.denominator);
}

/** The divisor must not be 0. */
export function divide(left: Rational, right: Rational): Rational {
  return fraction(left.numerator * right.denominator, left.denominator * right.numerator);
}

export function absolute(value: Rational): Rational {
  return value.numerator < 0n ? negate(value) : value;
}

export function negate(value: Rational): Rational {
  return { numerator: -value.numerator, denominator: value.denominator };
}

export function compare(left: Rational, right: Rational): number {
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** The largest whole number that is not above. */
export function floor({ numerator, denominator }: Rational): bigint {
  const quotient = numerator / denominator;
  return numerator < 0n && quotient * denominator !== numerator ? quotient - 1n : quotient;
}

/** The nearest whole number, halves away from zero. */
export function roundHalfAway(value: Rational): bigint {
  const half = fraction(1n, 2n);
  return value.numerator < 0n ? -floor(add(negate(value), half)) : floor(add(value, half));
}

/** The double nearest to it, halves to even. */
export function nearestDouble({ numerator, denominator }: Rational): number {
  if (numerator === 0n) return 0;
  const negative = numerator < 0n;
  const above = magnitude(numerator);
  // 60 significant bits and one that says whether anything is left behind them, so that the one rounding is done by Number().
  const shift = 60 - (bitLength(above) - bitLength(denominator));
  const [dividend, divisor] =
    shift >= 0 ? [above << BigInt(shift), denominator] : [above, denominator << BigInt(-shift)];
  const quotient = dividend / divisor;
  const sticky = quotient * divisor === dividend ? 0n : 1n;
  const value = Number((quotient << 1n) | sticky) * 2 ** (-shift - 1);
  return negative ? -value : value;
}

/** The double's own value. Must be finite. */
export function ofDouble(value: number): Rational {
  let scaled = value;
  let power = 0n;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    power += 1n;
  }
  return fraction(BigInt(scaled), 2n ** power);
}

/** Canonical text, for messages and keys. */
export function toText({ numerator, denominator }: Rational): string {
  return denominator === 1n ? String(numerator) : `${String(numerator)}/${String(denominator)}`;
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function bitLength(value: bigint): number {
  return value.toString(2).length;
}

function greatestCommonDivisor(left: bigint, right: bigint): bigint {
  let [a, b] = [left, right];
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}
