// Part of compiler/plan: which tables, columns and joins each segment reads, with their places in the model,
// so that the runtime can verify them before anything is written.
import { must } from '../assert.ts';
import type { Entity, Model } from '../check/model.ts';
import type {
  AnyFeature,
  ColumnRead,
  EntityIR,
  PathHop,
  Row,
  SegmentIR,
  ToOneHop,
} from '../lower/ir.ts';
import { isLog } from '../lower/membership-log.ts';
import type { Span } from '../source.ts';
import type { ColumnUse, JoinUse, SourceUse } from './refresh-plan.ts';
import { type Visitor, visitFeature, visitPredicate, visitValue } from './walk-ir.ts';

export interface SourceCollector {
  /** Adds what a segment reads. `features`: all it uses, also indirectly. The entities that it reads, by id. */
  addSegment(
    segment: ReadingSegment,
    features: readonly AnyFeature[],
  ): ReadonlyMap<string, EntityIR>;
  /** By entity, in the order of first use. */
  sources(): readonly SourceUse[];
  joins(): readonly JoinUse[];
  /** Entities read so far. */
  readonly entities: Readonly<Record<string, EntityIR>>;
}

export type ReadingSegment = Pick<SegmentIR, 'name' | 'object' | 'predicate' | 'publish'>;

interface OpenSource {
  readonly entity: Entity;
  readonly columns: Map<string, Used<Omit<ColumnUse, 'usedBy'>>>;
  readonly users: Set<string>;
  isKeyed: boolean;
}

interface Used<Use> {
  readonly use: Use;
  readonly users: Set<string>;
}

export function createSourceCollector(
  model: Model,
  lowerEntity: (id: string) => EntityIR,
): SourceCollector {
  const sources = new Map<string, OpenSource>();
  const joins = new Map<string, Used<Omit<JoinUse, 'usedBy'>>>();
  const entities: Record<string, EntityIR> = {};
  const collecting: Collecting = { model, lowerEntity, sources, joins, entities };
  return {
    entities,
    addSegment: (segment, features) => {
      const user = { name: segment.name, reads: new Map<string, EntityIR>() };
      addSegment(collecting, segment, features, user);
      return user.reads;
    },
    sources: () => [...sources.values()].map(closeSource),
    joins: () =>
      [...joins.values()].map(({ use, users }) => ({ ...use, usedBy: [...users].toSorted() })),
  };
}

function closeSource(source: OpenSource): SourceUse {
  const { entity, columns, users } = source;
  return {
    entity: entity.id,
    table: entity.source.table,
    columns: [...columns.values()].map((column) => ({
      ...column.use,
      usedBy: [...column.users].toSorted(),
    })),
    keyColumn: source.isKeyed ? keyColumnOf(entity) : undefined,
    usedBy: [...users].toSorted(),
    span: entity.source.span,
  };
}

interface Collecting {
  readonly model: Model;
  readonly lowerEntity: (id: string) => EntityIR;
  readonly sources: Map<string, OpenSource>;
  readonly joins: Map<string, Used<Omit<JoinUse, 'usedBy'>>>;
  readonly entities: Record<string, EntityIR>;
}

/** A segment, and what it reads so far. */
interface User {
  readonly name: string;
  readonly reads: Map<string, EntityIR>;
}

function addSegment(
  collecting: Collecting,
  segment: ReadingSegment,
  features: readonly AnyFeature[],
  user: User,
): void {
  const visitor = createVisitor(collecting, user);
  useKey(collecting, segment.object, user);
  visitPredicate(segment.predicate, visitor);
  for (const { value } of segment.publish) visitValue(value, visitor);
  for (const feature of features) {
    useKey(collecting, feature.anchor, user);
    if (feature.kind === 'collection') {
      for (const hop of feature.path) useHop(collecting, hop, user);
    }
    visitFeature(feature, visitor);
  }
}

function createVisitor(collecting: Collecting, user: User): Visitor {
  return {
    predicate: (predicate) => {
      if (predicate.kind === 'member') useRow(collecting, predicate.row, user);
    },
    value: (value) => {
      if (value.kind === 'column' || value.kind === 'row_key' || value.kind === 'feature') {
        useRow(collecting, value.row, user);
      }
      if (value.kind === 'column') useRead(collecting, value.row.entity, value.read, user);
    },
  };
}

function useRow(collecting: Collecting, row: Row, user: User): void {
  for (const hop of row.hops) useHop(collecting, { kind: 'to_one', ...hop }, user);
}

