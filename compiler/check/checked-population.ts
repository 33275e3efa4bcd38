// Parts of checked values: numbers of a population and values chosen by conditions. Generic over values and conditions, so
// that the file of expressions can import them.
import type { PopulationFunction } from './population-functions.ts';

/** Only in a trait, over rows of its object in scope 0: a rank, a share, or a number of the row's peers. */
export interface PopulationOf<Value, Condition> {
  readonly kind: 'population';
  readonly function: PopulationFunction;
  /** The object whose rows are seen together. */
  readonly object: string;
  /** Of `ntile` and `peer_percentile`: a whole number, a fraction; canonical. */
  readonly amount: string | undefined;
  readonly value: Value;
  readonly groups: readonly Value[];
  readonly among: Condition | undefined;
}

/** The value of the first branch whose condition holds, else `otherwise`; undefined: missing. */
export interface CaseOf<Value, Condition> {
  readonly kind: 'case';
  readonly branches: readonly { readonly when: Condition; readonly gives: Value }[];
  readonly otherwise: Value | undefined;
}
