// Serves compiler/syntax: where tokens end, and line numbers for sentences such as "opened at line 12".
import type { IToken } from 'chevrotain';

/** The offset right behind `token`. */
export function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}

/** The 1-based line of `offset`. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1;
  }
  return line;
}
