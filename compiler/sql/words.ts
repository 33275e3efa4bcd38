// Part of compiler/sql: yes and no of many conditions or segments as the bits of whole numbers.
import type { Sql, SqlDialect } from './dialect.ts';
import { binary, call, number } from './expressions.ts';

/** Whole numbers of 64 bits with sign, in every engine. */
export const bitsPerWord = 60;

/** The number with only that bit, 0 to 59. */
export function bitOf(bit: number): Sql {
  return number(String(2n ** BigInt(bit)));
}

/** Where a condition's yes or no stands in a word. */
export interface Bit {
  /** 0 to 59. */
  readonly bit: number;
  /** What the condition is without rows; the bit says that it is not. */
  readonly otherwise: boolean;
}

/** SQL: what is asked of a word, one or two conditions. */
export type AskBits = (dialect: SqlDialect, word: Sql, bits: readonly Bit[]) => readonly Sql[];

/**
 * All conditions hold: the bits are there of those that do not hold without rows, and no others. Without a row of words it is NULL where a bit
 * had to be there, which is as good as FALSE: conditions are never negated as a whole.
 */
export const allBits: AskBits = (dialect, word, bits) => {
  const there = maskOf(bits.filter(({ otherwise }) => !otherwise));
  const asked = dialect.bitAnd(there === 0n ? orNoBits(word) : word, mask(maskOf(bits)));
  return [binary(asked, '=', mask(there))];
};

/** Any of the conditions holds; see `allBits`. */
export const anyBit: AskBits = (dialect, word, bits) => {
  const there = maskOf(bits.filter(({ otherwise }) => !otherwise));
  const absent = maskOf(bits.filter(({ otherwise }) => otherwise));
  const isThere = binary(dialect.bitAnd(word, mask(there)), '<>', number('0'));
  const isAbsent = binary(dialect.bitAnd(orNoBits(word), mask(absent)), '<>', mask(absent));
  return [...(there === 0n ? [] : [isThere]), ...(absent === 0n ? [] : [isAbsent])];
};

function orNoBits(word: Sql): Sql {
  return call('COALESCE', word, number('0'));
}

function maskOf(bits: readonly Bit[]): bigint {
  return bits.reduce((found, { bit }) => found | (1n << BigInt(bit)), 0n);
}

function mask(bits: bigint): Sql {
  return number(String(bits));
}
