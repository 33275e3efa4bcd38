// Conditions over events: a kind, a window, sometimes a filter, and a count, sum, maximum or last value.
import type { DataSizes } from '../data/sizes.ts';
import { eventTable } from '../data/event-tables.ts';
import { categories, eventKinds, kindShare } from '../data/vocabulary.ts';
import {
  amountText,
  byContact,
  type Condition,
  type ContactRows,
  within,
  withoutRow,
  windowPhrase,
  withRow,
} from './condition.ts';
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
  return { subject: rows.kind, ...reduced({ random, sizes, reducer, rows }) };
}

function drawRows(random: Random, sizes: DataSizes, reducer: Reducer): Rows {
  const kinds = eventKinds(sizes.kinds);
  const index = random.whole(kinds.length);
  const days = random.pick(eventWindows);
  const filter = random.chance(1 / 3) ? drawFilter(random, sizes, reducer) : undefined;
  const perContact = (sizes.events / sizes.contacts) * kindShare(index, kinds.length);
  const expected = perContact * Math.min(1, days / sizes.days) * (filter?.share ?? 1);
  return { kind: kinds[index] ?? '', days, filter, expected };
}

/** A last category is not asked of rows with one category. */
function drawFilter(random: Random, sizes: DataSizes, reducer: Reducer): Filter {
  if (reducer !== 'last' && random.chance(0.7)) {
    const category = random.pick(categories);
    const share = 1 / categories.length;
    return { line: `category = "${category}"`, sql: `category = '${category}'`, share };
  }
  const least = 50 * (1 + random.whole(6));
  const share = 0.8 * (1 - least / 500);
  return { line: `amount >= ${amountText(sizes, least)}`, sql: `amount >= ${least}`, share };
}

interface Reduction {
  readonly random: Random;
  readonly sizes: DataSizes;
  readonly reducer: Reducer;
  readonly rows: Rows;
}

function reduced({ random, sizes, reducer, rows }: Reduction): Omit<Condition, 'subject'> {
  const { kind, expected } = rows;
  const source = sourceOf(rows, sizes);
  switch (reducer) {
    case 'did':
      return {
        line: `did ${kind} ${phrase(rows)}`,
        sql: withRow(source),
      };
    case 'did not':
      return {
        line: `did not ${kind} ${phrase(rows)}`,
        sql: withoutRow(source),
      };
    case 'count': {
      const many = Math.max(1, Math.round(expected * random.pick([0.5, 1, 1.5, 2])));
      return {
        line: `did ${kind} more than ${many === 1 ? 'once' : `${many} times`} ${phrase(rows)}`,
        ...byContact(source, `count(*) > ${many}`),
      };
    }
    case 'sum': {
      const total = Math.max(1, Math.round(expected * 20 * random.pick([0.5, 1, 1.5, 2]))) * 10;
      return {
        line: `sum(${kind}.amount ${phrase(rows)}) > ${amountText(sizes, total)}`,
        ...byContact(source, `sum(amount) > ${total}`),
      };
    }
    case 'max': {
      const least = 310 + 20 * random.whole(9);
      return {
        line: `max(${kind}.amount ${phrase(rows)}) >= ${amountText(sizes, least)}`,
        ...byContact(source, `max(amount) >= ${least}`),
      };
    }
    case 'last': {
      const category = random.pick(categories);
      return {
        line: `last(${kind}.category ${phrase(rows)}) = "${category}"`,
        ...byContact(source, `arg_max(category, occurred_at) = '${category}'`),
      };
    }
  }
}

function phrase({ days, filter }: Rows): string {
  return [windowPhrase(days), ...(filter === undefined ? [] : [`where ${filter.line}`])].join(' ');
}

function sourceOf({ kind, days, filter }: Rows, sizes: DataSizes): ContactRows {
  const table = eventTable(sizes, kind);
  return {
    table: table.name,
    predicates: (now) => [
      ...(table.kind === undefined ? [] : [`kind = '${table.kind}'`]),
      within(sizes, 'occurred_at', now, days),
      ...(filter === undefined ? [] : [filter.sql]),
    ],
  };
}
