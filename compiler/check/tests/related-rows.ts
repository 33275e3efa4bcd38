// Relations and events of a test's row: to-one columns, rows that stand inside it, rows with names, and links.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { Span } from '../../source.ts';
import type { FixtureRowSyntax, FixtureValueSyntax } from '../../syntax/test-ast.ts';
import type { Relation } from '../model.ts';
import type { EntityInfo } from '../model-table.ts';
import {
  type Building,
  type Draft,
  type InlinePlace,
  keyType,
  newDraft,
  setCell,
} from './drafts.ts';
import { findGiven } from './given-names.ts';
import { keyOfObject } from './object-fields.ts';
import type { FieldEntry } from './testing.ts';

type ToOne = Extract<Relation, { kind: 'to_one' }>;
type ToMany = Exclude<Relation, ToOne>;

export function addRelated(
  draft: Draft,
  relation: Relation,
  entry: FieldEntry,
  building: Building,
): void {
  const to = building.testing.table.entities.get(relation.to);
  if (to === undefined || to.faulty) {
    building.testing.checking.fail();
    return;
  }
  if (relation.kind === 'to_one') addToOne(draft, relation, to, entry, building);
  else addToMany(draft, relation, to, entry, building);
}

// ---------------------------------------------------------------- to one

function addToOne(
  draft: Draft,
  relation: ToOne,
  to: EntityInfo,
  { syntax, now }: FieldEntry,
  building: Building,
): void {
  const { value } = syntax;
  const { testing } = building;
  const say = (key: string | null): void => {
    const cell = { column: relation.column, jsonPath: [], type: keyType(to.id), value: key };
    setCell(draft, { ...cell, span: value.span }, testing);
  };
  if (value.kind === 'string') return say(value.value);
  if (value.kind === 'missing') {
    if (!relation.nullable) {
      testing.checking.report(catalogue.tests.neverMissing, value.span, { field: relation.name });
    }
    return say(null);
  }
  if (value.kind === 'named') {
    const key = keyOfNamed(value, to, building);
    if (key === undefined) draft.incomplete = true;
    else say(key);
    return;
  }
  if (value.kind === 'fixture_row') {
    const label = `${draft.label}_${relation.name}`;
    const title = `the ${relation.name} of ${draft.title}`;
    const row = building.inline(to, value, { label, title, now });
    if (row?.key !== undefined) say(row.key);
    return;
  }
  draft.incomplete = true;
  const { name } = relation;
  const help = `Name an object of the test, as in \`${name}: acme\`; or write it here: \`${name}: { ... }\`; or \`missing\`.`;
  const args = { field: name, needs: `one ${to.id}`, help };
  testing.checking.report(catalogue.tests.wrongShape, value.span, args);
}

// ---------------------------------------------------------------- to many

/** Something that a list of rows holds. */
type Item =
  | { readonly kind: 'inline'; readonly row: FixtureRowSyntax }
  | { readonly kind: 'named'; readonly value: Extract<FixtureValueSyntax, { kind: 'named' }> };

function addToMany(
  draft: Draft,
  relation: ToMany,
  to: EntityInfo,
  { syntax, now }: FieldEntry,
  building: Building,
): void {
  const items = itemsOf(syntax.value, relation, building);
  if (items === undefined || draft.key === undefined) {
    building.testing.checking.fail();
    return;
  }
  for (const [index, item] of items.entries()) {
    const label = `${draft.label}_${relation.name}_${index + 1}`;
    const title = `one of the ${relation.name} of ${draft.title}`;
    if (relation.kind === 'through') {
      addLinked(draft, relation, to, item, { label, title, now }, building);
      continue;
    }
    if (item.kind === 'named') {
      claim(draft, relation, to, item.value, building);
      continue;
    }
    const row = building.inline(to, item.row, { label, title, now });
    if (row === undefined) return;
    const { span } = item.row;
    const cell = { column: relation.column, jsonPath: [], type: keyType(draft.entity.id), span };
    setCell(row, { ...cell, value: draft.key }, building.testing);
  }
}

