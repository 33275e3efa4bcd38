// Serves every message about an unknown name: the replacement, when one declared name is clearly the closest.
import type { Span } from '../source.ts';
import type { Fix } from './diagnostic.ts';
import { didYouMean, isSlip } from './did-you-mean.ts';

/** One fix when there is one suggestion, none otherwise; certain when no more than a slip of the hand lies between. */
export function renameFixes(
  written: string,
  candidates: Iterable<string>,
  span: Span,
  spell: (name: string) => string = (name) => name,
): readonly Fix[] {
  const [name, another] = didYouMean(written, candidates);
  if (name === undefined || another !== undefined) return [];
  const text = spell(name);
  const title = `write ${text.startsWith('"') ? text : `\`${text}\``}`;
  return [{ title, span, text, certain: isSlip(written, name) }];
}
