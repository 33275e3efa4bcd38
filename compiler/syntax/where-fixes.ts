// Serves the grammar of segments: what puts a `where` right that no `{` follows.
import type { IToken } from 'chevrotain';
import type { Fix } from '../diagnostics/diagnostic.ts';
import type { Span } from '../source.ts';
import { endOf } from './places.ts';

/** `colon`: of `where: {`. Otherwise a condition on the same line is put into a block. */
export function whereFixes(text: string, word: Span, colon: IToken | undefined): readonly Fix[] {
  const start = word.end;
  if (colon !== undefined) {
    const span = { ...word, start, end: endOf(colon) };
    return [{ title: 'remove the colon', span, text: '' }];
  }
  const end = start + Math.max(0, text.slice(start).search(/[\r\n]|$/));
  const condition = text.slice(start, end).trim();
  if (!/^\w/.test(condition) || /[{}]|\/\//.test(condition)) return [];
  const span = { ...word, start, end };
  return [{ title: 'write `{` and `}`', span, text: ` {\n    ${condition}\n  }` }];
}
