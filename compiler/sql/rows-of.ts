// Part of compiler/sql: the rows of a block as a SELECT, and the columns that say which anchor a row belongs to.
import {
  FromNode,
  GroupByItemNode,
  GroupByNode,
  OrderByItemNode,
  OverNode,
  PartitionByItemNode,
  AggregateFunctionNode,
  RawNode,
  ReferenceNode,
  type SelectionNode,
  type SelectQueryNode,
  WhereNode,
} from 'kysely';
import { InternalError } from '../assert.ts';
import type { Block } from './block.ts';
import type { Sql } from './dialect.ts';
import { allOf, column, selection } from './expressions.ts';

/** A value and the name of its column. */
export interface Named {
  readonly name: string;
  readonly value: Sql;
}

/** The rows of a block, selected. Joins that its expressions asked for are there. */
export function rowsOf(block: Block, selections: readonly SelectionNode[]): SelectQueryNode {
  const { conditions, from, joins } = block;
  const rows: SelectQueryNode = {
    kind: 'SelectQueryNode',
    selections,
    from: FromNode.create([from]),
    joins: [...joins],
  };
  if (conditions.length === 0) return rows;
  return { ...rows, where: WhereNode.create(allOf(conditions)) };
}

export function selected(columns: readonly Named[]): readonly SelectionNode[] {
  return columns.map(({ name, value }) => selection(value, name));
}

export function groupedBy(columns: readonly Named[]): GroupByNode {
  return GroupByNode.create(columns.map(({ value }) => GroupByItemNode.create(value)));
}

/** The same columns, read from the table expression `table`. */
export function readFrom(table: string, columns: readonly Named[]): readonly Named[] {
  return columns.map(({ name }) => ({ name, value: column(table, name) }));
}

export interface Order {
  readonly by: Sql;
  readonly descending: boolean;
}

/** The place of a row among those with equal `keys`, from 1. */
export function rowNumber(keys: readonly Named[], order: readonly Order[]): Sql {
  const partition = keys.map(({ value }) => PartitionByItemNode.create(asReference(value)));
  const items = order.map(({ by, descending }) =>
    OrderByItemNode.create(by, RawNode.createWithSql(descending ? ' DESC' : ' ASC')),
  );
  const over = OverNode.cloneWithPartitionByItems(OverNode.create(), partition);
  return AggregateFunctionNode.cloneWithOver(
    AggregateFunctionNode.create('ROW_NUMBER', []),
    OverNode.cloneWithOrderByItems(over, items),
  );
}

/** Keys and outer values are columns of the first table, never computed. */
function asReference(node: Sql): ReferenceNode {
  if (ReferenceNode.is(node)) return node;
  throw new InternalError('a key that is no column');
}
