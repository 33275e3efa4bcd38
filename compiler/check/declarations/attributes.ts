// A field of a base type → an attribute: its column, its place in a JSON column, and what its annotations say.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { FieldSyntax } from '../../syntax/ast.ts';
import { describeOptional, describeType } from '../describe-type.ts';
import type { Attribute } from '../model.ts';
import type { EntityInfo } from '../model-table.ts';
import { isTimeZone, timeZoneSuggestion } from '../time-zones.ts';
import { familyOf, isTime } from '../type-rules.ts';
import type { ValueType } from '../value-type.ts';
import {
  type Annotations,
  isGiven,
  oneDuration,
  oneText,
  readAnnotations,
  reportArguments,
  someTexts,
} from './annotations.ts';
import type { AnnotationPlace } from './annotation-table.ts';
import type { Declaring } from './declaring.ts';
import { readType } from './field-type.ts';
import { geoPlace } from './geo-place.ts';

/** Adds the attribute, and those of its JSON fields, to the entity. */
export function addAttribute(
  field: FieldSyntax,
  type: ValueType,
  entity: EntityInfo,
  declaring: Declaring,
): void {
  const isState = entity.kind === 'consent' && field.name.text === 'state';
  const place = isState ? 'consent_state' : 'attribute';
  const annotations = readAnnotations(field.annotations, place, declaring);
  const placed =
    type.kind === 'geo'
      ? geoPlace(field, annotations, declaring)
      : placeOf(field, annotations, declaring);
  const own = annotations.has('key') && type.kind === 'id' ? { ...type, of: entity.id } : type;
  const attribute = attributeOf(field, field.name.text, own, annotations, placed, declaring);
  entity.members.set(attribute.name, { kind: 'attribute', attribute, span: field.name.span });
  if (isGiven(annotations.get('key'), declaring)) setKey(attribute, entity, declaring);
  if (annotations.has('time')) setTime(attribute, annotations, entity, declaring);
  addJsonFields(field, attribute, attribute.nullable, entity, declaring);
}

interface Placed {
  readonly column: string;
  readonly jsonPath: readonly string[];
  readonly longitude?: Attribute['longitude'];
}

function placeOf(field: FieldSyntax, annotations: Annotations, declaring: Declaring): Placed {
  const column = oneText(annotations.get('column'), declaring);
  const json = oneText(annotations.get('json'), declaring);
  if (json === undefined) return { column: column ?? field.name.text, jsonPath: [] };
  const [first = '', ...rest] = json.split('.');
  const jsonPath = column === undefined ? rest : [first, ...rest];
  const annotation = annotations.get('json');
  if (annotation !== undefined && (jsonPath.length === 0 || json.split('.').includes(''))) {
    reportArguments(annotation, declaring);
  }
  return { column: column ?? first, jsonPath };
}

function attributeOf(
  field: FieldSyntax,
  name: string,
  type: ValueType,
  annotations: Annotations,
  { column, jsonPath, longitude }: Placed,
  declaring: Declaring,
): Attribute {
  const sql = oneText(annotations.get('sql'), declaring);
  const sqlSpan = annotations.get('sql')?.span;
  if (sqlSpan !== undefined && !declaring.project.rawSqlAllowed) {
    declaring.reporter.report(catalogue.declarations.rawSqlForbidden, sqlSpan, {});
  }
  checkExample(annotations, type, declaring);
  return {
    name,
    type,
    nullable: field.type.nullable,
    column,
    jsonPath,
    longitude,
    sql,
    blankIsMissing: blankIsMissing(field, type, annotations, declaring),
    zone: zoneOf(type, annotations, declaring),
    staleAfterSeconds: staleAfter(
      type,
      jsonPath.length > 0 || sql !== undefined,
      annotations,
      declaring,
    ),
    hasExample: annotations.has('example'),
    consentStates: consentStates(type, annotations, declaring),
    span: field.name.span,
  };
}

/** One value; of an array, its items. What they are, tests check. */
function checkExample(annotations: Annotations, type: ValueType, declaring: Declaring): void {
  const example = annotations.get('example');
  if (example === undefined) return;
  const { args } = example;
  const isPlain = args.every(({ name }) => name === undefined);
  if (isPlain && (args.length === 1 || (type.kind === 'array' && args.length > 0))) return;
  reportArguments(example, declaring);
}

function blankIsMissing(
  field: FieldSyntax,
  type: ValueType,
  annotations: Annotations,
  declaring: Declaring,
): boolean {
  const annotation = annotations.get('blank_is_missing');
  if (annotation === undefined || !isGiven(annotation, declaring)) return false;
  if (familyOf(type) === 'text' && field.type.nullable) return true;
  const found = describeOptional(type, field.type.nullable);
  const args = { name: 'blank_is_missing', needs: 'text that can be missing, as `text?`', found };
  declaring.reporter.report(catalogue.declarations.annotationType, annotation.span, args);
  return false;
}

