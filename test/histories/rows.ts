// Test support: what happens to the rows of a history: added, changed, moved, deleted, put back, late, doubled, purged.
import type { StoredRow } from '../interpreter/world.ts';
import {
  type Data,
  farAhead,
  type Instant,
  iso,
  pick,
  replaced,
  without,
  written,
} from './data.ts';
import { type TableName, tableNames, tables } from './nouns.ts';
import type { Variant } from './tracking.ts';

/** Numbers that an event of the data is made of; each is taken modulo what there is to choose. */
export interface DataChange {
  readonly what: RowKind | Happening;
  readonly who: number;
  readonly first: number;
  readonly second: number;
  readonly third: number;
  /** Of the time of writing. */
  readonly stamp: number;
}

export type RowKind =
  'person' | 'firm' | 'order' | 'friendship' | 'visit' | 'tag' | 'list' | 'consent';

export type Happening =
  /** One column of a row. */
  | 'touch'
  /** An order to another person, whose firm changes, too. */
  | 'move'
  /** Written again as it was. */
  | 'bump'
  /** `deleted_at` set, or taken back. */
  | 'bury'
  | 'delete'
  /** Deleted and put back. */
  | 'again'
  | 'double'
  | 'empty';

/** Seconds: where windows begin and end, and just beside. */
const ages = [0, 1, 3600, 21_600, 86_399, 86_400, 86_401, 108_000, 172_800, 259_200, 604_800]
  // Late, still to come, and older than all windows.
  .concat(777_600, -3600, 2_592_000, -172_800, 3_456_000);

function timeBefore(now: Instant, choice: number): string {
  return iso(now - 1000 * pick(ages, choice));
}

export const people: readonly string[] = ['p1', 'p2', 'p3', 'p4', 'p5', "p'6"];
const firms = ['1', '2', '3', '4'] as const;

const tableOf: Readonly<Record<RowKind, TableName>> = {
  person: 'src.people',
  firm: 'src.firms',
  order: 'src.orders',
  friendship: 'src.friendships',
  visit: 'src.visits',
  tag: 'src.tags',
  list: 'src.lists',
  consent: 'src.consents',
};

function rowOf(kind: RowKind, change: DataChange, now: Instant): StoredRow {
  const { who, first, second, third } = change;
  const person = pick(people, who);
  switch (kind) {
    case 'person':
      return {
        id: person,
        country: pick(['PL', 'DE', null], first),
        points: pick(['0', '3', '5', '8', '13', null], second),
        seen_at: pick([timeBefore(now, third), timeBefore(now, third + 5), null], first + second),
        born_on: pick(['1990-02-28', '1988-02-29', '2001-11-03', '1999-04-05', null], third),
        firm_id: pick([...firms, '9', null], first + third),
      };
    case 'firm':
      return {
        id: pick(firms, who),
        size: pick(['1', '50', null], first),
        renewed_at: pick([timeBefore(now, third), null], first),
        parent_id: pick([...firms, '9', null], second),
      };
    case 'order':
      return {
        // In the same order as numbers and as texts: the interpreter does not know the types of columns.
        id: String(11 + (Math.abs(first) % 12)),
        at: pick([timeBefore(now, third), null, timeBefore(now, third)], first + third),
        shipped_at: pick([null, timeBefore(now, third + 3), timeBefore(now, second)], second),
        total: pick(['0.00', '49.99', '50.00', '120.50', null], second),
        status: pick(['paid', 'paid', 'pending', null], third),
        channel: pick(['web', null, 'web', 'test', 'shop'], who + second),
        person_id: pick([...people, null, 'nobody', ...people], who),
      };
    case 'friendship':
      return {
        id: String(1 + (Math.abs(first) % 6)),
        near_id: pick([...people, null], who),
        far_id: pick([...people, 'nobody'], second),
      };
    case 'visit': {
      const order = pick(['11', '12', '13', '15', '18', '21', '99', null], first);
      const page = pick(['/a', '/b', null], second);
      return { person_id: person, at: timeBefore(now, third), page, order_id: order };
    }
    case 'tag':
      return { person_id: person, name: pick(['vip', 'old'], first) };
    case 'list': {
      return {
        person_id: person,
        name: pick(['news', 'club'], first),
        added_at: timeBefore(now, third),
      };
    }
    case 'consent': {
      const state = pick(['in', 'out', 'other'], first);
      return { person_id: person, state, changed_at: timeBefore(now, third) };
    }
  }
}

function kindOf(table: TableName): RowKind {
  const kinds: readonly RowKind[] = [
    ...(['person', 'firm', 'order', 'friendship', 'visit', 'tag', 'list', 'consent'] as const),
  ];
  const kind = kinds.find((one) => tableOf[one] === table);
  if (kind === undefined) throw new Error(`rows of ${table} are of no kind`);
  return kind;
}

function isRowKind(what: DataChange['what']): what is RowKind {
  return what in tableOf;
}

/** What a step happens to: its data, the contract of its tables, and its now. */
interface Setting {
  readonly variant: Variant;
  readonly now: Instant;
}

