// Programs that once showed a bug of the formatter or the parser, as the generator shrunk them.
import { describe, expect, it } from 'vitest';
import { inSegment } from '../syntax/parse-text.ts';
import { expectAnyLineEnds, expectSameMeaning, formatted, formattedRange } from './properties.ts';

const found: readonly (readonly [string, string])[] = [
  [
    'a comment inside an argument that is printed twice, as it fits and broken',
    'object a{\na:a{\na:a @column @column(consents // c1\n  to a and entered segment a)\n}\n}\n',
  ],
  [
    'an argument that looks like a declaration where its line begins',
    'event a of a via a @column( // c1\n  consent\n \t a is a){\n}\n',
  ],
  ['a count of one with needless zeros', 'lists of a via a @column(did a exactly 001 times){\n}\n'],
  ['a type with a sign behind its fields', 'object q{a:t{t:x{//fmt:off\n}?via b}?}'],
  [
    'a word in brackets that begins declarations',
    'event a of e via s{l:x(//fmt:off\nenum)?[]via b}',
  ],
  [
    'a head with a list that is kept as it is',
    'lists of t//\n via g@c(tagged//fmt:off\n any of[]or 1,consent//\n l is r)@t(0){\np:a}',
  ],
  ['the negation of a negation', 'trait b.e:x[]=- -_'],
  [
    'an alternative with a comment where no line ends',
    'segment n of b{where{(any of{}or did sequence//\n{e}or//\na)}}',
  ],
  ['a calendar with a comment in its head', 'calendar c // d\n{open:monday..friday 8:00 .. 18:00}'],
  ['a tag that is no text and has no list', 'object a@k(m,tagged""*P//\n){s:l()}'],
  ['a tag that is a list in parentheses', 'object a@k(tagged any of[(a)//\n]){}'],
];

describe('formatting', () => {
  it.each(found)('of %s', (_name, text) => {
    const once = formatted(text);
    expectSameMeaning(once, text);
    expect(formatted(once)).toBe(once);
    expectAnyLineEnds(text);
    expect(formattedRange(text, 0, text.length)).toBe(once);
    for (let at = 0; at < text.length; at += 3) {
      expectSameMeaning(formattedRange(text, at, at), text);
    }
  });

  it('of blocks that stand deeper than a line is wide takes no longer than others', () => {
    const start = performance.now();
    formatted(inSegment(`${'any of {\n'.repeat(150)}a${'\n}'.repeat(150)}`));
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
