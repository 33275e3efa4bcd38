// Part of compiler/lower: a rank, a share or a number of peers → a population, and its value for a row.
import { must } from '../assert.ts';
import type { CheckedValue } from '../check/checked.ts';
import type { Measure, Value } from './ir.ts';
import { placeOf, rowAt, type Scope, topScope } from './lowering.ts';
import { always } from './predicates.ts';

type CheckedPopulation = Extract<CheckedValue, { kind: 'population' }>;

/** What is inside is about any row of the object, wherever the trait is used: it is lowered in a scope of its own. */
export function lowerPopulation(
  checked: CheckedPopulation,
  scope: Scope,
  lower: (value: CheckedValue, scope: Scope) => Value,
): Value {
  const { object, among, groups, type } = checked;
  const { lowering } = scope;
  const inside = topScope(lowering, object);
  const feature = lowering.interner.intern({
    kind: 'population',
    anchor: object,
    among: among === undefined ? always : lowering.parts.condition(among, inside, false),
    groups: groups.map((group) => lower(group, inside)),
    value: lower(checked.value, inside),
    measure: measureOf(checked),
  });
  const row = rowAt(placeOf({ scope: 0, hops: [], entity: object }, scope), scope);
  return { kind: 'feature', row, feature, type, empty: 'missing' };
}

function measureOf({ function: name, amount }: CheckedPopulation): Measure {
  if (name === 'ntile') return { kind: name, tiles: must(amount, 'number of groups') };
  if (name === 'peer_median') return { kind: 'peer_percentile', share: '0.5' };
  if (name === 'peer_percentile') return { kind: name, share: must(amount, 'share') };
  return { kind: name };
}
