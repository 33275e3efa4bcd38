// Test support: the rows of a history and what happens to them: added, changed, deleted, late, doubled.
import type { StoredRow } from '../interpreter/world.ts';
import { type TableName, tableNames, tables } from './nouns.ts';

/** Milliseconds. */
export type Instant = number;

/** Numbers that an event of the data is made of; each is taken modulo what there is to choose. */
export interface DataChange {
  readonly what:
    'person' | 'firm' | 'order' | 'visit' | 'tag' | 'consent' | 'delete' | 'double' | 'empty';
  readonly who: number;
  readonly first: number;
  readonly second: number;
  readonly third: number;
}

export type Rows = Readonly<Record<TableName, readonly StoredRow[]>>;

export const noRows: Rows = {
  'src.people': [],
  'src.firms': [],
  'src.orders': [],
  'src.visits': [],
  'src.tags': [],
  'src.consents': [],
};

function pick<T>(items: readonly T[], choice: number): T {
  const item = items[Math.abs(choice) % items.length];
  if (item === undefined) throw new Error('nothing to choose from');
  return item;
}

function iso(instant: Instant): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

/** Seconds: where windows begin and end, and just beside. */
const ages = [0, 1, 3600, 21_600, 86_399, 86_400, 86_401, 108_000, 172_800, 259_200, 604_800]
  // Late, still to come, and older than all windows.
  .concat(777_600, -3600, 2_592_000, -172_800, 3_456_000);

function timeBefore(now: Instant, choice: number): string {
  return iso(now - 1000 * pick(ages, choice));
}

export const people: readonly string[] = ['p1', 'p2', 'p3', 'p4', 'p5', "p'6"];
const firms = ['1', '2', '3'] as const;

function put(rows: readonly StoredRow[], row: StoredRow): readonly StoredRow[] {
  return [...rows.filter(({ id }) => id !== row['id']), row];
}

function rowOf(change: DataChange, now: Instant): readonly [TableName, StoredRow] {
  const { who, first, second, third } = change;
  const person = pick(people, who);
  switch (change.what) {
    case 'person':
      return [
        'src.people',
        {
          id: person,
          country: pick(['PL', 'DE', null], first),
          points: pick(['0', '3', '5', '8', '13', null], second),
          seen_at: pick([timeBefore(now, third), timeBefore(now, third + 5), null], first + second),
          born_on: pick(['1990-02-28', '1988-02-29', '2001-11-03', null], third),
          firm_id: pick([...firms, '9', null], first + third),
        },
      ];
    case 'firm':
      return ['src.firms', { id: pick(firms, who), size: pick(['1', '50', null], first) }];
    case 'order': {
      const id = String(1 + (Math.abs(first) % 12));
      const total = pick(['0.00', '49.99', '50.00', '120.50', null], second);
      const at = pick([timeBefore(now, third), null, timeBefore(now, third)], first + third);
      const status = pick(['paid', 'paid', 'pending', null], third);
      return ['src.orders', { id, at, total, status, person_id: pick([...people, null], who) }];
    }
    case 'visit': {
      const page = pick(['/a', '/b', null], second);
      return ['src.visits', { person_id: person, at: timeBefore(now, third), page }];
    }
    case 'tag':
      return ['src.tags', { person_id: person, name: pick(['vip', 'old'], first) }];
    case 'consent': {
      const state = pick(['in', 'out', 'other'], first);
      return ['src.consents', { person_id: person, state, changed_at: timeBefore(now, third) }];
    }
    case 'delete':
    case 'double':
    case 'empty':
      throw new Error('makes no row');
  }
}

/** Rows with a key are replaced, others added. Keys stay unique, since a refresh refuses them otherwise. */
export function changed(rows: Rows, change: DataChange, now: Instant): Rows {
  if (change.what === 'empty') return { ...rows, [pick(tableNames, change.first)]: [] };
  if (change.what === 'delete' || change.what === 'double') {
    const filled = tableNames.filter((name) => rows[name].length > 0);
    if (filled.length === 0) return rows;
    const name = pick(filled, change.first);
    const index = Math.abs(change.second) % rows[name].length;
    const row = rows[name][index];
    if (change.what === 'delete') return { ...rows, [name]: rows[name].toSpliced(index, 1) };
    const keyed = row === undefined || 'id' in row;
    return keyed ? rows : { ...rows, [name]: [...rows[name], row] };
  }
  const [name, row] = rowOf(change, now);
  return { ...rows, [name]: 'id' in row ? put(rows[name], row) : [...rows[name], row] };
}

function literal(value: StoredRow[string] | undefined, type: string): string {
  if (typeof value !== 'string') return 'NULL';
  const text = type === 'TIMESTAMP' ? value.replace('Z', '') : value;
  return `CAST('${text.replaceAll("'", "''")}' AS ${type})`;
}

export type Fault = 'none' | 'twice' | 'missing' | 'gone';

/** Statements that break the keys of every object, so that no segment can be refreshed. */
export const faultStatements: Readonly<Record<Fault, readonly string[]>> = {
  none: [],
  twice: [
    "INSERT INTO src.people (id) VALUES ('twice'), ('twice')",
    'INSERT INTO src.firms (id) VALUES (77), (77)',
  ],
  missing: [
    'INSERT INTO src.people (id) VALUES (NULL)',
    'INSERT INTO src.firms (id) VALUES (NULL)',
  ],
  gone: ['DROP TABLE src.people', 'DROP TABLE src.firms'],
};

/** Statements that make the tables hold these rows. */
export function fillStatements(rows: Rows): readonly string[] {
  return [
    'CREATE SCHEMA IF NOT EXISTS src',
    ...tableNames.flatMap((name) => {
      const columns = Object.entries(tables[name]);
      const declared = columns.map(([column, type]) => `"${column}" ${type}`);
      const values = rows[name].map((row) => {
        return `(${columns.map(([column, type]) => literal(row[column], type)).join(', ')})`;
      });
      const made = `CREATE OR REPLACE TABLE ${name} (${declared.join(', ')})`;
      return values.length === 0
        ? [made]
        : [made, `INSERT INTO ${name} VALUES ${values.join(', ')}`];
    }),
  ];
}
