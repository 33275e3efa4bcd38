// Part of compiler/sql: the rows of the object that is decided as a table of their own: the columns that segments read, beside the words of
// their conditions. Several SELECTs that decide segments then read one table each, where every one of them would join the words again.
import { JoinNode, TableNode } from 'kysely';
import { type Block, entityBlock, keyOf } from './block.ts';
import { addExpression } from './bound-values.ts';
import { columnsRead } from './columns-read.ts';
import type { Sql } from './dialect.ts';
import { aliased, binary, column, selection } from './expressions.ts';
import { createNameAllocator } from './name-allocator.ts';
import { keyColumnOf, type Query } from './query.ts';
import { restrictTo } from './restriction.ts';
import { rowsOf } from './rows-of.ts';
import { objectKey } from './words-table.ts';

export interface ObjectRows {
  /** A block over the table; it has the rows that exist and, if only some objects are decided, no others. */
  readonly block: () => Block;
  /** The word of a table of words, in such a block. */
  readonly wordIn: (block: Block, table: string, word: string) => Sql;
  /** Adds the table to the expressions of the query, to which all tables of words have been added. */
  readonly addTable: () => void;
}

export function createObjectRows(query: Query, object: string): ObjectRows {
  const name = query.names.take(`${object}_rows`);
  const columns = [
    ...columnsRead(query.plan, new Set([object]), keyColumnOf(query, object)),
    ...(query.opaqueColumns.get(object)?.values() ?? []),
  ];
  const names = createNameAllocator(columns);
  /** By table of words, by word. */
  const words = new Map<string, Map<string, string>>();
  return {
    block() {
      const rows = entityBlock(query, object);
      return { ...rows, from: aliased(TableNode.create(name), rows.alias), conditions: [] };
    },
    wordIn({ alias }, table, word) {
      const own = words.get(table) ?? new Map<string, string>();
      words.set(table, own);
      const known = own.get(word) ?? names.take(word);
      own.set(word, known);
      return column(alias, known);
    },
    addTable() {
      const block = objectBlock(query, object);
      const selections = columns.map((one) => selection(column(block.alias, one), one));
      for (const [table, own] of words) {
        const alias = joinWords(block, object, table);
        for (const [word, as] of own) selections.push(selection(column(alias, word), as));
      }
      addExpression(query.expressions, name, rowsOf(block, selections));
    },
  };
}

/** The object's rows, of those that are decided. */
export function objectBlock(query: Query, object: string): Block {
  const block = entityBlock(query, object);
  if (query.restriction !== undefined) {
    const key = keyOf(block, { up: 0, hops: [], entity: object });
    block.joins.push(restrictTo(query.restriction, key, block.aliases));
  }
  return block;
}

/** The alias under which a block of the object has a table of words; joins it at first. */
export function joinWords(block: Block, object: string, table: string): string {
  const known = block.joined.get(table);
  if (known !== undefined) return known;
  const alias = block.aliases.take(table);
  block.joined.set(table, alias);
  const key = keyOf(block, { up: 0, hops: [], entity: object });
  const on = binary(column(alias, objectKey), '=', key);
  const source = TableNode.create(table);
  const joined = alias === table ? source : aliased(source, alias);
  block.joins.push(JoinNode.createWithOn('LeftJoin', joined, on));
  return alias;
}
