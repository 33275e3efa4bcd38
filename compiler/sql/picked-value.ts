// Part of compiler/sql: the value of one row per anchor: of the first or last row, or the most frequent value.
import { FromNode, type SelectQueryNode, WhereNode } from 'kysely';
import type { OrderedReducer } from '../lower/ir.ts';
import { valueTypeOf } from '../lower/value-type-of.ts';
import type { Block } from './block.ts';
import { foldWhen } from './emit-predicate.ts';
import { emitValue } from './emit-value.ts';
import { aliased, binary, column, fragment, isNotNull, number } from './expressions.ts';
import type { RowAccess } from './row-access.ts';
import {
  groupedBy,
  type Named,
  type Order,
  readFrom,
  rowNumber,
  rowsOf,
  selected,
} from './rows-of.ts';

/** One row per combination of `keys`, its value named like the reducer. */
export function pickedValue(
  block: Block,
  access: RowAccess,
  reducer: OrderedReducer,
  keys: readonly Named[],
): SelectQueryNode {
  const { kind } = reducer;
  const ranked =
    reducer.kind === 'mode'
      ? rankedValues(block, access, reducer, keys)
      : rankedRows(block, access, reducer, keys);
  const picked = readFrom('ranked', [...keys, { name: kind, value: column('ranked', kind) }]);
  return {
    kind: 'SelectQueryNode',
    selections: selected(picked),
    from: FromNode.create([aliased(ranked, 'ranked')]),
    where: WhereNode.create(binary(column('ranked', 'position'), '=', number('1'))),
  };
}

type OfRow = Extract<OrderedReducer, { kind: 'first' | 'last' }>;

/** By order, then by value, missing ones last, so that two runs agree. */
function rankedRows(
  block: Block,
  access: RowAccess,
  reducer: OfRow,
  keys: readonly Named[],
): SelectQueryNode {
  const value = emitValue(access, reducer.value);
  const descending = reducer.kind === 'last';
  const tie = reducer.tie === undefined ? [] : [emitValue(access, reducer.tie)];
  const order = [emitValue(access, reducer.order), ...tie, value].map((by) => ({
    by,
    descending,
  }));
  return rowsOf(block, selected([...keys, ...ranking(reducer.kind, value, keys, order)]));
}

/** Different known values by how often they occur, then by themselves; emails are one whatever their case. */
function rankedValues(
  block: Block,
  access: RowAccess,
  { value }: Extract<OrderedReducer, { kind: 'mode' }>,
  keys: readonly Named[],
): SelectQueryNode {
  const mode = foldWhen(valueTypeOf(value).kind === 'email', value, emitValue(access, value));
  block.conditions.push(isNotNull(mode));
  const uses = { by: fragment(['COUNT(*)'], []), descending: true };
  const order = [uses, { by: mode, descending: false }];
  return {
    ...rowsOf(block, selected([...keys, ...ranking('mode', mode, keys, order)])),
    groupBy: groupedBy([...keys, { name: 'mode', value: mode }]),
  };
}

function ranking(
  name: string,
  value: Named['value'],
  keys: readonly Named[],
  order: readonly Order[],
): readonly Named[] {
  return [
    { name, value },
    { name: 'position', value: rowNumber(keys, order) },
  ];
}
