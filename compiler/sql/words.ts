// Part of compiler/sql: yes and no of many conditions or segments as the bits of whole numbers.
import type { Sql } from './dialect.ts';
import { number } from './expressions.ts';

/** Whole numbers of 64 bits with sign, in every engine. */
export const bitsPerWord = 60;

/** The number with only that bit, 0 to 59. */
export function bitOf(bit: number): Sql {
  return number(String(2n ** BigInt(bit)));
}
