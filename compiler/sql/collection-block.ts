// Part of compiler/sql: the rows of a feature's collection as a block: its path as inner joins, starting at the column that holds the anchor's key.
import { JoinNode, TableNode } from 'kysely';
import { InternalError, must } from '../assert.ts';
import type { Feature, PathHop } from '../lower/ir.ts';
import { askedOf } from './asked.ts';
import { aliasFor, type Block, type BlockRows, createBlock, type WayBack } from './block.ts';
import type { Sql } from './dialect.ts';
import { entityFilter, tableOf } from './entity-source.ts';
import { binary, column } from './expressions.ts';
import { createNameAllocator, type NameAllocator } from './name-allocator.ts';
import { needIdentity } from './outer-needs.ts';
import { type BoundValues, keyColumnOf, type Query } from './query.ts';
import { restrictTo, rowsId } from './restriction.ts';

/** Without `bound`, the anchor's table is not touched: its key is in the first table of the path. */
export function collectionBlock(
  query: Query,
  feature: Feature,
  bound: BoundValues | undefined,
): Block {
  const aliases = createNameAllocator([]);
  const start = bound === undefined ? undefined : boundStart(bound, aliases);
  const joins: JoinNode[] = [];
  const conditions: Sql[] = [];
  let { from, key } = start ?? { from: undefined, key: undefined };
  let alias = '';
  let back: WayBack | undefined;
  for (const hop of feature.path) {
    const previous = alias;
    alias = aliases.take(aliasFor(hop.to));
    conditions.push(...entityFilter(query, hop.to, alias));
    const kept = previous === '' ? rowsKept(query, feature, hop) : undefined;
    const table = tableOf(query, hop.to, alias, kept);
    if (from === undefined) from = table;
    else
      joins.push(
        JoinNode.createWithOn('InnerJoin', table, onHop(query, hop, previous, alias, key)),
      );
    if (key === undefined) {
      key = column(alias, firstColumn(hop));
      if (kept === undefined) joins.push(...onlyAsked(query, feature.id, key, aliases));
    }
    back = wayBack(hop, previous);
  }
  const rows: BlockRows = {
    query,
    alias,
    back,
    anchor: { entity: feature.anchor, key: must(key, 'key of the anchor') },
    outer: start?.outer ?? new Map<string, Sql>(),
    from: must(from, 'rows'),
    joins,
    conditions,
    aliases,
    asked: askedOf(feature.window, feature.filter),
  };
  return createBlock(
    rows,
    () => collectionBlock(query, feature, bound),
    () => collectionBlock(query, feature, undefined),
  );
}

/** The relation with no more rows than needed, when there is one. */
function rowsKept(
  { plan, restriction }: Query,
  { id }: Feature,
  hop: PathHop,
): readonly string[] | undefined {
  return restriction?.features.has(id) === true
    ? restriction.rows.get(rowsId(plan, hop))
    : undefined;
}

/** Nothing is computed for objects that are not asked about. */
function onlyAsked(
  { restriction }: Query,
  id: string,
  key: Sql,
  aliases: NameAllocator,
): readonly JoinNode[] {
  return restriction?.features.has(id) === true ? [restrictTo(restriction, key, aliases)] : [];
}

/** From a row reached over a to-many back to the row before it. */
function wayBack(hop: PathHop, previous: string): WayBack | undefined {
  if (hop.kind !== 'to_many' || previous === '') return undefined;
  return { column: hop.column, to: hop.from, alias: previous };
}

interface BoundStart {
  readonly from: Sql | undefined;
  readonly key: Sql | undefined;
  readonly outer: ReadonlyMap<string, Sql>;
}

function boundStart(bound: BoundValues, aliases: NameAllocator): BoundStart {
  const alias = aliases.take(bound.table);
  const outer = bound.outerColumns.map(
    ({ need, column: name }) => [needIdentity(need.row, need.read), column(alias, name)] as const,
  );
  return {
    from: TableNode.create(bound.table),
    key: column(alias, bound.keyColumn),
    outer: new Map(outer),
  };
}

function onHop(query: Query, hop: PathHop, from: string, to: string, key: Sql | undefined): Sql {
  if (from === '') return binary(column(to, firstColumn(hop)), '=', must(key, 'key'));
  return hop.kind === 'to_many'
    ? binary(column(to, hop.column), '=', column(from, keyColumnOf(query, hop.from)))
    : binary(column(to, keyColumnOf(query, hop.to)), '=', column(from, hop.column));
}

function firstColumn(hop: PathHop): string {
  if (hop.kind !== 'to_many') throw new InternalError('a collection starts with a to-one');
  return hop.column;
}
