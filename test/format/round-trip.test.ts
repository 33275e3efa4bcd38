// For any text without syntax errors: formatting keeps its meaning and its comments, and formatting again changes nothing.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damaged } from '../syntax/damage.ts';
import { inSegment, parseText, samples } from '../syntax/parse-text.ts';
import { conditions } from './conditions.ts';
import { commentsOf, formatted, meaningOf } from './format-text.ts';

function check(text: string): void {
  if (parseText(text).diagnostics.length > 0) return;
  const once = formatted(text);
  expect(once).toBeDefined();
  expect(parseText(once ?? '').diagnostics).toEqual([]);
  expect(meaningOf(once ?? '')).toEqual(meaningOf(text));
  expect(commentsOf(once ?? '')).toEqual(commentsOf(text));
  expect(formatted(once ?? '')).toBe(once);
}

describe('formatting', () => {
  it.each(samples())('%s', (_name, text) => {
    expect(parseText(text).diagnostics).toEqual([]);
    check(text);
  });

  it('keeps damaged samples that are still whole', () => {
    const texts = samples().map(([, text]) => text);
    fc.assert(fc.property(damaged(texts, 2), check), { numRuns: 500 });
  });

  it('keeps random conditions', () => {
    const text = fc
      .array(conditions(), { minLength: 1, maxLength: 3 })
      .map((lines) => inSegment(lines.join('\n')));
    fc.assert(
      fc.property(text, (source) => {
        expect(parseText(source).diagnostics).toEqual([]);
        check(source);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps comments put anywhere', () => {
    const texts = samples().map(([, text]) => text);
    const place = fc.tuple(
      fc.constantFrom(...texts),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }),
    );
    fc.assert(
      fc.property(place, ([text, places]) => {
        const offsets = places
          .map((one) => Math.floor(one * text.length))
          .toSorted((a, b) => b - a);
        check(offsets.reduce((all, at) => `${all.slice(0, at)} // c${at}\n${all.slice(at)}`, text));
      }),
      { numRuns: 120 },
    );
  });
});
