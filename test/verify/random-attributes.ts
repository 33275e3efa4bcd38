// Random attributes of an entity: every type, nullable or not, in plain columns, renamed ones and JSON.
import type { ValueType } from '../../compiler/check/value-type.ts';
import type { AttributeSpec, StoredValue, TableSpec } from './model-spec.ts';
import type { Random } from './random.ts';
import { emails, texts, urls, versions, zones } from './text-pool.ts';

interface Template {
  readonly name: string;
  readonly type: ValueType;
  readonly sqlTypes: readonly string[];
  readonly values: readonly StoredValue[];
}

const text: ValueType = { kind: 'text' };
const money = (currency: string): ValueType => ({ kind: 'money', currency });
const array = (element: ValueType): ValueType => ({ kind: 'array', element });
const cents = ['0', '1', '2.5', '10', '19.99', '20', '-5', '100', '800', '0.01', '100.01'];

export const stages: readonly string[] = ['new', 'open', 'won', 'lost'];

export const templates: readonly Template[] = [
  { name: 'note', type: text, sqlTypes: ['VARCHAR'], values: texts },
  { name: 'label', type: text, sqlTypes: ['VARCHAR'], values: texts },
  { name: 'mail', type: { kind: 'email' }, sqlTypes: ['VARCHAR'], values: emails },
  { name: 'site', type: { kind: 'url' }, sqlTypes: ['VARCHAR'], values: urls },
  {
    name: 'code',
    type: { kind: 'id', of: undefined },
    sqlTypes: ['VARCHAR', 'BIGINT'],
    values: ['1', '2', '9', '7'],
  },
  {
    name: 'score',
    type: { kind: 'int' },
    sqlTypes: ['INTEGER', 'BIGINT', 'SMALLINT', 'DECIMAL(18,0)'],
    values: ['0', '1', '2', '3', '5', '10', '-1', '-7', '100', '32767'],
  },
  {
    name: 'huge',
    type: { kind: 'int' },
    sqlTypes: ['BIGINT', 'DECIMAL(18,0)'],
    values: [
      '9007199254740993',
      '9007199254740992',
      '-9007199254740993',
      '999999999999999999',
      '0',
    ],
  },
  {
    name: 'hugest',
    type: { kind: 'decimal' },
    sqlTypes: ['DECIMAL(38,9)', 'DECIMAL(30,9)'],
    values: [
      '123456789012345678.123456789',
      '-123456789012345678.123456789',
      '123456789012345678.123456788',
      '0.000000001',
      '0',
    ],
  },
  {
    name: 'weight',
    type: { kind: 'decimal' },
    sqlTypes: ['DECIMAL(18,4)', 'DECIMAL(12,2)', 'DECIMAL(38,9)'],
    values: ['0', '0.5', '1.25', '2.5', '-1.75', '0.1', '0.3', '3', '99999.99', '0.01'],
  },
  {
    name: 'ratio',
    type: { kind: 'decimal' },
    sqlTypes: ['DOUBLE'],
    values: ['0', '0.5', '1.25', '2.5', '-1.75', '3', '1024.125'],
  },
  {
    name: 'rate',
    type: { kind: 'percent' },
    sqlTypes: ['DECIMAL(9,6)', 'DECIMAL(5,2)'],
    values: ['0', '0.5', '0.25', '0.1', '1', '0.99', '0.07', '1.5'],
  },
  {
    name: 'budget',
    type: money('USD'),
    sqlTypes: ['DECIMAL(18,2)', 'DECIMAL(12,2)'],
    values: cents,
  },
  { name: 'fee', type: money('EUR'), sqlTypes: ['DECIMAL(18,2)', 'DECIMAL(38,4)'], values: cents },
  { name: 'vip', type: { kind: 'bool' }, sqlTypes: ['BOOLEAN'], values: [true, false] },
  { name: 'born_on', type: { kind: 'date' }, sqlTypes: ['DATE'], values: [] },
  { name: 'due_on', type: { kind: 'date' }, sqlTypes: ['DATE'], values: [] },
  {
    name: 'seen_at',
    type: { kind: 'timestamp' },
    sqlTypes: ['TIMESTAMP', 'TIMESTAMPTZ'],
    values: [],
  },
  {
    name: 'made_at',
    type: { kind: 'timestamp' },
    sqlTypes: ['TIMESTAMP', 'TIMESTAMPTZ'],
    values: [],
  },
  {
    name: 'stage',
    type: { kind: 'enum', values: stages },
    sqlTypes: ['VARCHAR'],
    values: [...stages, 'elsewhere'],
  },
  { name: 'app', type: { kind: 'version' }, sqlTypes: ['VARCHAR'], values: versions },
  { name: 'home', type: { kind: 'geo' }, sqlTypes: ['DOUBLE', 'DECIMAL(9,6)'], values: [] },
  {
    name: 'interests',
    type: array(text),
    sqlTypes: ['VARCHAR[]'],
    values: [[], ['a'], ['a', 'b'], ['b', 'PL', 'a'], ['😀', "o'x"], ['A', 'A'], [''], ['a', null]],
  },
  {
    name: 'favourites',
    type: array(text),
    sqlTypes: ['VARCHAR[]'],
    values: [[], ['a'], ['b', 'a'], ['PL'], ['😀'], ['A', 'a'], [null], ['b', null]],
  },
  {
    name: 'numbers',
    type: array({ kind: 'int' }),
    sqlTypes: ['BIGINT[]', 'INTEGER[]'],
    values: [[], ['1'], ['1', '2'], ['2', '3', '5'], ['-1', '0']],
  },
  {
    name: 'mails',
    type: array({ kind: 'email' }),
    sqlTypes: ['VARCHAR[]'],
    values: [
      [],
      ['ann@example.com'],
      ['Bob@Example.com', 'ANN@example.com'],
      ['bob@example.com', null],
    ],
  },
  {
    name: 'copies',
    type: array({ kind: 'email' }),
    sqlTypes: ['VARCHAR[]'],
    values: [[], ['Ann@example.com'], ['BOB@example.com'], [null]],
  },
  { name: 'zone', type: text, sqlTypes: ['VARCHAR'], values: zones },
];

