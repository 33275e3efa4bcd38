// What stands around an entity's fields: its table, default time, how the table changes; and the fields it must have.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { AnnotationSyntax } from '../../syntax/ast.ts';
import type { PathSyntax } from '../../syntax/expression-ast.ts';
import { describeType } from '../describe-type.ts';
import type { Retention, TimeReference } from '../model.ts';
import { type EntityInfo, entityTitle } from '../model-table.ts';
import { familyOf, isTime } from '../type-rules.ts';
import {
  type Annotations,
  oneNamed,
  onePath,
  oneText,
  readAnnotations,
  reportArguments,
} from './annotations.ts';
import type { Declaring } from './declaring.ts';
import { type Declared, hiddenFields } from './entities.ts';

/** Completes the entity, except for the conditions of `@where` and `@deleted`. Returns its annotations. */
export function describeTable(declared: Declared, declaring: Declaring): Annotations {
  const { syntax, entity } = declared;
  const annotations = readAnnotations(syntax.annotations, 'table', declaring);
  readTable(declared, annotations.get('table'), declaring);
  const time = annotations.get('time');
  if (time !== undefined) readTime(time, entity, declaring);
  entity.tracking = {
    appendOnlyBy: columnOf(annotations.get('append_only'), declaring),
    changesBy: columnOf(annotations.get('changes'), declaring),
    deletedWhen: undefined,
    retention: retentionOf(annotations.get('retention'), declaring),
  };
  const isHidden = hiddenFields(syntax, declaring).length > 0;
  const changes = annotations.get('changes');
  if (changes !== undefined && syntax.kind !== 'object') {
    const name = syntax.kind === 'event' ? `\`${entity.id}\`` : entityTitle(entity);
    declaring.reporter.report(catalogue.declarations.changesWithoutKey, changes.span, { name });
  }
  if (
    syntax.kind === 'object' &&
    entity.key === undefined &&
    !isHidden &&
    !hasFaultyKey(declared)
  ) {
    const args = { name: entity.id };
    declaring.reporter.report(catalogue.declarations.missingKey, entity.span, args);
  }
  if (syntax.kind === 'object' && entity.key === undefined) entity.faulty = true;
  if (!isHidden) requireFields(entity, declaring);
  else if (entity.kind !== 'object' && entity.kind !== 'event') entity.faulty = true;
  return annotations;
}

function hasFaultyKey({ syntax, entity }: Declared): boolean {
  return syntax.fields.some(
    (field) =>
      field.annotations.some(({ name }) => name.text === 'key') &&
      (entity.faulty || entity.members.get(field.name.text)?.kind === 'faulty'),
  );
}

function readTable(
  { entity, syntax }: Declared,
  annotation: AnnotationSyntax | undefined,
  declaring: Declaring,
): void {
  const table = oneText(annotation, declaring);
  if (table !== undefined && isTableName(table)) {
    entity.table = table;
    return;
  }
  entity.faulty = true;
  if (annotation !== undefined && table !== undefined) reportArguments(annotation, declaring);
  if (annotation !== undefined) return;
  const name =
    syntax.kind === 'object' || syntax.kind === 'event' ? entity.id : entityTitle(entity);
  declaring.reporter.report(catalogue.declarations.missingTable, entity.span, { name });
}

/** One to three parts with dots between them. */
function isTableName(text: string): boolean {
  const parts = text.split('.');
  return parts.length <= 3 && parts.every((part) => part.trim() === part && part !== '');
}

function columnOf(
  annotation: AnnotationSyntax | undefined,
  declaring: Declaring,
): string | undefined {
  const value = oneNamed(annotation, 'by', declaring);
  if (annotation === undefined || value === undefined) return undefined;
  const [part, more] = value.kind === 'path' ? value.parts : [];
  if (part !== undefined && more === undefined) return part.text;
  return reportArguments(annotation, declaring);
}

function retentionOf(
  annotation: AnnotationSyntax | undefined,
  declaring: Declaring,
): Retention | undefined {
  if (annotation === undefined) return undefined;
  const [arg, more] = annotation.args;
  const value = arg?.name === undefined && more === undefined ? arg?.value : undefined;
  const amount = value?.kind === 'duration' ? Number(value.amount) : 0;
  if (value?.kind !== 'duration' || !Number.isInteger(amount) || amount < 1) {
    return reportArguments(annotation, declaring);
  }
  return { amount, unit: value.unit };
}

function readTime(annotation: AnnotationSyntax, entity: EntityInfo, declaring: Declaring): void {
  const path = onePath(annotation, declaring);
  if (path === undefined) return;
  if (entity.time !== undefined) {
    declaring.reporter.report(catalogue.declarations.twoTimes, annotation.span, {
      name: entity.id,
    });
    return;
  }
  entity.time = resolveTime(path, entity, declaring);
}

/** `order.placed_at`: to-one relations and then an attribute that is a time. */
function resolveTime(
  path: PathSyntax,
  entity: EntityInfo,
  declaring: Declaring,
): TimeReference | undefined {
  const hops: string[] = [];
  let reached = entity;
  for (const part of path.parts) {
    const member = reached.members.get(part.text);
    if (member?.kind === 'faulty' || member?.kind === 'unsupported') return undefined;
    if (member?.kind === 'relation' && member.relation.kind === 'to_one') {
      const next = declaring.entities.get(member.relation.to);
      if (next === undefined) return undefined;
      hops.push(part.text);
      reached = next;
      continue;
    }
    if (member?.kind !== 'attribute') {
      const help = `\`@time\` names a date or timestamp, if need be over to-one relations: \`@time(order.placed_at)\`.`;
      const args = { what: 'attribute', name: part.text, of: reached.id, help };
      declaring.reporter.report(catalogue.names.unknownAttribute, part.span, args);
      return undefined;
    }
    if (isTime(member.attribute.type)) return { hops, attribute: member.attribute.name };
    const found = describeType(member.attribute.type);
    const args = { name: 'time', needs: 'a date or a timestamp', found };
    declaring.reporter.report(catalogue.declarations.annotationType, part.span, args);
    return undefined;
  }
  const args = { name: 'time', needs: 'a date or a timestamp', found: `the object ${reached.id}` };
  declaring.reporter.report(catalogue.declarations.annotationType, path.span, args);
  return undefined;
}

/** Lists and tags have a `name`; consents a `state` and a time that says which row is the newest. */
function requireFields(entity: EntityInfo, declaring: Declaring): void {
  if (entity.kind === 'lists' || entity.kind === 'tags') {
    requireField(entity, 'name', 'name: text', declaring);
  }
  if (entity.kind !== 'consent') return;
  requireField(
    entity,
    'state',
    'state: text(granted, denied) @granted("yes") @denied("no")',
    declaring,
  );
  if (entity.time !== undefined || entity.faulty) return;
  entity.faulty = true;
  declaring.reporter.report(catalogue.declarations.missingField, entity.span, {
    what: entityTitle(entity),
    needs: 'a time, because the newest row counts',
    example: 'changed_at: timestamp @time',
  });
}

function requireField(
  entity: EntityInfo,
  name: string,
  example: string,
  declaring: Declaring,
): void {
  const member = entity.members.get(name);
  if (member?.kind === 'attribute' && familyOf(member.attribute.type) === 'text') return;
  entity.faulty = true;
  if (member?.kind === 'faulty') return;
  const what = entityTitle(entity);
  const needs = `a field \`${name}\` of type text`;
  const span = member?.span ?? entity.span;
  declaring.reporter.report(catalogue.declarations.missingField, span, { what, needs, example });
}
