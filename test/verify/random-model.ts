// A random model: objects with relations of every kind, events, lists, tags, consents, calendars, zone and start of week.
import { attributeNamed, freshColumn, randomAttributes } from './random-attributes.ts';
import type {
  AttributeSpec,
  CalendarSpec,
  EntitySpec,
  ModelSpec,
  RawCells,
  TableSpec,
} from './model-spec.ts';
import { zoneNames as zones } from './now-pool.ts';
import { addRelations } from './random-relations.ts';
import type { Random } from './random.ts';

const objectNames = ['contact', 'company', 'orders_row', 'product', 'task', 'deal'] as const;
const eventNames = ['visited', 'bought', 'opened', 'signed', 'moved'] as const;
const days = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

export function randomModel(random: Random): ModelSpec {
  const entities = new Map<string, EntitySpec>();
  const add = (entity: EntitySpec): void => void entities.set(entity.id, entity);
  const objects = random.some(objectNames, random.between(2, 4));
  for (const [at, id] of objects.entries()) add(randomObject(random, id, at === 0 ? 55 : 30));
  const shared = tableNamed('events.tracks', { kind: 'VARCHAR', level: 'INTEGER' });
  for (const id of random.some(eventNames, random.between(2, 3))) {
    add(randomEvent(random, id, random.pick([objects[0] ?? id, random.pick(objects)]), shared));
  }
  for (const [at, object] of objects.entries()) {
    const share = at === 0 ? 85 : 30;
    if (random.chance(share)) add(randomLists(random, object));
    if (random.chance(share)) add(randomTags(random, object));
    if (random.chance(share)) for (const one of randomConsents(random, object)) add(one);
  }
  addRelations(random, entities);
  typeOwnerColumns(entities);
  return {
    zone: random.pick(zones),
    weekStarts: random.pick(['monday', 'sunday', 'saturday']),
    policy: random.pick(['opt_in', 'opt_out']),
    calendars: Array.from({ length: random.between(1, 2) }, (_item, at) => {
      return randomCalendar(random, at);
    }),
    entities,
  };
}

/** A column that holds keys has the type of the key. */
function typeOwnerColumns(entities: ReadonlyMap<string, EntitySpec>): void {
  for (const { owner, table } of entities.values()) {
    const key = owner && entities.get(owner.object)?.key;
    if (key !== undefined) table.columns.set(owner?.column ?? '', key.column.sqlType);
  }
}

export function tableNamed(
  name: string,
  columns: Readonly<Record<string, string>> = {},
): TableSpec {
  return { name, columns: new Map(Object.entries(columns)) };
}

function keyOf(random: Random, table: TableSpec): AttributeSpec {
  const column = freshColumn(random, table, 'id', random.chance(75) ? 'VARCHAR' : 'BIGINT');
  const annotations = ['@key', ...(column.name === 'id' ? [] : [`@column("${column.name}")`])];
  const type = { kind: 'id', of: undefined } as const;
  const rest = { jsonPath: [], longitude: undefined, zone: undefined, domain: [] };
  return { name: 'id', type, nullable: false, column, annotations, ...rest };
}

function randomObject(random: Random, id: string, share: number): EntitySpec {
  const table = tableNamed(`crm.${id}`);
  const key = keyOf(random, table);
  const attributes = [...randomAttributes(random, table, share, new Set())];
  const rows = restrictions(random, table);
  const times = attributes.filter(({ type, name }) => isTime(type.kind) && !name.includes('.'));
  const timed = random.chance(75) ? random.pickOne(times) : undefined;
  return {
    kind: 'object',
    id,
    table,
    owner: undefined,
    key,
    attributes: attributes.map((one) => (one === timed ? asTime(one) : one)),
    relations: [],
    traits: [],
    time: timed && { path: timed.name, type: timed.type.kind === 'date' ? 'date' : 'timestamp' },
    settings: [],
    ...rows,
  };
}

function isTime(kind: string): boolean {
  return kind === 'date' || kind === 'timestamp';
}

