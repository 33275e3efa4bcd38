// Part of compiler/lower: where an expression stands (rows in scope, parameters) and what lowering one segment shares.
import { InternalError, must } from '../assert.ts';
import type { CheckedProject, CheckedSegment } from '../check/checked-project.ts';
import { segmentsByName } from '../check/segments-by-name.ts';
import type { CheckedCondition, CheckedValue, RowReference } from '../check/checked.ts';
import type { Attribute, Entity, Model, OpenHours, Relation } from '../check/model.ts';
import type { FeatureInterner } from './intern-features.ts';
import type { Predicate, Row, ToOneHop, Value } from './ir.ts';

/** What lowering one segment shares between its expressions. */
export interface Lowering {
  readonly model: Model;
  readonly segments: ReadonlyMap<string, CheckedSegment>;
  readonly interner: FeatureInterner;
  /** Published segments referred to as members. */
  readonly members: Set<string>;
  /** Published segments whose log of changes is read. */
  readonly histories: Set<string>;
  /** Counts down; an expression beyond it is refused by the dialect check before it is lowered. */
  readonly budget: { left: number };
  readonly parts: LoweringParts;
}

/** Values contain conditions and conditions contain values; each reaches the other through here. */
export interface LoweringParts {
  /** `negated`: the exact complement of the condition. */
  readonly condition: (condition: CheckedCondition, scope: Scope, negated: boolean) => Predicate;
  readonly aggregate: (value: CheckedAggregate, scope: Scope) => Value;
  readonly periods: (value: CheckedPeriods, scope: Scope) => Value;
}

export type CheckedAggregate = Extract<CheckedValue, { kind: 'aggregate' }>;
export type CheckedPeriods = Extract<CheckedValue, { kind: 'count_periods' }>;

/** A row in scope or one reached from it; `frame` is an index in the stack. */
export interface RowPlace {
  readonly frame: number;
  readonly hops: readonly ToOneHop[];
  readonly entity: string;
}

/** `anchorOf`: the frame is the anchor of a feature and means the same row as that place. */
export interface Frame {
  readonly entity: string;
  readonly anchorOf: RowPlace | undefined;
}

/** A parameter's value means what it meant where it was given. */
export interface Binding {
  readonly value: CheckedValue;
  readonly scope: Scope;
}

export interface Scope {
  readonly lowering: Lowering;
  /** Outermost first. */
  readonly stack: readonly Frame[];
  /** By the scope numbers of the checked project. */
  readonly places: ReadonlyMap<number, RowPlace>;
  readonly parameters: ReadonlyMap<string, Binding>;
}

/** More nodes than a person writes; reached only by traits or templates that double what they use, again and again. */
export const largestSegment = 100_000;

export function createLowering(
  project: CheckedProject,
  interner: FeatureInterner,
  parts: LoweringParts,
): Lowering {
  return {
    model: project.model,
    segments: segmentsByName(project),
    interner,
    members: new Set(),
    histories: new Set(),
    budget: { left: largestSegment },
    parts,
  };
}

/** The scope of an expression over one row of `entity` and nothing else. */
export function topScope(lowering: Lowering, entity: string): Scope {
  return {
    lowering,
    stack: [{ entity, anchorOf: undefined }],
    places: new Map([[0, { frame: 0, hops: [], entity }]]),
    parameters: new Map(),
  };
}

/** Counts one lowered node. */
export function spend(scope: Scope): void {
  scope.lowering.budget.left -= 1;
  if (scope.lowering.budget.left < 0) {
    throw new InternalError(`a segment of more than ${largestSegment} nodes was not refused`);
  }
}

/** Where a row reference points. */
export function placeOf(reference: RowReference, scope: Scope): RowPlace {
  const start = must(scope.places.get(reference.scope), `scope ${reference.scope}`);
  return reference.hops.reduce((place, relation) => stepTo(place, relation, scope), start);
}

function stepTo(place: RowPlace, relation: string, scope: Scope): RowPlace {
  const hop = toOneHop(relationOf(place.entity, relation, scope), place.entity);
  return { frame: place.frame, hops: [...place.hops, hop], entity: hop.to };
}

/** The address of a place, seen from the innermost row. A place that is an anchor is addressed as that anchor. */
export function rowAt(place: RowPlace, scope: Scope): Row {
  const { frame, hops } = throughAnchors(place, scope.stack);
  return { up: scope.stack.length - 1 - frame, hops, entity: place.entity };
}

/** The same row, reached from the innermost anchor that it can be reached from. */
export function throughAnchors(place: RowPlace, stack: readonly Frame[]): RowPlace {
  let current = place;
  for (let index = place.frame + 1; index < stack.length; index += 1) {
    const anchorOf = stack[index]?.anchorOf;
    if (anchorOf === undefined || !isPrefix(anchorOf, current)) continue;
    current = {
      frame: index,
      hops: current.hops.slice(anchorOf.hops.length),
      entity: place.entity,
    };
  }
  return current;
}

function isPrefix(prefix: RowPlace, place: RowPlace): boolean {
  return (
    prefix.frame === place.frame &&
    prefix.hops.every((hop, index) => hop.relation === place.hops[index]?.relation)
  );
}

/** When the calendar of that name is open. */
export function hoursOf(calendar: string, scope: Scope): OpenHours {
  return must(scope.lowering.model.calendars[calendar], `calendar ${calendar}`);
}

export function entityOf(id: string, scope: Scope): Entity {
  return must(scope.lowering.model.entities[id], `entity ${id}`);
}

export function relationOf(entity: string, name: string, scope: Scope): Relation {
  return must(entityOf(entity, scope).relations[name], `relation ${entity}.${name}`);
}

export function attributeOf(entity: string, name: string, scope: Scope): Attribute {
  return must(entityOf(entity, scope).attributes[name], `attribute ${entity}.${name}`);
}

export function toOneHop(relation: Relation, from: string): ToOneHop {
  if (relation.kind !== 'to_one') throw new InternalError(`${relation.name} is not to-one`);
  return { relation: relation.name, from, column: relation.column, to: relation.to };
}
