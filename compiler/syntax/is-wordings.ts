// Serves the grammar of comparisons: what people write behind `is`, and the words of the language for it.

export interface IsWording {
  /** How many words behind `is` it replaces. */
  readonly words: number;
  /** In place of `is` and these words. */
  readonly instead: string;
  /** False when something else may have been meant: an empty text is not missing. */
  readonly certain: boolean;
}

const known = 'set|present|filled|defined|available|there';
const missing = 'unset|empty|blank|unknown|undefined|unavailable';
const bare = 'before|after|on|since|between|within|from|tagged|more|less|at';

type Rule = readonly [RegExp, (negated: boolean) => string];

const rules: readonly Rule[] = [
  [new RegExp(`^(?:${known})$`, 'i'), (negated) => (negated ? 'is missing' : 'is known')],
  [new RegExp(`^(?:${missing})$`, 'i'), (negated) => (negated ? 'is known' : 'is missing')],
  [/^(?:one|any) of$/i, (negated) => (negated ? 'not in' : 'in')],
  [/^in$/i, (negated) => (negated ? 'not in' : 'in')],
  [/^(?:greater|higher|bigger|larger) than$/i, (negated) => (negated ? '<=' : '>')],
  [/^(?:lower|smaller|fewer) than$/i, (negated) => (negated ? '>=' : '<')],
  [/^equal to$/i, (negated) => (negated ? '!=' : '=')],
];

/** What `is`, perhaps `not`, and the two words behind them are in the language; undefined when that is `=` or `!=`. */
export function isWording(
  negated: boolean,
  next: readonly [string, string],
): IsWording | undefined {
  const before = negated ? 1 : 0;
  for (const [pattern, instead] of rules) {
    for (const count of [1, 2]) {
      if (!pattern.test(next.slice(0, count).join(' '))) continue;
      const certain = !/^(?:empty|blank)$/i.test(next[0]);
      return { words: before + count, instead: instead(negated), certain };
    }
  }
  const isBare = !negated && new RegExp(`^(?:${bare})$`).test(next[0]);
  return isBare ? { words: 1, instead: next[0], certain: true } : undefined;
}