function asTime(attribute: AttributeSpec): AttributeSpec {
  return { ...attribute, annotations: [...attribute.annotations, '@time'] };
}

type Restricted = Pick<EntitySpec, 'annotations' | 'own' | 'foreign'>;

/** Sometimes `@where` and `@deleted` over columns of their own. */
function restrictions(random: Random, table: TableSpec): Restricted {
  const annotations: string[] = [];
  let own: RawCells[] = [{}];
  const foreign: RawCells[] = [];
  if (random.chance(35)) {
    const form = random.pick(rawForms);
    for (const [name, sqlType] of Object.entries(form.columns)) table.columns.set(name, sqlType);
    annotations.push(`@where(${form.text})`);
    own = [...form.own];
    foreign.push(...form.foreign);
  }
  if (random.chance(35)) {
    table.columns.set('deleted_at', 'TIMESTAMP');
    annotations.push('@deleted(when: deleted_at is known)');
    foreign.push(...own.map((cells) => ({ ...cells, deleted_at: '2024-01-01T00:00:00Z' })));
  }
  return { annotations, own, foreign };
}

interface RawForm {
  readonly text: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly own: readonly RawCells[];
  readonly foreign: readonly RawCells[];
}

const rawForms: readonly RawForm[] = [
  {
    text: 'kind = "x" and removed = false',
    columns: { kind: 'VARCHAR', removed: 'BOOLEAN' },
    own: [{ kind: 'x', removed: false }],
    foreign: [{ kind: 'y', removed: false }, { kind: 'x', removed: true }, { kind: null }],
  },
  {
    text: 'level in 1..3',
    columns: { level: 'INTEGER' },
    own: [{ level: '1' }, { level: '3' }],
    foreign: [{ level: '4' }, { level: null }],
  },
  {
    text: 'kind != "bin" or missing',
    columns: { kind: 'VARCHAR' },
    own: [{ kind: 'y' }, { kind: null }],
    foreign: [{ kind: 'bin' }],
  },
  {
    text: 'not (kind starts with "t" or level >= 10)',
    columns: { kind: 'VARCHAR', level: 'INTEGER' },
    own: [
      { kind: 'x', level: '1' },
      { kind: null, level: null },
    ],
    foreign: [
      { kind: 'test', level: '1' },
      { kind: null, level: '10' },
    ],
  },
  {
    text: 'kind in ["x", "y"]',
    columns: { kind: 'VARCHAR' },
    own: [{ kind: 'x' }, { kind: 'y' }],
    foreign: [{ kind: 'z' }, { kind: null }],
  },
];

function randomEvent(random: Random, id: string, object: string, shared: TableSpec): EntitySpec {
  const isShared = random.chance(40);
  const table = isShared ? shared : tableNamed(`events.${id}`);
  const column = freeName(table, `${id}_${object}_id`);
  table.columns.set(column, 'VARCHAR');
  const taken = new Set([object, 'zone', 'favourites', 'label', 'made_at', 'born_on']);
  const when = attributeNamed(random, table, random.chance(80) ? 'seen_at' : 'due_on');
  const time = asTime(when);
  const others = randomAttributes(random, table, 30, new Set([...taken, when.name]));
  const rows = isShared
    ? {
        annotations: [`@where(kind = "${id}")`],
        own: [{ kind: id, level: '1' }],
        foreign: [{ kind: 'other' }],
      }
    : restrictions(random, table);
  return {
    kind: 'event',
    id,
    table,
    owner: { object, column },
    key: undefined,
    attributes: [time, ...others],
    relations: [],
    traits: [],
    time: { path: time.name, type: time.type.kind === 'date' ? 'date' : 'timestamp' },
    settings: [],
    ...rows,
  };
}

function freeName(table: TableSpec, name: string): string {
  return table.columns.has(name) ? freeName(table, `${name}_x`) : name;
}

export const listNames: readonly string[] = ['vip', 'Vip', 'news', "o'list"];

