// The reference interpreter: the standard deviation of a sample, as the double nearest to the root of the exact variance.
import { type Amount, asTerm, double } from './amount.ts';
import { type MaybeDatum, number } from './datum.ts';
import * as rational from './rational.ts';

/** Missing for fewer than two values. */
export function standardDeviation(amounts: readonly Amount[]): MaybeDatum {
  if (amounts.length < 2) return undefined;
  const terms = amounts.map(asTerm);
  const count = rational.whole(terms.length);
  const mean = rational.divide(terms.reduce(rational.add, rational.zero), count);
  const squares = terms.map((term) => {
    const deviation = rational.subtract(term, mean);
    return rational.multiply(deviation, deviation);
  });
  const variance = rational.divide(
    squares.reduce(rational.add, rational.zero),
    rational.whole(terms.length - 1),
  );
  const result = double(Math.sqrt(rational.nearestDouble(variance)));
  return result === undefined ? undefined : number(result);
}
