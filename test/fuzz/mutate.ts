// Damage to a text, token by token: deleted, doubled, swapped, replaced, spliced in from elsewhere, or repeated often.
import { type Choices, pick, sometimes } from '../generate/choices.ts';

/** Words, numbers, texts, blanks, comments, and every other character by itself. */
export function tokensOf(text: string): string[] {
  return text.match(/\w+|"[^"\n]*"|[^\S\n]+|\/\/[^\n]*|[\s\S]/g) ?? [];
}

const spice = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  '"',
  ',',
  ':',
  '=',
  '\n',
  '.',
  '..',
  '-',
  '%',
  '$',
  '@',
  '//',
  'and',
  'or',
  'not',
  'where',
  'in',
  'of',
  'is',
  'missing',
  'days',
  '0',
  '1',
  '99999999999999999999',
  '1e5',
  '2026-02-30',
  '2026-13-01T25:61:61Z',
  '\0',
  '\ufeff',
  '\u202e',
  '\ud800',
  '\ufffd',
  '\t',
  '\r',
  'é',
  '🎉',
  'constructor',
  '__proto__',
  'toString',
  'now',
  'case',
  'null',
  "'",
  ';',
  '\\',
] as const;

/** Some damages to `text`; `other` is what pieces are taken from. */
export function mutate(text: string, other: string, choices: Choices): string {
  const tokens = tokensOf(text);
  const donors = tokensOf(other);
  for (let count = choices.below(4); count >= 0; count -= 1) damage(tokens, donors, choices);
  return tokens.join('');
}

function damage(tokens: string[], donors: readonly string[], choices: Choices): void {
  const at = choices.below(Math.max(1, tokens.length));
  const length = 1 + choices.below(sometimes(choices, 4) ? 30 : 3);
  switch (choices.below(8)) {
    case 0:
      tokens.splice(at, length);
      return;
    case 1:
      tokens.splice(at, 0, ...tokens.slice(at, at + length));
      return;
    case 2: {
      const to = choices.below(Math.max(1, tokens.length));
      [tokens[at], tokens[to]] = [tokens[to] ?? '', tokens[at] ?? ''];
      return;
    }
    case 3:
      tokens.splice(at, 1, pick(choices, spice));
      return;
    case 4:
      tokens.splice(at, 0, ` ${pick(choices, spice)} `);
      return;
    case 5:
    case 6:
      splice(tokens, donors, at, length, choices);
      return;
    default:
      repeat(tokens, at, length, choices);
  }
}

/** A piece of another text in place of one of this; of the same kind of word, when one is near. */
function splice(
  tokens: string[],
  donors: readonly string[],
  at: number,
  length: number,
  choices: Choices,
): void {
  const from = choices.below(Math.max(1, donors.length));
  const kind = kindOf(tokens[at] ?? '');
  const like = donors.findIndex((token, index) => index >= from && kindOf(token) === kind);
  if (like !== -1 && choices.below(2) === 0) tokens.splice(at, 1, donors[like] ?? '');
  else tokens.splice(at, choices.below(2) * length, ...donors.slice(from, from + length));
}

function kindOf(token: string): string {
  return token.replaceAll(/[A-Za-z_]+/g, 'a').replaceAll(/\d+/g, '1');
}

/** Rarely so often that the whole grows to the size of a large file. */
function repeat(tokens: string[], at: number, length: number, choices: Choices): void {
  const piece = tokens.slice(at, at + length).join('');
  const most = sometimes(choices, 40) ? Math.ceil(200_000 / Math.max(1, piece.length)) : 40;
  tokens.splice(at, length, piece.repeat(1 + choices.below(Math.min(most, 20_000))));
}
