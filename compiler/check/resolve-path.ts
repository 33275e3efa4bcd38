// Names of a path → the row it starts from, the relations it follows and what it ends in. Reports names that mean nothing.
import { catalogue } from '../diagnostics/catalogue.ts';
import { alternatives, listed, suggestion } from '../diagnostics/did-you-mean.ts';
import { renameFixes } from '../diagnostics/rename-fixes.ts';
import type { Span } from '../source.ts';
import type { PathSyntax } from '../syntax/expression-ast.ts';
import type { NameSyntax } from '../syntax/literal-ast.ts';
import type { Checking } from './checking.ts';
import { describeType } from './describe-type.ts';
import type { Attribute, Relation } from './model.ts';
import { type EntityInfo, memberNames, type TraitInfo } from './model-table.ts';
import { inOtherWords } from './other-words.ts';
import { type RowScope, rowsOf } from './scope.ts';

export interface ResolvedPath {
  readonly row: RowScope;
  /** The entity of `row`. */
  readonly from: EntityInfo;
  readonly hops: readonly Hop[];
  readonly end: PathEnd;
  readonly span: Span;
}

/** What the last name should be, for the message when it is nothing. */
export type Wanted = 'attribute' | 'relation' | 'event';

export interface Hop {
  readonly relation: Relation;
  readonly to: EntityInfo;
  readonly span: Span;
}

/** `row`: the path ends in a row of the last hop (or of the start). */
export type PathEnd =
  | { readonly kind: 'row' }
  | { readonly kind: 'attribute'; readonly attribute: Attribute }
  | { readonly kind: 'trait'; readonly trait: TraitInfo };

/** The meaning of a path, or undefined when it was reported or is unknowable. */
export function resolvePath(
  path: PathSyntax,
  scope: RowScope,
  checking: Checking,
  wanted: Wanted = 'attribute',
): ResolvedPath | undefined {
  const start = startOf(path, scope, checking);
  const from = start?.row.entity;
  if (start === undefined || from === undefined) {
    checking.fail();
    return undefined;
  }
  return walk(path, { row: start.row, from, parts: start.parts, wanted }, checking);
}

/** The entity of the row a resolved path ends in, before its attribute or trait. */
export function entityAtEnd(path: ResolvedPath): EntityInfo {
  return path.hops.at(-1)?.to ?? path.from;
}

export function isToMany(relation: Relation): boolean {
  return relation.kind !== 'to_one';
}

interface Start {
  readonly row: RowScope;
  readonly parts: readonly NameSyntax[];
}

function startOf(path: PathSyntax, scope: RowScope, checking: Checking): Start | undefined {
  const [first, ...rest] = path.parts;
  if (first === undefined || scope.entity === undefined) return undefined;
  const rows = rowsOf(scope);
  const aliased = rows.find((row) => row.alias === first.text);
  if (aliased !== undefined) return { row: aliased, parts: rest };
  if (scope.entity.members.has(first.text)) return { row: scope, parts: path.parts };
  const row = rowByType(first, rows, checking);
  if (row !== undefined) return { row, parts: rest };
  if (rows.some(({ entity }) => entity?.id === first.text)) return undefined;
  return { row: scope, parts: path.parts };
}

/** The nearest enclosing row of the type; the innermost row only when no other has it. */
function rowByType(
  name: NameSyntax,
  rows: readonly RowScope[],
  checking: Checking,
): RowScope | undefined {
  const [innermost, ...outer] = rows;
  const named = outer.filter(({ entity }) => entity?.id === name.text);
  if (named.length > 1) {
    const args = { name: name.text, count: named.length };
    checking.report(catalogue.names.ambiguousRow, name.span, args);
    return undefined;
  }
  return named[0] ?? (innermost?.entity?.id === name.text ? innermost : undefined);
}

interface Walk {
  readonly row: RowScope;
  readonly from: EntityInfo;
  readonly parts: readonly NameSyntax[];
  readonly wanted: Wanted;
}

