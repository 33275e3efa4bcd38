// One condition of a generated segment, in the language and as an analyst writes it in SQL.
import { daysBefore, timestampLiteral } from '../data/sizes.ts';

export interface Condition {
  /** What it is about. A segment never has two conditions about one thing: they could rule each other out. */
  readonly subject: string;
  /** One line of a `where` block. */
  readonly line: string;
  /** A predicate over contact `c` at that instant, in milliseconds since 1970. */
  readonly sql: (now: number) => string;
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
