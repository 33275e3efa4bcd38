// For any program of the whole grammar in any layout: formatting keeps meaning and comments, and doing it again, for a
// range or with other line ends changes nothing more.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choicesFromBytes } from './choices.ts';
import { program, usual } from './program.ts';
import {
  commentsOf,
  expectAnyLineEnds,
  expectSameMeaning,
  formatted,
  formattedRange,
  partsInOrder,
} from './properties.ts';

const programs = fc
  .uint8Array({ maxLength: 900, size: 'max' })
  .map((bytes) => program(choicesFromBytes(bytes), usual));

/** Shrinking of a failure ends after a minute. */
const runs = { numRuns: 200, interruptAfterTimeLimit: 60_000 };

describe('formatting of generated programs', () => {
  it('keeps the meaning and every comment, in order where no part of a segment moves', () => {
    let commented = 0;
    fc.assert(
      fc.property(programs, (text) => {
        expectSameMeaning(formatted(text), text);
        if (partsInOrder(text) && commentsOf(text).length > 2) commented += 1;
      }),
      runs,
    );
    expect(commented).toBeGreaterThan(20);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(programs, (text) => {
        const once = formatted(text);
        expect(formatted(once)).toBe(once);
      }),
      runs,
    );
  });

  it('does not look at the kind of line ends', () => {
    fc.assert(fc.property(programs, expectAnyLineEnds), runs);
  });

  it('of a range that is the whole file is that of the file', () => {
    fc.assert(
      fc.property(programs, (text) => {
        expect(formattedRange(text, 0, text.length)).toBe(formatted(text));
      }),
      runs,
    );
  });

  it('of any range keeps the meaning and the comments', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(programs, share, share, (text, one, other) => {
        const [start = 0, end = 0] = [one, other]
          .map((part) => Math.floor(part * text.length))
          .toSorted((a, b) => a - b);
        expectSameMeaning(formattedRange(text, start, end), text);
      }),
      runs,
    );
  });
});
