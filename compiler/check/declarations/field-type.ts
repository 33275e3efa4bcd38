// The type after a field's colon: a type of the language, an enum, or another declaration that a relation leads to.
import { catalogue } from '../../diagnostics/catalogue.ts';
import { listed, suggestion } from '../../diagnostics/did-you-mean.ts';
import { renameFixes } from '../../diagnostics/rename-fixes.ts';
import type { TypeSyntax } from '../../syntax/ast.ts';
import type { NameSyntax } from '../../syntax/literal-ast.ts';
import type { EntityInfo } from '../model-table.ts';
import type { ValueType } from '../value-type.ts';
import { baseTypes } from './base-types.ts';
import type { Declaring } from './declaring.ts';

export type FieldType =
  | { readonly kind: 'value'; readonly type: ValueType }
  | { readonly kind: 'entity'; readonly entity: EntityInfo }
  /** A type this version does not compile. */
  | { readonly kind: 'unsupported'; readonly construct: string };

/** The type, or undefined when it was reported. Nullability stays with the syntax. */
export function readType(syntax: TypeSyntax, declaring: Declaring): FieldType | undefined {
  const { text: name } = syntax.name;
  const entity = declaring.entities.get(name);
  if (entity !== undefined) return { kind: 'entity', entity };
  const enumeration = declaring.enums.get(name);
  if (enumeration !== undefined) {
    const values = enumeration.values.map(({ value }) => value);
    return inArray(syntax, { kind: 'enum', values: [...new Set(values)] });
  }
  if (baseTypes.get(name) === 'later') {
    return { kind: 'unsupported', construct: `the type \`${name}\`` };
  }
  if (baseTypes.has(name)) return readBaseType(syntax, declaring);
  if (declaring.hidden.texts.has(name)) return undefined;
  reportUnknownType(syntax.name, declaring);
  return undefined;
}

/** What other systems call the types of the language. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['varchar', 'text'],
  ['char', 'text'],
  ['integer', 'int'],
  ['bigint', 'int'],
  ['number', 'decimal'],
  ['float', 'decimal'],
  ['double', 'decimal'],
  ['numeric', 'decimal'],
  ['boolean', 'bool'],
  ['datetime', 'timestamp'],
  ['time', 'timestamp'],
  ['uuid', 'id'],
  ['key', 'id'],
  ['semver', 'version'],
  ['point', 'geo'],
  ['geography', 'geo'],
  ['location', 'geo'],
]);

function reportUnknownType({ text: name, span }: NameSyntax, declaring: Declaring): void {
  const known = otherNames.get(name.toLowerCase());
  const entities = [...declaring.entities.values()];
  const candidates = [
    ...baseTypes.keys(),
    ...declaring.enums.keys(),
    ...entities.filter(({ kind }) => kind === 'object').map(({ id }) => id),
  ];
  const help =
    known === undefined
      ? (suggestion(name, candidates) ?? `The types are ${listed([...baseTypes.keys()], 20)}.`)
      : `Segform calls it \`${known}\`.`;
  const fixes =
    known === undefined
      ? renameFixes(name, candidates, span)
      : [{ title: `write \`${known}\``, span, text: known }];
  declaring.reporter.report(catalogue.names.unknownType, span, { name, help }, { fixes });
}

function readBaseType(syntax: TypeSyntax, declaring: Declaring): FieldType | undefined {
  const type = baseType(syntax, declaring);
  if (type === undefined) return undefined;
  if (syntax.array && ['json', 'money', 'version', 'geo'].includes(type.kind)) {
    report(syntax, `an array cannot hold ${type.kind}`, arrayHelp, declaring);
    return undefined;
  }
  return inArray(syntax, type);
}

const arrayHelp = 'Arrays hold text, numbers, dates or enum values: `interests: text[]`.';

function inArray(syntax: TypeSyntax, element: ValueType): FieldType {
  return { kind: 'value', type: syntax.array ? { kind: 'array', element } : element };
}

function baseType(syntax: TypeSyntax, declaring: Declaring): ValueType | undefined {
  const { name, args, fields } = syntax;
  const strings = args.flatMap((arg) => ('kind' in arg ? [arg.value] : [arg.text]));
  if (fields !== undefined && name.text !== 'json') {
    const help = 'Only `json` has fields: `lead: json { score: int? }`.';
    report(syntax, `\`${name.text}\` has no fields of its own`, help, declaring);
    return undefined;
  }
  if (name.text === 'money') return moneyType(syntax, strings, declaring);
  if (name.text === 'enum' || name.text === 'text') return enumType(syntax, strings, declaring);
  const type = plainTypes.get(name.text);
  return type && noArguments(syntax, type, declaring);
}

const plainTypes: ReadonlyMap<string, ValueType> = new Map<string, ValueType>([
  ['id', { kind: 'id', of: undefined }],
  ['email', { kind: 'email' }],
  ['url', { kind: 'url' }],
  ['int', { kind: 'int' }],
  ['decimal', { kind: 'decimal' }],
  ['percent', { kind: 'percent' }],
  ['bool', { kind: 'bool' }],
  ['date', { kind: 'date' }],
  ['timestamp', { kind: 'timestamp' }],
  ['version', { kind: 'version' }],
  ['geo', { kind: 'geo' }],
  ['json', { kind: 'json' }],
]);

function moneyType(
  syntax: TypeSyntax,
  args: readonly string[],
  declaring: Declaring,
): ValueType | undefined {
  const currency = args[0] ?? declaring.project.currency;
  const help =
    'Name the currency by its three letters: `money(USD)`; or once for the project: `currency: USD`.';
  if (currency === undefined) {
    report(syntax, '`money` does not say in which currency', help, declaring);
    return undefined;
  }
  if (args.length > 1 || !isCurrency(currency)) {
    report(syntax, `\`${args.join(', ')}\` is not one currency`, help, declaring);
    return undefined;
  }
  return { kind: 'money', currency };
}

/** Three capital letters; whether they are in use is not for the compiler to know. */
export function isCurrency(text: string): boolean {
  return /^[A-Z]{3}$/.test(text);
}

/** `text(granted, denied)` is text with a declared set of values, which is what an enum is. */
function enumType(
  syntax: TypeSyntax,
  values: readonly string[],
  declaring: Declaring,
): ValueType | undefined {
  if (values.length === 0) {
    if (syntax.name.text === 'text') return { kind: 'text' };
    report(syntax, '`enum` does not name its values', 'Write them: `enum("a", "b")`.', declaring);
    return undefined;
  }
  const repeated = values.find((value, at) => values.indexOf(value) !== at);
  if (repeated !== undefined) {
    const args = { what: 'value', name: `"${repeated}"` };
    declaring.reporter.report(catalogue.names.repeated, syntax.span, args);
  }
  return { kind: 'enum', values: [...new Set(values)] };
}

function noArguments(
  syntax: TypeSyntax,
  type: ValueType,
  declaring: Declaring,
): ValueType | undefined {
  if (syntax.args.length === 0) return type;
  const name = syntax.name.text;
  report(syntax, `\`${name}\` takes nothing in parentheses`, `Write \`${name}\`.`, declaring);
  return undefined;
}

function report(syntax: TypeSyntax, problem: string, help: string, declaring: Declaring): void {
  declaring.reporter.report(catalogue.declarations.typeArguments, syntax.span, { problem, help });
}
