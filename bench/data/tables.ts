// The tables of the benchmark: for each its columns as expressions over the row number `i`, from 0 on. Tables that grow are in the
// order of arrival, and the rows beyond their size are those that arrive after `dataEnd`.
import { type Draws, drawsOf, oneOf, orNull } from './draws.ts';
import { eventTable, oneEventTable } from './event-tables.ts';
import { contactDays, dataEnd, type DataSizes, daysBefore, rowCounts } from './sizes.ts';
import {
  categories,
  contactStatuses,
  countries,
  eventKinds,
  industries,
  plans,
  tags,
} from './vocabulary.ts';

export interface GeneratedTable {
  readonly name: string;
  /** Row numbers that are there at `dataEnd`. */
  readonly rows: number;
  /** Of those numbers only the ones for which this is true have a row; undefined: all. */
  readonly where: string | undefined;
  /** Milliseconds over which they arrived; undefined: the table does not grow. */
  readonly span: number | undefined;
  /** Column name → expression. */
  readonly columns: Readonly<Record<string, string>>;
}

const dayLength = 86_400_000;

/** `burst`: how many times as many rows arrive in a time after `dataEnd` as did before it. */
export function generatedTables(sizes: DataSizes, burst: number): readonly GeneratedTable[] {
  return [
    companies(sizes),
    contacts(sizes, burst),
    orders(sizes, burst),
    tagRows(sizes, burst),
    ...events(sizes, burst),
  ];
}

/** The key of the contact with that number, from 1 on. */
function contactKey(sizes: DataSizes, number: string): string {
  if (sizes.keys === 'int') return number;
  return `'c' || lower(hex(hash(${number} + ${BigInt(sizes.seed) * 1_000_000_000_000_000n})))`;
}

interface Flow {
  readonly rows: number;
  readonly span: number;
  readonly burst: number;
}

/** Microseconds since 1970 at which row `i` of a growing table arrives: the same distance between all rows, and between all later ones. */
function arrival({ rows, span, burst }: Flow): string {
  const step = (span * 1_000) / rows;
  const place = burst === 1 ? 'i' : `(${rows} + (i - ${rows}) / ${burst}::DOUBLE)`;
  return `(${daysBefore(dataEnd, span / dayLength) * 1_000} + CAST(floor(${place} * ${step}::DOUBLE) AS BIGINT))`;
}

/** The timestamp so many microseconds after the beginning of 1970, as columns hold it. */
export function instant({ times }: DataSizes, micros: string): string {
  return `${times === 'plain' ? 'make_timestamp' : 'make_timestamptz'}(${micros})`;
}

/** Rows arrive within seconds, one in a hundred up to two hours late. */
function occurrence(sizes: DataSizes, arrived: string, draws: Draws, column: number): string {
  const late = `${draws.whole(column, 100)} = 0`;
  const delay = `CASE WHEN ${late} THEN ${draws.whole(column + 1, 7_200_000_000)} ELSE ${draws.whole(column + 1, 5_000_000)} END`;
  return instant(sizes, `${arrived} - (${delay})`);
}

interface Amount {
  /** Cents, an expression of type BIGINT. */
  readonly cents: string;
  /** That DECIMAL has, two of them behind the point. */
  readonly digits: number;
}

/** As DOUBLE, whole quarters: their sums are exact in whatever order they are added. */
function amount({ amounts }: DataSizes, { cents, digits }: Amount): string {
  if (amounts === 'double') return `(CAST((${cents}) // 25 AS DOUBLE) * 0.25)`;
  return `CAST(CAST(${cents} AS DECIMAL(12, 0)) * 0.01 AS DECIMAL(${digits}, 2))`;
}

function companies(sizes: DataSizes): GeneratedTable {
  const draws = drawsOf(0, sizes.seed);
  const rows = rowCounts(sizes).companies;
  return {
    name: 'crm.companies',
    rows,
    where: undefined,
    span: undefined,
    columns: {
      id: 'i + 1',
      name: `'Company ' || (i + 1)`,
      industry: orNull(oneOf(industries, draws.low(0, industries.length)), draws, 1, 10),
      employees: `CAST(1 + ${draws.low(2, 5_000)} AS INTEGER)`,
      updated_at: instant(sizes, String(daysBefore(dataEnd, contactDays) * 1_000)),
    },
  };
}

