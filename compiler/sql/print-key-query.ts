// Fourth stage of the compiler: the keys of an object's rows, so that the runtime can see whether each is there once.
import type { RefreshPlan } from '../plan/refresh-plan.ts';
import { entityBlock, keyOf } from './block.ts';
import type { SqlDialect } from './dialect.ts';
import { selection } from './expressions.ts';
import { createQuery, keyColumnOf } from './query.ts';
import { rowsOf } from './rows-of.ts';

/** One SELECT of the key column, one row per row of the entity: its table without what `@where` and `@deleted` leave out. */
export function printKeyQuery(plan: RefreshPlan, entity: string, dialect: SqlDialect): string {
  const query = createQuery(plan, [], dialect, {
    membership: (segment) => [segment],
    changes: (segment) => [segment],
    previous: () => undefined,
  });
  const block = entityBlock(query, entity);
  const key = keyOf(block, { up: 0, hops: [], entity });
  return dialect.print(rowsOf(block, [selection(key, keyColumnOf(query, entity))]));
}
