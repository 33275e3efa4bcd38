// Random layout of tokens: blanks, line ends and comments wherever the language lets them stand.
import { type Choices, pick, sometimes } from './choices.ts';
import type { Piece } from './derive.ts';

export interface Noise {
  /** One in so many places takes a comment; 0 is none. */
  readonly comments: number;
  /** One in so many blanks is unusual. */
  readonly blanks: number;
}

const wordy = /[\w"$@%]/;
const comments = ['// c', '// "text"', '//', '//   fmt: of', '// { ( [', '// żółć 🎉   '] as const;

export class LayoutOfPieces {
  private readonly choices: Choices;
  private readonly noise: Noise;
  private text = '';
  private open = '';
  private count = 0;

  constructor(choices: Choices, noise: Noise) {
    this.choices = choices;
    this.noise = noise;
  }

  /** The text of one declaration, with its line end. */
  declaration(pieces: readonly Piece[]): string {
    this.text = '';
    this.open = '';
    for (const [index, piece] of pieces.entries()) {
      if (piece === 'line') this.lineEnd(pieces[index + 1]);
      else this.token(piece.text);
    }
    return `${this.text}${this.endOfLine()}`;
  }

  /** Comments among declarations, each on lines of its own. */
  between(): string {
    return this.wantsComment() ? `${this.comment()}\n${this.emptyLines()}` : this.emptyLines();
  }

  private token(text: string): void {
    const before = this.text.at(-1) ?? '';
    if (before !== '' && !/\s/.test(before)) this.text += this.gap(before, text);
    this.text += text;
    if ('{[('.includes(text)) this.open += text;
    if ('}])'.includes(text)) this.open = this.open.slice(0, -1);
  }

  private gap(before: string, text: string): string {
    const needed = wordy.test(before) && wordy.test(text.charAt(0));
    // Line ends mean nothing in parentheses and in heads, where the next word must not stand in the first column.
    if (this.open.at(-1) !== '{' && this.wantsComment()) return ` ${this.comment()}\n  `;
    if (this.isUnusual()) return this.open.at(-1) === '{' ? '   ' : '\n \t ';
    const tight = needed || !/[()[\]{},.:]/.test(`${before}${text.charAt(0)}`);
    return tight || sometimes(this.choices, 2) ? ' ' : '';
  }

  private lineEnd(next: Piece | undefined): void {
    const closes = next !== undefined && next !== 'line' && next.text === '}';
    if (this.isUnusual()) this.text += closes || this.text.endsWith('{') ? ' ' : ', ';
    else this.text += this.endOfLine();
  }

  private endOfLine(): string {
    const behind = this.wantsComment() ? ` ${this.comment()}` : '';
    const above = this.wantsComment() ? `${this.emptyLines()}  ${this.comment()}\n` : '';
    return `${behind}\n${this.emptyLines()}${above}${this.emptyLines()}`;
  }

  private emptyLines(): string {
    return this.isUnusual() ? pick(this.choices, ['\n', '  \n\n\n']) : '';
  }

  private isUnusual(): boolean {
    return this.noise.blanks > 0 && sometimes(this.choices, this.noise.blanks);
  }

  private wantsComment(): boolean {
    return this.noise.comments > 0 && sometimes(this.choices, this.noise.comments);
  }

  /** Numbered, so that their order can be told; some begin or end a region that is kept as it is. */
  private comment(): string {
    if (sometimes(this.choices, 8)) return pick(this.choices, ['// fmt: off', '// fmt: on']);
    this.count += 1;
    return `${pick(this.choices, comments)}${this.count}`;
  }
}
