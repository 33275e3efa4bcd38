// Part of compiler/sql: one SELECT under construction: the rows in scope, and joins that are added when something needs them.
import { JoinNode } from 'kysely';
import { must } from '../assert.ts';
import type { ColumnRead, Row, ToOneHop } from '../lower/ir.ts';
import { type Asked, nothingAsked } from './asked.ts';
import type { Sql } from './dialect.ts';
import { entityFilter, tableOf } from './entity-source.ts';
import { allOf, binary, column } from './expressions.ts';
import { createNameAllocator, type NameAllocator } from './name-allocator.ts';
import { needIdentity } from './outer-needs.ts';
import { type BoundValues, type BuiltFeature, keyColumnOf, type Query } from './query.ts';
import { readColumn, storedType } from './read-column.ts';

export interface Block {
  readonly query: Query;
  /** The innermost row. */
  readonly alias: string;
  /** The anchor row, inside a feature. */
  readonly anchor: Anchor | undefined;
  /** A to-one step of the innermost row that leads back to a row the block already has. */
  readonly back: WayBack | undefined;
  /** Values of rows further out, by need. */
  readonly outer: ReadonlyMap<string, Sql>;
  readonly from: Sql;
  readonly joins: JoinNode[];
  readonly conditions: Sql[];
  readonly aliases: NameAllocator;
  /** Aliases of rows and features joined so far, by what they are. */
  readonly joined: Map<string, string>;
  /** Features that look further out than their anchor, by feature and anchor row. */
  readonly built: Map<string, BuiltFeature>;
  /** What is asked of the rows; not yet among the conditions. */
  readonly asked: Asked;
  /** Tables of values that features are computed for, by anchor row and needs. */
  readonly bindings: Map<string, BoundValues>;
  /** The same rows as a block of its own, without anything joined on demand. */
  readonly again: () => Block;
  /** At least the same rows, read without the values of rows further out. */
  readonly alone: () => Block;
}

/** `column` of the innermost row holds the key of the row at `alias`, of entity `to`. */
export interface WayBack {
  readonly column: string;
  readonly to: string;
  readonly alias: string;
}

export interface Anchor {
  readonly entity: string;
  readonly key: Sql;
}

/** What a block starts with. */
export type BlockRows = Omit<Block, 'joined' | 'built' | 'bindings' | 'again' | 'alone'>;

/** `again`: makes the same rows once more; `alone`: without values of rows further out. */
export function createBlock(rows: BlockRows, again: () => Block, alone: () => Block): Block {
  return { ...rows, joined: new Map(), built: new Map(), bindings: new Map(), again, alone };
}

/** A block over the rows of one entity. */
export function entityBlock(query: Query, entity: string, asked: Asked = nothingAsked): Block {
  const aliases = createNameAllocator([]);
  const alias = aliases.take(aliasFor(entity));
  const from = tableOf(query, entity, alias);
  const conditions = [...entityFilter(query, entity, alias)];
  const rows = { query, alias, anchor: undefined, back: undefined, outer: new Map(), asked };
  const again = (): Block => entityBlock(query, entity, asked);
  return createBlock({ ...rows, from, aliases, joins: [], conditions }, again, again);
}

/** `contact.lists` → `lists`. */
export function aliasFor(entity: string): string {
  return entity.slice(entity.lastIndexOf('.') + 1);
}

/** The alias of a row that exists in the block's tables; joins what is missing. */
export function aliasOf(block: Block, row: Row): string {
  let alias = row.up === 0 ? block.alias : anchorAlias(block);
  const path = [String(row.up)];
  row.hops.forEach((hop, index) => {
    path.push(hop.relation);
    const back = row.up === 0 && index === 0 ? leadsBack(block, hop) : undefined;
    alias = back ?? joinToOne(block, alias, hop, path.join('.'));
  });
  return alias;
}

function leadsBack({ back }: Block, hop: ToOneHop): string | undefined {
  return back?.column === hop.column && back.to === hop.to ? back.alias : undefined;
}

function anchorAlias(block: Block): string {
  const known = block.joined.get('anchor');
  if (known !== undefined) return known;
  const { entity, key } = must(block.anchor, 'anchor row');
  const alias = block.aliases.take(aliasFor(entity));
  block.joined.set('anchor', alias);
  join(block, 'InnerJoin', entity, alias, key);
  return alias;
}

function joinToOne(block: Block, from: string, hop: ToOneHop, path: string): string {
  const known = block.joined.get(path);
  if (known !== undefined) return known;
  const alias = block.aliases.take(hop.relation);
  block.joined.set(path, alias);
  join(block, 'LeftJoin', hop.to, alias, column(from, hop.column));
  return alias;
}

function join(
  block: Block,
  kind: 'InnerJoin' | 'LeftJoin',
  entity: string,
  alias: string,
  key: Sql,
): void {
  const { query } = block;
  const equal = binary(column(alias, keyColumnOf(query, entity)), '=', key);
  const on = allOf([equal, ...entityFilter(query, entity, alias)]);
  block.joins.push(JoinNode.createWithOn(kind, tableOf(query, entity, alias), on));
}

/** The key of a row in its own type, for joins; missing when the row is. */
export function keyOf(block: Block, row: Row): Sql {
  if (row.up >= 2) return outerValue(block, row, 'key');
  if (row.up === 1 && row.hops.length === 0) return must(block.anchor, 'anchor row').key;
  return column(aliasOf(block, row), keyColumnOf(block.query, row.entity));
}

/** The value of a column, read as its type. */
export function columnOf(block: Block, row: Row, read: ColumnRead): Sql {
  if (row.up >= 2) return outerValue(block, row, read);
  return readColumn(block.query, row.entity, aliasOf(block, row), read);
}

/** The type of a column in the warehouse's own words, when it is known and the column itself can be had. */
export function storedTypeOf(block: Block, row: Row, read: ColumnRead): string | undefined {
  return row.up >= 2 ? undefined : storedType(block.query, row.entity, read);
}

/** What a need is in this block: a value it was told, or one of its own rows. */
export function neededValue(block: Block, row: Row, read: ColumnRead | 'key'): Sql {
  return read === 'key' ? keyOf(block, row) : columnOf(block, row, read);
}

function outerValue(block: Block, row: Row, read: ColumnRead | 'key'): Sql {
  return must(block.outer.get(needIdentity(row, read)), 'value of an outer row');
}
