// Part of compiler/boundaries: a worked out object → its fields as text. What must be said and was not gets a plausible value,
// unless the model has an example: tests fill that in.
import type { Reads } from '../check/tests/segment-reads.ts';
import type { Entity, Model, Relation } from '../check/model.ts';
import { type DraftRow, entityOf, valueOf } from './draft-row.ts';
import type { Clock } from './clock.ts';
import { plainValue } from './plain-value.ts';
import { deadEnd } from './search.ts';
import { quoted, valueText } from './value-text.ts';

export interface Field {
  readonly name: string;
  readonly text: string;
}

export interface Writing {
  readonly model: Model;
  readonly clock: Clock;
  readonly reads: Reads;
  /** Objects with keys that conditions name, written once: by entity and key. */
  readonly shared: Map<string, SharedObject>;
  /** Keys of the other objects that say theirs: each can be there once. */
  readonly keys: Set<string>;
}

export interface SharedObject {
  readonly entity: string;
  readonly name: string;
  readonly fields: readonly Field[];
}

/** Fields in the order of the model, then what belongs to the object. Throws DeadEnd for what cannot be written. */
export function writeRow(row: DraftRow, writing: Writing): readonly Field[] {
  const fields = fieldsOf(row, writing);
  const entity = entityOf(writing.model, row.entity);
  const key = fields.find(({ name }) => name === entity.key);
  if (key === undefined) return fields;
  const id = `${row.entity} ${key.text}`;
  if (row.count > 1 || writing.keys.has(id) || writing.shared.has(id)) {
    return deadEnd(`two objects with the key ${key.text}`);
  }
  writing.keys.add(id);
  return fields;
}

function fieldsOf(row: DraftRow, writing: Writing): readonly Field[] {
  const entity = entityOf(writing.model, row.entity);
  return [
    ...Object.keys(entity.attributes).flatMap((name) => writeAttribute(row, entity, name, writing)),
    ...Object.values(entity.relations).flatMap((relation) => writeRelation(row, relation, writing)),
    ...writeOwned(row, writing),
  ];
}

function writeAttribute(
  row: DraftRow,
  entity: Entity,
  name: string,
  { clock, reads }: Writing,
): readonly Field[] {
  const attribute = entity.attributes[name];
  const wants = row.slots.get(name);
  if (attribute === undefined || attribute.sql !== undefined) return [];
  if (wants !== undefined) {
    const value = valueOf(wants);
    if (value === undefined) return deadEnd(`no value for ${name}`);
    return [{ name, text: valueText(value, attribute.type, clock) }];
  }
  const isNeeded = !attribute.nullable && !attribute.hasExample && name !== entity.key;
  if (!isNeeded || !reads.attributes.has(`${entity.id}.${name}`)) return [];
  const plain = plainValue(attribute.type, name, clock);
  return plain === undefined ? [] : [{ name, text: valueText(plain, attribute.type, clock) }];
}

// ---------------------------------------------------------------- relations

function writeRelation(row: DraftRow, relation: Relation, writing: Writing): readonly Field[] {
  const { name } = relation;
  if (relation.kind !== 'to_one') {
    const rows = row.toMany.get(name);
    if (rows === undefined || rows.length === 0) return [];
    return [{ name, text: rowsText(rows, writing) }];
  }
  const related = row.toOne.get(name);
  if (related === null) return [{ name, text: 'missing' }];
  if (related !== undefined) return [{ name, text: relatedText(related, writing) }];
  const { holder } = row;
  const isHolder =
    holder?.relation.kind === 'to_many' && holder.relation.column === relation.column;
  const isRead = writing.reads.relations.has(`${row.entity}.${name}`);
  return relation.nullable || isHolder || !isRead ? [] : [{ name, text: quoted(`some_${name}`) }];
}

/** In the order in which they were made; rows that are alike are one with a number. */
function rowsText(rows: readonly DraftRow[], writing: Writing): string {
  const counted: { readonly text: string; count: number }[] = [];
  for (const row of rows) {
    const text = braces(writeRow(row, writing));
    const last = counted.at(-1);
    if (last?.text === text) last.count += row.count;
    else counted.push({ text, count: row.count });
  }
  const items = counted.map(({ text, count }) => (count === 1 ? text : `${count} * ${text}`));
  const [first = '[]'] = items;
  return items.length === 1 ? first : `[${items.join(', ')}]`;
}

function braces(fields: readonly Field[]): string {
  if (fields.length === 0) return '{}';
  return `{ ${fields.map(({ name, text }) => `${name}: ${text}`).join(', ')} }`;
}

/** An object whose key a condition names stands by itself, so that several can lead to it. */
function relatedText(row: DraftRow, writing: Writing): string {
  const entity = entityOf(writing.model, row.entity);
  const fields = fieldsOf(row, writing);
  const key = fields.find(({ name }) => name === entity.key);
  if (key === undefined) return braces(fields);
  if (key.text === '"other"' && fields.length === 1) return key.text;
  const id = `${row.entity} ${key.text}`;
  const known = writing.shared.get(id);
  const name = known?.name ?? nameFor(row.entity, key.text, writing);
  if (writing.keys.has(id)) return deadEnd(`two objects with the key ${key.text}`);
  if (known !== undefined && braces(known.fields) !== braces(fields)) {
    return deadEnd(`two objects with the key ${key.text}`);
  }
  writing.shared.set(id, { entity: row.entity, name, fields });
  return name;
}

function nameFor(entity: string, key: string, { shared }: Writing): string {
  const word = key
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
  const name = word.startsWith(entity) ? word : `${entity}_${word}`;
  const taken = [...shared.values()].filter((one) => one.name.startsWith(name)).length;
  return taken === 0 ? name : `${name}_${taken + 1}`;
}

// ---------------------------------------------------------------- consents, tags, lists, history

function writeOwned(row: DraftRow, writing: Writing): readonly Field[] {
  const consents = [...row.consents].filter(([, state]) => state !== 'unknown');
  const isGranted = consents.every(([, state]) => state === 'granted');
  const tags = [...row.tags].flatMap(([tag, isThere]) => (isThere ? [quoted(tag)] : []));
  const lists = row.lists.map((list) => listText(list, writing));
  const history = row.history.map(({ segment, change, at }) => {
    return `${change} ${segment} ${valueText(at, { kind: 'timestamp' }, writing.clock)}`;
  });
  const consentsText = isGranted
    ? `[${consents.map(([name]) => name).join(', ')}]`
    : `{ ${consents.map(([name, state]) => `${name}: ${state}`).join(', ')} }`;
  return [
    ...(consents.length === 0 ? [] : [{ name: 'consents', text: consentsText }]),
    ...(tags.length === 0 ? [] : [{ name: 'tagged', text: `[${tags.join(', ')}]` }]),
    ...(lists.length === 0 ? [] : [{ name: 'lists', text: `[${lists.join(', ')}]` }]),
    ...(history.length === 0 ? [] : [{ name: 'history', text: `[${history.join(', ')}]` }]),
  ];
}

function listText(list: DraftRow, writing: Writing): string {
  const fields = writeRow(list, writing);
  const [only] = fields;
  return fields.length === 1 && only?.name === 'name' ? only.text : braces(fields);
}

/** What takes a field away that the object is otherwise like; undefined when that cannot be. */
export function withoutField(entity: Entity, name: string): string | undefined {
  const attribute = entity.attributes[name];
  if (attribute !== undefined) return attribute.nullable ? 'missing' : undefined;
  const relation = entity.relations[name];
  return relation?.kind === 'to_one' ? (relation.nullable ? 'missing' : undefined) : '[]';
}
