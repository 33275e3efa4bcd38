// Part of compiler/lower: a collection (path, window, where) → the collection part of a feature and its anchor row.
import { must } from '../assert.ts';
import type { CheckedCollection, RowReference } from '../check/checked.ts';
import type { Relation } from '../check/model.ts';
import type { Feature, FeatureWindow, PathHop, Predicate, Reducer, Row } from './ir.ts';
import { logId, objectKey } from './membership-log.ts';
import {
  entityOf,
  placeOf,
  relationOf,
  type RowPlace,
  rowAt,
  type Scope,
  throughAnchors,
  toOneHop,
} from './lowering.ts';

/** A collection that waits for its window, filter and reducer, which are lowered in the scope of its rows. */
export interface OpenCollection {
  /** The anchor row, seen from outside. */
  readonly row: Row;
  readonly anchor: string;
  readonly path: readonly PathHop[];
  /** Inside: `up: 0` a row of the collection, `up: 1` the anchor row. */
  readonly scope: Scope;
}

/** Follows the path. Its leading to-one hops belong to the anchor row, so that features start where the to-many starts. */
export function openCollection(collection: CheckedCollection, scope: Scope): OpenCollection {
  let place = placeOf(collection.from, scope);
  const path: PathHop[] = [];
  let entity = place.entity;
  for (const name of collection.hops) {
    const relation = relationOf(entity, name, scope);
    if (relation.kind === 'to_one' && path.length === 0) {
      const hop = toOneHop(relation, entity);
      place = { frame: place.frame, hops: [...place.hops, hop], entity: hop.to };
    } else path.push(...pathHops(relation, entity));
    entity = relation.to;
  }
  return open(place, path, entity, collection.scope, scope);
}

function pathHops(relation: Relation, from: string): readonly PathHop[] {
  const { name, to } = relation;
  switch (relation.kind) {
    case 'to_one':
      return [{ kind: 'to_one', ...toOneHop(relation, from) }];
    case 'to_many':
      return [{ kind: 'to_many', relation: name, from, column: relation.column, to }];
    case 'through': {
      const { link, nearColumn, farColumn } = relation;
      return [
        { kind: 'to_many', relation: name, from, column: nearColumn, to: link },
        { kind: 'to_one', relation: name, from: link, column: farColumn, to },
      ];
    }
  }
}

/** The rows of an object's lists, tags or consent; `number` is their scope number. */
export function openOwned(
  reference: RowReference,
  owned: string,
  number: number,
  scope: Scope,
): OpenCollection {
  const place = placeOf(reference, scope);
  const entity = entityOf(owned, scope);
  const { column } = must(entity.owner, `owner of ${owned}`);
  const relation = owned.slice(owned.lastIndexOf('.') + 1);
  const hop: PathHop = { kind: 'to_many', relation, from: place.entity, column, to: owned };
  return open(place, [hop], owned, number, scope);
}

/** The changes of a segment's membership that concern the row. */
export function openLog(reference: RowReference, segment: string, scope: Scope): OpenCollection {
  const place = placeOf(reference, scope);
  const to = logId(place.entity, segment);
  const relation = `changes_of_${segment}`;
  const hop: PathHop = { kind: 'to_many', relation, from: place.entity, column: objectKey, to };
  return open(place, [hop], to, scope.places.size, scope);
}

function open(
  place: RowPlace,
  path: readonly PathHop[],
  element: string,
  number: number,
  scope: Scope,
): OpenCollection {
  const anchorOf = throughAnchors(place, scope.stack);
  const stack = [
    ...scope.stack,
    { entity: place.entity, anchorOf },
    { entity: element, anchorOf: undefined },
  ];
  const here: RowPlace = { frame: stack.length - 1, hops: [], entity: element };
  const places = new Map(scope.places).set(number, here);
  return {
    row: rowAt(place, scope),
    anchor: place.entity,
    path,
    scope: { ...scope, stack, places },
  };
}

/** Closes a collection into an interned feature and returns its id. */
export function closeFeature(
  opened: OpenCollection,
  window: FeatureWindow | undefined,
  filter: Predicate,
  reducer: Reducer,
): string {
  const feature: Omit<Feature, 'id'> = {
    kind: 'collection',
    anchor: opened.anchor,
    path: opened.path,
    window,
    filter,
    reducer,
  };
  return opened.scope.lowering.interner.intern(feature);
}
