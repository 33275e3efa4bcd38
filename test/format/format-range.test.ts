// Layout of a part of a file: which lines it takes, and that every other byte stays.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRange } from '../../format/format-range.ts';
import { damaged } from '../syntax/damage.ts';
import { parseText, samples } from '../syntax/parse-text.ts';
import { commentsOf, formatted, meaningOf } from './format-text.ts';

/** `source` with the lines around what stands between `«` and `»` laid out. */
function inRange(source: string): string {
  const start = source.indexOf('«');
  const end = source.indexOf('»') - 1;
  return apply(source.replaceAll(/[«»]/g, ''), start, end);
}

function apply(text: string, start: number, end: number): string {
  const { edits } = formatRange({ path: 'test.seg', text }, start, end);
  return edits.reduceRight(
    (all, edit) => `${all.slice(0, edit.start)}${edit.text}${all.slice(edit.end)}`,
    text,
  );
}

describe('a range', () => {
  it.each([
    [
      'of one declaration',
      'enum  a["x"]\nen«»um  b["x"]\nenum  c["x"]',
      'enum  a["x"]\nenum b ["x"]\nenum  c["x"]',
    ],
    [
      'of one condition',
      'segment  s of o {\n where {\n   a=1\n   «b»=2\n   c=3\n }\n}',
      'segment  s of o {\n where {\n   a=1\n    b = 2\n   c=3\n }\n}',
    ],
    [
      'of some conditions with their comments',
      'segment  s of o {\n where {\n   a=1\n   // b\n   b«=2\n   c=»3 // c\n   d=4\n }\n}',
      'segment  s of o {\n where {\n   a=1\n    // b\n    b = 2\n    c = 3 // c\n   d=4\n }\n}',
    ],
    [
      'that begins in a comment above',
      'object  o {\n  a:int\n  // b«»\n  b:int\n}',
      'object  o {\n  a:int\n  // b\n  b: int\n}',
    ],
    [
      'of one setting',
      'segment  s of o {\n title :"x"\n\n\n owner :«» "y"\n }',
      'segment  s of o {\n title :"x"\n\n  owner: "y"\n}',
    ],
    [
      'on a line that others share',
      'segment  s of o {\n where {\n   a=1, b«»=2\n   c=3\n }\n}',
      'segment  s of o {\n where {\n    a = 1\n    b = 2\n   c=3\n }\n}',
    ],
    [
      'on a line that a brace shares',
      'segment  s of o {\n where { a«»=1\n   c=3\n }\n  except  d=1\n}',
      'segment  s of o {\n  where {\n    a = 1\n    c = 3\n  }\n  except  d=1\n}',
    ],
    [
      'of a head takes the whole declaration',
      'segment « » s of o {\n a:1\n}\nenum  e[]',
      'segment s of o {\n  a: 1\n}\n\nenum  e[]',
    ],
    [
      'of blanks changes nothing',
      'enum  a["x"]\n\n\n\n«\n»\n\nenum  c["x"]',
      'enum  a["x"]\n\n\n\n\n\n\nenum  c["x"]',
    ],
    [
      'in a kept region changes nothing',
      '// fmt: off\nenum «»  a["x"]\n// fmt: on\n\nenum   b[]\n',
      '// fmt: off\nenum   a["x"]\n// fmt: on\n\nenum   b[]\n',
    ],
    ['in canonical layout changes nothing', 'enum a [«"x"»]\n', 'enum a ["x"]\n'],
  ])('%s', (_name, source, expected) => {
    expect(inRange(source)).toBe(expected);
  });

  it('leaves a file with syntax errors alone', () => {
    const text = 'enum  a["x"]\nenum ';
    const result = formatRange({ path: 'a.seg', text }, 0, text.length);
    expect(result.edits).toEqual([]);
    expect(result.diagnostics.map(({ code }) => code)).toEqual(['SEG1002']);
  });

  it('takes the line ends of the file', () => {
    const text = 'enum  a["x"]\r\nobject  o {\r\na:int\r\n}\r\nenum  c["x"]\r\n';
    const at = text.indexOf('object');
    expect(apply(text, at, at)).toBe(
      'enum  a["x"]\r\n\r\nobject o {\r\n  a: int\r\n}\r\n\r\nenum  c["x"]\r\n',
    );
    expect(apply(text, 0, text.length)).toBe(formatted(text));
  });

  it('may lie outside of the text', () => {
    expect(apply('enum  a["x"]', -5, 500)).toBe('enum a ["x"]\n');
    expect(apply('', 3, 5)).toBe('');
  });

  it('of the whole file is the layout of the file', () => {
    for (const [, text] of samples()) {
      const careless = text.replaceAll('\n  ', '\n ').replaceAll(' = ', '  =  ');
      expect(apply(careless, 0, careless.length)).toBe(formatted(careless));
    }
  });

  it('keeps the meaning, the comments and what is outside, and does all in one pass', () => {
    const texts = samples().map(([, text]) => text.replaceAll('\n  ', '\n '));
    const place = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(damaged(texts, 1), place, place, (text, one, other) => {
        if (parseText(text).diagnostics.length > 0) return;
        const [start = 0, end = 0] = [one, other]
          .map((share) => Math.floor(share * text.length))
          .toSorted((a, b) => a - b);
        const once = apply(text, start, end);
        expect(meaningOf(once)).toEqual(meaningOf(text));
        expect(commentsOf(once)).toEqual(commentsOf(text));
        expect(formatted(once)).toBe(formatted(text));
      }),
      { numRuns: 60 },
    );
  });
});
