// Part of compiler/sql: a share of a whole compared in whole numbers, so that an amount exactly at its threshold compares right.
import type { Value } from '../lower/ir.ts';
import type { Sql } from './dialect.ts';
import { emitValue } from './emit-value.ts';
import { arithmetic, binary, number } from './expressions.ts';
import type { RowAccess } from './row-access.ts';

/** `part operator share * whole`; a share that is written out needs no fraction: `part * 10 < whole * 8`. */
export function compareShare(
  access: RowAccess,
  part: Sql,
  operator: '<' | '>=',
  share: Value,
  whole: Sql,
): Sql {
  if (share.kind !== 'literal' || typeof share.value !== 'string') {
    return binary(part, operator, arithmetic(emitValue(access, share), '*', whole));
  }
  const { numerator, denominator } = wholeNumbers(share.value);
  return binary(
    arithmetic(part, '*', number(denominator)),
    operator,
    arithmetic(whole, '*', number(numerator)),
  );
}

/** A canonical fraction as a ratio of whole numbers: "0.125" is 125 to 1000. */
export function wholeNumbers(fraction: string): {
  readonly numerator: string;
  readonly denominator: string;
} {
  const [whole = '0', digits = ''] = fraction.split('.');
  return {
    numerator: BigInt(`${whole}${digits}`).toString(),
    denominator: `1${'0'.repeat(digits.length)}`,
  };
}
