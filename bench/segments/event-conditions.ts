// Conditions over events: a kind, a window, sometimes a filter, and a count, sum, maximum or last value.
import type { DataSizes } from '../data/sizes.ts';
import { categories, eventKinds, kindShare } from '../data/vocabulary.ts';
import { byContact, type Condition, within, windowPhrase } from './condition.ts';
import type { Random } from './random.ts';

/** In days. */
export const eventWindows: readonly number[] = [1, 3, 7, 14, 30, 60, 90, 365];

/** Rows of one kind in one window, perhaps with one property. */
interface Rows {
  readonly kind: string;
  readonly days: number;
  readonly filter: Filter | undefined;
  /** How many of them a contact has on average. */
  readonly expected: number;
}

interface Filter {
  readonly line: string;
  readonly sql: string;
  /** Of all rows. */
  readonly share: number;
}

type Reducer = 'did' | 'did not' | 'count' | 'sum' | 'max' | 'last';

const reducers: readonly Reducer[] = ['count', 'count', 'sum', 'max', 'last', 'did', 'did not'];

export function eventCondition(random: Random, sizes: DataSizes): Condition {
  const reducer = random.pick(reducers);
  const rows = drawRows(random, sizes, reducer);
  return { subject: rows.kind, ...reduced(random, reducer, rows) };
}

function drawRows(random: Random, sizes: DataSizes, reducer: Reducer): Rows {
  const kinds = eventKinds(sizes.kinds);
  const index = random.whole(kinds.length);
  const days = random.pick(eventWindows);
  const filter = random.chance(1 / 3) ? drawFilter(random, reducer) : undefined;
  const perContact = (sizes.events / sizes.contacts) * kindShare(index, kinds.length);
  const expected = perContact * Math.min(1, days / sizes.days) * (filter?.share ?? 1);
  return { kind: kinds[index] ?? '', days, filter, expected };
}

/** A last category is not asked of rows with one category. */
function drawFilter(random: Random, reducer: Reducer): Filter {
  if (reducer !== 'last' && random.chance(0.7)) {
    const category = random.pick(categories);
    const share = 1 / categories.length;
    return { line: `category = "${category}"`, sql: `category = '${category}'`, share };
  }
  const least = 50 * (1 + random.whole(6));
  const share = 0.8 * (1 - least / 500);
  return { line: `amount >= ${least} USD`, sql: `amount >= ${least}`, share };
}

function reduced(random: Random, reducer: Reducer, rows: Rows): Omit<Condition, 'subject'> {
  const { kind, expected } = rows;
  switch (reducer) {
    case 'did':
      return {
        line: `did ${kind} ${phrase(rows)}`,
        sql: (now) => `c.id IN (SELECT contact_id ${source(rows, now)})`,
      };
    case 'did not':
      return {
        line: `did not ${kind} ${phrase(rows)}`,
        sql: (now) => `NOT EXISTS (SELECT 1 ${source(rows, now)} AND web.events.contact_id = c.id)`,
      };
    case 'count': {
      const many = Math.max(1, Math.round(expected * random.pick([0.5, 1, 1.5, 2])));
      return {
        line: `did ${kind} more than ${many === 1 ? 'once' : `${many} times`} ${phrase(rows)}`,
        ...grouped(rows, `count(*) > ${many}`),
      };
    }
    case 'sum': {
      const total = Math.max(1, Math.round(expected * 20 * random.pick([0.5, 1, 1.5, 2]))) * 10;
      return {
        line: `sum(${kind}.amount ${phrase(rows)}) > ${total} USD`,
        ...grouped(rows, `sum(amount) > ${total}`),
      };
    }
    case 'max': {
      const least = 310 + 20 * random.whole(9);
      return {
        line: `max(${kind}.amount ${phrase(rows)}) >= ${least} USD`,
        ...grouped(rows, `max(amount) >= ${least}`),
      };
    }
    case 'last': {
      const category = random.pick(categories);
      return {
        line: `last(${kind}.category ${phrase(rows)}) = "${category}"`,
        ...grouped(rows, `arg_max(category, occurred_at) = '${category}'`),
      };
    }
  }
}

function grouped(rows: Rows, having: string): Pick<Condition, 'sql' | 'narrowed'> {
  return byContact((now) => source(rows, now), having);
}

function phrase({ days, filter }: Rows): string {
  return [windowPhrase(days), ...(filter === undefined ? [] : [`where ${filter.line}`])].join(' ');
}

function source({ kind, days, filter }: Rows, now: number): string {
  const all = [
    `kind = '${kind}'`,
    within('occurred_at', now, days),
    ...(filter === undefined ? [] : [filter.sql]),
  ];
  return `FROM web.events WHERE ${all.join(' AND ')}`;
}