function zoneOf(
  type: ValueType,
  annotations: Annotations,
  declaring: Declaring,
): string | undefined {
  const annotation = annotations.get('zone');
  const zone = oneText(annotation, declaring);
  if (annotation === undefined || zone === undefined) return undefined;
  if (type.kind !== 'timestamp') {
    const args = { name: 'zone', needs: 'a timestamp', found: describeType(type) };
    declaring.reporter.report(catalogue.declarations.annotationType, annotation.span, args);
    return undefined;
  }
  if (isTimeZone(zone)) return zone;
  const args = { zone, help: timeZoneSuggestion(zone) };
  declaring.reporter.report(catalogue.declarations.unknownZone, annotation.span, args);
  return undefined;
}

/** Checked on the column alone, so a value that is computed from one cannot have it. */
function staleAfter(
  type: ValueType,
  computed: boolean,
  annotations: Annotations,
  declaring: Declaring,
): number | undefined {
  const annotation = annotations.get('stale_after');
  const seconds = oneDuration(annotation, declaring);
  if (annotation === undefined || seconds === undefined) return undefined;
  if (type.kind === 'timestamp' && !computed) return seconds;
  const found = type.kind === 'timestamp' ? 'a computed value' : describeType(type);
  const args = { name: 'stale_after', needs: 'a timestamp column', found };
  declaring.reporter.report(catalogue.declarations.annotationType, annotation.span, args);
  return undefined;
}

function consentStates(
  type: ValueType,
  annotations: Annotations,
  declaring: Declaring,
): Attribute['consentStates'] {
  const granted = someTexts(annotations.get('granted'), declaring);
  const denied = someTexts(annotations.get('denied'), declaring);
  if (type.kind !== 'enum' && granted === undefined) return undefined;
  return { granted: granted ?? ['granted'], denied: denied ?? ['denied'] };
}

function setKey(attribute: Attribute, entity: EntityInfo, declaring: Declaring): void {
  const problem = keyProblem(attribute, entity);
  if (problem === undefined) entity.key = attribute;
  else {
    entity.faulty = true;
    declaring.reporter.report(catalogue.declarations.badKey, attribute.span, { problem });
  }
}

function keyProblem(attribute: Attribute, entity: EntityInfo): string | undefined {
  if (entity.kind !== 'object') return 'only objects have a key';
  if (entity.key !== undefined) return `\`${entity.id}\` has two keys`;
  if (attribute.type.kind !== 'id')
    return `a key is of type id, not ${describeType(attribute.type)}`;
  return attribute.nullable ? 'a key cannot be missing' : undefined;
}

function setTime(
  attribute: Attribute,
  annotations: Annotations,
  entity: EntityInfo,
  declaring: Declaring,
): void {
  const annotation = annotations.get('time');
  if (annotation === undefined || !isGiven(annotation, declaring)) return;
  const { span } = annotation;
  if (!isTime(attribute.type)) {
    const args = {
      name: 'time',
      needs: 'a date or a timestamp',
      found: describeType(attribute.type),
    };
    declaring.reporter.report(catalogue.declarations.annotationType, span, args);
  } else if (entity.time !== undefined) {
    declaring.reporter.report(catalogue.declarations.twoTimes, span, { name: entity.id });
  } else {
    entity.time = { hops: [], attribute: attribute.name };
  }
}

/** Fields of a JSON column are attributes named `lead.score`; each may be missing when the column may. */
function addJsonFields(
  field: FieldSyntax,
  parent: Attribute,
  nullable: boolean,
  entity: EntityInfo,
  declaring: Declaring,
): void {
  for (const inner of field.type.fields ?? []) {
    const name = `${parent.name}.${inner.name.text}`;
    const { span } = inner.name;
    if (entity.members.has(name)) {
      const args = { what: 'field', name: `\`${inner.name.text}\`` };
      declaring.reporter.report(catalogue.names.repeated, span, args);
      continue;
    }
    const type = readType(inner.type, declaring);
    if (type?.kind !== 'value' || type.type.kind === 'geo' || inner.via !== undefined) {
      if (type !== undefined) reportJsonField(inner, declaring);
      entity.members.set(name, { kind: 'faulty', span });
      continue;
    }
    const place: AnnotationPlace = 'json_field';
    const annotations = readAnnotations(inner.annotations, place, declaring);
    const key = oneText(annotations.get('json'), declaring)?.split('.') ?? [inner.name.text];
    const placed = { column: parent.column, jsonPath: [...parent.jsonPath, ...key] };
    const own = attributeOf(inner, name, type.type, annotations, placed, declaring);
    const attribute = { ...own, nullable: own.nullable || nullable, sql: parent.sql };
    entity.members.set(name, { kind: 'attribute', attribute, span });
    addJsonFields(inner, attribute, attribute.nullable, entity, declaring);
  }
}

function reportJsonField(field: FieldSyntax, declaring: Declaring): void {
  declaring.reporter.report(catalogue.declarations.typeArguments, field.type.span, {
    problem: 'a field of a JSON column is a single value',
    help: 'It is of a base type or an enum: `score: int?`.',
  });
}
