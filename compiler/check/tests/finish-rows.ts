// Last step of a test's rows: what nobody said is filled in from `@where`, `@example` and `now`, and what must not be left
// out is reported.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { FixtureRow } from '../checked-tests.ts';
import type { Attribute } from '../model.ts';
import { attributesOf, type EntityInfo, entityTitle, relationsOf } from '../model-table.ts';
import { isNumber } from '../type-rules.ts';
import type { ValueType } from '../value-type.ts';
import { type Building, cellId, type Draft, finishedRow, keyType, setCell } from './drafts.ts';
import { readPlace, readValue } from './fixture-values.ts';
import { instantText, localDay } from './instants.ts';
import { type Chosen, chooseColumns, type TableRow } from './table-where.ts';
import type { Testing } from './testing.ts';

export function finishRows(building: Building): readonly FixtureRow[] {
  const { testing, drafts } = building;
  applyClaims(building);
  const needs = new Map<EntityInfo, Needs>();
  for (const draft of drafts) {
    const needed = needs.get(draft.entity) ?? needsOf(draft.entity, testing);
    needs.set(draft.entity, needed);
    keyOfSharedTable(draft, testing);
    fillWhere(draft, needed, testing);
    fillTime(draft, testing);
    fillExamples(draft, needed, testing);
    fillJson(draft, testing);
    requireFields(draft, needed, testing);
  }
  reportEqualKeys(building);
  return drafts.map(finishedRow);
}

/** What every row of an entity must have: said, by an example, or read and to be said. */
interface Needs {
  readonly examples: readonly Attribute[];
  readonly attributes: readonly Attribute[];
  readonly relations: readonly ToOne[];
}

type ToOne = Extract<ReturnType<typeof relationsOf>[number], { kind: 'to_one' }>;

function needsOf(entity: EntityInfo, { examples, reads }: Testing): Needs {
  const { id, owner } = entity;
  const never = attributesOf(entity).filter((one) => !one.nullable && one.sql === undefined);
  return {
    examples: never.filter(({ name }) => examples.has(`${id}.${name}`)),
    attributes: never.filter(({ name }) => reads?.attributes.has(`${id}.${name}`) === true),
    relations: relationsOf(entity).filter((one): one is ToOne => {
      if (one.kind !== 'to_one' || reads === undefined) return false;
      // An event belongs to an object, whoever reads it.
      if (owner?.column === one.column) return true;
      return !one.nullable && reads.relations.has(`${id}.${one.name}`);
    }),
  };
}

function applyClaims({ claims, drafts, testing }: Building): void {
  const named = new Map(drafts.map((draft) => [draft.name, draft]));
  for (const { child, column, value, of, span } of claims) {
    const draft = named.get(child);
    if (draft === undefined) continue;
    setCell(draft, { column, jsonPath: [], type: keyType(of), value, span }, testing);
  }
}

/** An event in the table of an object is a row of that object as well, and needs a key to be one. */
function keyOfSharedTable(draft: Draft, testing: Testing): void {
  const { entity, label, place } = draft;
  if (entity.kind === 'object') return;
  for (const other of testing.table.entities.values()) {
    if (other.kind !== 'object' || other.table !== entity.table || other.key === undefined)
      continue;
    const { column, jsonPath, type } = other.key;
    if (draft.cells.has(cellId(column, jsonPath))) continue;
    setCell(draft, { column, jsonPath, type, value: label, span: place }, testing);
  }
}

function fillWhere(draft: Draft, needs: Needs, testing: Testing): void {
  const { entity, place } = draft;
  const { where } = entity;
  if (where === undefined) return;
  const row: TableRow = {
    said: (column) => draft.cells.get(cellId(column, []))?.value,
    sample: (column) => sampleOf(attributeIn(column, entity), draft, testing),
  };
  let chosen = chooseColumns(where, row);
  if (chosen === undefined) {
    fillExamples(draft, needs, testing);
    chosen = chooseColumns(where, row);
  }
  if (chosen === undefined) {
    if (draft.incomplete) return;
    const args = { what: draft.title, entity: entityTitle(entity) };
    testing.checking.report(catalogue.tests.outsideTable, place, args);
    return;
  }
  for (const [column, { type, value }] of chosen) {
    const own = attributeIn(column, entity)?.type ?? type;
    setCell(draft, { column, jsonPath: [], type: own, value, span: place }, testing);
  }
}

function attributeIn(column: string, entity: EntityInfo): Attribute | undefined {
  return attributesOf(entity).find((one) => one.column === column && one.jsonPath.length === 0);
}

