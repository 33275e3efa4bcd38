// Random texts and randomly damaged samples: never a throw, always places inside the text, and quick.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseText, samples } from './parse-text.ts';
import { damaged } from './damage.ts';

function check(text: string): void {
  const { diagnostics, syntax } = parseText(text);
  for (const { span, fixes, related } of diagnostics) {
    for (const place of [
      span,
      ...fixes.map((fix) => fix.span),
      ...related.map((one) => one.span),
    ]) {
      expect(place.start).toBeGreaterThanOrEqual(0);
      expect(place.start).toBeLessThanOrEqual(place.end);
      expect(place.end).toBeLessThanOrEqual(text.length);
    }
  }
  if (diagnostics.length === 0) expect(JSON.stringify(syntax)).not.toContain('"kind":"broken"');
}

describe('random input', () => {
  it('of any characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), check), { numRuns: 1000 });
  });

  it('of printable characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 400 }), check), {
      numRuns: 1000,
    });
  });

  it('of damaged samples', () => {
    const texts = samples().map(([, text]) => text);
    fc.assert(fc.property(damaged(texts), check), { numRuns: 1000 });
  });
});
