// What belongs to an object of a test beside its fields: consents, tags, lists, and memberships of earlier refreshes.
import { catalogue } from '../../diagnostics/catalogue.ts';
import { listed, suggestion } from '../../diagnostics/did-you-mean.ts';
import { renameFixes } from '../../diagnostics/rename-fixes.ts';
import type { Span } from '../../source.ts';
import type { NameSyntax } from '../../syntax/literal-ast.ts';
import type {
  FixtureFieldSyntax,
  FixtureRowSyntax,
  FixtureValueSyntax,
} from '../../syntax/test-ast.ts';
import type { EntityInfo } from '../model-table.ts';
import { type Building, type Draft, keyType, newDraft, setCell } from './drafts.ts';
import { addHistory } from './membership-changes.ts';
import { fieldKey, type FieldEntry, isBroken } from './testing.ts';

/** Fields that every object has, unless one of its own is called so. */
export const ownedFields: readonly string[] = ['consents', 'tagged', 'lists', 'history'];

export function addOwned(draft: Draft, field: string, entry: FieldEntry, building: Building): void {
  if (field === 'consents') addConsents(draft, entry, building);
  else if (field === 'history') addHistory(draft, entry, building);
  else addNamed(draft, field, field === 'tagged' ? 'tags' : 'lists', entry, building);
}

function refuse(field: string, span: Span, needs: string, help: string, building: Building): void {
  building.testing.checking.report(catalogue.tests.wrongShape, span, { field, needs, help });
}

// ---------------------------------------------------------------- lists and tags

/** `tagged: ["vip"]`, `lists: ["newsletter", { name: "vip", added_at: 3 days ago }]` */
function addNamed(
  draft: Draft,
  field: string,
  what: 'lists' | 'tags',
  { syntax, now }: FieldEntry,
  building: Building,
): void {
  const { checking, table } = building.testing;
  const entity = table.entities.get(`${draft.entity.id}.${what}`);
  if (entity === undefined) {
    checking.report(catalogue.names.nothingDeclared, syntax.name.span, {
      what,
      of: draft.entity.id,
    });
    return;
  }
  if (entity.faulty) return checking.fail();
  const { value } = syntax;
  const items = value.kind === 'fixture_list' ? value.items : [value];
  for (const [index, item] of items.entries()) {
    const label = `${draft.label}_${field}_${index + 1}`;
    const title = `one of the ${what} of ${draft.title}`;
    const row = rowNamed(item);
    if (row === undefined) {
      const help = `Write their names: \`${field}: ["vip"]\`; rows with more than a name in braces.`;
      refuse(field, item.span, `names of ${what} in double quotes`, help, building);
      continue;
    }
    const added = building.inline(entity, row, { label, title, now });
    if (added !== undefined) setOwner(added, draft, item.span, building);
  }
}

/** A text stands for a row with that name. */
function rowNamed(item: FixtureValueSyntax): FixtureRowSyntax | undefined {
  if (item.kind === 'fixture_row') return item;
  if (item.kind !== 'string') return undefined;
  const { span } = item;
  const name = { kind: 'path', parts: [{ text: 'name', span }], span } as const;
  return {
    kind: 'fixture_row',
    fields: [{ kind: 'fixture_field', name, value: item, span }],
    span,
  };
}

function setOwner(row: Draft, owner: Draft, span: Span, { testing }: Building): void {
  const column = row.entity.owner?.column ?? '';
  const type = keyType(owner.entity.id);
  setCell(row, { column, jsonPath: [], type, value: owner.key ?? '', span }, testing);
}

// ---------------------------------------------------------------- consents

interface SaidConsent {
  readonly name: NameSyntax;
  readonly state: 'granted' | 'denied';
}

/** `consents: [email_marketing]`, `consents: { email_marketing: denied }` */
function addConsents(draft: Draft, { syntax, now }: FieldEntry, building: Building): void {
  const said = saidConsents(syntax.value, building);
  for (const { name, state } of said) {
    const entity = findConsent(name, draft.entity, building);
    if (entity === undefined) continue;
    const row = newDraft({
      entity,
      name: undefined,
      key: undefined,
      label: `${draft.label}_consents_${name.text}`,
      title: `the consent \`${name.text}\` of ${draft.title}`,
      now,
      incomplete: false,
      span: name.span,
      place: name.span,
    });
    building.drafts.push(row);
    setOwner(row, draft, name.span, building);
    const attribute = entity.members.get('state');
    if (attribute?.kind !== 'attribute') continue;
    const { column, jsonPath, consentStates } = attribute.attribute;
    const value = consentStates?.[state][0] ?? state;
    const cell = { column, jsonPath, type: { kind: 'text' } as const, value, span: name.span };
    setCell(row, cell, building.testing);
  }
}

const consentHelp =
  'Write `consents: [email_marketing]` for what is granted, or `consents: { email_marketing: denied, sms: granted }`.';

function saidConsents(value: FixtureValueSyntax, building: Building): readonly SaidConsent[] {
  if (value.kind === 'named') return [{ name: value.name, state: 'granted' }];
  if (value.kind === 'fixture_row') {
    return value.fields.flatMap((field) => (isBroken(field) ? [] : consentOf(field, building)));
  }
  const items = value.kind === 'fixture_list' ? value.items : [value];
  return items.flatMap((item) => {
    if (item.kind === 'named') return [{ name: item.name, state: 'granted' } as const];
    refuse('consents', item.span, 'names of consents', consentHelp, building);
    return [];
  });
}

/** `email_marketing: denied` */
function consentOf(field: FixtureFieldSyntax, building: Building): readonly SaidConsent[] {
  const { value } = field;
  const state = value.kind === 'named' ? value.name.text : '';
  const [name, more] = field.name.kind === 'path' ? field.name.parts : [];
  const isState = state === 'granted' || state === 'denied';
  if (isState && name !== undefined && more === undefined) return [{ name, state }];
  const help = 'A consent that is unknown is not said.';
  refuse(fieldKey(field), value.span, '`granted` or `denied`', help, building);
  return [];
}

function findConsent(
  { text: name, span }: NameSyntax,
  of: EntityInfo,
  { testing }: Building,
): EntityInfo | undefined {
  const { checking, table } = testing;
  const prefix = `${of.id}.consent.`;
  const found = table.entities.get(`${prefix}${name}`);
  if (found !== undefined && !found.faulty) return found;
  if (found !== undefined || table.hidden.texts.has(name)) checking.fail();
  else {
    const declared = [...table.entities.keys()]
      .filter((id) => id.startsWith(prefix))
      .map((id) => id.slice(prefix.length));
    const help =
      suggestion(name, declared) ??
      (declared.length === 0
        ? `No consents of ${of.id} are declared.`
        : `${of.id} has ${listed(declared)}.`);
    const fixes = renameFixes(name, declared, span);
    checking.report(catalogue.names.unknownConsent, span, { name, of: of.id, help }, { fixes });
  }
  return undefined;
}
