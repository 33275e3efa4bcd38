// Puts the makers together, so that each can make what only another one knows.
import { makeCollection } from './make-collections.ts';
import { makeCondition } from './make-conditions.ts';
import { makeValue } from './make-values.ts';
import type { Maker } from './maker.ts';

export function createMaker(
  given: Pick<Maker, 'random' | 'model' | 'thresholds' | 'keys' | 'segments'>,
): Maker {
  let aliases = 0;
  const maker: Maker = {
    ...given,
    parameters: [],
    nextAlias() {
      aliases += 1;
      return `r${aliases}`;
    },
    condition: (scope, depth) => makeCondition(maker, scope, depth),
    value: (scope, kind, depth) => makeValue(maker, scope, kind, depth),
    collection: (scope, wish) => makeCollection(maker, scope, wish),
  };
  return maker;
}
