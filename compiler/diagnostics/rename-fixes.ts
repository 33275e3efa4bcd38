// Serves every message about an unknown name: the replacement, when one declared name is clearly the closest.
import type { Span } from '../source.ts';
import type { Fix } from './diagnostic.ts';
import { didYouMean } from './did-you-mean.ts';

/** One fix when there is one suggestion, none otherwise. */
export function renameFixes(
  written: string,
  candidates: Iterable<string>,
  span: Span,
  spell: (name: string) => string = (name) => name,
): readonly Fix[] {
  const [name, another] = didYouMean(written, candidates);
  if (name === undefined || another !== undefined) return [];
  const text = spell(name);
  return [{ title: `write ${text.startsWith('"') ? text : `\`${text}\``}`, span, text }];
}
