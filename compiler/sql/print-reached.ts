// Fourth stage of the compiler: reaches of an object → one SELECT of the keys of all objects that they lead to, over current rows.
import { FromNode, JoinNode, type SelectQueryNode, WithNode } from 'kysely';
import { must } from '../assert.ts';
import { canonicalJson } from '../lower/canonical.ts';
import type { PathHop } from '../lower/ir.ts';
import { allOf as everyOf, anyOf as someOf } from '../lower/predicates.ts';
import type { Reach } from '../incremental/reach.ts';
import type { PlannedSegment, RefreshPlan } from '../plan/refresh-plan.ts';
import { aliasFor, entityBlock } from './block.ts';
import type { Sql, SqlDialect } from './dialect.ts';
import { aliased, binary, cast, column, fragment, qualified, selection } from './expressions.ts';
import { accessTo } from './feature-table.ts';
import { createNameAllocator, type NameAllocator } from './name-allocator.ts';
import {
  createQuery,
  entityOf,
  keyColumnOf,
  type Query,
  type SegmentRelations,
  tableParts,
} from './query.ts';
import { rowsOf } from './rows-of.ts';

/** Where the values stand that changes are told by: relations with one column `value`. */
export interface ReachedRelations extends SegmentRelations {
  /** Of rows of the entity that changed, in that column. */
  readonly touched: (entity: string, column: string) => readonly string[];
  /** Keys, as text, of objects that entered or left the segment. */
  readonly flipped: (segment: string) => readonly string[];
  /** The same, with those of the earlier refresh. */
  readonly logged: (segment: string) => readonly string[];
}

/** A column of an entity whose touched values a reach starts from. */
export interface TouchedColumn {
  readonly entity: string;
  readonly column: string;
}

/** What `ReachedRelations.touched` will be asked for, each once. */
export function touchedColumns(
  plan: RefreshPlan,
  reaches: readonly Reach[],
): readonly TouchedColumn[] {
  const found = new Map<string, TouchedColumn>();
  for (const { cause, path, entity } of reaches) {
    if (cause.kind !== 'touched') continue;
    const touched = startOf(path.at(-1), entity, keyOfEntity(plan, entity));
    found.set(canonicalJson(touched), touched);
  }
  return [...found.values()];
}

/** A row that hangs on the one before by its own column is told by that; any other by its key. */
function startOf(hop: PathHop | undefined, entity: string, key: () => string): TouchedColumn {
  return { entity, column: hop?.kind === 'to_many' ? hop.column : key() };
}

function keyOfEntity(plan: RefreshPlan, entity: string): () => string {
  return () => must(plan.entities[entity]?.keyColumn, `key of ${entity}`);
}

/** One column with the key's name; keys may be repeated, be missing, or be of no object. */
export function printReached(
  plan: RefreshPlan,
  object: string,
  reaches: readonly Reach[],
  segments: readonly PlannedSegment[],
  dialect: SqlDialect,
  relations: ReachedRelations,
): string {
  const query = createQuery(plan, segments, dialect, relations);
  const keyColumn = keyColumnOf(query, object);
  const parts = gathered(reaches).map((reach) =>
    keysReached({ query, relations, keyColumn }, reach),
  );
  const joints = parts.slice(1).map(() => ' UNION ALL ');
  const union = aliased(fragment(['(', ...joints, ')'], parts), 'reached');
  const select: SelectQueryNode = {
    kind: 'SelectQueryNode',
    selections: [selection(column('reached', keyColumn), keyColumn)],
    from: FromNode.create([union]),
  };
  const [first, ...rest] = query.expressions;
  if (first === undefined) return dialect.print(select);
  const all = rest.reduce(
    (node, expression) => WithNode.cloneWithExpression(node, expression),
    WithNode.create(first),
  );
  return dialect.print({ ...select, with: all });
}

/** What is asked of the object's own rows is asked in one go. */
function gathered(reaches: readonly Reach[]): readonly Reach[] {
  const own = reaches.filter(({ path, cause }) => path.length === 0 && cause.kind === 'crossed');
  const [first] = own;
  if (first === undefined || own.length === 1) return reaches;
  const conditions = own.flatMap(({ cause }) =>
    cause.kind === 'crossed' ? [everyOf([cause.when, someOfAll(cause.among)])] : [],
  );
  const cause = { kind: 'crossed', when: someOf(conditions), among: [] } as const;
  return [...reaches.filter((reach) => !own.includes(reach)), { ...first, cause }];
}

type Alternatives = Extract<Reach['cause'], { kind: 'crossed' }>['among'];

function someOfAll(among: Alternatives): Alternatives[number] {
  return among.length === 0 ? { kind: 'constant', value: true } : someOf(among);
}

