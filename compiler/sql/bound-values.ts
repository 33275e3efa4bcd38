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
import { canonicalJson } from '../lower/canonical.ts';
import { askedConditions, isEqualToOuter, plainAccess, plainPart } from './asked.ts';
import { aliasFor, type Block, columnOf, keyOf, neededValue, storedTypeOf } from './block.ts';
import { allOf, isNotNull, selection } from './expressions.ts';
import { createNameAllocator } from './name-allocator.ts';
import { atUse } from './outer-needs.ts';
import { type BoundValues, momentOf, type OuterNeed } from './query.ts';

/**
 * Adds them as a common table expression over the rows of the block in which the feature is used: those that pass what
 * can be asked without another feature. Features that need the same values share them.
 */
export function bindValues(
  use: Block,
  anchorRow: Row,
  needs: readonly OuterNeed[],
  name: string,
): BoundValues {
  const { query } = use;
  const identity = canonicalJson([anchorRow, needs]);
  const known = use.bindings.get(identity);
  if (known !== undefined) return known;
  const block = narrowedRows(use, anchorRow, needs);
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
  const bound = { table, keyColumn, outerColumns };
  use.bindings.set(identity, bound);
  return bound;
}

/**
 * The rows whose values are bound. When none of the values is one of a row further out, the rows need not be looked up for
 * each of those, unless that leaves only few.
 */
function narrowedRows(use: Block, anchorRow: Row, needs: readonly OuterNeed[]): Block {
  const rows = [anchorRow, ...needs.map((need) => atUse(need).row)];
  const isAlone = rows.every(({ up }) => up < 2) && !isEqualToOuter(use.asked);
  const block = isAlone ? use.alone() : use.again();
  const access = plainAccess({
    dialect: use.query.dialect,
    moment: momentOf(use.query),
    column: (row, read) => columnOf(block, row, read),
    storedType: (row, read) => storedTypeOf(block, row, read),
    key: (row) => keyOf(block, row),
  });
  block.conditions.push(...askedConditions(access, plainPart(use.asked, !isAlone)));
  return block;
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
