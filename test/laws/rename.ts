// Test support: a project whose segments, attributes, traits and relations have other names; columns keep theirs, as with `@column`.
import type { CheckedProject, CheckedSegment } from '../../compiler/check/checked-project.ts';
import type { Entity, Model } from '../../compiler/check/model.ts';
import type { Members } from './members.ts';

type Fields = Readonly<Record<string, unknown>>;

const suffix = '_renamed';

function other(name: string): string {
  return `${name}${suffix}`;
}

function isFields(node: unknown): node is Fields {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}

/** The name of a list, of a tag and of a consent's state are words of the language. */
function ownNames(entity: Entity | undefined): boolean {
  return entity?.kind === 'object' || entity?.kind === 'event';
}

/** Names inside expressions, wherever they stand. */
function inExpressions(node: CheckedSegment, model: Model): CheckedSegment;
function inExpressions<V>(
  node: Readonly<Record<string, V>>,
  model: Model,
): Readonly<Record<string, V>>;
function inExpressions(node: unknown, model: Model): unknown;
function inExpressions(node: unknown, model: Model): unknown {
  if (Array.isArray(node)) return node.map((item: unknown) => inExpressions(item, model));
  if (!isFields(node)) return node;
  const { kind, row } = node;
  const entity =
    isFields(row) && typeof row['entity'] === 'string' ? model.entities[row['entity']] : undefined;
  const entries = Object.entries(node).map(([name, part]) => {
    const named = typeof part === 'string' ? other(part) : part;
    if (name === 'hops' && Array.isArray(part)) return [name, part.map(String).map(other)] as const;
    if (name === 'attribute' && kind === 'attribute' && ownNames(entity))
      return [name, named] as const;
    if (name === 'trait' && kind === 'trait') return [name, named] as const;
    if (name === 'relation' && kind === 'relation_key') return [name, named] as const;
    const refers = kind === 'in_segment' || kind === 'membership_history';
    if (name === 'segment' && refers) return [name, named] as const;
    return [name, inExpressions(part, model)] as const;
  });
  return Object.fromEntries(entries);
}

function renamedKeys<V extends { readonly name: string }>(
  record: Readonly<Record<string, V>>,
): Readonly<Record<string, V>> {
  return Object.fromEntries(
    Object.entries(record).map(([name, one]) => [other(name), { ...one, name: other(one.name) }]),
  );
}

function renamedEntity(entity: Entity, model: Model): Entity {
  const relations = renamedKeys(entity.relations);
  const own = ownNames(entity);
  const attributes = own ? renamedKeys(entity.attributes) : entity.attributes;
  const key = own && entity.key !== undefined ? other(entity.key) : entity.key;
  return { ...entity, relations, attributes, key, time: renamedTime(entity, model) };
}

function renamedTime(entity: Entity, model: Model): Entity['time'] {
  const { time } = entity;
  if (time === undefined) return undefined;
  const owner = time.hops.reduce<Entity | undefined>((from, hop) => {
    const to = from?.relations[hop]?.to;
    return to === undefined ? undefined : model.entities[to];
  }, entity);
  const attribute = ownNames(owner) ? other(time.attribute) : time.attribute;
  return { hops: time.hops.map(other), attribute };
}

const done = new WeakMap<CheckedProject, CheckedProject>();

export function renamed(project: CheckedProject): CheckedProject {
  const known = done.get(project) ?? rename(project);
  done.set(project, known);
  return known;
}

function rename({ model, segments }: CheckedProject): CheckedProject {
  const entities = Object.entries(model.entities).map(
    ([id, entity]) => [id, renamedEntity(entity, model)] as const,
  );
  const traits = Object.values(inExpressions(model.traits, model)).map((trait) => {
    const name = other(trait.name);
    return [`${trait.object}.${name}`, { ...trait, name }] as const;
  });
  const named = segments.map((segment) => ({
    ...inExpressions(segment, model),
    name: other(segment.name),
    refersTo: segment.refersTo.map(other),
  }));
  return {
    model: {
      ...model,
      entities: Object.fromEntries(entities),
      traits: Object.fromEntries(traits),
    },
    segments: named,
  };
}

export function nameBefore(name: string): string {
  return name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
}

/** Members by the names they had. */
export function unrenamed(members: Members): Members {
  return new Map([...members].map(([name, keys]) => [nameBefore(name), keys]));
}
