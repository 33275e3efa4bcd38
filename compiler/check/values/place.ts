// Places on earth: coordinates written out are within their limits.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { CheckedValue } from '../checked.ts';
import type { Checking } from '../checking.ts';

const coordinates = [
  { what: 'latitude', limit: 90 },
  { what: 'longitude', limit: 180 },
] as const;

/** `geo(latitude, longitude)`, both in degrees. */
export function isOnEarth(args: readonly CheckedValue[], checking: Checking): boolean {
  return coordinates.every(({ what, limit }, at) => {
    const value = args[at];
    if (value?.kind !== 'literal' || Math.abs(Number(value.value)) <= limit) return true;
    const found = { what, found: String(value.value), limit: String(limit) };
    checking.report(catalogue.typing.impossiblePlace, value.span, found);
    return false;
  });
}
