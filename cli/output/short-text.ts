// Texts and lists that are cut to fit a line; JSON has all of them.
import { formatCount } from './quantities.ts';

const widestText = 100;

/** `a, b and 12 more` */
export function listText(names: readonly string[], most: number): string {
  const more = names.length - most;
  const shown = names.slice(0, more > 0 ? most : names.length).join(', ');
  return more > 0 ? `${shown} and ${formatCount(more)} more` : shown;
}

export function cut(text: string): string {
  return text.length <= widestText ? text : `${text.slice(0, widestText - 1)}…`;
}
