// Part of compiler/sql: a feature → a common table expression with one row per anchor key, and its value where it is used.
import {
  FromNode,
  GroupByItemNode,
  GroupByNode,
  JoinNode,
  OrderByItemNode,
  OverNode,
  PartitionByItemNode,
  AggregateFunctionNode,
  RawNode,
  ReferenceNode,
  type SelectionNode,
  type SelectQueryNode,
  TableNode,
  WhereNode,
} from 'kysely';
import { InternalError, must } from '../assert.ts';
import { canonicalJson } from '../lower/canonical.ts';
import type { Row, Value } from '../lower/ir.ts';
import type { PlannedFeature } from '../plan/refresh-plan.ts';
import { type Block, columnOf, keyOf, neededValue } from './block.ts';
import { addExpression, bindValues, type BoundValues } from './bound-values.ts';
import { collectionBlock } from './collection-block.ts';
import { computedTogether, isOrdered, type OrderedReducer } from './computed-together.ts';
import type { Sql } from './dialect.ts';
import { emitPredicate, intervalBounds } from './emit-predicate.ts';
import { emitValue } from './emit-value.ts';
import {
  aliased,
  allOf,
  binary,
  column,
  isNotNull,
  number,
  qualified,
  selection,
} from './expressions.ts';
import { createNameAllocator } from './name-allocator.ts';
import { atUse, outerNeedsOf } from './outer-needs.ts';
import { type BuiltFeature, featureOf, keyColumnOf, momentOf, type Query } from './query.ts';
import { emitReducer } from './reduce.ts';
import type { RowAccess } from './row-access.ts';

type FeatureValue = Extract<Value, { kind: 'feature' }>;

/** How expressions reach the rows of a block; features and memberships are joined when first used. */
export function accessTo(block: Block): RowAccess {
  const { query } = block;
  const access: RowAccess = {
    dialect: query.dialect,
    moment: momentOf(query),
    column: (row, read) => columnOf(block, row, read),
    key: (row) => keyOf(block, row),
    feature: (value) => joinFeature(block, value),
    member: (row, segment) => joinMembership(block, row, segment),
    condition: (predicate) => emitPredicate(access, predicate),
  };
  return access;
}

function joinFeature(block: Block, { row, feature }: FeatureValue): Sql {
  const built = buildFeature(block, feature, row);
  const key = keyOf(block, row);
  const identity = canonicalJson(['feature', built.table, row]);
  const known = block.joined.get(identity);
  if (known !== undefined) return column(known, built.valueColumn);
  const alias = block.aliases.take(built.table);
  block.joined.set(identity, alias);
  const outer = built.outerColumns.map(({ need, column: name }) => {
    const at = atUse(need);
    return binary(column(alias, name), 'is not distinct from', neededValue(block, at.row, at.read));
  });
  const table = TableNode.create(built.table);
  const on = allOf([binary(column(alias, built.keyColumn), '=', key), ...outer]);
  const source = alias === built.table ? table : aliased(table, alias);
  block.joins.push(JoinNode.createWithOn('LeftJoin', source, on));
  return column(alias, built.valueColumn);
}

function joinMembership(block: Block, row: Row, segment: string): Sql {
  const { query } = block;
  const keyColumn = keyColumnOf(query, row.entity);
  const key = keyOf(block, row);
  const identity = canonicalJson(['member', segment, row]);
  const known = block.joined.get(identity);
  const alias = known ?? block.aliases.take(segment);
  if (known === undefined) {
    block.joined.set(identity, alias);
    const relation = qualified(query.relations.membership(segment));
    const on = binary(column(alias, keyColumn), '=', key);
    block.joins.push(JoinNode.createWithOn('LeftJoin', aliased(relation, alias), on));
  }
  return column(alias, keyColumn);
}

/** The expression of a feature, built once; one that looks further out than its anchor, once per place of use. */
function buildFeature(use: Block, id: string, row: Row): BuiltFeature {
  const { query } = use;
  const needs = outerNeedsOf(query, id);
  const isFree = needs.length === 0;
  const store = isFree ? query.built : use.built;
  const identity = isFree ? id : canonicalJson([id, row]);
  const known = store.get(identity);
  if (known !== undefined) return known;
  const feature = featureOf(query.features, id);
  const name = query.names.take(nameOf(feature));
  const bound = isFree ? undefined : bindValues(use, row, needs, `${name}_for`);
  const together = isFree ? computedTogether(query, feature) : [feature];
  for (const one of together) query.building.add(one.id);
  const built = buildTable({ query, name, bound }, feature, together);
  for (const one of together) query.building.delete(one.id);
  for (const [one, table] of built) store.set(isFree ? one : identity, table);
  return must(store.get(identity), `feature ${id}`);
}

