// What a benchmark's data are: how many rows of what shape, and the instants they end at. Equal sizes give equal rows.

export interface DataSizes {
  readonly contacts: number;
  readonly events: number;
  /** Kinds of events, all in one table. */
  readonly kinds: number;
  /** How many days the events and orders are spread over, up to `dataEnd`. */
  readonly days: number;
  readonly keys: 'int' | 'text';
  /** Share of the events, 0 to 1, that belong to one contact in a hundred. */
  readonly skew: number;
  /** 0 to `largestSeed`. */
  readonly seed: number;
}

export const defaultSizes: DataSizes = {
  contacts: 100_000,
  events: 2_000_000,
  kinds: 8,
  days: 400,
  keys: 'int',
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

/** As SQL writes it, in UTC. */
export function timestampLiteral(instant: number): string {
  return `TIMESTAMP '${new Date(instant).toISOString().replace('T', ' ').replace('Z', '')}'`;
}
