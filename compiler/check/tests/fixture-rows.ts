// Objects of a test → rows of tables: the object's own row, and the rows that stand inside it.
import { catalogue } from '../../diagnostics/catalogue.ts';
import { listed, suggestion } from '../../diagnostics/did-you-mean.ts';
import { renameFixes } from '../../diagnostics/rename-fixes.ts';
import type { FixtureFieldSyntax, FixtureRowSyntax } from '../../syntax/test-ast.ts';
import type { Attribute } from '../model.ts';
import { type EntityInfo, entityTitle, memberNames } from '../model-table.ts';
import {
  type Building,
  type Draft,
  type InlinePlace,
  mostRows,
  newDraft,
  setCell,
} from './drafts.ts';
import { readPlace, readValue, typeOfRaw } from './fixture-values.ts';
import type { Instant } from './instants.ts';
import { entriesOf, keyOfFields, keyOfObject } from './object-fields.ts';
import { addOwned, ownedFields } from './owned-rows.ts';
import { addRelated } from './related-rows.ts';
import type { FieldEntry, FixtureObject } from './testing.ts';

/** The row of an object with a name, and all that stands inside it. */
export function addObject(object: FixtureObject, now: Instant, building: Building): void {
  const { entity, name, label, title, incomplete, span } = object;
  const key = keyOfObject(object, building.testing);
  const draft = newDraft({
    entity,
    name: name?.text,
    key,
    label,
    title,
    now,
    incomplete,
    span,
    place: name?.span ?? span,
  });
  building.drafts.push(draft);
  addFields(draft, object.fields.values(), building);
}

/** A row that stands inside of another. */
export function addInline(
  entity: EntityInfo,
  row: FixtureRowSyntax,
  { label, title, now }: InlinePlace,
  building: Building,
): Draft | undefined {
  if (building.drafts.length >= mostRows) {
    if (building.isFull) return undefined;
    building.isFull = true;
    building.testing.checking.report(catalogue.tests.tooManyRows, row.span, { limit: mostRows });
    return undefined;
  }
  const fields = entriesOf(entity, row, now, building.testing);
  const key = keyOfFields(entity, fields, label, building.testing);
  const incomplete = row.fields.some(({ kind }) => kind === 'broken');
  const draft = newDraft({
    entity,
    name: undefined,
    key,
    label,
    title,
    now,
    incomplete,
    span: row.span,
    place: row.span,
  });
  building.drafts.push(draft);
  addFields(draft, fields.values(), building);
  return draft;
}

function addFields(draft: Draft, fields: Iterable<FieldEntry>, building: Building): void {
  const keyName = draft.entity.key?.name;
  for (const entry of fields) {
    const isKey = entry.syntax.name.kind === 'path' && nameOf(entry.syntax) === keyName;
    if (!isKey) addField(draft, entry, building);
  }
  const attribute = draft.entity.key;
  if (attribute === undefined || draft.key === undefined) return;
  const { column, jsonPath, type } = attribute;
  setCell(draft, { column, jsonPath, type, value: draft.key, span: draft.span }, building.testing);
}

function nameOf({ name }: FixtureFieldSyntax): string {
  return name.kind === 'string' ? name.value : name.parts.map(({ text }) => text).join('.');
}

function addField(draft: Draft, entry: FieldEntry, building: Building): void {
  const { syntax } = entry;
  const { testing } = building;
  if (syntax.name.kind === 'string') {
    addColumn(draft, entry, building);
    return;
  }
  const field = nameOf(syntax);
  const member = draft.entity.members.get(field);
  switch (member?.kind) {
    case 'attribute':
      addAttribute(draft, member.attribute, entry, building);
      return;
    case 'relation':
      addRelated(draft, member.relation, entry, building);
      return;
    case 'trait': {
      const why = 'it is a trait, which is computed';
      const help = 'Give what it is computed from.';
      testing.checking.report(catalogue.tests.cannotBeGiven, syntax.name.span, {
        field,
        why,
        help,
      });
      return;
    }
    case 'faulty':
    case 'unsupported':
      testing.checking.fail();
      return;
    case undefined:
      if (ownedFields.includes(field) && draft.entity.kind === 'object') {
        addOwned(draft, field, entry, building);
      } else {
        draft.incomplete = true;
        reportUnknownField(draft.entity, syntax, building);
      }
  }
}

