// Objects, events, lists, tags and consents → entities with their members. Annotations of the declaration follow in tables.ts.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { Span } from '../../source.ts';
import type {
  ConsentSyntax,
  EventSyntax,
  FieldSyntax,
  ListsSyntax,
  ObjectSyntax,
  TagsSyntax,
} from '../../syntax/ast.ts';
import type { NameSyntax } from '../../syntax/literal-ast.ts';
import type { Relation } from '../model.ts';
import type { EntityInfo, Member } from '../model-table.ts';
import { addAttribute } from './attributes.ts';
import type { Declarations } from './collect.ts';
import { type Declaring, findObject } from './declaring.ts';
import { readType } from './field-type.ts';
import { readToMany, readToOne } from './relations.ts';

export type EntitySyntax = ObjectSyntax | EventSyntax | ListsSyntax | TagsSyntax | ConsentSyntax;

/** An entity beside what it was declared as. */
export interface Declared {
  readonly syntax: EntitySyntax;
  readonly entity: EntityInfo;
}

/** All entities with their members, except traits. */
export function declareEntities(
  declarations: Declarations,
  declaring: Declaring,
): readonly Declared[] {
  const { objects, events, lists, tags, consents } = declarations;
  const declared: Declared[] = [];
  const add = (syntax: EntitySyntax, id: string, entity: EntityInfo): void => {
    declaring.entities.set(id, entity);
    declared.push({ syntax, entity });
  };
  for (const syntax of objects) add(syntax, syntax.name.text, newEntity(syntax, syntax.name.text));
  for (const syntax of [...events, ...lists, ...tags, ...consents]) {
    const id = entityId(syntax);
    add(syntax, id, newEntity(syntax, id));
  }
  for (const { syntax, entity } of declared) claimFields(syntax, entity, declaring);
  for (const one of declared) addFields(one, 'to_one', declaring);
  for (const one of declared) addOwner(one, declaring);
  for (const one of declared) addFields(one, 'to_many', declaring);
  return declared;
}

/** The entity that a declaration declares. */
export function entityId(syntax: EntitySyntax): string {
  switch (syntax.kind) {
    case 'object':
    case 'event':
      return syntax.name.text;
    case 'lists':
    case 'tags':
      return `${syntax.of.text}.${syntax.kind}`;
    case 'consent':
      return `${syntax.of.text}.consent.${syntax.name.text}`;
  }
}

function newEntity(syntax: EntitySyntax, id: string): EntityInfo {
  const owner =
    syntax.kind === 'object' ? undefined : { object: syntax.of.text, column: syntax.via.text };
  return {
    kind: syntax.kind,
    id,
    span: 'name' in syntax ? syntax.name.span : syntax.of.span,
    members: new Map(),
    table: '',
    where: undefined,
    key: undefined,
    time: undefined,
    tracking: {
      appendOnlyBy: undefined,
      changesBy: undefined,
      deletedWhen: undefined,
      retention: undefined,
    },
    owner,
    consentPolicy: undefined,
    faulty: false,
  };
}

/** Fields whose syntax is wrong. */
export function hiddenFields({ span }: EntitySyntax, { hidden }: Declaring): readonly NameSyntax[] {
  return hidden.names.filter(
    (name) =>
      name.span.file === span.file && name.span.start >= span.start && name.span.end <= span.end,
  );
}

/** Puts every field's name into the entity, in order, so that the first of two is the one that counts. */
function claimFields(syntax: EntitySyntax, entity: EntityInfo, declaring: Declaring): void {
  for (const { text, span } of hiddenFields(syntax, declaring)) {
    entity.members.set(text, { kind: 'faulty', span });
  }
  for (const field of syntax.fields) {
    const { text: name, span } = field.name;
    const first = entity.members.get(name);
    if (first === undefined) entity.members.set(name, { kind: 'faulty', span });
    else reportClash({ what: 'field', name, span }, first, entity, declaring);
  }
}

