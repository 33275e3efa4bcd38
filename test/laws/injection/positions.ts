// Test support: every place of a `.seg` file that holds text, with rows in which object 1 alone has what the text says.
import { createHash } from 'node:crypto';
import { built } from './payloads.ts';

export interface Position {
  readonly name: string;
  /** The project. `literal` is the text as it is written, with quotes. */
  readonly project: (literal: string) => string;
  /** Statements that fill the tables. */
  readonly rows: (payload: string) => readonly string[];
  /** Keys of the members of segment `s`. */
  readonly members: (payload: string) => readonly string[];
  /** The text reaches SQL changed: in lower case, as a pattern. */
  readonly changed?: true;
  /** The queries of two texts may differ in more than the text. */
  readonly shapes?: true;
}

const thing = (fields: string, table = '"t.things"'): string =>
  `object thing @table(${table}) {\n  id: id @key\n  ${fields}\n}\n`;

const where = (line: string): string => `segment s of thing {\n  where {\n    ${line}\n  }\n}\n`;

const things = (columns: string, ...rows: readonly string[]): readonly string[] => [
  'DROP SCHEMA IF EXISTS t CASCADE',
  'CREATE SCHEMA t',
  `CREATE TABLE t.things (id INTEGER, ${columns})`,
  ...rows.map((row) => `INSERT INTO t.things VALUES (${row})`),
];

/** Object 2 has the text `benign`. */
function one(payload: string): readonly string[] {
  return payload === 'benign' ? ['1', '2'] : ['1'];
}

function onlyOne(): readonly string[] {
  return ['1'];
}

/** Every text contains the empty one, and DuckDB folds the Turkish capital letter to an ordinary one. */
function containing(payload: string, ignoringCase = false): readonly string[] {
  return payload === '' || (ignoringCase && payload === 'İ') ? ['1', '2'] : one(payload);
}

/** The pattern is found in `benign`, by the rules of another engine. */
function matching(payload: string): readonly string[] {
  try {
    return new RegExp(payload, 'u').test('benign') ? ['1', '2'] : ['1'];
  } catch {
    return ['1'];
  }
}

/** A condition on the text column `v`, which holds the payload in object 1. */
function ofValue(
  name: string,
  line: (literal: string) => string,
  more: Partial<Position> = {},
): Position {
  return {
    name,
    project: (literal) => `${thing('v: text?')}${where(line(literal))}`,
    rows: (payload) => things('v VARCHAR', `1, ${built(payload)}`, "2, 'benign'", '3, NULL'),
    members: one,
    ...more,
  };
}

const owned = (
  payload: string,
  columns: string,
  ...cells: readonly string[]
): readonly string[] => [
  ...things('unread INTEGER', '1, 0', '2, 0'),
  `CREATE TABLE t.owned (thing_id INTEGER, ${columns})`,
  `INSERT INTO t.owned VALUES (1, ${[built(payload), ...cells].join(', ')})`,
  `INSERT INTO t.owned VALUES (2, ${["'benign'", ...cells].join(', ')})`,
];

const table = '@table("t.owned")';

export function inSample(seed: string, key: string): boolean {
  const digest = createHash('md5').update(`${seed}:${key}`, 'utf8').digest();
  return digest.readUInt32BE(0) / 2 ** 32 < 0.5;
}

