// The reference interpreter: samples. docs/language.md, "Samples": the first 32 bits of the MD5 of the seed, a colon and the key, as a
// share of 2^32.
import { createHash } from 'node:crypto';
import type { CheckedCondition } from '../../compiler/check/checked.ts';
import { settled } from './comparisons.ts';
import { toRational } from './amount.ts';
import { amountOf, textOf } from './datum.ts';
import type { Environment, Interpreter } from './environment.ts';
import { compare, fraction, type Rational, zero } from './rational.ts';

type InSample = Extract<CheckedCondition, { kind: 'in_sample' }>;

export function placeInDraw(seed: string, key: string): Rational {
  const digest = createHash('md5').update(`${seed}:${key}`, 'utf8').digest('hex');
  return fraction(BigInt(`0x${digest.slice(0, 8)}`), 2n ** 32n);
}

/** Its place is in [low, high). A missing object is in no sample. */
export function isInSample(
  interpreter: Interpreter,
  { row: reference, low, high, seed, negated, missing }: InSample,
  environment: Environment,
): boolean {
  const row = interpreter.reach(reference, environment);
  if (row === undefined) return settled(undefined, negated, missing);
  const known = interpreter.value(seed, environment);
  const [from, to] = [low, high].map((bound) => {
    if (bound === undefined) return zero;
    const share = interpreter.value(bound, environment);
    if (share === undefined) throw new Error('a share that is missing');
    return toRational(amountOf(share));
  });
  if (known === undefined || from === undefined || to === undefined) {
    throw new Error('a sample without seed');
  }
  const place = placeInDraw(textOf(known), interpreter.database.keyOf(row));
  return settled(compare(place, from) >= 0 && compare(place, to) < 0, negated, missing);
}