function walk(path: PathSyntax, start: Walk, checking: Checking): ResolvedPath | undefined {
  const hops: Hop[] = [];
  let entity = start.from;
  for (let at = 0; at < start.parts.length; at += 1) {
    if (entity.faulty) checking.fail();
    const rest = start.parts.slice(at);
    const step = stepFrom(entity, rest, start, checking);
    if (step === undefined) return undefined;
    const { row, from } = start;
    if (step.kind !== 'hop') return { row, from, hops, end: step, span: path.span };
    hops.push(step.hop);
    entity = step.hop.to;
  }
  if (entity.faulty) checking.fail();
  return { row: start.row, from: start.from, hops, end: { kind: 'row' }, span: path.span };
}

type Step = { readonly kind: 'hop'; readonly hop: Hop } | Exclude<PathEnd, { kind: 'row' }>;

function stepFrom(
  entity: EntityInfo,
  parts: readonly NameSyntax[],
  { row, wanted }: Walk,
  checking: Checking,
): Step | undefined {
  const [name, ...rest] = parts;
  if (name === undefined) return undefined;
  const member = entity.members.get(name.text);
  switch (member?.kind) {
    case undefined:
      if (checking.table.hidden.texts.has(name.text)) checking.fail();
      else reportUnknown(entity, [name, ...rest], { row, wanted }, checking);
      return undefined;
    case 'faulty':
      checking.fail();
      return undefined;
    case 'unsupported':
      checking.unsupported(member.construct, name.span);
      return undefined;
    case 'relation': {
      const to = checking.table.entities.get(member.relation.to);
      if (to === undefined) checking.fail();
      return to && { kind: 'hop', hop: { relation: member.relation, to, span: name.span } };
    }
    case 'attribute':
      return attributeStep(entity, member.attribute, parts, checking);
    case 'trait':
      return traitStep(member.trait, name, rest, checking);
  }
}

/** Fields of a typed JSON column are attributes with dotted names: the longest one that fits. */
function attributeStep(
  entity: EntityInfo,
  first: Attribute,
  parts: readonly NameSyntax[],
  checking: Checking,
): Step | undefined {
  let attribute = first;
  let used = 1;
  for (; used < parts.length; used += 1) {
    const dotted = parts.slice(0, used + 1).map(({ text }) => text);
    const next = entity.members.get(dotted.join('.'));
    if (next?.kind === 'faulty') checking.fail();
    if (next?.kind !== 'attribute') break;
    attribute = next.attribute;
  }
  const extra = parts[used];
  if (extra === undefined) return { kind: 'attribute', attribute };
  if (attribute.type.kind === 'json') reportUnknownField(entity, attribute, extra, checking);
  else reportNothingFollows(attribute, 'an attribute', extra, checking);
  return undefined;
}

function traitStep(
  trait: TraitInfo,
  name: NameSyntax,
  rest: readonly NameSyntax[],
  checking: Checking,
): Step | undefined {
  const { findings } = checking;
  if (!findings.traits.has(trait.id)) findings.traits.set(trait.id, name.span);
  if (trait.faulty) checking.fail();
  if (trait.unsupported !== undefined) {
    checking.unsupported(trait.unsupported, name.span, ` (in the trait \`${trait.id}\`)`);
    return undefined;
  }
  const extra = rest[0];
  if (extra === undefined) return { kind: 'trait', trait };
  reportNothingFollows(trait, 'a trait', extra, checking);
  return undefined;
}

function reportNothingFollows(
  named: { readonly name: string; readonly type: Attribute['type'] },
  what: string,
  extra: NameSyntax,
  checking: Checking,
): void {
  const args = { name: named.name, what, type: describeType(named.type), next: extra.text };
  checking.report(catalogue.names.nothingFollows, extra.span, args);
}

