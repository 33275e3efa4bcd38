// The instants the killed process refreshes at, and the dice of the kill test: equal seeds, equal runs.

/** Contacts are seen one per second from here on. */
export const firstSeen = '2025-11-01T00:00:00Z';
export const contactCount = 150_000;

/** Numbers in [0, 1), for ever. */
export function* dice(seed: number): Generator<number, never> {
  let state = seed * 7_919 + 1;
  for (;;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}

/**
 * A window of 18 hours holds 64,800 contacts. Each instant lies, by dice, on one of two sides 66,000 seconds apart: a step
 * to the other side changes all members, 129,600 in all and more than the 122,880 rows of a row group; one that stays on
 * its side changes at most 16,000.
 */
export function* instants(seed: number): Generator<string, never> {
  const start = Date.parse(firstSeen) / 1_000;
  const random = dice(seed);
  for (;;) {
    const side = random.next().value < 0.5 ? 0 : 66_000;
    const at = Math.round(66_000 + side + random.next().value * 8_000);
    yield new Date((start + at) * 1_000).toISOString();
  }
}
