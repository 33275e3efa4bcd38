// Part of compiler/lower: `take` → a predicate over the population of what `where` and `except` leave, so that a segment
// that ranks can be referred to, written out and negated like any other.
import type { CheckedSegment, CheckedTake } from '../check/checked-project.ts';
import type { Predicate } from './ir.ts';
import { lowerValue } from './lower-value.ts';
import { placeOf, rowAt, type Scope, topScope } from './lowering.ts';
import { atom } from './predicates.ts';

const bool = { kind: 'bool' } as const;

/** `left`: the predicate of what is ranked, in a given scope. Parameters keep their values; they depend on no row. */
export function lowerTake(
  { object }: CheckedSegment,
  take: CheckedTake,
  left: (scope: Scope) => Predicate,
  scope: Scope,
): Predicate {
  const { lowering, parameters } = scope;
  const inside = { ...topScope(lowering, object), parameters };
  const { direction, of, ties } = take;
  const feature = lowering.interner.intern({
    kind: 'population',
    anchor: object,
    among: left(inside),
    groups: take.groups.map((group) => lowerValue(group, inside)),
    value: lowerValue(take.value, inside),
    measure: {
      kind: 'taken',
      direction,
      of,
      from: take.from && lowerValue(take.from, inside),
      to: lowerValue(take.to, inside),
      ties,
    },
  });
  const row = rowAt(placeOf({ scope: 0, hops: [], entity: object }, scope), scope);
  return atom({
    kind: 'compare',
    operator: '=',
    left: { kind: 'feature', row, feature, type: bool, empty: 'missing' },
    right: { kind: 'literal', type: bool, value: true },
    whenMissing: false,
  });
}