const values: readonly Position[] = [
  ofValue('=', (text) => `v = ${text}`),
  ofValue('in [ ]', (text) => `v in [${text}, "other"]`),
  ofValue('not in [ ]', (text) => `not (v not in [${text}, "other"] or missing)`),
  ofValue('contains', (text) => `v contains ${text}`, { members: containing }),
  ofValue('starts with', (text) => `v starts with ${text}`, { members: containing }),
  ofValue('ends with', (text) => `v ends with ${text}`, { members: containing }),
  ofValue('contains any of', (text) => `v contains any of [${text}, "other"]`, {
    members: containing,
  }),
  ofValue('contains ignoring case', (text) => `v contains ${text} ignoring case`, {
    changed: true,
    shapes: true,
    members: (payload) => containing(payload, true),
  }),
  ofValue('matches', (text) => `v = ${text} or v matches ${text}`, {
    changed: true,
    shapes: true,
    members: matching,
  }),
  ofValue('concat', (text) => `concat(v, "|") = concat(${text}, "|")`, { shapes: true }),
  ofValue('coalesce', (text) => `coalesce(v, ${text}) = ${text} and v is known`),
  ofValue('replace', (text) => `replace(v, ${text}, "replaced") = "replaced"`, {
    members: (payload) => (payload === '' ? [] : one(payload)),
  }),
  ofValue('case', (text) => `case { when v = ${text} then ${text} else "no" } = ${text}`),
  {
    ...ofValue('default of a parameter', String),
    project: (text) =>
      `${thing('v: text?')}segment s(p: text = ${text}) of thing { where { v = $p } }\n`,
  },
  {
    ...ofValue('argument of a template', String),
    project: (text) =>
      `${thing('v: text?')}segment x(p: text) of thing { where { v = $p } }\n${where(`in segment x(p: ${text})`)}`,
  },
  {
    ...ofValue('@where', String),
    project: (text) =>
      `object thing @table("t.things") @where(v = ${text}) {\n  id: id @key\n}\nsegment s of thing { }\n`,
  },
  {
    ...ofValue('@deleted', String),
    project: (text) =>
      `object thing @table("t.things") @deleted(when: v = ${text}) {\n  id: id @key\n}\nsegment s of thing { }\n`,
    members: (payload) => (payload === 'benign' ? ['3'] : ['2', '3']),
  },
  {
    ...ofValue('enum', String),
    project: (text) => `${thing(`v: enum(${text}, "other")?`)}${where(`v = ${text}`)}`,
  },
  {
    ...ofValue('enum declaration', String),
    project: (text) =>
      `enum kind [${text}, "other"]\n${thing('v: kind?')}${where(`v in [${text}]`)}`,
  },
  {
    ...ofValue('trait', String),
    project: (text) =>
      `${thing('v: text?')}trait thing.is_it: bool = case { when v = ${text} then true else false }\n${where('is_it')}`,
  },
];

const collections: readonly Position[] = [
  {
    name: 'array element',
    project: (text) => `${thing('v: text[]?')}${where(`v has ${text}`)}`,
    rows: (payload) => things('v VARCHAR[]', `1, [${built(payload)}, 'b']`, "2, ['benign']"),
    members: one,
  },
  {
    name: 'tag',
    project: (text) =>
      `${thing('unread: int?')}tags of thing via thing_id ${table} { name: text @column("v") }\n${where(`tagged ${text}`)}`,
    rows: (payload) => owned(payload, 'v VARCHAR'),
    members: one,
  },
  {
    name: 'list',
    project: (text) =>
      `${thing('unread: int?')}lists of thing via thing_id ${table} { name: text @column("v") }\n${where(`in list ${text}`)}`,
    rows: (payload) => owned(payload, 'v VARCHAR'),
    members: one,
  },
  {
    name: 'state of a consent',
    project: (text) =>
      `${thing('unread: int?')}consent mail of thing via thing_id ${table} {\n  state: text(granted, denied) @column("v") @granted(${text}) @denied("no")\n  changed_at: timestamp @time\n}\n${where('consents to mail')}`,
    rows: (payload) => owned(payload, 'v VARCHAR, changed_at TIMESTAMP', "TIMESTAMP '2020-01-01'"),
    members: one,
  },
  {
    name: 'condition of an event',
    project: (text) =>
      `${thing('unread: int?')}event seen of thing via thing_id ${table} @where(v = ${text}) { at: timestamp @time }\n${where('did seen')}`,
    rows: (payload) => owned(payload, 'v VARCHAR, "at" TIMESTAMP', "TIMESTAMP '2020-01-01'"),
    members: one,
  },
  {
    name: 'last(…)',
    project: (text) =>
      `${thing('unread: int?')}event seen of thing via thing_id ${table} { at: timestamp @time, v: text? }\n${where(`last(seen.v) = ${text}`)}`,
    rows: (payload) => owned(payload, 'v VARCHAR, "at" TIMESTAMP', "TIMESTAMP '2020-01-01'"),
    members: one,
  },
  {
    name: 'seed of a sample',
    project: (text) => `${thing('unread: int?')}${where(`in sample 50% seed ${text}`)}`,
    rows: () => things('unread INTEGER', ...[1, 2, 3, 4, 5].map((id) => `${String(id)}, 0`)),
    members: (payload) => ['1', '2', '3', '4', '5'].filter((key) => inSample(payload, key)),
    changed: true,
  },
];

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