function reportUnknownField(
  entity: EntityInfo,
  attribute: Attribute,
  name: NameSyntax,
  checking: Checking,
): void {
  const prefix = `${attribute.name}.`;
  const fields = memberNames(entity)
    .filter((member) => member.startsWith(prefix))
    .map((member) => member.slice(prefix.length));
  const help = suggestion(name.text, fields) ?? fieldsHelp(attribute, fields);
  const args = { what: 'field', name: name.text, of: `${entity.id}.${attribute.name}`, help };
  const fixes = renameFixes(name.text, fields, name.span);
  checking.report(catalogue.names.unknownAttribute, name.span, args, { fixes });
}

function fieldsHelp(attribute: Attribute, fields: readonly string[]): string {
  if (fields.length > 0) return `\`${attribute.name}\` has ${listed(fields)}.`;
  return `Declare what the column holds: ${attribute.name}: json { score: int? }`;
}

function reportUnknown(
  entity: EntityInfo,
  [name, ...rest]: readonly [NameSyntax, ...NameSyntax[]],
  place: Pick<Walk, 'row' | 'wanted'>,
  checking: Checking,
): void {
  const { row } = place;
  const wanted = rest.length === 0 ? place.wanted : 'relation';
  const other = wanted === 'attribute' ? inOtherWords(name, entity, checking.table) : undefined;
  const own = memberNames(entity).filter((member) => !member.includes('.'));
  const fitting = own.filter((member) => isWanted(entity, member, wanted, checking));
  // An outer row by itself is neither rows nor an attribute.
  const mayBeOuter = entity === row.entity && (rest.length > 0 || wanted === 'attribute');
  const outer = mayBeOuter ? rowNames(row) : [];
  const help =
    other?.help ??
    suggestion(name.text, [...own, ...outer]) ??
    outerHelp(name.text, row, entity) ??
    relatedHelp(name.text, entity, checking) ??
    (fitting.length === 0 ? undefined : `${entity.id} has ${listed(fitting)}.`);
  const args = { what: wanted, name: name.text, of: entity.id, help };
  const fixes = other?.fixes ?? renameFixes(name.text, [...own, ...outer], name.span);
  checking.report(catalogue.names.unknownAttribute, name.span, args, { fixes });
}

/** Where a related row has the attribute that the row itself has not. */
function relatedHelp(name: string, entity: EntityInfo, checking: Checking): string | undefined {
  const ways = [...entity.members].flatMap(([way, member]) => {
    if (member.kind !== 'relation') return [];
    const to = checking.table.entities.get(member.relation.to);
    if (to?.members.get(name)?.kind !== 'attribute') return [];
    if (member.relation.kind === 'to_one') return [`\`${way}.${name}\``];
    return [`\`${to.kind === 'event' ? 'did' : 'has'} ${way} where ${name} …\``];
  });
  return ways.length === 0
    ? undefined
    : `${entity.id} has none itself: write ${alternatives(ways.slice(0, 3))}.`;
}

function isWanted(entity: EntityInfo, name: string, wanted: Wanted, checking: Checking): boolean {
  const member = entity.members.get(name);
  if (member?.kind !== 'relation') return wanted === 'attribute';
  const isEvent = checking.table.entities.get(member.relation.to)?.kind === 'event';
  return wanted === 'event' ? isEvent : wanted === 'relation' && !isEvent;
}

function rowNames(scope: RowScope): readonly string[] {
  return rowsOf(scope).flatMap(({ alias, entity }) => [
    ...(alias === undefined ? [] : [alias]),
    ...(entity === undefined ? [] : [entity.id]),
  ]);
}

/** A name that an outer row has is the most likely meaning of one the inner row lacks. */
function outerHelp(name: string, row: RowScope, entity: EntityInfo): string | undefined {
  if (entity !== row.entity) return undefined;
  const outer = rowsOf(row).find((other) => other.entity?.members.has(name));
  const owner = outer?.alias ?? outer?.entity?.id;
  return owner === undefined
    ? undefined
    : `Inside the collection, bare names are of ${entity.id}; for the row outside write \`${owner}.${name}\`.`;
}
