// The layout of tests and fixtures: a row on one line when there is room, comments and kept regions where they stand.
import { describe, expect, it } from 'vitest';
import { commentsOf, formatted, meaningOf } from './format-text.ts';

function check(source: string, expected: string): void {
  expect(formatted(source)).toBe(expected);
  expect(formatted(expected)).toBe(expected);
  expect(meaningOf(expected)).toEqual(meaningOf(source));
  expect(commentsOf(expected)).toEqual(commentsOf(source));
}

/** The lines of one test. */
function checkBody(source: string, expected: string): void {
  const lines = expected.split('\n').map((line) => (line === '' ? '' : `  ${line}`));
  check(`test "a" of s {\n${source}\n}\n`, `test "a" of s {\n${lines.join('\n')}\n}\n`);
}

/** Behind `expect in:` one column is left beside two of them. */
const wide = (letter: string): string => letter.repeat(42);

describe('tests', () => {
  it('writes a list of expected objects that is too long as several', () => {
    const [a, b, c] = ['a', 'b', 'c'].map(wide);
    checkBody(`expect in: ${a},${b}x`, `expect in: ${a}, ${b}x`);
    checkBody(`expect in: ${a}, ${b}xx`, `expect in: ${a}\nexpect in: ${b}xx`);
    checkBody(
      `expect left: ${a}, ${b}, ${c}, ada // all\nexpect in: none`,
      `expect left: ${a}\nexpect left: ${b}\nexpect left: ${c}, ada // all\nexpect in: none`,
    );
    checkBody(
      `then 1 days later{expect in: ${a}, ${b}}`,
      `then 1 day later {\n  expect in: ${a}\n  expect in: ${b}\n}`,
    );
    // What nobody asked for is not joined, and `none` is no list.
    checkBody('expect out: a\nexpect out: b', 'expect out: a\nexpect out: b');
    expect(meaningOf('test "a" of s {\nexpect in: none\nexpect in: a\n}')).not.toEqual(
      meaningOf('test "a" of s {\nexpect in: a\n}'),
    );
    expect(meaningOf('test "a" of s {\nexpect out: b\nexpect in: a\n}')).not.toEqual(
      meaningOf('test "a" of s {\nexpect in: b, a\n}'),
    );
  });

  it.each([
    ['now:2025-11-01', 'now: 2025-11-01'],
    ['use a,b', 'use a, b'],
    ['given x a{}', 'given x a {}'],
    ['given x a like b{c:1,d:  "e"\nf:missing}', 'given x a like b { c: 1, d: "e", f: missing }'],
    ['given x from"a.csv"', 'given x from "a.csv"'],
    ['given x a{b:-  5,c:- 5  USD,d:70%}', 'given x a { b: -5, c: -5 USD, d: 70% }'],
    [
      'given x a{b:1 days 2 hour ago,c:1 weeks from now}',
      'given x a { b: 1 day 2 hours ago, c: 1 week from now }',
    ],
    ['given x a{b:geo(1,- 2)}', 'given x a { b: geo(1, -2) }'],
    ['given x a{b:[1,{c:2},3*{c:3},d]}', 'given x a { b: [1, { c: 2 }, 3 * { c: 3 }, d] }'],
    [
      'given x a{h:[entered b now,left b 1 days ago]}',
      'given x a { h: [entered b now, left b 1 day ago] }',
    ],
    ['given x a{"b c":true,d.e:x}', 'given x a { "b c": true, d.e: x }'],
    ['cases of x{a:in,b:out}', 'cases of x {\n  a: in\n  b: out\n}'],
    ['cases of x like y(a,b.c){d:1,[2],in}', 'cases of x like y (a, b.c) {\n  d: 1, [2], in\n}'],
    ['expect in:a,b\nexpect out:none', 'expect in: a, b\nexpect out: none'],
    ['expect same  as x', 'expect same as x'],
    ['then at 2025-12-01{expect in:a}', 'then at 2025-12-01 {\n  expect in: a\n}'],
    [
      'then 1 months 2 day later{\nremove x a,b}',
      'then 1 month 2 days later {\n  remove x a, b\n}',
    ],
    ['then 1 day later{}', 'then 1 day later {}'],
    // The order is that of time.
    ['expect in: a\n\n\n\nnow: 2025-11-01', 'expect in: a\n\nnow: 2025-11-01'],
  ])('%j', checkBody);

  it('have their arguments behind the segment', () => {
    check('test"a"of s(a:1,b:  c){}', 'test "a" of s(a: 1, b: c) {}\n');
    check('fixtures  f{use g}', 'fixtures f {\n  use g\n}\n');
  });
});

describe('long rows', () => {
  const long = '"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"';

  it('have a line for each field', () => {
    checkBody(`given x a { b: ${long}, c: ${long} }`, `given x a {\n  b: ${long}\n  c: ${long}\n}`);
  });

  it('inside of others as well, and each item of a long list', () => {
    checkBody(
      `given x a { rows: 5 * { b: ${long}, c: ${long} }, list: [{ b: ${long} }, 2 * { b: ${long} }, name] }`,
      `given x a {
  rows: 5 * {
    b: ${long}
    c: ${long}
  }
  list: [
    { b: ${long} },
    2 * { b: ${long} },
    name
  ]
}`,
    );
  });

  it('in cases', () => {
    checkBody(
      `cases of x (a) { b: { b: ${long}, c: ${long} }, in }`,
      `cases of x (a) {\n  b: {\n    b: ${long}\n    c: ${long}\n  }, in\n}`,
    );
  });
});

describe('comments', () => {
  it('stay with their lines, and keep a row from becoming one line', () => {
    checkBody(
      '// above\ngiven x a { // first\n b: 1 // behind\n\n // own\n c: 2 }// after\nexpect in: a',
      '// above\ngiven x a {\n  // first\n  b: 1 // behind\n\n  // own\n  c: 2\n} // after\nexpect in: a',
    );
  });

  it('in lists, cases and steps', () => {
    checkBody(
      'given x a{b:[ // one\n1,\n// two\n{ c: 2 }]}\ncases of x(a){ // c\n d:1,in// e\n}\nthen 1 day later{// f\n}',
      `given x a {
  b: [
    // one
    1,
    // two
    { c: 2 }
  ]
}
cases of x (a) {
  // c
  d: 1, in // e
}
then 1 day later {
  // f
}`,
    );
  });
});

describe('fmt: off', () => {
  it('keeps rows of a table in columns', () => {
    const table = `test "a" of s {
  cases of x (a, b) {
    // fmt: off
    quiet: 41 days ago, "PL",    in
    edge:  40 days ago, missing, out
    // fmt: on
  }
}
`;
    expect(formatted(table)).toBe(table);
  });
});
