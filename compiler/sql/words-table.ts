// Part of compiler/sql: a table that holds the bits of conditions on tables of values, one row per object. A table of values that
// nothing else reads becomes a table of its own bits at once: the values, many columns of all objects, are never written down.
import {
  CommonTableExpressionNode,
  FromNode,
  GroupByItemNode,
  GroupByNode,
  type OperationNode,
  SelectQueryNode,
  TableNode,
  WhereNode,
} from 'kysely';
import { InternalError, must } from '../assert.ts';
import { addExpression } from './bound-values.ts';
import type { Sql } from './dialect.ts';
import {
  aliased,
  anyOf,
  binary,
  caseOf,
  column,
  fragment,
  number,
  selection,
  sumOf,
} from './expressions.ts';
import { createNameAllocator } from './name-allocator.ts';
import type { Query } from './query.ts';
import { restrictTo } from './restriction.ts';
import { type Bit, bitOf } from './words.ts';

/** A condition on one table of values. */
export interface Atom extends Bit {
  /** The column of the table of words that has the bit. */
  readonly word: string;
  readonly holds: Sql;
}

/** The conditions on one table. */
export interface AtomSource {
  readonly from: Sql;
  readonly alias: string;
  readonly keyColumn: string;
  /** An expression of the query, whose name is the alias. */
  readonly isTableOfValues: boolean;
  /** It has no rows of objects that are not asked about. */
  readonly isRestricted: boolean;
  readonly atoms: readonly Atom[];
}

/** Column with the object's key. */
export const objectKey = 'object_key';

/**
 * Adds the table to the expressions of the query: a row per object for which some condition is not what it is without rows.
 * `read`: names of the tables that something else reads than tables of words.
 */
export function addWordsTable(
  query: Query,
  table: string,
  sources: readonly AtomSource[],
  read: ReadonlySet<string>,
): void {
  const words = [...new Set(sources.flatMap(wordsOf))];
  const parts = sources.map((source) => {
    const isAlone = source.isTableOfValues && !read.has(source.alias);
    const bits = isAlone ? becomeBits(query, source) : bitsOf(query, source, source.from);
    return withAllWords(words, source, aliased(bits, 'bits'));
  });
  const joints = parts.slice(1).map(() => ' UNION ALL ');
  const union = fragment(['(', ...joints, ')'], parts);
  const key = column('parts', objectKey);
  addExpression(query.expressions, table, {
    kind: 'SelectQueryNode',
    selections: [
      selection(key, objectKey),
      ...words.map((word) => selection(query.dialect.bitOr(column('parts', word)), word)),
    ],
    from: FromNode.create([aliased(union, 'parts')]),
    groupBy: GroupByNode.create([GroupByItemNode.create(key)]),
  });
}

function wordsOf({ atoms }: AtomSource): readonly string[] {
  return [...new Set(atoms.map(({ word }) => word))];
}

/** `bits`: rows with the object's key and the words of the source, as `bits`. */
function withAllWords(words: readonly string[], source: AtomSource, bits: Sql): SelectQueryNode {
  const own = new Set(wordsOf(source));
  const selections = words.map((word) =>
    selection(own.has(word) ? column('bits', word) : number('0'), word),
  );
  return {
    kind: 'SelectQueryNode',
    selections: [selection(column('bits', objectKey), objectKey), ...selections],
    from: FromNode.create([bits]),
  };
}

/** The rows that have a bit, with the words that the source has bits in. `from`: its rows, under its alias. */
function bitsOf({ restriction }: Query, source: AtomSource, from: Sql): SelectQueryNode {
  const { alias, keyColumn, isRestricted, atoms } = source;
  const key = column(alias, keyColumn);
  const words = wordsOf(source);
  const selections = words.map((word) =>
    selection(sumOf(atoms.filter((atom) => atom.word === word).map(bitOfAtom)), word),
  );
  const rows: SelectQueryNode = {
    kind: 'SelectQueryNode',
    selections: [selection(key, objectKey), ...selections],
    from: FromNode.create([from]),
    joins:
      restriction === undefined || isRestricted
        ? []
        : [restrictTo(restriction, key, createNameAllocator([alias]))],
  };
  return {
    kind: 'SelectQueryNode',
    selections: [objectKey, ...words].map((name) => selection(column('words', name), name)),
    from: FromNode.create([aliased(rows, 'words')]),
    where: WhereNode.create(
      anyOf(words.map((word) => binary(column('words', word), '<>', number('0')))),
    ),
  };
}

function bitOfAtom({ holds, bit, otherwise }: Atom): Sql {
  const [yes, no] = otherwise ? [number('0'), bitOf(bit)] : [bitOf(bit), number('0')];
  return caseOf([{ when: holds, gives: yes }], no);
}

/** Names of the tables that an expression of the query, or one of the SELECTs, reads. */
export function tablesRead(
  { expressions }: Query,
  selects: readonly SelectQueryNode[],
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const node of [...expressions.map(({ expression }) => expression), ...selects]) {
    collectTables(node, found);
  }
  return found;
}

function collectTables(node: unknown, found: Set<string>): void {
  if (typeof node !== 'object' || node === null) return;
  if (isNode(node) && TableNode.is(node)) {
    const { identifier, schema } = node.table;
    if (schema === undefined) found.add(identifier.name);
    return;
  }
  for (const part of Object.values(node)) collectTables(part, found);
}

function isNode(node: object): node is OperationNode {
  return 'kind' in node;
}

/** The expression with the values becomes one with their bits. */
function becomeBits(query: Query, source: AtomSource): Sql {
  const { expressions } = query;
  const at = expressions.findIndex((one) => nameOf(one) === source.alias);
  const { name, expression } = must(expressions[at], `table ${source.alias}`);
  const values = aliased(asSelect(expression), source.alias);
  expressions[at] = CommonTableExpressionNode.create(name, bitsOf(query, source, values));
  return source.from;
}

/** Expressions of a query are SELECTs. */
export function asSelect(node: OperationNode): SelectQueryNode {
  if (SelectQueryNode.is(node)) return node;
  throw new InternalError('a table expression that is no SELECT');
}

function nameOf({ name }: CommonTableExpressionNode): string {
  return name.table.table.identifier.name;
}
