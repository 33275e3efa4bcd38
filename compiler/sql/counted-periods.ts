// Part of compiler/sql: how many periods satisfy `having`, and the longest run of neighbouring periods, per anchor.
import { FromNode, HavingNode, type SelectQueryNode, WhereNode } from 'kysely';
import type { Having, PeriodReducer } from '../lower/ir.ts';
import type { Block } from './block.ts';
import type { Sql } from './dialect.ts';
import { emitValue } from './emit-value.ts';
import {
  aggregate,
  aliased,
  arithmetic,
  binary,
  call,
  column,
  fragment,
  isNotNull,
  number,
} from './expressions.ts';
import { emitReducer } from './reduce.ts';
import type { RowAccess } from './row-access.ts';
import { groupedBy, type Named, readFrom, rowNumber, rowsOf, selected } from './rows-of.ts';

/** One row per combination of `keys`, its number named like the reducer. */
export function countedPeriods(
  block: Block,
  access: RowAccess,
  reducer: PeriodReducer,
  keys: readonly Named[],
): SelectQueryNode {
  const periods = differentPeriods(block, access, reducer, keys);
  if (reducer.kind === 'longest_run') return longestRun(access, reducer, periods, keys);
  const counted = perAnchor(periods, 'periods', keys, { name: reducer.kind, value: rows });
  return { ...counted, where: ofPeriods };
}

/** Leaves out what is in no period. */
const ofPeriods = WhereNode.create(isNotNull(column('periods', 'period')));

const rows = fragment(['COUNT(*)'], []);

/** A row for each period that holds a row and satisfies `having`; its period is NULL for rows without a time. */
function differentPeriods(
  block: Block,
  access: RowAccess,
  { period, having }: PeriodReducer,
  keys: readonly Named[],
): SelectQueryNode {
  const value = emitValue(access, period);
  const filter = having === undefined ? undefined : emitHaving(access, having);
  const columns = [...keys, { name: 'period', value }];
  return {
    ...rowsOf(block, selected(columns)),
    groupBy: groupedBy(columns),
    ...(filter !== undefined && { having: HavingNode.create(filter) }),
  };
}

function emitHaving(access: RowAccess, { reducer, operator, amount }: Having): Sql {
  const reduced = emitReducer(access, reducer);
  const isSum = reducer.kind === 'sum';
  const left = isSum ? call('COALESCE', reduced, number('0')) : reduced;
  return binary(left, operator, emitValue(access, amount));
}

/**
 * Neighbours differ by one unit and so does their place in the order: a period moved back by its place is the same for
 * all periods of a run.
 */
function longestRun(
  access: RowAccess,
  { unit }: PeriodReducer,
  periods: SelectQueryNode,
  keys: readonly Named[],
): SelectQueryNode {
  const { dialect } = access;
  const own = readFrom('periods', keys);
  const period = column('periods', 'period');
  const place = rowNumber(own, [{ by: period, descending: false }]);
  const run =
    unit === 'hour'
      ? arithmetic(period, '-', place)
      : dialect.shiftDate(period, fragment(['-', ''], [place]), unit);
  const inRuns: SelectQueryNode = {
    kind: 'SelectQueryNode',
    selections: selected([...own, { name: 'run', value: run }]),
    from: FromNode.create([aliased(periods, 'periods')]),
    where: ofPeriods,
  };
  const length = { name: 'length', value: rows };
  const runs = perAnchor(inRuns, 'moved', keys, length, {
    name: 'run',
    value: column('moved', 'run'),
  });
  const longest = aggregate('MAX', column('runs', 'length'));
  return perAnchor(runs, 'runs', keys, { name: 'longest_run', value: longest });
}

/** `value` for each combination of `keys` of `inner`, and of `within` beside them. */
function perAnchor(
  inner: SelectQueryNode,
  alias: string,
  keys: readonly Named[],
  value: Named,
  ...within: readonly Named[]
): SelectQueryNode {
  const own = readFrom(alias, keys);
  return {
    kind: 'SelectQueryNode',
    selections: selected([...own, value]),
    from: FromNode.create([aliased(inner, alias)]),
    groupBy: groupedBy([...own, ...within]),
  };
}
