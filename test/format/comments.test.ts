// Comments stay where they were written, in the canonical layout of what is around them.
import { describe, expect, it } from 'vitest';
import { formatted } from './format-text.ts';

describe('comments', () => {
  it.each([
    ['in an empty block', 'object o {\n\n// c\n\n}', 'object o {\n  // c\n}\n'],
    ['behind an opening brace', 'object o { // c\na: int }', 'object o {\n  // c\n  a: int\n}\n'],
    [
      'before a closing brace',
      'object o { a:int\n\n// c\n}',
      'object o {\n  a: int\n\n  // c\n}\n',
    ],
    ['behind a closing brace', 'object o {} // c', 'object o {} // c\n'],
    ['at the end of the file', 'object o {}\n\n\n// c\n// d', 'object o {}\n\n// c\n// d\n'],
    [
      'in the head of a declaration',
      'object o // c\n   @table("t") // d\n{a:int}',
      'object o // c\n   @table("t") // d\n{\n  a: int\n}\n',
    ],
    [
      'in a list',
      'enum e [// c\n"a" , // d\n\n\n// e\n"b"\n// f\n]',
      'enum e [\n  // c\n  "a", // d\n\n  // e\n  "b"\n  // f\n]\n',
    ],
    ['before a comma', 'enum e ["a" // c\n, "b"]', 'enum e [\n  "a", // c\n  "b"\n]\n'],
    [
      'in a list of settings',
      'segment s of o { labels: [ "a", // c\n"b"], publish:[a,// d\nb.c] }',
      'segment s of o {\n  labels: [\n    "a", // c\n    "b"\n  ]\n  publish: [\n    a, // d\n    b.c\n  ]\n}\n',
    ],
    [
      'in a list of values',
      'segment s of o { where { a in [ 1, // c\n(2)] or missing } }',
      'segment s of o {\n  where {\n    a in [\n      1, // c\n      2\n    ] or missing\n  }\n}\n',
    ],
    [
      'among arguments',
      'object o @changes(by:a,// c\n x:b) {}',
      'object o @changes(\n  by: a, // c\n  x: b\n) {}\n',
    ],
    [
      'among parameters',
      'segment s(a:int,// c\n b:int=2) of o {}',
      'segment s(\n  a: int, // c\n  b: int = 2\n) of o {}\n',
    ],
    ['in an empty list', 'enum e [ // c\n]', 'enum e [ // c\n]\n'],
    [
      'in parentheses',
      'segment s of o { where { count( a // c\n  where b=1) > 1 } }',
      'segment s of o {\n  where {\n    count( a // c\n      where b=1) > 1\n  }\n}\n',
    ],
    [
      'in a declaration that is not at the margin',
      '  trait o.t: int = // c\n  a',
      'trait o.t: int = // c\n  a\n',
    ],
    ['that look like texts', 'enum e ["// no"] // "yes"', 'enum e ["// no"] // "yes"\n'],
  ])('%s', (_name, source, expected) => {
    expect(formatted(source)).toBe(expected);
    expect(formatted(expected)).toBe(expected);
    expect(formatted(source.replaceAll('\n', '\r\n'))).toBe(expected);
    expect(formatted(`\ufeff${source}`)).toBe(`\ufeff${expected}`);
  });
});
