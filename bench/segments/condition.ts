// One condition of a generated segment, in the language and as an analyst writes it in SQL.
import { type DataSizes, daysBefore, timestampLiteral } from '../data/sizes.ts';

export interface Condition {
  /** What it is about. A segment never has two conditions about one thing: they could rule each other out. */
  readonly subject: string;
  /** One line of a `where` block. */
  readonly line: string;
  /** A predicate over contact `c` at that instant, in milliseconds since 1970. */
  readonly sql: (now: number) => string;
  /** The same, of rows that are grouped: only those of contacts in `base`. Undefined where nothing is grouped. */
  readonly narrowed?: (now: number) => string;
}

/** Rows of a table that belong to contacts. */
export interface ContactRows {
  readonly table: string;
  /** All of them hold; none: every row is meant. */
  readonly predicates: (now: number) => readonly string[];
}

/** True of contacts whose rows, grouped, are `having` so. */
export function byContact(rows: ContactRows, having: string): Pick<Condition, 'sql' | 'narrowed'> {
  const query = (now: number, ...narrowing: readonly string[]): string =>
    `c.id IN (SELECT contact_id ${fromRows(rows, now, narrowing)} GROUP BY contact_id HAVING ${having})`;
  return {
    sql: (now) => query(now),
    narrowed: (now) => query(now, 'contact_id IN (SELECT id FROM base)'),
  };
}

/** True of contacts with such a row. */
export function withRow(rows: ContactRows): Condition['sql'] {
  return (now) => `c.id IN (SELECT contact_id ${fromRows(rows, now)})`;
}

/** True of contacts without such a row. */
export function withoutRow(rows: ContactRows): Condition['sql'] {
  return (now) =>
    `NOT EXISTS (SELECT 1 ${fromRows(rows, now, [`${rows.table}.contact_id = c.id`])})`;
}

function fromRows(
  { table, predicates }: ContactRows,
  now: number,
  more: readonly string[] = [],
): string {
  const all = [...predicates(now), ...more];
  return `FROM ${table}${all.length === 0 ? '' : ` WHERE ${all.join(' AND ')}`}`;
}

/** An instant in the past, as a literal. */
export function ago(sizes: DataSizes, now: number, days: number): string {
  return timestampLiteral(sizes, daysBefore(now, days));
}

/** A half-open window that ends now. */
export function within(sizes: DataSizes, column: string, now: number, days: number): string {
  return `${column} >= ${ago(sizes, now, days)} AND ${column} < ${timestampLiteral(sizes, now)}`;
}

/** An amount as the language writes it. */
export function amountText({ amounts }: DataSizes, whole: number): string {
  return amounts === 'money' ? `${whole} USD` : `${whole}`;
}

export function windowPhrase(days: number): string {
  return days === 1 ? 'in last 24 hours' : `in last ${days} days`;
}

export function textList(words: readonly string[], quote: string): string {
  return words.map((word) => `${quote}${word}${quote}`).join(', ');
}
