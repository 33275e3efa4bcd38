// The text of a random model.
import type { ValueType } from '../../compiler/check/value-type.ts';
import type { AttributeSpec, EntitySpec, ModelSpec, RelationSpec } from './model-spec.ts';

/** One declaration each. */
export function modelDeclarations(model: ModelSpec): readonly string[] {
  return [
    `project random {\n  timezone: "${model.zone}"\n  week_starts: ${model.weekStarts}\n  currency: USD\n  policy: ${model.policy}\n}`,
    'enum stage_name ["new", "open", "won", "lost"]',
    ...model.calendars.map(({ name, lines }) => `calendar ${name} {\n  ${lines.join('\n  ')}\n}`),
    ...[...model.entities.values()].map(entityText),
  ];
}

function entityText(entity: EntitySpec): string {
  const { table, annotations, key, attributes, relations, settings } = entity;
  const fields = [
    ...settings,
    ...(key === undefined ? [] : [attributeText(key)]),
    ...attributes.filter(({ jsonPath }) => jsonPath.length === 0).map(attributeText),
    ...jsonText(attributes.filter(({ jsonPath }) => jsonPath.length > 0)),
    ...relations.flatMap((relation) => relationText(entity, relation)),
  ];
  const head = [headOf(entity), `@table("${table.name}")`, ...annotations].join(' ');
  return `${head} {\n  ${fields.join('\n  ')}\n}`;
}

function headOf({ kind, id, owner }: EntitySpec): string {
  const of = `of ${owner?.object ?? ''} via ${owner?.column ?? ''}`;
  switch (kind) {
    case 'object':
      return `object ${id}`;
    case 'event':
      return `event ${id} ${of}`;
    case 'lists':
    case 'tags':
      return `${kind} ${of}`;
    case 'consent':
      return `consent ${id.split('.').at(-1) ?? ''} ${of}`;
  }
}

function attributeText({ name, type, nullable, annotations }: AttributeSpec): string {
  const written = name === 'stage' && nullable ? 'stage_name' : typeText(type);
  return `${name}: ${written}${nullable ? '?' : ''} ${annotations.join(' ')}`.trimEnd();
}

/** `?` and `??` among the annotations of a field: it, or the whole column, can be missing. */
function jsonText(fields: readonly AttributeSpec[]): readonly string[] {
  const [first] = fields;
  if (first === undefined) return [];
  const nullable = first.annotations.includes('??') ? '?' : '';
  const lines = fields.map(({ name, type, annotations }) => {
    const own = annotations.includes('?') ? '?' : '';
    const rest = annotations.filter((one) => !one.startsWith('?'));
    return `${name.split('.')[1] ?? name}: ${typeText(type)}${own} ${rest.join(' ')}`.trimEnd();
  });
  const column = first.column.name === 'lead' ? '' : ` @column("${first.column.name}")`;
  return [`lead: json${nullable} {\n    ${lines.join('\n    ')}\n  }${column}`];
}

function relationText(
  { kind, owner }: EntitySpec,
  { name, kind: relationKind, to, nullable, via }: RelationSpec,
): readonly string[] {
  if (via === '' || (kind === 'event' && owner?.object === name)) return [];
  if (relationKind === 'to_one') return [`${name}: ${to}${nullable ? '?' : ''} via ${via}`];
  return [`${name}: ${to}[] via ${via}`];
}

export function typeText(type: ValueType): string {
  if (type.kind === 'money') return `money(${type.currency})`;
  if (type.kind === 'array') return `${typeText(type.element)}[]`;
  if (type.kind !== 'enum') return type.kind;
  return type.values.length === 2
    ? `text(${type.values.join(', ')})`
    : `enum(${type.values.map((value) => `"${value}"`).join(', ')})`;
}
