// Last step of the checker: the model table without anything faulty or unsupported → the model that later rooms read.
import type { CheckedTrait } from './check-traits.ts';
import type { Entity, Model, Relation, Trait } from './model.ts';
import { attributesOf, type EntityInfo, type ModelTable, relationsOf } from './model-table.ts';

/** `traits` are the sound ones. */
export function soundModel(table: ModelTable, traits: readonly CheckedTrait[]): Model {
  const sound = [...table.entities.values()].filter(({ faulty }) => !faulty);
  const ids = new Set(sound.map(({ id }) => id));
  const byId = sound.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return {
    project: table.project,
    entities: Object.fromEntries(byId.map((entity) => [entity.id, toEntity(entity, ids)])),
    traits: Object.fromEntries(
      traits
        .toSorted((a, b) => (a.trait.id < b.trait.id ? -1 : 1))
        .map((checked) => [checked.trait.id, toTrait(checked)]),
    ),
    calendars: soundCalendars(table),
  };
}

function soundCalendars({ calendars }: ModelTable): Model['calendars'] {
  const sound = [...calendars].flatMap(([name, hours]) =>
    hours === undefined ? [] : [[name, hours] as const],
  );
  return Object.fromEntries(sound.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function toEntity(info: EntityInfo, ids: ReadonlySet<string>): Entity {
  const relations = relationsOf(info).filter((relation) => isSound(relation, ids));
  return {
    kind: info.kind,
    id: info.id,
    source: { table: info.table, where: info.where, span: info.span },
    key: info.key?.name,
    attributes: Object.fromEntries(attributesOf(info).map((one) => [one.name, one])),
    relations: Object.fromEntries(relations.map((one) => [one.name, one])),
    time: info.time,
    owner: info.owner,
    consentPolicy: info.consentPolicy,
    tracking: info.tracking,
    span: info.span,
  };
}

function isSound(relation: Relation, ids: ReadonlySet<string>): boolean {
  return ids.has(relation.to) && (relation.kind !== 'through' || ids.has(relation.link));
}

function toTrait({ trait, value }: CheckedTrait): Trait {
  const { object, name, type, nullable, syntax } = trait;
  return { object, name, type, nullable, value, span: syntax.name.span };
}
