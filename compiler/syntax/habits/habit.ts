// Part of compiler/syntax: what a habit is, and how one is written down.

export interface Habit {
  readonly pattern: RegExp;
  /** What to write for the whole match; undefined when nothing can be said. `parts` as in the line. */
  readonly instead: (parts: readonly string[]) => string | undefined;
  readonly why: string;
  /** False for a guess. */
  readonly certain?: boolean;
  /** The fault is at the beginning of this part; left out: anywhere in the match or right behind it. */
  readonly faultAt?: number;
}

/** A unit of time, as one part of a pattern. */
export const unit = '(seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?)';

/** `pattern` ignores case. */
export function habit(
  pattern: string,
  instead: string | Habit['instead'],
  why: string,
  certain = true,
): Habit {
  const build = typeof instead === 'string' ? (): string => instead : instead;
  return { pattern: new RegExp(pattern, 'dgi'), instead: build, why, certain };
}

/** Signs of comparison, also those of other languages, and how the language says them of amounts. */
export const spokenSigns: Readonly<Record<string, string>> = {
  '>=': 'at least',
  '=>': 'at least',
  '<=': 'at most',
  '=<': 'at most',
  '>': 'more than',
  '<': 'less than',
  '=': 'exactly',
  '==': 'exactly',
};
