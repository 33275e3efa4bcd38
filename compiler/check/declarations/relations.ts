// Fields that lead to other declarations → relations: to-one by a column, to-many as the inverse of a to-one, many-to-many through a link.
import { catalogue } from '../../diagnostics/catalogue.ts';
import { listed, suggestion } from '../../diagnostics/did-you-mean.ts';
import type { FieldSyntax } from '../../syntax/ast.ts';
import type { NameSyntax } from '../../syntax/literal-ast.ts';
import type { Relation } from '../model.ts';
import { type EntityInfo, entityTitle, relationsOf } from '../model-table.ts';
import { readAnnotations } from './annotations.ts';
import type { Declaring } from './declaring.ts';

type ToOne = Extract<Relation, { kind: 'to_one' }>;

/** The to-one relation of a field, or undefined when it was reported. */
export function readToOne(
  field: FieldSyntax,
  to: EntityInfo,
  declaring: Declaring,
): Relation | undefined {
  readAnnotations(field.annotations, 'relation', declaring);
  const name = field.name.text;
  const via = field.via ?? [];
  const [column, more] = via;
  if (to.kind !== 'object') {
    const help = `Declare the relation on the event, or use it by its name: \`did ${to.id}\`.`;
    return reportShape(
      field,
      `\`${name}\` is one event, which no column identifies`,
      help,
      declaring,
    );
  }
  if (column === undefined || more !== undefined) {
    const help = `Name the column that holds the key: \`${name}: ${to.id} via ${name}_id\`.`;
    const problem = `to-one relation \`${name}\` needs one column after \`via\``;
    return reportShape(field, problem, help, declaring);
  }
  const { nullable } = field.type;
  return { kind: 'to_one', name, to: to.id, column: column.text, nullable, span: field.name.span };
}

/** The to-many or many-to-many relation of a field; all to-one relations are already known. */
export function readToMany(
  field: FieldSyntax,
  to: EntityInfo,
  of: EntityInfo,
  declaring: Declaring,
): Relation | undefined {
  readAnnotations(field.annotations, 'relation', declaring);
  const name = field.name.text;
  const [holder, inverse, more] = field.via ?? [];
  if (holder === undefined || inverse === undefined || more !== undefined) {
    const help = `Name the other side: \`${name}: ${to.id}[] via ${to.id}.${of.id}\`.`;
    const problem = `to-many relation \`${name}\` needs the other side after \`via\``;
    return reportShape(field, problem, help, declaring);
  }
  if (field.type.nullable) {
    const help = `Write \`${to.id}[]\`.`;
    return reportShape(
      field,
      `to-many relation \`${name}\` is never missing, only empty`,
      help,
      declaring,
    );
  }
  const link = findHolder(holder, declaring);
  const near = link && findToOne(link, inverse, declaring);
  if (link === undefined || near === undefined) return undefined;
  if (near.to !== of.id) {
    const args = { relation: `${link.id}.${near.name}`, to: near.to, of: of.id };
    declaring.reporter.report(catalogue.declarations.wrongInverse, inverse.span, args, {
      related: [{ span: near.span, text: `leads to ${near.to}` }],
    });
    return undefined;
  }
  const { span } = field.name;
  if (link === to) return { kind: 'to_many', name, to: to.id, column: near.column, span };
  return throughLink(field, to, link, near, declaring);
}

function throughLink(
  field: FieldSyntax,
  to: EntityInfo,
  link: EntityInfo,
  near: ToOne,
  declaring: Declaring,
): Relation | undefined {
  const others = relationsOf(link).filter(
    (other): other is ToOne =>
      other.kind === 'to_one' && other.to === to.id && other.name !== near.name,
  );
  const [far, second] = others;
  if (far === undefined || second !== undefined) {
    if (link.faulty) return undefined;
    const found = others.map(({ name }) => `\`${name}\``);
    const span = field.via?.[0]?.span ?? field.span;
    declaring.reporter.report(catalogue.declarations.badLink, span, {
      link: link.id,
      to: to.id,
      found,
    });
    return undefined;
  }
  return {
    kind: 'through',
    name: field.name.text,
    to: to.id,
    link: link.id,
    nearColumn: near.column,
    farColumn: far.column,
    span: field.name.span,
  };
}

function findHolder(name: NameSyntax, declaring: Declaring): EntityInfo | undefined {
  const found = declaring.entities.get(name.text);
  if (found !== undefined || declaring.hidden.texts.has(name.text)) return found;
  const named = (wanted: EntityInfo['kind']): readonly string[] =>
    [...declaring.entities.values()].filter(({ kind }) => kind === wanted).map(({ id }) => id);
  const objects = named('object').toSorted();
  const help =
    suggestion(name.text, [...objects, ...named('event')]) ?? `The objects are ${listed(objects)}.`;
  declaring.reporter.report(catalogue.names.unknownObject, name.span, { name: name.text, help });
  return undefined;
}

function findToOne(entity: EntityInfo, name: NameSyntax, declaring: Declaring): ToOne | undefined {
  const member = entity.members.get(name.text);
  if (member?.kind === 'faulty' || declaring.hidden.texts.has(name.text)) return undefined;
  if (member?.kind === 'relation' && member.relation.kind === 'to_one') return member.relation;
  const known = relationsOf(entity)
    .filter(({ kind }) => kind === 'to_one')
    .map((other) => other.name);
  const help =
    suggestion(name.text, known) ??
    (known.length === 0
      ? `${entity.id} has no to-one relations; declare one there: \`${name.text}: … via …_id\`.`
      : `${entity.id} has ${listed(known)}.`);
  const args = { name: name.text, of: entityTitle(entity), help };
  declaring.reporter.report(catalogue.names.unknownRelation, name.span, args);
  return undefined;
}

function reportShape(
  field: FieldSyntax,
  problem: string,
  help: string,
  declaring: Declaring,
): undefined {
  declaring.reporter.report(catalogue.declarations.relationShape, field.span, { problem, help });
  return undefined;
}
