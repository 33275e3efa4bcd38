// Relations of a random model: to one (also to the own kind), their inverses, and many to many through a link object.
import { freshColumn } from './random-attributes.ts';
import type { EntitySpec, RelationSpec } from './model-spec.ts';
import type { Random } from './random.ts';

/** Adds relations to the entities, and the link object. */
export function addRelations(random: Random, entities: Map<string, EntitySpec>): void {
  const objects = [...entities.values()].filter(({ kind }) => kind === 'object');
  const events = [...entities.values()].filter(({ kind }) => kind === 'event');
  for (const [at, object] of objects.entries()) {
    const earlier = objects.slice(0, at);
    if (earlier.length > 0) relate(random, object, random.pick(earlier), 'of');
    if (random.chance(40)) relate(random, object, object, 'parent');
    if (random.chance(45)) relate(random, object, random.pick(objects), 'other');
  }
  for (const event of events) {
    ownEvent(event, entities);
    if (random.chance(40)) relate(random, event, random.pick(objects), 'about', false);
  }
  if (random.chance(75)) addLink(random, random.pick(objects), random.pick(objects), entities);
  for (const object of objects) borrowTime(random, object, entities);
}

/** A to-one relation of `from`, mostly with its inverse. */
function relate(
  random: Random,
  from: EntitySpec,
  to: EntitySpec,
  word: string,
  inverse: boolean = true,
): void {
  const name = word === 'of' ? to.id : `${word}_${to.id}`;
  if (from.relations.some((one) => one.name === name)) return;
  const relation = toOne(random, from, to, name);
  from.relations.push(relation);
  if (!inverse || !random.chance(85)) return;
  const back = `${from.id}_${word === 'of' ? 'list' : `${word}s`}`;
  if (to.relations.some((one) => one.name === back)) return;
  const via = `${from.id}.${name}`;
  to.relations.push({ name: back, kind: 'to_many', to: from.id, nullable: false, via });
}

function toOne(random: Random, from: EntitySpec, to: EntitySpec, name: string): RelationSpec {
  const sqlType = to.key?.column.sqlType ?? 'VARCHAR';
  let column = `${name}_id`;
  while (from.table.columns.has(column)) column = `${column}_x`;
  from.table.columns.set(column, sqlType);
  const nullable = random.chance(60);
  return { name, kind: 'to_one', to: to.id, nullable, via: column };
}

/** An event leads back to its object, and is a relation of it. */
function ownEvent(event: EntitySpec, entities: ReadonlyMap<string, EntitySpec>): void {
  const { owner } = event;
  if (owner === undefined) return;
  const { object, column } = owner;
  event.relations.push({ name: object, kind: 'to_one', to: object, nullable: true, via: column });
  const back = { name: event.id, kind: 'to_many', to: event.id, nullable: false, via: '' } as const;
  entities.get(object)?.relations.push(back);
}

function addLink(
  random: Random,
  near: EntitySpec,
  far: EntitySpec,
  entities: Map<string, EntitySpec>,
): void {
  const id = 'linked';
  const table = { name: 'crm.linked', columns: new Map<string, string>() };
  const column = freshColumn(random, table, 'id', 'VARCHAR');
  const link: EntitySpec = {
    kind: 'object',
    id,
    table,
    owner: undefined,
    key: {
      name: 'id',
      type: { kind: 'id', of: undefined },
      nullable: false,
      column,
      jsonPath: [],
      longitude: undefined,
      zone: undefined,
      annotations: ['@key', ...(column.name === 'id' ? [] : [`@column("${column.name}")`])],
      domain: [],
    },
    attributes: [],
    relations: [],
    traits: [],
    time: undefined,
    annotations: [],
    own: [{}],
    foreign: [],
    settings: [],
  };
  link.relations.push(toOne(random, link, near, 'near_end'), toOne(random, link, far, 'far_end'));
  entities.set(id, link);
  const through = { kind: 'through', nullable: false } as const;
  near.relations.push({ ...through, name: 'linked_far', to: far.id, via: 'linked.near_end' });
  if (random.chance(50)) {
    far.relations.push({ ...through, name: 'linked_near', to: near.id, via: 'linked.far_end' });
  }
}

/** `@time(other.seen_at)`: an object without a time may take one from a related row. */
function borrowTime(
  random: Random,
  object: EntitySpec,
  entities: ReadonlyMap<string, EntitySpec>,
): void {
  if (object.time !== undefined || !random.chance(70)) return;
  const times = object.relations.flatMap((relation) => {
    const to = relation.kind === 'to_one' ? entities.get(relation.to) : undefined;
    const attributes = to?.attributes ?? [];
    return attributes.flatMap(({ name, type }) => {
      if (name.includes('.') || (type.kind !== 'date' && type.kind !== 'timestamp')) return [];
      return [{ path: `${relation.name}.${name}`, type: type.kind }];
    });
  });
  const time = random.pickOne(times);
  if (time === undefined) return;
  object.time = time;
  object.annotations.push(`@time(${time.path})`);
}