const jsonNames: readonly string[] = [
  'note',
  'score',
  'weight',
  'vip',
  'stage',
  'site',
  'rate',
  'born_on',
  'made_at',
  'app',
  'interests',
];

/** Attributes beside key and time; `share` percent of all templates. */
export function randomAttributes(
  random: Random,
  table: TableSpec,
  share: number,
  taken: ReadonlySet<string>,
): readonly AttributeSpec[] {
  const chosen = templates.filter(({ name }) => !taken.has(name) && random.chance(share));
  const attributes = chosen.map((template) => randomAttribute(random, table, template));
  if (random.chance(share / 2)) attributes.push(...jsonView(random, table));
  return attributes;
}

/** The attribute of that template. */
export function attributeNamed(random: Random, table: TableSpec, name: string): AttributeSpec {
  const template = templates.find((one) => one.name === name);
  if (template === undefined) throw new Error(`no template ${name}`);
  return randomAttribute(random, table, template);
}

function randomAttribute(random: Random, table: TableSpec, template: Template): AttributeSpec {
  const { name, type } = template;
  const nullable = random.chance(65);
  const column = freshColumn(random, table, name, random.pick(template.sqlTypes));
  const annotations: string[] = [];
  const zoned = type.kind === 'timestamp' && column.sqlType === 'TIMESTAMP' && random.chance(25);
  const zone = zoned ? random.pick(zones.slice(0, 5)) : undefined;
  if (zone !== undefined) annotations.push(`@zone("${zone}")`);
  const blank = nullable && name === 'note' && random.chance(40);
  if (blank) annotations.push('@blank_is_missing');
  const longitude =
    type.kind === 'geo' ? freshColumn(random, table, `${name}_lng`, column.sqlType) : undefined;
  if (longitude !== undefined) annotations.push(`@column("${column.name}", "${longitude.name}")`);
  else if (column.name !== name) annotations.push(`@column("${column.name}")`);
  const domain = random.some(template.values, random.between(2, 5));
  return { name, type, nullable, column, jsonPath: [], longitude, zone, annotations, domain };
}

/** A column that the table does not have yet; sometimes not called like the attribute. */
export function freshColumn(
  random: Random,
  table: TableSpec,
  name: string,
  sqlType: string,
): AttributeSpec['column'] {
  const renamed = random.chance(30)
    ? random.pick([`${name}_x`, `the ${name}`, `${name}Raw`])
    : name;
  let free = renamed;
  for (let at = 2; table.columns.has(free); at += 1) free = `${renamed}${at}`;
  table.columns.set(free, sqlType);
  return { name: free, sqlType };
}

/** Fields of one JSON column, which may itself be missing. */
function jsonView(random: Random, table: TableSpec): readonly AttributeSpec[] {
  const nullable = random.chance(60);
  const column = freshColumn(random, table, 'lead', random.pick(['JSON', 'VARCHAR']));
  const chosen = templates.filter(({ name }) => jsonNames.includes(name) && random.chance(50));
  if (chosen.length === 0) return [];
  return chosen.map((template) => {
    const own = random.chance(60);
    const renamed = random.chance(25);
    const path = renamed ? ['deep', template.name] : [template.name];
    return {
      name: `lead.${template.name}`,
      type: template.type,
      nullable: own || nullable,
      column,
      jsonPath: path,
      longitude: undefined,
      zone: undefined,
      annotations: [
        ...(own ? ['?'] : []),
        ...(nullable ? ['??'] : []),
        ...(renamed ? [`@json("${path.join('.')}")`] : []),
      ],
      domain: random.some(template.values, random.between(2, 4)),
    };
  });
}
