// Test support: segments that may change by a refresh at the same now over the same data, since their last refresh is part of the question.
import type { CheckedProject, CheckedSegment } from '../../compiler/check/checked-project.ts';
import type { Defined } from './definitions.ts';

/**
 * Names of the segments with `enter` and `leave` that take a share or a range of places, and of all that look them up.
 *
 * Candidates are those whom `enter` lets in, and earlier members whom `leave` does not let out. Who was a candidate as an
 * earlier member only and was not taken is none at the next refresh. Of the first N that changes nothing: those taken are still the first of
 * fewer. A share of fewer candidates is another one, and places count on from others: `take top 50%` of four takes two, and then one of
 * the two and of whoever satisfies `enter`; of `top 2..3` the first may be gone, whereupon the second is the first, and not taken.
 */
export function restlessSegments(
  { segments }: CheckedProject,
  defined: readonly Defined[],
): ReadonlySet<string> {
  const own = new Set(segments.filter(isRestless).map(({ name }) => name));
  const byId = new Map(defined.map((one) => [one.id, one]));
  const looksUp = (one: Defined): boolean =>
    own.has(one.name) ||
    one.refers.some((id) => {
      const referred = byId.get(id);
      return referred !== undefined && looksUp(referred);
    });
  return new Set(defined.filter(looksUp).map(({ name }) => name));
}

function isRestless({ hysteresis, take }: CheckedSegment): boolean {
  if (hysteresis === undefined || take === undefined) return false;
  return take.of !== 'places' || take.from !== undefined;
}
