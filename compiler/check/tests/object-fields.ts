// The fields of an object before they are read: JSON values taken apart, copies with other fields, and keys.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { FixtureFieldSyntax, FixtureRowSyntax } from '../../syntax/test-ast.ts';
import type { EntityInfo } from '../model-table.ts';
import type { Instant } from './instants.ts';
import {
  type FieldEntry,
  fieldKey,
  type FixtureObject,
  isBroken,
  type Testing,
} from './testing.ts';

type Fields = ReadonlyMap<string, FieldEntry>;

/** The fields of a row by their names; one that is said twice is reported. */
export function entriesOf(
  entity: EntityInfo,
  row: FixtureRowSyntax,
  now: Instant,
  { checking }: Testing,
): Fields {
  const entries = new Map<string, FieldEntry>();
  for (const field of row.fields) {
    if (isBroken(field)) {
      checking.fail();
      continue;
    }
    for (const syntax of takenApart(entity, field)) {
      const key = fieldKey(syntax);
      const first = entries.get(key);
      if (first === undefined) entries.set(key, { syntax, now });
      else {
        const related = [{ span: first.syntax.span, text: 'the first one' }];
        const args = { what: 'field', name: `\`${key}\`` };
        checking.report(catalogue.names.repeated, syntax.name.span, args, { related });
      }
    }
  }
  return entries;
}

/** `lead: { score: 40 }` is `lead` and `lead.score`. */
function takenApart(entity: EntityInfo, field: FixtureFieldSyntax): readonly FixtureFieldSyntax[] {
  const { name, value } = field;
  if (name.kind !== 'path' || value.kind !== 'fixture_row') return [field];
  const member = entity.members.get(fieldKey(field));
  if (member?.kind !== 'attribute' || member.attribute.type.kind !== 'json') return [field];
  const inner = value.fields.flatMap((one) => {
    if (isBroken(one) || one.name.kind !== 'path') return [];
    const parts = [...name.parts, ...one.name.parts];
    return takenApart(entity, { ...one, name: { ...one.name, parts } });
  });
  return [field, ...inner];
}

/** `base` with other fields: those of a JSON value go when the value is said anew. */
export function withFields(base: Fields, fields: Fields): Fields {
  const merged = new Map(base);
  for (const key of fields.keys()) {
    for (const known of base.keys()) {
      const outer = base.get(known)?.syntax.value.kind === 'missing';
      if (known.startsWith(`${key}.`) || (outer && key.startsWith(`${known}.`)))
        merged.delete(known);
    }
  }
  for (const [key, entry] of fields) merged.set(key, entry);
  return merged;
}

/** Undefined for what has no key. */
export function keyOfObject(
  { entity, fields, label }: FixtureObject,
  testing: Testing,
): string | undefined {
  return keyOfFields(entity, fields, label, testing);
}

export function keyOfFields(
  entity: EntityInfo,
  fields: Fields,
  label: string,
  { checking }: Testing,
): string | undefined {
  if (entity.key === undefined) return undefined;
  const said = fields.get(entity.key.name)?.syntax;
  if (said === undefined) return label;
  if (said.value.kind === 'string') return said.value.value;
  if (said.value.kind === 'missing') {
    checking.report(catalogue.tests.neverMissing, said.value.span, { field: entity.key.name });
    return label;
  }
  const help = 'Keys are text: `id: "c1"`.';
  const args = { field: entity.key.name, needs: 'a text in double quotes', help };
  checking.report(catalogue.tests.wrongShape, said.value.span, args);
  return label;
}
