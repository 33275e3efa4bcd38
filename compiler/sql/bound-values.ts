// Part of compiler/sql: the combinations of anchor key and outer values that a feature is computed for.
import {
  CommonTableExpressionNameNode,
  CommonTableExpressionNode,
  FromNode,
  SelectModifierNode,
  type SelectQueryNode,
  WhereNode,
} from 'kysely';
import type { Row } from '../lower/ir.ts';
import { aliasFor, type Block, keyOf, neededValue } from './block.ts';
import { allOf, isNotNull, selection } from './expressions.ts';
import { createNameAllocator } from './name-allocator.ts';
import { atUse } from './outer-needs.ts';
import type { OuterNeed } from './query.ts';

export interface BoundValues {
  readonly table: string;
  readonly keyColumn: string;
  readonly outerColumns: readonly { readonly need: OuterNeed; readonly column: string }[];
}

/** Adds them as a common table expression over the rows of the block in which the feature is used. */
export function bindValues(
  use: Block,
  anchorRow: Row,
  needs: readonly OuterNeed[],
  name: string,
): BoundValues {
  const { query } = use;
  const block = use.again();
  const table = query.names.take(name);
  const key = keyOf(block, anchorRow);
  const keyColumn = `${anchorRow.entity}_key`;
  const names = createNameAllocator([keyColumn]);
  const outerColumns = needs.map((need) => ({ need, column: names.take(needName(need)) }));
  const values = outerColumns.map(({ need, column }) => {
    const { row, read } = atUse(need);
    return selection(neededValue(block, row, read), column);
  });
  const select: SelectQueryNode = {
    kind: 'SelectQueryNode',
    frontModifiers: [SelectModifierNode.create('Distinct')],
    selections: [selection(key, keyColumn), ...values],
    from: FromNode.create([block.from]),
    joins: block.joins,
    where: WhereNode.create(allOf([...block.conditions, isNotNull(key)])),
  };
  addExpression(query.expressions, table, select);
  return { table, keyColumn, outerColumns };
}

/** `order_total` */
function needName({ row, read }: OuterNeed): string {
  const of = read === 'key' ? 'key' : (read.attribute ?? read.column);
  return `${aliasFor(row.entity)}_${of.replaceAll(/\W/g, '_')}`;
}

export function addExpression(
  expressions: CommonTableExpressionNode[],
  name: string,
  select: SelectQueryNode,
): void {
  const head = CommonTableExpressionNameNode.create(name);
  expressions.push(CommonTableExpressionNode.create(head, select));
}
