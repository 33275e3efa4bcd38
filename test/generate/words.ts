// What a token of the grammar may look like in a file.
import type { TokenType } from 'chevrotain';
import * as symbols from '../../compiler/syntax/symbols.ts';
import { Ident, wordTokens } from '../../compiler/syntax/tokens.ts';
import { type Choices, pick, sometimes } from './choices.ts';

type Texts = readonly [string, ...string[]];

/** Tokens with many texts. */
const varied: Readonly<Record<string, Texts>> = {
  Ident: ['a', 'b', 'orders', 'total', 'created_at', 'x1', '_private', 'Zażółć'.slice(0, 2)],
  Text: [
    '"x"',
    '""',
    '"Europe/Warsaw"',
    '"a \\"quoted\\" text"',
    '"// no comment"',
    '"żółć 日本 🎉"',
    '"back\\\\slash\\n"',
    '"monday"',
  ],
  Numeral: ['1', '2', '0', '30', '50_000', '0.5', '12.50', '001', '1_0'],
  Percent: ['20%', '0%', '100%', '12.5%'],
  DateToken: ['2026-01-31', '2025-2-3', '9999-99-99'],
  Timestamp: ['2026-01-31T09:00:00Z', '2026-01-31T09:00:00+02:00', '2026-01-31T9:00'],
  Parameter: ['$p', '$agent', '$from'],
  AtName: ['@column', '@key', '@time', '@where'],
  Currency: ['USD', 'EUR', 'PLN'],
};

const byName: ReadonlyMap<string, readonly string[]> = textsByName();

function textsByName(): Map<string, string[]> {
  const texts = new Map<string, string[]>();
  const add = (name: string, text: string): void => {
    texts.set(name, [...(texts.get(name) ?? []), text]);
  };
  for (const [text, type] of wordTokens) {
    for (const name of namesOf(type)) if (name !== Ident.name) add(name, text);
  }
  for (const type of Object.values(symbols)) {
    if (typeof type !== 'object' || !('name' in type)) continue;
    if (typeof type.PATTERN === 'string') add(type.name, type.PATTERN);
  }
  return texts;
}

/** Of the token and of what it may stand for. */
function namesOf(type: TokenType): readonly string[] {
  return [type.name, ...(type.CATEGORIES ?? []).map((category) => category.name)];
}

/** Words of the language that are names where a name is expected. */
const softWords = [...wordTokens]
  .filter(([, type]) => namesOf(type).includes(Ident.name) || isAggregate(type))
  .map(([text]) => text);

function isAggregate(type: TokenType): boolean {
  return (type.CATEGORIES ?? []).some(({ name }) => name === 'AggregateWord');
}

/** A text for the token called `name`. */
export function wordFor(name: string, choices: Choices): string {
  if (name === Ident.name && sometimes(choices, 6)) {
    return softWords[choices.below(softWords.length)] ?? 'a';
  }
  const texts = varied[name];
  if (texts !== undefined) return pick(choices, texts);
  const [first, ...others] = byName.get(name) ?? [];
  if (first === undefined) throw new Error(`no text is known for the token ${name}`);
  return pick(choices, [first, ...others]);
}
