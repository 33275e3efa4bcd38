// Random-looking values of a row as DuckDB expressions over its number `i`: functions of seed, column and number alone, so that
// rows are the same whatever thread makes them, and rows that come later are made by the same expressions.

/** Draws of one table. Columns are numbered; equal numbers give equal draws, others independent ones. */
export interface Draws {
  /** BIGINT from 0 up to `below`, without it. */
  whole(column: number, below: number): string;
  /** DOUBLE from 0 up to 1, without it. */
  unit(column: number): string;
  /** BIGINT from 0 up to `below`, small numbers more often: of u². */
  low(column: number, below: number): string;
}

const columnStep = 1_000_000_000_000n;
const tableStep = 20n * columnStep;
const seedStep = 1_000_000_000_000_000n;

/** `row`: an expression of type BIGINT, from 0 up to a billion. */
export function drawsOf(table: number, seed: number, row = 'i'): Draws {
  const hash = (column: number): string => {
    const offset = BigInt(seed) * seedStep + BigInt(table) * tableStep;
    return `hash(${row} + ${offset + BigInt(column) * columnStep})`;
  };
  const unit = (column: number): string =>
    `(CAST(${hash(column)} >> 11 AS DOUBLE) / 9007199254740992)`;
  return {
    unit,
    whole: (column, below) => `CAST(${hash(column)} % ${below} AS BIGINT)`,
    low: (column, below) => `CAST(floor(${below} * ${unit(column)} * ${unit(column)}) AS BIGINT)`,
  };
}

/** The word at a position that an expression computes. */
export function oneOf(words: readonly string[], position: string): string {
  const cases = words.map((word, index) => `WHEN ${index} THEN '${word}'`);
  return `CASE ${position} ${cases.join(' ')} END`;
}

/** `value`, but NULL in `percent` of the rows. */
export function orNull(value: string, draws: Draws, column: number, percent: number): string {
  return `CASE WHEN ${draws.whole(column, 100)} >= ${percent} THEN ${value} END`;
}