function addFields(
  { syntax, entity }: Declared,
  wanted: 'to_one' | 'to_many',
  declaring: Declaring,
): void {
  for (const field of syntax.fields) {
    const { text: name, span } = field.name;
    if (entity.members.get(name)?.span !== span || isToMany(field) !== (wanted === 'to_many')) {
      continue;
    }
    const member = readField(field, entity, declaring);
    if (member !== undefined) entity.members.set(name, member);
  }
}

/** Of two passes: to-many relations need all to-one relations. Arrays of base types belong to the first. */
function isToMany(field: FieldSyntax): boolean {
  return field.type.array && field.via !== undefined;
}

/** The member, or undefined when it was added already or reported. */
function readField(
  field: FieldSyntax,
  entity: EntityInfo,
  declaring: Declaring,
): Member | undefined {
  const { span } = field.name;
  const type = readType(field.type, declaring);
  switch (type?.kind) {
    case undefined:
      return undefined;
    case 'unsupported': {
      const { construct } = type;
      declaring.reporter.report(catalogue.meaning.unsupportedDeclaration, field.type.span, {
        construct,
      });
      return { kind: 'unsupported', construct, span };
    }
    case 'entity': {
      const relation = field.type.array
        ? readToMany(field, type.entity, entity, declaring)
        : readToOne(field, type.entity, declaring);
      return relation && { kind: 'relation', relation, span };
    }
    case 'value':
      if (field.via !== undefined) {
        reportViaOfValue(field, declaring);
        return undefined;
      }
      addAttribute(field, type.type, entity, declaring);
      return undefined;
  }
}

function reportViaOfValue(field: FieldSyntax, declaring: Declaring): void {
  const name = field.name.text;
  declaring.reporter.report(catalogue.declarations.relationShape, field.span, {
    problem: `\`${name}\` is of type ${field.type.name.text}, which leads nowhere`,
    help: `\`via\` is for relations to objects. For another column write \`@column("…")\`.`,
  });
}

/** What belongs to an object leads back to it under the object's name; an event is a to-many relation of its object. */
function addOwner({ syntax, entity }: Declared, declaring: Declaring): void {
  if (syntax.kind === 'object') return;
  const owner = findObject(syntax.of, declaring);
  if (owner === undefined) {
    entity.faulty = true;
    return;
  }
  if (syntax.kind !== 'event') return;
  const { text: column, span } = syntax.via;
  addRelation(
    entity,
    { kind: 'to_one', name: owner.id, to: owner.id, column, nullable: true, span },
    `relation to its ${owner.id}`,
    declaring,
  );
  const { text: name, span: nameSpan } = syntax.name;
  const events = { kind: 'to_many', name, to: entity.id, column, span: nameSpan } as const;
  addRelation(owner, events, 'event', declaring);
}

function addRelation(
  entity: EntityInfo,
  relation: Relation,
  what: string,
  declaring: Declaring,
): void {
  const { name, span } = relation;
  const first = entity.members.get(name);
  if (first === undefined) entity.members.set(name, { kind: 'relation', relation, span });
  else if (!isSame(first, relation)) reportClash({ what, name, span }, first, entity, declaring);
}

/** An event may spell out the relation to its object. */
function isSame(member: Member, relation: Relation): boolean {
  return (
    member.kind === 'relation' &&
    member.relation.kind === 'to_one' &&
    relation.kind === 'to_one' &&
    member.relation.to === relation.to &&
    member.relation.column === relation.column
  );
}

export interface Clashing {
  readonly what: string;
  readonly name: string;
  readonly span: Span;
}

export function reportClash(
  { what, name, span }: Clashing,
  first: Member,
  entity: EntityInfo,
  declaring: Declaring,
): void {
  const other = first.kind === 'relation' || first.kind === 'trait' ? first.kind : 'field';
  const args = { what, name, other, of: entity.id };
  const related = [{ span: first.span, text: 'first declared here' }];
  declaring.reporter.report(catalogue.names.duplicateMember, span, args, { related });
}