interface Printing {
  readonly query: Query;
  readonly relations: ReachedRelations;
  readonly keyColumn: string;
}

/** A row that has been reached: by its key, or as a row of a table in scope, when another of its columns can be read too. */
type Reached =
  | { readonly kind: 'key'; readonly value: Sql; readonly isText: boolean }
  | { readonly kind: 'row'; readonly alias: string };

interface Way {
  readonly from: Sql;
  readonly joins: JoinNode[];
  readonly aliases: NameAllocator;
}

function keysReached(printing: Printing, reach: Reach): SelectQueryNode {
  const { query, keyColumn } = printing;
  const { path, cause, entity } = reach;
  if (cause.kind === 'crossed') {
    const block = entityBlock(query, entity);
    const holds = accessTo(block).condition(everyOf([cause.when, someOfAll(cause.among)]));
    block.conditions.push(holds);
    const way = { from: block.from, joins: block.joins, aliases: block.aliases };
    const key = backToObject(query, way, path, entity, { kind: 'row', alias: block.alias });
    return rowsOf(block, [selection(key, keyColumn)]);
  }
  const { way, at, reached } = startingPoint(printing, reach);
  const key = backToObject(query, way, path.slice(0, at), entityAt(reach, at), reached);
  return {
    kind: 'SelectQueryNode',
    selections: [selection(key, keyColumn)],
    from: FromNode.create([way.from]),
    joins: way.joins,
  };
}

interface Start {
  readonly way: Way;
  /** How many steps of the path are between the object and what is reached. */
  readonly at: number;
  readonly reached: Reached;
}

function startingPoint({ query, relations }: Printing, { path, entity, cause }: Reach): Start {
  const aliases = createNameAllocator([]);
  const alias = aliases.take('changed');
  const value = column(alias, 'value');
  const start = (relation: readonly string[], at: number, isText: boolean): Start => ({
    way: { from: aliased(qualified(relation), alias), joins: [], aliases },
    at,
    reached: { kind: 'key', value, isText },
  });
  if (cause.kind === 'flipped' || cause.kind === 'logged') {
    return start(relations[cause.kind](cause.segment), path.length, true);
  }
  const last = path.at(-1);
  const touched = startOf(last, entity, () => keyColumnOf(query, entity));
  const relation = relations.touched(touched.entity, touched.column);
  return start(relation, last?.kind === 'to_many' ? path.length - 1 : path.length, false);
}

function entityAt({ path, entity }: Reach, at: number): string {
  return at === path.length ? entity : must(path[at], `step ${at}`).from;
}

/** From a row, over the steps that lead to it from the object, to the object's key. */
function backToObject(
  query: Query,
  way: Way,
  path: readonly PathHop[],
  entity: string,
  start: Reached,
): Sql {
  let reached = start;
  for (const hop of path.toReversed()) {
    reached =
      hop.kind === 'to_many'
        ? {
            kind: 'key',
            value: column(rowAt(query, way, hop.to, reached), hop.column),
            // Logs hold keys as text.
            isText: entityOf(query, hop.to).logOf !== undefined,
          }
        : { kind: 'row', alias: rowsThatPoint(query, way, hop, reached) };
  }
  const object = path[0]?.from ?? entity;
  if (reached.kind === 'key' && !reached.isText) return reached.value;
  return column(rowAt(query, way, object, reached), keyColumnOf(query, object));
}

/** The row itself, joined when only its key is known. */
function rowAt(query: Query, way: Way, entity: string, reached: Reached): string {
  if (reached.kind === 'row') return reached.alias;
  const alias = way.aliases.take(aliasFor(entity));
  const key = column(alias, keyColumnOf(query, entity));
  joinRows(query, way, entity, alias, key, reached);
  return alias;
}

/** Rows of `hop.from` whose column holds the key of what was reached. */
function rowsThatPoint(query: Query, way: Way, hop: PathHop, reached: Reached): string {
  const alias = way.aliases.take(aliasFor(hop.from));
  const pointed: Reached =
    reached.kind === 'key'
      ? reached
      : {
          kind: 'key',
          value: column(reached.alias, keyColumnOf(query, hop.to)),
          isText: false,
        };
  joinRows(query, way, hop.from, alias, column(alias, hop.column), pointed);
  return alias;
}

/** Rows that the entity leaves out are joined as well: they may have counted before. */
function joinRows(
  query: Query,
  way: Way,
  entity: string,
  alias: string,
  own: Sql,
  { value, isText }: Extract<Reached, { kind: 'key' }>,
): void {
  const table = aliased(qualified(tableParts(entityOf(query, entity), query.relations)), alias);
  const compared = isText ? cast(own, query.dialect.typeName('text')) : own;
  way.joins.push(JoinNode.createWithOn('InnerJoin', table, binary(compared, '=', value)));
}
