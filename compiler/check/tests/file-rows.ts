// `given contact from "big/contacts.csv"`: the rows of a fixture file as objects of the test, by the names of fields.
import { catalogue } from '../../diagnostics/catalogue.ts';
import { suggestion } from '../../diagnostics/did-you-mean.ts';
import type { Span } from '../../source.ts';
import type {
  FixtureFieldSyntax,
  FixtureValueSyntax,
  GivenFromSyntax,
} from '../../syntax/test-ast.ts';
import type { Relation } from '../model.ts';
import { type EntityInfo, memberNames, type ModelTable } from '../model-table.ts';
import { mostRows } from './drafts.ts';
import { type Problem, valueOfFile } from './file-values.ts';
import { type FileRow, type FileValue, readTable } from './fixture-tables.ts';
import type { Instant } from './instants.ts';
import { type FieldEntry, fieldKey, type FixtureObject, type Testing } from './testing.ts';

/** Nothing when the files are not loaded, or when a fault was reported. */
export function rowsOfFile(
  entity: EntityInfo,
  { path }: GivenFromSyntax,
  now: Instant,
  testing: Testing,
): readonly FixtureObject[] {
  const { checking, files } = testing;
  if (files.texts === undefined) return [];
  const text = files.texts.get(path.value);
  if (text === undefined) {
    const help = suggestion(path.value, files.texts.keys(), (name) => `"${name}"`);
    checking.report(catalogue.tests.unlistedFile, path.span, { path: path.value, help });
    return [];
  }
  const table = readTable(path.value, text);
  const problems = [...table.problems];
  if (table.rows.length > mostRows) {
    checking.report(catalogue.tests.tooManyRows, path.span, { limit: mostRows });
    return [];
  }
  const objects = table.rows.map((row, index) => {
    const fields = fieldsOf(row, entity, path.span, now, testing.table, problems);
    const title = `${entity.id} of \`${path.value}\`, line ${row.line},`;
    const label = `${labelOf(path.value)}_${index + 1}`;
    const { span } = path;
    return { entity, name: undefined, label, title, fields, incomplete: false, span };
  });
  const [problem, ...more] = [...new Set(problems)];
  if (problem === undefined) return objects;
  const shown = more.length > 5 ? [...more.slice(0, 5), `${more.length - 5} more`] : more;
  checking.report(catalogue.tests.badFile, path.span, { path: path.value, problem, more: shown });
  return [];
}

function labelOf(path: string): string {
  const name = path.split('/').at(-1) ?? '';
  return name.replace(/\.[^.]*$/, '').replaceAll(/\W+/g, '_');
}

function fieldsOf(
  { line, values }: FileRow,
  entity: EntityInfo,
  span: Span,
  now: Instant,
  table: ModelTable,
  problems: string[],
): ReadonlyMap<string, FieldEntry> {
  const fields = new Map<string, FieldEntry>();
  const add = (name: string, value: FileValue): void => {
    const read = readField(name, value, entity, span, table);
    for (const one of read) {
      if ('problem' in one) problems.push(`line ${line}: ${one.problem}`);
      else fields.set(fieldKey(one), { syntax: one, now });
    }
  };
  for (const [name, value] of values) add(name, value);
  return fields;
}

function readField(
  name: string,
  value: FileValue,
  entity: EntityInfo,
  span: Span,
  table: ModelTable,
): readonly (FixtureFieldSyntax | Problem)[] {
  const member = entity.members.get(name);
  if (member?.kind === 'attribute') {
    const { type } = member.attribute;
    if (type.kind !== 'json') return [field(name, valueOfFile(value, type, name, span), span)];
    if (typeof value !== 'object' || Array.isArray(value)) {
      return [{ problem: `\`${name}\` is json: its fields are columns such as \`${name}.score\`` }];
    }
    const present = { kind: 'fixture_row', fields: [], span } as const;
    const inner = Object.entries(value).flatMap(([key, one]) =>
      one === null || one === '' ? [] : readField(`${name}.${key}`, one, entity, span, table),
    );
    return [field(name, present, span), ...inner];
  }
  const relation =
    member?.kind === 'relation' ? member.relation : relationByKey(name, entity, table);
  if (relation?.kind === 'to_one' && typeof value !== 'object') {
    return [field(relation.name, { kind: 'string', value: String(value), span }, span)];
  }
  if (member !== undefined) return [{ problem: `\`${name}\` cannot be given in a file` }];
  const meant = suggestion(name, memberNames(entity));
  const problem = `${entity.id} has no field \`${name}\``;
  return [{ problem: meant === undefined ? problem : `${problem}; ${meant}` }];
}

/** `company.id`: the to-one relation by the key it holds. */
function relationByKey(name: string, entity: EntityInfo, table: ModelTable): Relation | undefined {
  const [outer = '', inner, more] = name.split('.');
  const member = entity.members.get(outer);
  if (member?.kind !== 'relation' || more !== undefined) return undefined;
  const key = table.entities.get(member.relation.to)?.key?.name;
  return key !== undefined && key === inner ? member.relation : undefined;
}

function field(
  name: string,
  value: FixtureValueSyntax | Problem,
  span: Span,
): FixtureFieldSyntax | Problem {
  if ('problem' in value) return value;
  const parts = name.split('.').map((text) => ({ text, span }));
  return { kind: 'fixture_field', name: { kind: 'path', parts, span }, value, span };
}
