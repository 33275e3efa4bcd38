// The rows and attributes that an expression can name: of the innermost row, over to-one relations, of outer rows.
import type { ValueType } from '../../compiler/check/value-type.ts';
import type { Maker, Scope, Typed } from './maker.ts';
import { innermost, type RowSpec } from './maker.ts';
import { literalsOf } from './make-literals.ts';
import type { EntitySpec, RelationSpec } from './model-spec.ts';
import { textLiteral } from './text-pool.ts';

/** A row that a path of to-one relations leads to. */
export interface Place {
  /** Before the name of an attribute: empty, or ending in a dot. */
  readonly prefix: string;
  readonly entity: EntitySpec;
  /** Over at least one relation. */
  readonly nullable: boolean;
  /** Over a relation that may be missing. */
  readonly declared: boolean;
}

/** The rows within `hops` to-one relations of the rows in scope. */
export function placesOf(maker: Maker, scope: Scope, hops: number = 2): readonly Place[] {
  const starts = startsOf(scope);
  const found: Place[] = [...starts];
  let edge: readonly Place[] = starts;
  for (let hop = 0; hop < hops; hop += 1) {
    edge = edge.flatMap((place) => nextPlaces(maker, place));
    found.push(...edge);
  }
  return found;
}

function nextPlaces({ model }: Maker, place: Place): readonly Place[] {
  return place.entity.relations.flatMap(({ kind, name, to, nullable }) => {
    const entity = kind === 'to_one' ? model.entities.get(to) : undefined;
    if (entity === undefined) return [];
    const declared = place.declared || nullable;
    return [{ prefix: `${place.prefix}${name}.`, entity, nullable: true, declared }];
  });
}

/** The innermost row by no name, outer ones by alias, or by type where that says which. */
export function startsOf(scope: Scope): readonly Place[] {
  const first = innermost(scope);
  const starts = [start('', first)];
  for (const row of scope.rows.slice(1)) {
    const name = nameOf(row, scope);
    if (name !== undefined) starts.push(start(`${name}.`, row));
  }
  return starts;
}

function start(prefix: string, { entity }: RowSpec): Place {
  return { prefix, entity, nullable: false, declared: false };
}

function nameOf(row: RowSpec, scope: Scope): string | undefined {
  if (row.alias !== undefined) return row.alias;
  const { id, kind } = row.entity;
  const { entity } = innermost(scope);
  const hidden = entity.relations.some(({ name }) => name === id);
  const others = scope.rows.slice(1).filter((other) => other.entity.id === id);
  const isPlain = kind === 'object' || kind === 'event';
  return isPlain && !hidden && others.length === 1 ? id : undefined;
}

export function toMany({ kind }: RelationSpec): boolean {
  return kind !== 'to_one';
}

/** Attributes, keys, traits and keys of relations of the place. */
export function valuesAt(maker: Maker, place: Place): readonly Typed[] {
  const { entity } = place;
  const found = [
    ...entity.attributes.map(({ name, type, nullable, domain }) =>
      at(place, name, type, nullable, { hints: literalsOf(type, domain) }),
    ),
    ...entity.traits.map(({ name, type, nullable, exact, hints }) =>
      at(place, name, type, nullable, { exact, hints }),
    ),
    ...entity.relations
      .filter((relation) => !toMany(relation))
      .map(({ name, to, nullable }) =>
        at(place, name, { kind: 'id', of: to }, nullable, { hints: keyHints(maker, to) }),
      ),
  ];
  const { key } = entity;
  if (key === undefined) return found;
  const type = { kind: 'id', of: entity.id } as const;
  return [...found, at(place, key.name, type, false, { hints: keyHints(maker, entity.id) })];
}

function keyHints({ keys }: Maker, object: string): readonly string[] {
  return (keys.get(object) ?? []).map(textLiteral);
}

function at(
  { prefix, nullable, declared }: Place,
  name: string,
  type: ValueType,
  own: boolean,
  extras: Partial<Typed>,
): Typed {
  return {
    text: `${prefix}${name}`,
    type,
    nullable: nullable || own,
    declared: declared || own,
    exact: true,
    atom: true,
    hints: [],
    ...extras,
  };
}

/** One attribute that satisfies the test; near ones are likelier. */
export function someValue(
  maker: Maker,
  scope: Scope,
  test: (value: Typed) => boolean,
): Typed | undefined {
  const { random } = maker;
  const hops = random.weighted([
    [60, 0],
    [25, 1],
    [15, 2],
  ]);
  for (const reach of [hops, 2]) {
    const places = random.shuffled(placesOf(maker, scope, reach));
    const ordered = random.chance(65) ? [...startsOf(scope).slice(0, 1), ...places] : places;
    for (const place of ordered) {
      const fitting = valuesAt(maker, place).filter(test);
      const found = random.pickOne(fitting);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
