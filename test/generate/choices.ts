// Where random decisions come from: a seed, or bytes that a shrinking test runner makes fewer and smaller.

/** Decisions in order; 0 is always the simplest. */
export interface Choices {
  /** A whole number from 0 up to, but not including, `bound`. */
  below(bound: number): number;
}

/** The same decisions for the same seed. */
export function choicesFromSeed(seed: number): Choices {
  // mulberry32
  let state = seed >>> 0;
  return {
    below(bound) {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * bound);
    },
  };
}

/** Each byte is one decision; behind the last one all are the simplest. */
export function choicesFromBytes(bytes: Uint8Array): Choices {
  let at = 0;
  return {
    below(bound) {
      const byte = bytes[at] ?? 0;
      at += 1;
      return byte % bound;
    },
  };
}

export function pick<T>(choices: Choices, from: readonly [T, ...T[]]): T {
  return from[choices.below(from.length)] ?? from[0];
}

/** True once in `of`. */
export function sometimes(choices: Choices, of: number): boolean {
  return choices.below(of) === of - 1;
}
