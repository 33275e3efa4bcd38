// One input of a fuzzing run: random bytes, random tokens, a damaged program or a generated one.
import type { SourceFile } from '../../compiler/source.ts';
import { wordTokens } from '../../compiler/syntax/tokens.ts';
import { type Choices, pick, sometimes } from '../generate/choices.ts';
import { program } from '../generate/program.ts';
import type { Sample } from './corpus.ts';
import { mutate, tokensOf } from './mutate.ts';

export type Kind = 'bytes' | 'tokens' | 'damaged' | 'generated';

export interface Input {
  readonly kind: Kind;
  readonly text: string;
  readonly companions: readonly SourceFile[];
}

const kinds: readonly [Kind, ...Kind[]] = [
  'damaged',
  'damaged',
  'damaged',
  'damaged',
  'generated',
  'tokens',
  'tokens',
  'bytes',
];

/** `pool` holds the samples and what was kept since; the same choices and pool give the same input. */
export function makeInput(choices: Choices, pool: readonly Sample[]): Input {
  const kind = pick(choices, kinds);
  switch (kind) {
    case 'bytes':
      return { kind, text: randomBytes(choices), companions: [] };
    case 'tokens':
      return { kind, text: randomTokens(choices, pool), companions: [] };
    case 'damaged':
      return damaged(choices, pool);
    case 'generated':
      return generated(choices, pool);
  }
}

function randomBytes(choices: Choices): string {
  const bytes = new Uint8Array(choices.below(sometimes(choices, 100) ? 20_000 : 200));
  const most = sometimes(choices, 2) ? 256 : 128;
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = choices.below(most);
  const encoding = sometimes(choices, 3) ? 'utf16le' : 'utf8';
  return Buffer.from(bytes).toString(encoding);
}

const words = [...wordTokens.keys()];
const signs = [
  ...'{}()[],:=.<>+-*/%?@$"\n'.split(''),
  '..',
  '!=',
  '<=',
  '>=',
  '\n',
  '\n  ',
  '// c\n',
];

function randomTokens(choices: Choices, pool: readonly Sample[]): string {
  const sample = tokensOf(sampleOf(choices, pool).text);
  let text = sometimes(choices, 2) ? 'segment s of contact {\n  where {\n' : '';
  for (let count = choices.below(60); count >= 0; count -= 1) {
    text += `${oneToken(choices, sample)}${sometimes(choices, 4) ? '' : ' '}`;
  }
  return text;
}

function oneToken(choices: Choices, sample: readonly string[]): string {
  switch (choices.below(4)) {
    case 0:
      return words[choices.below(words.length)] ?? '';
    case 1:
      return signs[choices.below(signs.length)] ?? '';
    default:
      return sample[choices.below(Math.max(1, sample.length))] ?? '';
  }
}

function sampleOf(choices: Choices, pool: readonly Sample[]): Sample {
  return pool[choices.below(pool.length)] ?? { text: '', companions: [] };
}

/** Up to three declarations of a sample, so that most inputs are small, or all of it. */
function damaged(choices: Choices, pool: readonly Sample[]): Input {
  const sample = sampleOf(choices, pool);
  const declarations = sample.text.split(/(?<=\n\}\n)/);
  const first = choices.below(declarations.length);
  const some = declarations.slice(first, first + 1 + choices.below(3)).join('');
  const text = sometimes(choices, 10) ? sample.text : some;
  const other = sampleOf(choices, pool).text;
  return { kind: 'damaged', text: mutate(text, other, choices), companions: sample.companions };
}

/** With names of a sample's project, so that some of them mean something. */
function generated(choices: Choices, pool: readonly Sample[]): Input {
  const sample = sampleOf(choices, pool);
  const known = sample.companions[0]?.text ?? sample.text;
  const names = known.match(/\b[a-z_]\w*\b/g) ?? ['a'];
  const settings = {
    declarations: 2,
    depth: 4 + choices.below(8),
    noise: { comments: choices.below(20), blanks: choices.below(20) },
    wishes: { names },
  };
  const text = program(choices, settings);
  if (sometimes(choices, 4)) {
    const { text: other } = sampleOf(choices, pool);
    return { kind: 'generated', text: mutate(text, other, choices), companions: sample.companions };
  }
  return { kind: 'generated', text, companions: sample.companions };
}