/** Rows with a key are replaced, others added. Keys stay unique, since a refresh refuses them otherwise. */
export function changed(data: Data, change: DataChange, { variant, now }: Setting): Data {
  const { what, stamp } = change;
  if (isRowKind(what)) {
    const table = tableOf[what];
    const row = rowOf(what, change, now);
    const isAdded = variant[table].tracking === 'append_only' && 'id' in row;
    return written(data, table, isAdded ? { ...row, id: freeKey(data, table) } : row, stamp, now);
  }
  const setting = { variant, now };
  switch (what) {
    case 'empty':
      // Less often than others, since little can happen to a table without rows.
      if (change.second % 6 !== 0) return data;
      return without(data, variant, pick(tableNames, change.first), () => true);
    case 'delete':
      return deleted(data, change, setting);
    case 'double':
      return doubled(data, change, setting);
    case 'move':
      return moved(data, change, setting);
    case 'touch':
    case 'bump':
    case 'bury':
    case 'again':
      return rewritten(data, change, what, setting);
  }
}

/**
 * Rows of an append-only table are not replaced, so that a new one has a key of its own. All have as many digits, since equal values are ranked
 * by their keys, which are numbers for the warehouse and texts for the interpreter.
 */
function freeKey({ written: keys }: Data, table: TableName): string {
  let key = 101;
  while (`${table} ${String(key)}` in keys) key += 1;
  return String(key);
}

interface Chosen {
  readonly table: TableName;
  readonly index: number;
  readonly row: StoredRow;
}

/** A row of the tables that hold any. */
function chosen(data: Data, change: DataChange, names: readonly TableName[]): Chosen | undefined {
  const filled = names.filter((name) => data.rows[name].length > 0);
  if (filled.length === 0) return undefined;
  const table = pick(filled, change.first);
  const index = Math.abs(change.second) % data.rows[table].length;
  return { table, index, row: pick(data.rows[table], index) };
}

/**
 * Of an append-only table the oldest rows go, as when a warehouse keeps them for some time only; those that are dated far ahead stay. (Rows that
 * come and go without one of the oldest are what counting cannot see.)
 */
function deleted(data: Data, change: DataChange, { variant }: Setting): Data {
  const one = chosen(data, change, tableNames);
  if (one === undefined) return data;
  const { table, index } = one;
  if (variant[table].tracking !== 'append_only') {
    return without(data, variant, table, (_row, at) => at === index);
  }
  // Less often than others: after it nothing of the table can be trusted for once.
  if (change.third % 3 !== 0) return data;
  const limit = String(pick(data.rows[table], index)['loaded_at']);
  if (limit >= iso(farAhead)) return data;
  return without(data, variant, table, (row) => String(row['loaded_at']) <= limit);
}

/** Rows can be there twice; of visits it matters how often. */
const keyless: readonly TableName[] = ['src.visits', 'src.tags', 'src.visits', 'src.lists'];

/** Where nothing is declared, the second row is the first in everything, also in its time of writing. */
function doubled(data: Data, change: DataChange, { variant, now }: Setting): Data {
  const one = chosen(data, change, keyless);
  if (one === undefined) return data;
  if (variant[one.table].tracking === 'none') {
    return { ...data, rows: { ...data.rows, [one.table]: [...data.rows[one.table], one.row] } };
  }
  return written(data, one.table, one.row, change.stamp, now);
}

/** Rows of tables of which nothing is declared change without a word. */
function rewritten(
  data: Data,
  change: DataChange,
  what: 'touch' | 'bump' | 'bury' | 'again',
  { variant, now }: Setting,
): Data {
  const names = tableNames.filter((name) => variant[name].tracking !== 'append_only');
  const one = chosen(data, change, names);
  if (one === undefined) return data;
  const { table, index, row } = one;
  const next = nextOf(one, change, what, now);
  const keyed = 'id' in row;
  if (!keyed || (variant[table].tracking === 'none' && change.stamp % 2 === 0)) {
    return replaced(data, table, index, next);
  }
  const gone = what === 'again' ? without(data, variant, table, (_row, at) => at === index) : data;
  return written(gone, table, next, change.stamp, now);
}

function nextOf(
  { table, row }: Chosen,
  change: DataChange,
  what: 'touch' | 'bump' | 'bury' | 'again',
  now: Instant,
): StoredRow {
  const fresh = rowOf(kindOf(table), { ...change, first: change.first + change.who }, now);
  const key = 'id' in row ? { id: row['id'] ?? null } : {};
  switch (what) {
    case 'bump':
      return row;
    case 'bury':
      if (!('deleted_at' in tables[table])) return row;
      return { ...row, deleted_at: typeof row['deleted_at'] === 'string' ? null : iso(now) };
    case 'again':
      return { ...(change.third % 2 === 0 ? fresh : row), ...key };
    case 'touch': {
      const column = pick(Object.keys(fresh), change.third);
      return { ...row, [column]: fresh[column] ?? null, ...key };
    }
  }
}

/** An order goes to another person; that person, and the one it was of, go to other firms. */
function moved(data: Data, change: DataChange, { variant, now }: Setting): Data {
  let moving = data;
  const order = chosen(data, change, ['src.orders']);
  const to = pick(people, change.who);
  if (order !== undefined && variant['src.orders'].tracking !== 'append_only') {
    moving = written(moving, 'src.orders', { ...order.row, person_id: to }, change.stamp, now);
  }
  for (const person of [to, order?.row['person_id']]) {
    const row = moving.rows['src.people'].find(({ id }) => id === person);
    if (row === undefined) continue;
    const firm = pick([...firms, null], change.third + change.first);
    moving = written(moving, 'src.people', { ...row, firm_id: firm }, change.stamp, now);
  }
  return moving;
}
