// Random decisions of the campaign: everything comes from one seed, so that a data set can be made again from its number.
import { type Choices, choicesFromSeed } from '../generate/choices.ts';

export class Random {
  readonly #choices: Choices;

  constructor(seed: number) {
    this.#choices = choicesFromSeed(seed);
  }

  /** A whole number from 0 up to, but not including, `bound`. */
  below(bound: number): number {
    return this.#choices.below(bound);
  }

  /** Both ends included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  /** True in `percent` of 100. */
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  pick<T>(from: readonly T[]): T {
    const found = from[this.below(from.length)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  }

  /** Undefined for an empty list. */
  pickOne<T>(from: readonly T[]): T | undefined {
    return from[this.below(from.length)];
  }

  /** In another order. */
  shuffled<T>(items: readonly T[]): readonly T[] {
    const result = [...items];
    for (let at = result.length - 1; at > 0; at -= 1) {
      const other = this.below(at + 1);
      const [here, there] = [result[at], result[other]];
      if (here !== undefined && there !== undefined) [result[at], result[other]] = [there, here];
    }
    return result;
  }

  /** So many of them, or all when there are fewer. */
  some<T>(from: readonly T[], count: number): readonly T[] {
    return this.shuffled(from).slice(0, count);
  }

  /** One of the alternatives, by weight; those of weight 0 never. */
  weighted<T>(alternatives: readonly (readonly [number, T])[]): T {
    const total = alternatives.reduce((sum, [weight]) => sum + weight, 0);
    let left = this.below(total);
    for (const [weight, item] of alternatives) {
      if (left < weight) return item;
      left -= weight;
    }
    throw new Error('nothing to pick from');
  }
}

/** Far apart for neighbours. */
export function mixedSeed(seed: number, index: number): number {
  return Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35);
}
