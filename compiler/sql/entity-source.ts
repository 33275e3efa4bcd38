// Part of compiler/sql: the table of an entity in FROM or JOIN, and the conditions that make its rows the entity's.
import { FromNode, SelectAllNode, SelectionNode, type SelectQueryNode } from 'kysely';
import { InternalError } from '../assert.ts';
import type { Sql } from './dialect.ts';
import { emitPredicate } from './emit-predicate.ts';
import { aliased, qualified, selection } from './expressions.ts';
import { shapeOf } from './number-shape.ts';
import { entityOf, momentOf, type Query, tableParts } from './query.ts';
import { readColumn, storedType } from './read-column.ts';
import type { RowAccess } from './row-access.ts';

/** The table, or a relation with some of its rows, under an alias. `@sql` expressions become columns first, where only this table's names are in scope. */
export function tableOf(
  query: Query,
  entity: string,
  alias: string,
  relation = tableParts(entityOf(query, entity), query.relations),
): Sql {
  const table = qualified(relation);
  const opaque = [...(query.opaqueColumns.get(entity) ?? [])];
  if (opaque.length === 0) return aliased(table, alias);
  const computed = opaque.map(([sql, name]) => selection(query.dialect.opaque(sql), name));
  const inner: SelectQueryNode = {
    kind: 'SelectQueryNode',
    from: FromNode.create([table]),
    selections: [SelectionNode.create(SelectAllNode.create()), ...computed],
  };
  return aliased(inner, alias);
}

/** The entity's own conditions on its rows; they see nothing but columns of its table. */
export function entityFilter(query: Query, entity: string, alias: string): readonly Sql[] {
  const { filter } = entityOf(query, entity);
  if (filter.kind === 'constant' && filter.value) return [];
  const parts = filter.kind === 'all' ? filter.predicates : [filter];
  const access: RowAccess = {
    dialect: query.dialect,
    moment: momentOf(query),
    column: (_row, read) => readColumn(query, entity, alias, read),
    storedType: (_row, read) => storedType(query, entity, read),
    key: outside,
    feature: outside,
    shape: (value) => shapeOf(value, outside),
    zone: outside,
    openDay: outside,
    member: outside,
    memberBefore: outside,
    condition: (predicate) => emitPredicate(access, predicate),
  };
  return parts.map((part) => emitPredicate(access, part));
}

function outside(): never {
  throw new InternalError('a table condition reaches outside its table');
}