/** A column of the table by its name. */
function addColumn(draft: Draft, { syntax, now }: FieldEntry, { testing }: Building): void {
  const { value, span } = syntax;
  const column = nameOf(syntax);
  const type = typeOfRaw(value);
  if (value.kind === 'missing') {
    setCell(draft, { column, jsonPath: [], type, value: null, span }, testing);
    return;
  }
  const target = { field: column, type: { kind: 'raw' } as const, zone: undefined, now };
  const stored = readValue(value, target, testing);
  if (stored === undefined) draft.incomplete = true;
  else setCell(draft, { column, jsonPath: [], type, value: stored, span }, testing);
}

function addAttribute(
  draft: Draft,
  attribute: Attribute,
  { syntax, now }: FieldEntry,
  { testing }: Building,
): void {
  const { value } = syntax;
  const { column, jsonPath, type, zone, longitude } = attribute;
  const field = attribute.name;
  const { span } = value;
  const say = (at: Pick<Attribute, 'column' | 'jsonPath'>, stored: string | null): void => {
    const cell = { column: at.column, jsonPath: at.jsonPath, type, value: stored, span };
    setCell(draft, cell, testing);
  };
  if (attribute.sql !== undefined) {
    const why = 'the warehouse computes it';
    const help = 'Give the columns that it is computed from, in double quotes: `"amount": 5`.';
    testing.checking.report(catalogue.tests.cannotBeGiven, syntax.name.span, { field, why, help });
    return;
  }
  if (value.kind === 'missing') {
    if (!attribute.nullable) {
      testing.checking.report(catalogue.tests.neverMissing, span, { field });
    }
    say(attribute, null);
    if (longitude !== undefined) say(longitude, null);
    return;
  }
  if (type.kind === 'json') {
    // Its fields are entries of their own.
    if (value.kind === 'fixture_row') draft.presentJson.push(attribute);
    else reportJson(field, syntax, draft, testing);
    return;
  }
  if (type.kind === 'geo') {
    const place = readPlace(value, field, testing);
    if (place === undefined || longitude === undefined) draft.incomplete = true;
    else {
      say(attribute, place[0]);
      say(longitude, place[1]);
    }
    return;
  }
  const stored = readValue(value, { field, type, zone, now }, testing);
  if (stored === undefined) draft.incomplete = true;
  else setCell(draft, { column, jsonPath, type, value: stored, span }, testing);
}

function reportJson(
  field: string,
  { value }: FixtureFieldSyntax,
  draft: Draft,
  { checking }: Building['testing'],
): void {
  draft.incomplete = true;
  const help = `Write them in braces: \`${field}: { score: 40 }\`.`;
  const needs = 'the fields of its JSON value';
  checking.report(catalogue.tests.wrongShape, value.span, { field, needs, help });
}

function reportUnknownField(
  entity: EntityInfo,
  { name }: FixtureFieldSyntax,
  { testing }: Building,
): void {
  const { checking, table } = testing;
  if (name.kind !== 'path' || entity.faulty) return checking.fail();
  const [first] = name.parts;
  const written = name.parts.map(({ text }) => text).join('.');
  if (first === undefined || table.hidden.texts.has(first.text)) return checking.fail();
  const outer = entity.members.get(first.text);
  if (name.parts.length > 1 && outer?.kind === 'relation') {
    const why = `it belongs to \`${first.text}\``;
    const inner = name.parts.at(-1)?.text ?? '';
    const help = `Give that object there: \`${first.text}: { ${inner}: ... }\`.`;
    checking.report(catalogue.tests.cannotBeGiven, name.span, { field: written, why, help });
    return;
  }
  const names = [...memberNames(entity), ...(entity.kind === 'object' ? ownedFields : [])];
  const help =
    suggestion(written, names) ?? `${entityTitle(entity)} has ${listed(memberNames(entity))}.`;
  const fixes = renameFixes(written, names, name.span);
  const args = { what: 'field', name: written, of: entityTitle(entity), help };
  checking.report(catalogue.names.unknownAttribute, name.span, args, { fixes });
}
