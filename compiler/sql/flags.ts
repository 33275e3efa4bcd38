// Part of compiler/sql: counts of which it is only asked whether there are any rows share a column, in which each has a bit.
// One aggregate for all of them is less work for each row, and far less to keep for each object.
import type { Predicate } from '../lower/ir.ts';
import type { PlainFeature } from './computed-together.ts';
import type { Sql, SqlDialect } from './dialect.ts';
import { emitPredicate } from './emit-predicate.ts';
import { caseOf, column, number, sumOf } from './expressions.ts';
import type { BuiltFeature, Query } from './query.ts';
import type { RowAccess } from './row-access.ts';
import { bitOf, bitsPerWord } from './words.ts';

/** Fewest counts of one pass that share a column: fewer take as long for themselves. */
const fewestFlags = 3;

/** A feature that counts the rows for which the condition holds. */
interface Flag {
  readonly id: string;
  readonly when: Predicate;
}

/** Of the features over the same rows, those that share columns, by column; their place there is their bit. */
export function flagsAmong(
  { askedAny }: Query,
  together: readonly PlainFeature[],
): readonly (readonly Flag[])[] {
  const flags = together.flatMap(({ id, reducer }) => {
    const when = reducer.kind === 'count' && askedAny.has(id) ? reducer.when : undefined;
    return when === undefined ? [] : [{ id, when }];
  });
  if (flags.length < fewestFlags) return [];
  return Array.from({ length: Math.ceil(flags.length / bitsPerWord) }, (_none, at) =>
    flags.slice(at * bitsPerWord, (at + 1) * bitsPerWord),
  );
}

/** The aggregate for one column. */
export function emitFlags(access: RowAccess, flags: readonly Flag[]): Sql {
  const bits = flags.map(({ when }, bit) =>
    caseOf([{ when: emitPredicate(access, when), gives: bitOf(bit) }], number('0')),
  );
  return access.dialect.bitOr(sumOf(bits));
}

/** The value of a feature in its table: of one with a bit some number above 0 when there are rows, and 0 when there are none. */
export function valueIn(
  dialect: SqlDialect,
  { valueColumn, bit }: BuiltFeature,
  alias: string,
): Sql {
  const value = column(alias, valueColumn);
  return bit === undefined ? value : dialect.bitAnd(value, bitOf(bit));
}
