// Data of compiler/boundaries: an object of a test while it is worked out, with all that stands inside it. What is not said of a
// field is left open until the row is written.
import { must } from '../assert.ts';
import type { Attribute, Entity, Model, Relation } from '../check/model.ts';
import type { ValueType } from '../check/value-type.ts';
import { type Scalar, type Want } from './scalar.ts';
import { deadEnd } from './search.ts';

export interface DraftRow {
  readonly entity: string;
  /** How many rows like this one there are. */
  count: number;
  /** The row that holds this one in its relation to many, or from which this one is reached over a relation to one. */
  readonly holder: { readonly row: DraftRow; readonly relation: Relation } | undefined;
  /** By attribute: everything that its value must be. */
  readonly slots: Map<string, readonly Want[]>;
  /** Null: there is none. */
  readonly toOne: Map<string, DraftRow | null>;
  readonly toMany: Map<string, DraftRow[]>;
  readonly tags: Map<string, boolean>;
  readonly lists: DraftRow[];
  readonly consents: Map<string, 'granted' | 'denied' | 'unknown'>;
  readonly history: DraftChange[];
  /** Collections that it belongs to on purpose. */
  readonly memberOf: Set<string>;
  /** By collection: what each of its rows must satisfy. */
  readonly demands: Map<string, ((row: DraftRow) => void)[]>;
}

export interface DraftChange {
  readonly segment: string;
  readonly change: 'entered' | 'left';
  /** Milliseconds of the epoch. */
  readonly at: number;
}

export function newRow(entity: string, holder?: DraftRow['holder']): DraftRow {
  return {
    entity,
    count: 1,
    holder,
    slots: new Map(),
    toOne: new Map(),
    toMany: new Map(),
    tags: new Map(),
    lists: [],
    consents: new Map(),
    history: [],
    memberOf: new Set(),
    demands: new Map(),
  };
}

export function entityOf(model: Model, id: string): Entity {
  return must(model.entities[id], `entity ${id}`);
}

export function attributeOf(model: Model, entity: string, name: string): Attribute {
  return must(entityOf(model, entity).attributes[name], `${entity}.${name}`);
}

export function relationOf(model: Model, entity: string, name: string): Relation {
  return must(entityOf(model, entity).relations[name], `relation ${entity}.${name}`);
}

/** The value that satisfies all wants; undefined when no candidate does. */
export function valueOf(wants: readonly Want[]): Scalar | null | undefined {
  for (const { candidates } of wants) {
    for (const value of candidates) if (wants.every(({ test }) => test(value))) return value;
  }
  return togetherOf(wants);
}

/** An array with the items of a candidate of each. */
function togetherOf(wants: readonly Want[]): Scalar | undefined {
  if (wants.length < 2 || wants.length > 4) return undefined;
  const arrays = wants.map(({ candidates }) => candidates.filter(isArray));
  let found: readonly (readonly Scalar[])[] = [[]];
  for (const options of arrays) {
    found = found.flatMap((items) =>
      [...options.slice(0, 5), []].map((more) => [...new Set([...items, ...more])]),
    );
    if (found.length > 2000) return undefined;
  }
  return found.find((items) => wants.every(({ test }) => test(items)));
}

function isArray(value: Scalar | null): value is readonly Scalar[] {
  return Array.isArray(value);
}

/** Adds what the attribute must be. */
export function demandValue(row: DraftRow, attribute: Attribute, want: Want): void {
  const known = row.slots.get(attribute.name) ?? [];
  const { type, nullable } = attribute;
  const test = (value: Scalar | null): boolean => {
    if (value === null) return nullable && want.test(null);
    return isStorable(value, type) && want.test(value);
  };
  const possible = { ...want, test };
  const wants = [...known, possible];
  if (valueOf(wants) === undefined) deadEnd(`no value for ${attribute.name}`);
  row.slots.set(attribute.name, wants);
}

/** Whether a field of the type can hold it. */
function isStorable(value: Scalar, type: ValueType): boolean {
  if (type.kind === 'int') return Number.isInteger(value);
  if (type.kind === 'enum') return typeof value === 'string' && type.values.includes(value);
  return true;
}

/** The row that a relation to one leads to, when it is known: null for none, undefined for not said. */
export function knownToOne(
  row: DraftRow,
  relation: Extract<Relation, { kind: 'to_one' }>,
): DraftRow | null | undefined {
  const { holder } = row;
  if (
    holder?.relation.kind === 'to_many' &&
    holder.relation.column === relation.column &&
    holder.row.entity === relation.to
  ) {
    return holder.row;
  }
  return row.toOne.get(relation.name);
}

/** The row that a relation to one leads to, made when it is not there. */
export function reachToOne(model: Model, row: DraftRow, name: string): DraftRow {
  const relation = relationOf(model, row.entity, name);
  if (relation.kind !== 'to_one') return deadEnd(`${name} leads to many rows`);
  const known = knownToOne(row, relation);
  if (known === null) return deadEnd(`${name} is missing`);
  if (known !== undefined) return known;
  const made = newRow(relation.to, { row, relation });
  row.toOne.set(name, made);
  return made;
}

/** The rows of a relation to many that are there; the one from which this row was reached is one of them. */
export function rowsOf(row: DraftRow, relation: Relation): readonly DraftRow[] {
  const inside = row.toMany.get(relation.name) ?? [];
  const { holder } = row;
  const isHolder =
    holder?.relation.kind === 'to_one' &&
    relation.kind === 'to_many' &&
    relation.column === holder.relation.column &&
    relation.to === holder.row.entity;
  return isHolder ? [holder.row, ...inside] : inside;
}

export function addRow(row: DraftRow, relation: Relation): DraftRow {
  const made = newRow(relation.to, { row, relation });
  const rows = row.toMany.get(relation.name) ?? [];
  rows.push(made);
  row.toMany.set(relation.name, rows);
  return made;
}
