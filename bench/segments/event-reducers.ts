// What is asked of the rows of one kind of event: whether there are some, how many, their sum, average, largest or last value, …
import { eventTable } from '../data/event-tables.ts';
import type { DataSizes } from '../data/sizes.ts';
import { categories } from '../data/vocabulary.ts';
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

/** Rows of one kind in one window or of all time, perhaps with one property. */
export interface Rows {
  readonly kind: string;
  /** Undefined: all time. */
  readonly days: number | undefined;
  readonly filter: Filter | undefined;
  /** How many of them a contact has on average. */
  readonly expected: number;
}

export interface Filter {
  readonly line: string;
  readonly sql: string;
  /** Of all rows. */
  readonly share: number;
  /** What amounts are at least. */
  readonly least: number;
}

/** `categories`, `urls`: how many different ones. `ever`: over all time. */
export type Reducer =
  'did' | 'did not' | 'count' | 'sum' | 'max' | 'last' | 'avg' | 'categories' | 'urls' | 'ever';

type Drawn = Omit<Condition, 'subject'>;

interface Request {
  readonly random: Random;
  readonly sizes: DataSizes;
  readonly rows: Rows;
}

interface Reduction extends Request {
  /** The same rows in SQL. */
  readonly source: ContactRows;
}

export function reducedCondition(reducer: Reducer, request: Request): Drawn {
  return reductions[reducer]({ ...request, source: sourceOf(request.rows, request.sizes) });
}

const reductions: Readonly<Record<Reducer, (reduction: Reduction) => Drawn>> = {
  did: ({ rows, source }) => ({ line: `did ${rows.kind}${phrase(rows)}`, sql: withRow(source) }),
  'did not': ({ rows, source }) => ({
    line: `did not ${rows.kind}${phrase(rows)}`,
    sql: withoutRow(source),
  }),
  count: ({ random, rows, source }) => moreThan(rows, source, numberOf(random, rows.expected)),
  sum: ({ random, sizes, rows, source }) => {
    const expected = rows.expected * 20 * random.pick(factors);
    const total = Math.max(1, Math.round(expected)) * 10;
    return {
      line: `sum(${rows.kind}.amount${phrase(rows)}) > ${amountText(sizes, total)}`,
      ...byContact(source, `sum(amount) > ${total}`),
    };
  },
  max: ({ random, sizes, rows, source }) => {
    const least = 310 + 20 * random.whole(9);
    return {
      line: `max(${rows.kind}.amount${phrase(rows)}) >= ${amountText(sizes, least)}`,
      ...byContact(source, `max(amount) >= ${least}`),
    };
  },
  last: ({ random, rows, source }) => {
    const category = random.pick(categories);
    return {
      line: `last(${rows.kind}.category${phrase(rows)}) = "${category}"`,
      ...byContact(source, `arg_max(category, occurred_at) = '${category}'`),
    };
  },
  avg: ({ random, sizes, rows, source }) => {
    const usual = ((rows.filter?.least ?? 0) + 500) / 2;
    const least = usual + 20 * (random.whole(5) - 2);
    return {
      line: `avg(${rows.kind}.amount${phrase(rows)}) >= ${amountText(sizes, least)}`,
      ...byContact(source, `avg(amount) >= ${least}`),
    };
  },
  categories: ({ random, rows, source }) => {
    const all = categories.length;
    const expected = all * (1 - Math.exp(-rows.expected / all));
    return different(rows, source, 'category', Math.min(all - 1, numberOf(random, expected)));
  },
  urls: ({ random, rows, source }) =>
    different(rows, source, 'url', numberOf(random, rows.expected)),
  ever: ({ random, rows, source }) => {
    const many = Math.round(rows.expected * random.pick([0, 0.5, 1, 1.5]));
    return many === 0
      ? { line: `did ${rows.kind}${phrase(rows)}`, sql: withRow(source) }
      : moreThan(rows, source, many);
  },
};

const factors: readonly number[] = [0.5, 1, 1.5, 2];

/** About as many as are usual, at least one. */
function numberOf(random: Random, expected: number): number {
  return Math.max(1, Math.round(expected * random.pick(factors)));
}

function moreThan(rows: Rows, source: ContactRows, many: number): Drawn {
  return {
    line: `did ${rows.kind} more than ${many === 1 ? 'once' : `${many} times`}${phrase(rows)}`,
    ...byContact(source, `count(*) > ${many}`),
  };
}

function different(
  rows: Rows,
  source: ContactRows,
  column: 'category' | 'url',
  many: number,
): Drawn {
  return {
    line: `count distinct(${rows.kind}.${column}${phrase(rows)}) > ${many}`,
    ...byContact(source, `count(DISTINCT ${column}) > ${many}`),
  };
}

/** The window and the filter, each behind a space. */
function phrase({ days, filter }: Rows): string {
  const window = days === undefined ? '' : ` ${windowPhrase(days)}`;
  return filter === undefined ? window : `${window} where ${filter.line}`;
}

function sourceOf({ kind, days, filter }: Rows, sizes: DataSizes): ContactRows {
  const table = eventTable(sizes, kind);
  return {
    table: table.name,
    predicates: (now) => [
      ...(table.kind === undefined ? [] : [`kind = '${table.kind}'`]),
      ...(days === undefined ? [] : [within(sizes, 'occurred_at', now, days)]),
      ...(filter === undefined ? [] : [filter.sql]),
    ],
  };
}
