// Part of compiler/sql: the value of one row per anchor: of the first or last row, or the most frequent value.
import { FromNode, type SelectQueryNode, WhereNode } from 'kysely';
import type { ValueType } from '../check/value-type.ts';
import type { OrderedReducer, Value } from '../lower/ir.ts';
import { valueTypeOf } from '../lower/value-type-of.ts';
import type { Block } from './block.ts';
import { foldWhen } from './emit-predicate.ts';
import type { Sql } from './dialect.ts';
import { emitValue } from './emit-value.ts';
import { aliased, binary, cast, column, fragment, isNotNull, number } from './expressions.ts';
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
  const { picked } = access.dialect;
  if (reducer.kind !== 'mode' && picked !== undefined) {
    const of = { name: kind, value: picked(reducer.kind, orderOf(access, reducer)) };
    return { ...rowsOf(block, selected([...keys, of])), groupBy: groupedBy(keys) };
  }
  const ranked =
    reducer.kind === 'mode'
      ? rankedValues(block, access, reducer, keys)
      : rankedRows(block, access, reducer, keys);
  const columns = readFrom('ranked', [...keys, { name: kind, value: column('ranked', kind) }]);
  return {
    kind: 'SelectQueryNode',
    selections: selected(columns),
    from: FromNode.create([aliased(ranked, 'ranked')]),
    where: WhereNode.create(binary(column('ranked', 'position'), '=', number('1'))),
  };
}

type OfRow = Extract<OrderedReducer, { kind: 'first' | 'last' }>;

/** By order, then by value, so that two runs agree. */
function orderOf(access: RowAccess, { value, order, tie }: OfRow): readonly Sql[] {
  const by = tie === undefined ? [order, value] : [order, tie, value];
  return by.map((one) => inOrder(one, emitValue(access, one), access));
}

/** Texts go by their letters, also those that the engine stores as places in a list of its own, and would order by it. */
function inOrder(value: Value, emitted: Sql, { dialect }: RowAccess): Sql {
  return textKinds.has(valueTypeOf(value).kind) ? cast(emitted, dialect.typeName('text')) : emitted;
}

const textKinds: ReadonlySet<ValueType['kind']> = new Set(['text', 'enum', 'url', 'email']);

/** Missing ones last. */
function rankedRows(
  block: Block,
  access: RowAccess,
  reducer: OfRow,
  keys: readonly Named[],
): SelectQueryNode {
  const descending = reducer.kind === 'last';
  const order = orderOf(access, reducer).map((by) => ({ by, descending }));
  const value = emitValue(access, reducer.value);
  return rowsOf(block, selected([...keys, ...ranking(reducer.kind, value, keys, order)]));
}

/** Different known values by how often they occur, then by themselves; emails are one whatever their case. */
function rankedValues(
  block: Block,
  access: RowAccess,
  { value }: Extract<OrderedReducer, { kind: 'mode' }>,
  keys: readonly Named[],
): SelectQueryNode {
  const text = inOrder(value, emitValue(access, value), access);
  const mode = foldWhen(valueTypeOf(value).kind === 'email', value, text);
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