/** Some known value. */
function sampleOf(attribute: Attribute | undefined, { now }: Draft, { table }: Testing): Chosen {
  const type: ValueType = attribute?.type ?? { kind: 'text' };
  if (isNumber(type) || type.kind === 'money') return { type, value: '1' };
  if (type.kind === 'bool') return { type, value: true };
  if (type.kind === 'timestamp') return { type, value: instantText(now, attribute?.zone) };
  if (type.kind === 'array') return { type, value: [] };
  if (type.kind === 'enum') return { type, value: type.values[0] ?? '' };
  if (type.kind === 'version') return { type, value: '1.0.0' };
  if (type.kind !== 'date') return { type, value: 'x' };
  return { type, value: localDay(now, table.project.timezone).toString() };
}

/** Consents, lists and tags that do not say when: at the instant of the step that says them. */
function fillTime(draft: Draft, testing: Testing): void {
  const { entity, now, place } = draft;
  if (entity.kind === 'object' || entity.kind === 'event') return;
  const member = entity.members.get(entity.time?.attribute ?? '');
  if (entity.time?.hops.length !== 0 || member?.kind !== 'attribute') return;
  const { column, jsonPath, type, zone } = member.attribute;
  if (draft.cells.has(cellId(column, jsonPath))) return;
  const value =
    type.kind === 'date'
      ? localDay(now, testing.table.project.timezone).toString()
      : instantText(now, zone);
  setCell(draft, { column, jsonPath, type, value, span: place }, testing);
}

function fillExamples(draft: Draft, needs: Needs, testing: Testing): void {
  const { entity, now, place } = draft;
  for (const attribute of needs.examples) {
    const { name, column, jsonPath, type, zone, longitude } = attribute;
    const example = testing.examples.get(`${entity.id}.${name}`);
    if (example === undefined || isSaid(draft, attribute)) continue;
    if (type.kind === 'geo' && longitude !== undefined) {
      const found = readPlace(example, name, testing);
      if (found === undefined) continue;
      setCell(draft, { column, jsonPath, type, value: found[0], span: place }, testing);
      setCell(draft, { ...longitude, type, value: found[1], span: place }, testing);
      continue;
    }
    const value = readValue(example, { field: name, type, zone, now }, testing);
    if (value === undefined) continue;
    setCell(draft, { column, jsonPath, type, value, span: place }, testing);
  }
}

function isSaid(draft: Draft, { column, jsonPath }: Attribute): boolean {
  return draft.cells.has(cellId(column, jsonPath));
}

/** A JSON value of which nothing but its presence was said is an empty one. */
function fillJson(draft: Draft, testing: Testing): void {
  for (const field of draft.presentJson) {
    const id = cellId(field.column, field.jsonPath);
    const hasMore = [...draft.cells].some(
      ([other, { value }]) => other.startsWith(`${id}\u0000`) && value !== null,
    );
    if (hasMore || draft.cells.has(id)) continue;
    const { column, jsonPath, type } = field;
    setCell(draft, { column, jsonPath, type, value: '{}', span: draft.place }, testing);
  }
}

/** Everything that is read and never missing in one message. */
function requireFields(draft: Draft, needs: Needs, testing: Testing): void {
  if (draft.incomplete) return;
  const attributes = needs.attributes.filter((one) => !hasValue(draft, one));
  const relations = needs.relations.filter((one) => !draft.cells.has(cellId(one.column, [])));
  const fields = [...attributes, ...relations].map(({ name }) => name);
  if (fields.length === 0) return;
  const args = { what: draft.title, fields };
  testing.checking.report(catalogue.tests.requiredUnsaid, draft.place, args);
}

/** The value itself, or something in a JSON value. */
function hasValue(draft: Draft, attribute: Attribute): boolean {
  if (isSaid(draft, attribute)) return true;
  if (attribute.type.kind !== 'json') return false;
  const id = cellId(attribute.column, attribute.jsonPath);
  return [...draft.cells.keys()].some((other) => other.startsWith(`${id}\u0000`));
}

function reportEqualKeys({ drafts, testing }: Building): void {
  const first = new Map<string, Draft>();
  for (const draft of drafts) {
    if (draft.key === undefined) continue;
    const id = `${draft.entity.id} ${draft.key}`;
    const other = first.get(id);
    if (other === undefined) {
      first.set(id, draft);
      continue;
    }
    const args = { object: draft.entity.id, key: draft.key };
    testing.checking.report(catalogue.tests.keyTwice, draft.place, args, {
      related: [{ span: other.place, text: 'the other one' }],
    });
  }
}
