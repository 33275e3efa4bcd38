// Random programs: declarations of the whole grammar without syntax errors, in any layout.
import { createReporter } from '../../compiler/diagnostics/reporter.ts';
import { parseFile } from '../../compiler/syntax/parse.ts';
import { type Choices, choicesFromSeed } from './choices.ts';
import { derive, type Wishes } from './derive.ts';
import { LayoutOfPieces, type Noise } from './layout.ts';

export interface ProgramSettings {
  readonly declarations: number;
  /** About how many rules stand inside one another. */
  readonly depth: number;
  readonly noise: Noise;
  readonly wishes?: Wishes;
}

export const usual: ProgramSettings = {
  declarations: 3,
  depth: 14,
  noise: { comments: 12, blanks: 12 },
};

/** Tries for one declaration before it is left out. */
const mostTries = 12;

/** A file without syntax errors. */
export function program(choices: Choices, settings: ProgramSettings): string {
  const layout = new LayoutOfPieces(choices, settings.noise);
  let text = '';
  const count = 1 + choices.below(settings.declarations);
  for (let index = 0; index < count; index += 1) {
    text += layout.between();
    text += wholeDeclaration(choices, layout, settings);
  }
  return text + layout.between();
}

export function programFromSeed(seed: number, settings: ProgramSettings = usual): string {
  return program(choicesFromSeed(seed), settings);
}

function wholeDeclaration(
  choices: Choices,
  layout: LayoutOfPieces,
  { depth, wishes }: ProgramSettings,
): string {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const text = layout.declaration(derive('declaration', choices, depth, wishes));
    if (isWhole(text)) return text;
  }
  return '';
}

export function isWhole(text: string): boolean {
  const reporter = createReporter();
  parseFile({ path: 'generated.seg', text }, reporter);
  return reporter.diagnostics.length === 0;
}