interface TableRequest {
  readonly query: Query;
  readonly name: string;
  readonly bound: BoundValues | undefined;
}

function buildTable(
  request: TableRequest,
  feature: PlannedFeature,
  together: readonly PlannedFeature[],
): readonly (readonly [string, BuiltFeature])[] {
  const { query, name, bound } = request;
  const block = collectionBlock(query, feature, bound);
  const access = accessTo(block);
  addWindowAndFilter(block, access, feature);
  const keys = keySelections(block, feature, bound);
  const built = { table: name, keyColumn: keys.name, outerColumns: bound?.outerColumns ?? [] };
  if (isOrdered(feature.reducer)) {
    const valueColumn = feature.reducer.kind;
    addExpression(query.expressions, name, orderedSelect(block, access, feature.reducer, keys));
    return [[feature.id, { ...built, valueColumn }]];
  }
  const columns = createNameAllocator(keys.all.map((key) => key.name));
  const values = together.map(({ id, reducer }) => ({
    id,
    valueColumn: columns.take(reducer.kind),
    value: emitReducer(access, reducer),
  }));
  const selections = values.map(({ value, valueColumn }) => selection(value, valueColumn));
  addExpression(query.expressions, name, {
    ...rowsOf(block, [...keys.all.map((key) => selection(key.value, key.name)), ...selections]),
    groupBy: GroupByNode.create(keys.all.map((key) => GroupByItemNode.create(key.value))),
  });
  return values.map(({ id, valueColumn }) => [id, { ...built, valueColumn }] as const);
}

/** `orders`, `contacts_site_visited`. */
function nameOf(feature: PlannedFeature): string {
  return feature.path
    .map(({ relation }) => relation)
    .filter(isNew)
    .join('_');
}

/** A relation through a link object is two hops of one name. */
function isNew(name: string, index: number, names: readonly string[]): boolean {
  return name !== names[index - 1];
}

function addWindowAndFilter(block: Block, access: RowAccess, feature: PlannedFeature): void {
  const { window, filter } = feature;
  if (window !== undefined) {
    const time = emitValue(access, window.time);
    const bounds = intervalBounds(access, time, window.start, window.end, false);
    block.conditions.push(...(bounds.length === 0 ? [isNotNull(time)] : bounds));
  }
  if (filter.kind === 'constant' && filter.value) return;
  const parts = filter.kind === 'all' ? filter.predicates : [filter];
  block.conditions.push(...parts.map((part) => emitPredicate(access, part)));
}

interface Keys {
  readonly name: string;
  readonly all: readonly { readonly name: string; readonly value: Sql }[];
}

/** The anchor's key and, for a feature that looks further out, the values it was computed for. */
function keySelections(
  block: Block,
  feature: PlannedFeature,
  bound: BoundValues | undefined,
): Keys {
  const name = `${feature.anchor}_key`;
  const row: Row = { up: 1, hops: [], entity: feature.anchor };
  const outer = (bound?.outerColumns ?? []).map(({ need, column: outerName }) => ({
    name: outerName,
    value: neededValue(block, need.row, need.read),
  }));
  return { name, all: [{ name, value: keyOf(block, row) }, ...outer] };
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

/** Keys and outer values are columns of the first table, never computed. */
function asReference(node: Sql): ReferenceNode {
  if (ReferenceNode.is(node)) return node;
  throw new InternalError('a key that is no column');
}

/** The value of the first or last row: by order, then by value, missing ones last, so that two runs agree. */
function orderedSelect(
  block: Block,
  access: RowAccess,
  reducer: OrderedReducer,
  keys: Keys,
): SelectQueryNode {
  const value = emitValue(access, reducer.value);
  const direction = RawNode.createWithSql(reducer.kind === 'first' ? ' ASC' : ' DESC');
  const order = [emitValue(access, reducer.order), value].map((by) =>
    OrderByItemNode.create(by, direction),
  );
  const partition = keys.all.map((key) => PartitionByItemNode.create(asReference(key.value)));
  const over = OverNode.cloneWithOrderByItems(
    OverNode.cloneWithPartitionByItems(OverNode.create(), partition),
    order,
  );
  const position = AggregateFunctionNode.cloneWithOver(
    AggregateFunctionNode.create('ROW_NUMBER', []),
    over,
  );
  const inner = rowsOf(block, [
    ...keys.all.map((key) => selection(key.value, key.name)),
    selection(value, reducer.kind),
    selection(position, 'position'),
  ]);
  const names = [...keys.all.map((key) => key.name), reducer.kind];
  return {
    kind: 'SelectQueryNode',
    selections: names.map((name) => selection(column('ranked', name), name)),
    from: FromNode.create([aliased(inner, 'ranked')]),
    where: WhereNode.create(binary(column('ranked', 'position'), '=', number('1'))),
  };
}
