// One condition of a generated segment, in the language and as an analyst writes it in SQL.
import { daysBefore, timestampLiteral } from '../data/sizes.ts';

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

/** True of contacts whose rows, grouped, are `having` so. `rows`: from FROM on, with a WHERE. */
export function byContact(
  rows: (now: number) => string,
  having: string,
): Pick<Condition, 'sql' | 'narrowed'> {
  const query = (from: string): string =>
    `c.id IN (SELECT contact_id ${from} GROUP BY contact_id HAVING ${having})`;
  return {
    sql: (now) => query(rows(now)),
    narrowed: (now) => query(`${rows(now)} AND contact_id IN (SELECT id FROM base)`),
  };
}

/** An instant in the past, as a literal. */
export function ago(now: number, days: number): string {
  return timestampLiteral(daysBefore(now, days));
}

/** A half-open window that ends now. */
export function within(column: string, now: number, days: number): string {
  return `${column} >= ${ago(now, days)} AND ${column} < ${timestampLiteral(now)}`;
}

export function windowPhrase(days: number): string {
  return days === 1 ? 'in last 24 hours' : `in last ${days} days`;
}

export function textList(words: readonly string[], quote: string): string {
  return words.map((word) => `${quote}${word}${quote}`).join(', ');
}