function useHop(collecting: Collecting, hop: PathHop, user: User): void {
  const { from, to, column } = hop;
  if (isLog(to)) {
    useLog(collecting, from, to, user);
    return;
  }
  const isForward = hop.kind === 'to_one';
  const holder = isForward ? from : to;
  const target = isForward ? to : from;
  const span = spanOfHop(collecting.model, hop);
  const type = { kind: 'id', of: target } as const;
  addColumn(collecting, holder, { column, type, role: 'relation', jsonPath: [], span }, user);
  useKey(collecting, target, user);
  openSource(collecting, to, user);
  addJoin(collecting, hop, span, user);
}

/** The log is the runtime's own: nobody has to check that it is there. */
function useLog(collecting: Collecting, anchor: string, log: string, user: User): void {
  useKey(collecting, anchor, user);
  const entity = collecting.entities[log] ?? collecting.lowerEntity(log);
  collecting.entities[log] = entity;
  user.reads.set(log, entity);
}

function addJoin(collecting: Collecting, hop: PathHop, span: Span, user: User): void {
  const [holder, target] = hop.kind === 'to_one' ? [hop.from, hop.to] : [hop.to, hop.from];
  const use = {
    leftTable: entityOf(collecting, holder).source.table,
    leftColumn: hop.column,
    rightTable: entityOf(collecting, target).source.table,
    rightColumn: must(keyColumnOf(entityOf(collecting, target)), `key of ${target}`),
    span,
  };
  const id = JSON.stringify([use.leftTable, use.leftColumn, use.rightTable, use.rightColumn]);
  const join = collecting.joins.get(id) ?? { use, users: new Set() };
  join.users.add(user.name);
  collecting.joins.set(id, join);
}

function spanOfHop(model: Model, hop: PathHop | ToOneHop): Span {
  const from = model.entities[hop.from];
  const to = model.entities[hop.to];
  return (from?.relations[hop.relation] ?? to ?? must(from, `entity ${hop.from}`)).span;
}

function useKey(collecting: Collecting, id: string, user: User): void {
  const source = openSource(collecting, id, user);
  const { entity } = source;
  if (entity.key === undefined) return;
  source.isKeyed = true;
  const { column, type, jsonPath, span } = must(entity.attributes[entity.key], `key of ${id}`);
  addColumn(collecting, id, { column, type, role: 'key', jsonPath, span }, user);
}

function useRead(collecting: Collecting, id: string, read: ColumnRead, user: User): void {
  if (isLog(id)) return;
  const { entity } = openSource(collecting, id, user);
  if (read.sql !== undefined) return;
  const { column, type, role, jsonPath } = read;
  const attribute = read.attribute === undefined ? undefined : entity.attributes[read.attribute];
  const relation = Object.values(entity.relations).find(
    (one) => role === 'relation' && one.kind === 'to_one' && one.column === column,
  );
  const { span } = attribute ?? relation ?? entity.source;
  addColumn(collecting, id, { column, type, role, jsonPath, span }, user);
}

function addColumn(
  collecting: Collecting,
  id: string,
  use: Omit<ColumnUse, 'usedBy'>,
  user: User,
): void {
  const { columns } = openSource(collecting, id, user);
  const identity = JSON.stringify([use.role, use.column, use.jsonPath]);
  const column = columns.get(identity) ?? { use, users: new Set() };
  column.users.add(user.name);
  columns.set(identity, column);
}

function openSource(collecting: Collecting, id: string, user: User): OpenSource {
  const known = collecting.sources.get(id);
  const source = known ?? {
    entity: entityOf(collecting, id),
    columns: new Map(),
    users: new Set(),
    isKeyed: false,
  };
  if (known === undefined) {
    collecting.sources.set(id, source);
    collecting.entities[id] = collecting.lowerEntity(id);
  }
  if (source.users.has(user.name)) return source;
  source.users.add(user.name);
  const read = must(collecting.entities[id], `entity ${id}`);
  user.reads.set(id, read);
  visitPredicate(read.filter, createVisitor(collecting, user));
  return source;
}

function entityOf(collecting: Collecting, id: string): Entity {
  return must(collecting.model.entities[id], `entity ${id}`);
}

function keyColumnOf(entity: Entity): string | undefined {
  return entity.key === undefined ? undefined : entity.attributes[entity.key]?.column;
}