function contacts(sizes: DataSizes, burst: number): GeneratedTable {
  const draws = drawsOf(1, sizes.seed);
  const span = contactDays * dayLength;
  const created = arrival({ rows: sizes.contacts, span, burst });
  const age = `greatest(0, ${dataEnd * 1_000} - ${created})`;
  const quiet = `${draws.unit(5)} * ${draws.unit(5)} * ${draws.unit(5)}`;
  const seen = instant(sizes, `${created} + CAST(floor(${age} * (1 - ${quiet})) AS BIGINT)`);
  return {
    name: 'crm.contacts',
    rows: sizes.contacts,
    where: undefined,
    span,
    columns: {
      id: contactKey(sizes, '(i + 1)'),
      email: orNull(`'person' || (i + 1) || '@example.com'`, draws, 0, 5),
      country: orNull(oneOf(countries, draws.low(1, countries.length)), draws, 2, 5),
      plan: oneOf(plans, draws.low(3, plans.length)),
      status: oneOf(contactStatuses, draws.low(4, contactStatuses.length)),
      score: `CAST(${draws.whole(6, 100)} AS INTEGER)`,
      email_consent: `${draws.whole(7, 100)} < 60`,
      sms_consent: `${draws.whole(8, 100)} < 30`,
      company_id: orNull(`1 + ${draws.whole(9, rowCounts(sizes).companies)}`, draws, 10, 20),
      created_at: instant(sizes, created),
      last_seen_at: orNull(seen, draws, 11, 10),
      updated_at: seen,
    },
  };
}

function orders(sizes: DataSizes, burst: number): GeneratedTable {
  const draws = drawsOf(2, sizes.seed);
  const rows = rowCounts(sizes).orders;
  const span = sizes.days * dayLength;
  const arrived = arrival({ rows, span, burst });
  const part = draws.whole(2, 10);
  return {
    name: 'shop.orders',
    rows,
    where: undefined,
    span,
    columns: {
      id: 'i + 1',
      contact_id: contactKey(sizes, `(1 + ${draws.whole(0, sizes.contacts)})`),
      total: amount(sizes, { cents: `500 + ${draws.low(1, 40_000)}`, digits: 18 }),
      status: `CASE WHEN ${part} < 8 THEN 'paid' WHEN ${part} = 8 THEN 'pending' ELSE 'refunded' END`,
      placed_at: occurrence(sizes, arrived, draws, 3),
      loaded_at: instant(sizes, arrived),
    },
  };
}

function tagRows(sizes: DataSizes, burst: number): GeneratedTable {
  const draws = drawsOf(3, sizes.seed);
  const rows = rowCounts(sizes).tags;
  const span = sizes.days * dayLength;
  return {
    name: 'crm.tags',
    rows,
    where: undefined,
    span,
    columns: {
      contact_id: contactKey(sizes, `(1 + ${draws.whole(0, sizes.contacts)})`),
      tag: oneOf(tags, draws.low(1, tags.length)),
      added_at: instant(sizes, arrival({ rows, span, burst })),
    },
  };
}

/** The same events, whether all kinds stand in one table or each in its own, which needs no column for it. */
function events(sizes: DataSizes, burst: number): readonly GeneratedTable[] {
  const draws = drawsOf(4, sizes.seed);
  const kinds = eventKinds(sizes.kinds);
  const drawn = draws.low(3, kinds.length);
  const { contact_id, ...columns } = eventColumns(sizes, draws, burst);
  const all = { rows: sizes.events, span: sizes.days * dayLength };
  if (sizes.tables === 'one') {
    const withKind = { contact_id, kind: oneOf(kinds, drawn), ...columns };
    return [{ ...all, name: oneEventTable, where: undefined, columns: withKind }];
  }
  return kinds.map((kind, index) => ({
    ...all,
    name: eventTable(sizes, kind).name,
    where: `${drawn} = ${index}`,
    columns: { contact_id, ...columns },
  }));
}

/** All but the kind. */
function eventColumns(sizes: DataSizes, draws: Draws, burst: number) {
  const arrived = arrival({ rows: sizes.events, span: sizes.days * dayLength, burst });
  const category = oneOf(categories, draws.whole(4, categories.length));
  const spent = amount(sizes, { cents: draws.whole(7, 50_000), digits: 10 });
  return {
    contact_id: contactKey(sizes, eventContact(sizes, draws)),
    occurred_at: occurrence(sizes, arrived, draws, 5),
    loaded_at: instant(sizes, arrived),
    amount: orNull(spent, draws, 8, 20),
    category,
    url: `'/' || ${category} || '/' || ${draws.whole(9, 200)}`,
  };
}

/** The number of the contact an event belongs to. Busy contacts lie anywhere among the others. */
function eventContact(sizes: DataSizes, draws: Draws): string {
  const anyone = draws.whole(0, sizes.contacts);
  if (sizes.skew === 0) return `(1 + ${anyone})`;
  const busy = draws.low(1, Math.max(1, Math.floor(sizes.contacts / 100)));
  const busyContact = drawsOf(5, sizes.seed, busy).whole(0, sizes.contacts);
  return `(1 + CASE WHEN ${draws.unit(2)} < ${sizes.skew} THEN ${busyContact} ELSE ${anyone} END)`;
}