function claim(
  draft: Draft,
  relation: Extract<Relation, { kind: 'to_many' }>,
  to: EntityInfo,
  { name, span }: Extract<FixtureValueSyntax, { kind: 'named' }>,
  building: Building,
): void {
  const found = findGiven(name, to, building.known, building.testing);
  if (found === undefined || draft.key === undefined) return;
  const { column } = relation;
  building.claims.push({ child: name.text, column, value: draft.key, of: draft.entity.id, span });
}

/** A row of the link beside each related row. */
function addLinked(
  draft: Draft,
  relation: Extract<Relation, { kind: 'through' }>,
  to: EntityInfo,
  item: Item,
  place: InlinePlace,
  building: Building,
): void {
  const { testing } = building;
  const link = testing.table.entities.get(relation.link);
  const key =
    item.kind === 'inline'
      ? building.inline(to, item.row, place)?.key
      : keyOfNamed(item.value, to, building);
  if (link === undefined || link.faulty || key === undefined) return testing.checking.fail();
  const span: Span = item.kind === 'inline' ? item.row.span : item.value.span;
  const label = `${place.label}_link`;
  const linkKey = link.key === undefined ? undefined : label;
  const { title, now } = place;
  const row = newDraft({
    entity: link,
    name: undefined,
    key: linkKey,
    label,
    title: `the link to ${title}`,
    now,
    incomplete: false,
    span,
    place: span,
  });
  building.drafts.push(row);
  const say = (column: string, value: string, of: string): void => {
    setCell(row, { column, jsonPath: [], type: keyType(of), value, span }, testing);
  };
  if (link.key !== undefined) say(link.key.column, label, link.id);
  say(relation.nearColumn, draft.key ?? '', draft.entity.id);
  say(relation.farColumn, key, to.id);
}

function keyOfNamed(
  { name }: Extract<FixtureValueSyntax, { kind: 'named' }>,
  to: EntityInfo,
  { known, testing }: Building,
): string | undefined {
  const found = findGiven(name, to, known, testing);
  return found && keyOfObject(found, testing);
}

/** Undefined when it is no list of rows, which was reported. */
function itemsOf(
  value: FixtureValueSyntax,
  relation: ToMany,
  building: Building,
): readonly Item[] | undefined {
  if (value.kind === 'fixture_row') return [{ kind: 'inline', row: value }];
  if (value.kind === 'named') return [{ kind: 'named', value }];
  if (value.kind === 'repeated') return repeatedRows(value, building);
  if (value.kind !== 'fixture_list') return refuseShape(value, relation, building);
  const lists = value.items.map((item) =>
    item.kind === 'fixture_list'
      ? refuseShape(item, relation, building)
      : itemsOf(item, relation, building),
  );
  return lists.every((one) => one !== undefined) ? lists.flat() : undefined;
}

function repeatedRows(
  { count, row }: Extract<FixtureValueSyntax, { kind: 'repeated' }>,
  { testing }: Building,
): readonly Item[] | undefined {
  const times = Number(count.value);
  if (Number.isInteger(times) && times >= 1 && times <= mostRepetitions) {
    return Array.from({ length: times }, () => ({ kind: 'inline', row }) as const);
  }
  const args = { what: 'whole number from 1 to 10,000', found: count.value };
  testing.checking.report(catalogue.typing.badAmount, count.span, args);
  return undefined;
}

const mostRepetitions = 10_000;

function refuseShape(
  { span, kind }: FixtureValueSyntax,
  { name }: ToMany,
  { testing }: Building,
): undefined {
  const help =
    kind === 'missing'
      ? `A relation to many is never missing: write \`${name}: []\`, or leave it out.`
      : `Write \`${name}: { ... }\` for one, \`3 * { ... }\` for several alike, or a list: \`[{ ... }, 3 * { ... }, named_one]\`.`;
  testing.checking.report(catalogue.tests.wrongShape, span, { field: name, needs: 'rows', help });
}