const names: readonly Position[] = [
  {
    name: '@column',
    project: (text) => `${thing(`v: int? @column(${text})`)}${where('v = 7')}`,
    rows: (payload) => things(`${quoted(payload)} INTEGER`, '1, 7', '2, 8'),
    members: onlyOne,
  },
  {
    name: '@column of the key',
    project: (text) =>
      `object thing @table("t.things") {\n  id: id @key @column(${text})\n  v: int?\n}\n${where('v = 7')}`,
    rows: (payload) => [
      'DROP SCHEMA IF EXISTS t CASCADE',
      'CREATE SCHEMA t',
      `CREATE TABLE t.things (${quoted(payload)} INTEGER, v INTEGER)`,
      'INSERT INTO t.things VALUES (1, 7), (2, 8)',
    ],
    members: onlyOne,
  },
  {
    name: '@table',
    project: (text) => `${thing('v: int?', text)}${where('v = 7')}`,
    rows: (payload) => [
      ...payload
        .split('.')
        .slice(0, -1)
        .map((part) => `CREATE SCHEMA IF NOT EXISTS ${quoted(part)}`),
      `CREATE OR REPLACE TABLE ${payload.split('.').map(quoted).join('.')} (id INTEGER, v INTEGER)`,
      `INSERT INTO ${payload.split('.').map(quoted).join('.')} VALUES (1, 7), (2, 8)`,
    ],
    members: onlyOne,
  },
  {
    name: '@json key',
    project: (text) => `${thing(`v: int? @json("data.${text.slice(1)})`)}${where('v = 7')}`,
    rows: (payload) =>
      things(
        'data JSON',
        ...[7, 8].map((value, index) => {
          const json = payload
            .split('.')
            .reduceRight<unknown>((inside, key) => ({ [key]: inside }), value);
          return `${String(index + 1)}, CAST(${built(JSON.stringify(json))} AS JSON)`;
        }),
      ),
    members: onlyOne,
  },
];

export const positions: readonly Position[] = [...values, ...collections, ...names];

/** Places whose text must be a name of something known: whatever else stands there is refused. */
export const checkedPlaces: Readonly<Record<string, (literal: string) => string>> = {
  'zone of the project': (text) => `project p { timezone: ${text} }\n${thing('v: int?')}`,
  'zone of a function': (text) => `${thing('v: timestamp?')}${where(`hour(v, tz: ${text}) = 1`)}`,
  'zone of a column': (text) => thing(`v: timestamp? @zone(${text})`),
  'zone of a calendar': (text) =>
    `calendar c { timezone: ${text}\n open: monday }\n${thing('v: int?')}`,
  'closed day': (text) => `calendar c { open: monday\n closed: [${text}] }\n${thing('v: int?')}`,
  cron: (text) =>
    `${thing('v: int?')}segment s of thing { refresh: cron ${text}\n where { v = 1 } }\n`,
  'enum value': (text) => `${thing('v: enum("a", "b")?')}${where(`v = ${text}`)}`,
  number: (text) => `${thing('v: int?')}${where(`v = ${text}`)}`,
  date: (text) => `${thing('v: date?')}${where(`v = ${text}`)}`,
  version: (text) => `${thing('v: version?')}${where(`v >= ${text}`)}`,
};
