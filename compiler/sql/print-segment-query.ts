// Fourth stage of the compiler, entry: one segment of a plan → one readable SELECT of a dialect.
import { WithNode, type SelectionNode, type SelectQueryNode } from 'kysely';
import type { Value } from '../lower/ir.ts';
import { plannedSegment } from '../plan/parts-of-plan.ts';
import type { PlannedSegment, RefreshPlan } from '../plan/refresh-plan.ts';
import { askedConditions, askedOf } from './asked.ts';
import { type Block, aliasOf, entityBlock, keyOf } from './block.ts';
import type { Sql, SqlDialect } from './dialect.ts';
import { emitValue } from './emit-value.ts';
import { selection } from './expressions.ts';
import { accessTo } from './feature-table.ts';
import { createQuery, type Query, type SegmentRelations } from './query.ts';
import { readColumn, storedColumn } from './read-column.ts';
import { type RestrictedRows, restrictableFeatures, restrictTo } from './restriction.ts';
import { rowsOf } from './rows-of.ts';

/** Objects that are asked about, when not all are: a relation with their keys, and the rows that hang on them (print-rows.ts). */
export interface SomeObjects {
  readonly only: readonly string[];
  readonly rows: RestrictedRows;
}

/**
 * The members of a planned segment: the object's key under its column name and in its own type, then the columns of
 * `publish`; only of the objects that are asked about. Without a final semicolon, without a clock: times are constants.
 */
export function printSegmentQuery(
  plan: RefreshPlan,
  segment: string,
  dialect: SqlDialect,
  relations: SegmentRelations,
  within?: SomeObjects,
): string {
  const planned = plannedSegment(plan, segment);
  const restriction = within && {
    relation: within.only,
    keyColumn: planned.keyColumn,
    features: restrictableFeatures(plan, [planned]),
    rows: within.rows,
  };
  const query = createQuery(plan, [planned], dialect, relations, restriction);
  return dialect.print(segmentQuery(query, planned));
}

function segmentQuery(query: Query, segment: PlannedSegment): SelectQueryNode {
  const { predicate } = segment;
  const block = entityBlock(query, segment.object, askedOf(undefined, predicate));
  const { restriction } = query;
  if (restriction !== undefined) {
    const key = keyOf(block, { up: 0, hops: [], entity: segment.object });
    block.joins.push(restrictTo(restriction, key, block.aliases));
  }
  const selections = selectionsOf(segment, block);
  block.conditions.push(...askedConditions(accessTo(block), block.asked));
  const select = rowsOf(block, selections);
  const [first, ...rest] = query.expressions;
  if (first === undefined) return select;
  const all = rest.reduce(
    (node, expression) => WithNode.cloneWithExpression(node, expression),
    WithNode.create(first),
  );
  return { ...select, with: all };
}

function selectionsOf(
  { keyColumn, object, publish }: PlannedSegment,
  block: Block,
): readonly SelectionNode[] {
  const key = keyOf(block, { up: 0, hops: [], entity: object });
  return [
    selection(key, keyColumn),
    ...publish.map(({ name, value }) => selection(emitPublished(block, value), name)),
  ];
}

/** Plain columns keep the type they have in the warehouse; the rest is as conditions see it. */
function emitPublished(block: Block, value: Value): Sql {
  if (value.kind !== 'column') return emitValue(accessTo(block), value);
  const { row, read } = value;
  const alias = aliasOf(block, row);
  const isPlain =
    read.jsonPath.length === 0 && !read.blankIsMissing && read.type.kind !== 'timestamp';
  return isPlain
    ? storedColumn(block.query, row.entity, alias, read)
    : readColumn(block.query, row.entity, alias, read);
}
