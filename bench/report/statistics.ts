// Numbers of several repeats → the least, the middle and the largest. Ratios are taken within a repeat, so that what slows the
// machine down for a while slows both sides.

export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** Of at least one number. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (min === undefined || max === undefined) throw new RangeError('no numbers');
  return { min, median: medianOf(sorted), max };
}

/** Of numbers in order; between the two in the middle of an even number of them. */
function medianOf(sorted: readonly number[]): number {
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2;
}

/** Repeat by repeat: `values` as a multiple of `bases`. */
export function ratioSpread(values: readonly number[], bases: readonly number[]): Spread {
  if (values.length !== bases.length) throw new RangeError('different numbers of repeats');
  return spreadOf(values.map((value, index) => value / (bases[index] ?? 0)));
}
