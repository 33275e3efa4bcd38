// What a benchmark's data are: how many rows of what shape, and the instants they end at. Equal sizes give equal rows.

export interface DataSizes {
  readonly contacts: number;
  readonly events: number;
  readonly kinds: number;
  /** Whether all kinds of events stand in one table, or each in one of its own. */
  readonly tables: 'one' | 'each';
  /** How many days the events and orders are spread over, up to `dataEnd`. */
  readonly days: number;
  readonly keys: 'int' | 'text';
  /** How every column of timestamps is stored: without a zone, in UTC, or with one. */
  readonly times: 'plain' | 'zoned';
  /** How amounts are declared and stored: `money` and `decimal` over DECIMAL, `double` as decimals over DOUBLE. */
  readonly amounts: 'money' | 'decimal' | 'double';
  /** Share of the events, 0 to 1, that belong to one contact in a hundred. */
  readonly skew: number;
  /** 0 to `largestSeed`. */
  readonly seed: number;
}

export const defaultSizes: DataSizes = {
  contacts: 100_000,
  events: 2_000_000,
  kinds: 8,
  tables: 'one',
  days: 400,
  keys: 'int',
  times: 'plain',
  amounts: 'money',
  skew: 0,
  seed: 1,
};

export const largestSeed = 9_000;

/** Milliseconds since 1970: the `now` of the first refresh. Every generated row arrived before it. */
export const dataEnd: number = Date.UTC(2026, 10, 1);

/** Contacts were created over so many days before `dataEnd`. */
export const contactDays = 900;

/** Rows of the tables whose sizes follow from the number of contacts. */
export interface RowCounts {
  readonly companies: number;
  readonly orders: number;
  readonly tags: number;
}

export function rowCounts({ contacts }: DataSizes): RowCounts {
  return { companies: Math.ceil(contacts / 20), orders: contacts * 5, tags: contacts * 2 };
}

export function daysBefore(instant: number, days: number): number {
  return instant - days * 86_400_000;
}

/** As SQL writes it in UTC, of the type of the columns that it is compared with. */
export function timestampLiteral({ times }: Pick<DataSizes, 'times'>, instant: number): string {
  const text = new Date(instant).toISOString().replace('T', ' ').replace('Z', '');
  return times === 'plain' ? `TIMESTAMP '${text}'` : `TIMESTAMPTZ '${text}+00'`;
}
