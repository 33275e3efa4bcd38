// Fourth stage of the compiler: the times that one column of an entity holds, read as conditions read them.
import type { ColumnRead } from '../lower/ir.ts';
import { always } from '../lower/predicates.ts';
import type { RefreshPlan } from '../plan/refresh-plan.ts';
import { columnOf, entityBlock } from './block.ts';
import type { SqlDialect } from './dialect.ts';
import { selection } from './expressions.ts';
import { createQuery, entityOf, type SegmentRelations } from './query.ts';
import { rowsOf } from './rows-of.ts';

/**
 * One SELECT of one column, `value`: a row for each row of the entity's table, also of those that its `@where` leaves out, as
 * time can let them in. `read` is no `@sql` expression.
 */
export function printTimeValues(
  plan: RefreshPlan,
  entity: string,
  read: ColumnRead,
  dialect: SqlDialect,
  relations: SegmentRelations,
): string {
  const given = entityOf(createQuery(plan, [], dialect, relations), entity);
  const entities = { ...plan.entities, [entity]: { ...given, filter: always } };
  const query = createQuery({ ...plan, entities }, [], dialect, relations);
  const block = entityBlock(query, entity);
  const value = columnOf(block, { up: 0, hops: [], entity }, read);
  return dialect.print(rowsOf(block, [selection(value, 'value')]));
}