function owned(
  kind: EntitySpec['kind'],
  id: string,
  object: string,
  table: TableSpec,
): Omit<EntitySpec, 'attributes' | 'time' | 'annotations' | 'own' | 'foreign' | 'settings'> {
  const column = `${object}_key`;
  table.columns.set(column, 'VARCHAR');
  return { kind, id, table, owner: { object, column }, key: undefined, relations: [], traits: [] };
}

function nameAttribute(random: Random, table: TableSpec): AttributeSpec {
  const column = freshColumn(random, table, 'name', 'VARCHAR');
  const annotations = column.name === 'name' ? [] : [`@column("${column.name}")`];
  const rest = { jsonPath: [], longitude: undefined, zone: undefined, domain: listNames };
  return { name: 'name', type: { kind: 'text' }, nullable: false, column, annotations, ...rest };
}

function randomLists(random: Random, object: string): EntitySpec {
  const table = tableNamed(`crm.${object}_lists`);
  const base = owned('lists', `${object}.lists`, object, table);
  const when = asTime(attributeNamed(random, table, random.chance(75) ? 'made_at' : 'due_on'));
  const time = { path: when.name, type: when.type.kind === 'date' ? 'date' : 'timestamp' } as const;
  const attributes = [nameAttribute(random, table), when];
  return { ...base, attributes, time, settings: [], ...restrictions(random, table) };
}

function randomTags(random: Random, object: string): EntitySpec {
  const table = tableNamed(`crm.${object}_tags`);
  const base = owned('tags', `${object}.tags`, object, table);
  const attributes = [nameAttribute(random, table)];
  return { ...base, attributes, time: undefined, settings: [], ...restrictions(random, table) };
}

/** Two, in one table, of which the second may have a policy of its own. */
function randomConsents(random: Random, object: string): readonly EntitySpec[] {
  const table = tableNamed(`crm.${object}_consents`, { channel: 'VARCHAR' });
  const column = freshColumn(random, table, 'state', 'VARCHAR');
  const state: AttributeSpec = {
    name: 'state',
    type: { kind: 'enum', values: ['granted', 'denied'] },
    nullable: random.chance(40),
    column,
    jsonPath: [],
    longitude: undefined,
    zone: undefined,
    annotations: [
      '@granted("opted_in", "yes")',
      '@denied("opted_out", "bounced")',
      ...(column.name === 'state' ? [] : [`@column("${column.name}")`]),
    ],
    domain: ['opted_in', 'yes', 'opted_out', 'bounced', 'pending'],
  };
  const when = asTime(attributeNamed(random, table, 'made_at'));
  return ['email_ads', 'sms_ads'].map((name) => ({
    ...owned('consent', `${object}.consent.${name}`, object, table),
    attributes: [state, when],
    time: { path: when.name, type: 'timestamp' },
    settings: random.chance(50) ? [`policy: ${random.pick(['opt_in', 'opt_out'])}`] : [],
    annotations: [`@where(channel = "${name}")`],
    own: [{ channel: name }],
    foreign: [{ channel: 'post' }],
  }));
}

function randomCalendar(random: Random, at: number): CalendarSpec {
  const lines: string[] = [];
  if (random.chance(60)) lines.push(`timezone: "${random.pick(zones)}"`);
  const first = random.below(7);
  const length = random.between(2, 6);
  const range = `${day(first)}..${day(first + length - 1)}`;
  const hours = random.pick(['08:00..18:00', '00:00..24:00', '09:30..12:00', '01:00..03:30', '']);
  lines.push(`open: ${range} ${hours}`.trim());
  if (hours === '09:30..12:00' && random.chance(70)) lines.push(`open: ${range} 13:00..17:15`);
  if (random.chance(50)) lines.push(`open: ${day(first + length)} 10:00..14:00`);
  if (random.chance(50)) lines.push('closed: ["2025-11-11", "12-25", "12-26", "02-29"]');
  return { name: ['desk', 'shop_hours'][at] ?? 'desk', lines };
}

function day(index: number): string {
  return days[index % 7] ?? 'monday';
}
