// Part of compiler/sql: zones that stand in rows. A join with the names that every engine knows keeps all others away from
// the engine, which would end the query.
import { FromNode, JoinNode, type SelectQueryNode, TableNode } from 'kysely';
import { canonicalJson } from '../lower/canonical.ts';
import type { Value } from '../lower/ir.ts';
import type { Block } from './block.ts';
import { addExpression } from './bound-values.ts';
import type { Sql } from './dialect.ts';
import { aliased, binary, column, fragment, qualified, selection, text } from './expressions.ts';
import type { Query } from './query.ts';
import { zoneNames } from '../check/zone-names.ts';

/** The zone that `emitted`, the SQL of `name`, says; NULL when it says none. */
export function joinZone(block: Block, name: Value, emitted: Sql): Sql {
  const identity = canonicalJson(['zone', name]);
  const known = block.joined.get(identity);
  if (known !== undefined) return column(known, 'name');
  const table = zoneTable(block.query);
  const alias = block.aliases.take(table);
  block.joined.set(identity, alias);
  const source = TableNode.create(table);
  const on = binary(column(alias, 'name'), '=', emitted);
  const joined = alias === table ? source : aliased(source, alias);
  block.joins.push(JoinNode.createWithOn('LeftJoin', joined, on));
  return column(alias, 'name');
}

function zoneTable(query: Query): string {
  const { zones } = query;
  if (zones.table !== undefined) return zones.table;
  const table = query.names.take('time_zones');
  zones.table = table;
  const inner = zoneNames.map((_name, index) => (index === 0 ? '(VALUES (' : '), ('));
  const alias = qualified(['zone']);
  const values = fragment(
    [...inner, ')) AS ', ' (', ')'],
    [...zoneNames.map(text), alias, qualified(['name'])],
  );
  const select: SelectQueryNode = {
    kind: 'SelectQueryNode',
    selections: [selection(column('zone', 'name'), 'name')],
    from: FromNode.create([values]),
  };
  addExpression(query.expressions, table, select);
  return table;
}
