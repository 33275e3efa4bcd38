// Part of compiler/lower: `in sample` → an interval of the row's place in the draw. The place is 32 bits of an MD5 of seed
// and key, so a share of p holds the objects whose place is below p * 2^32: adjoining ranges partition the objects.
import { InternalError } from '../assert.ts';
import type { CheckedCondition, CheckedValue } from '../check/checked.ts';
import type { Bound, Predicate, Value } from './ir.ts';
import { rowKnown } from './lower-owned.ts';
import { lowerValue } from './lower-value.ts';
import { placeOf, rowAt, type Scope } from './lowering.ts';
import { anyOf, atom, negate, never } from './predicates.ts';

type InSample = Extract<CheckedCondition, { kind: 'in_sample' }>;

const allPlaces = 1n << 32n;
const text = { kind: 'text' } as const;

export function lowerInSample(sample: InSample, scope: Scope): Predicate {
  const whenMissing = sample.missing === 'or_missing';
  const { negated } = sample;
  const low = sample.low === undefined ? 0n : placesBelow(sample.low, scope);
  const high = placesBelow(sample.high, scope);
  const known = rowKnown(sample.row, scope);
  if (low >= high || (low === 0n && high === allPlaces)) {
    const holds = low >= high === negated;
    return whenMissing ? anyOf([negate(known), holds ? known : never]) : holds ? known : never;
  }
  const subject = samplePlace(sample, scope);
  const start = low === 0n ? undefined : bound(low, true);
  const end = high === allPlaces ? undefined : bound(high, false);
  return atom({ kind: 'in_interval', subject, start, end, negated, whenMissing });
}

/** The row's place in the draw: eight hexadecimal digits. */
export function samplePlace(sample: InSample, scope: Scope): Value {
  const row = rowAt(placeOf(sample.row, scope), scope);
  const prefix: Value = { kind: 'literal', type: text, value: `${seedOf(sample, scope)}:` };
  const args: readonly Value[] = [prefix, { kind: 'row_key', row }];
  return { kind: 'call', function: 'sample_place', args, type: text };
}

function bound(place: bigint, inclusive: boolean): Bound {
  const value = place.toString(16).padStart(8, '0');
  return { value: { kind: 'literal', type: text, value }, inclusive };
}

function seedOf(sample: InSample, scope: Scope): string {
  return literalOf(sample.seed, scope);
}

/** How many places a share from 0 to 1 covers, rounded up; exact, as is the number that was written. */
function placesBelow(share: CheckedValue, scope: Scope): bigint {
  const [whole = '0', decimals = ''] = literalOf(share, scope).split('.');
  const scale = 10n ** BigInt(decimals.length);
  const covered = (BigInt(whole + decimals) * allPlaces + scale - 1n) / scale;
  return covered > allPlaces ? allPlaces : covered;
}

function literalOf(value: CheckedValue, scope: Scope): string {
  const lowered = lowerValue(value, scope);
  if (lowered.kind !== 'literal')
    throw new InternalError('a sample by something that is no constant');
  return String(lowered.value);
}
