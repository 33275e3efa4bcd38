// `@example(...)`: what a field holds where a test does not care, typed where it is declared.
import { describe, expect, it } from 'vitest';
import { checkProject } from '../../../compiler/check/check-project.ts';
import { rowText } from './checked.ts';

function project(field: string): string {
  return `
project shop {
  currency: USD
}

object thing @table("t") {
  id: id @key
  ${field}
}

segment all_of_them of thing {}

test "a" of all_of_them {
  now: 2025-11-01T09:00:00Z
  given thing x {}
  expect in: x
}
`;
}

describe('examples', () => {
  it.each([
    ['a: text @example("PL")', 'a=PL'],
    ['a: int @example(-5)', 'a=-5'],
    ['a: money @example(5 USD)', 'a=5'],
    ['a: percent @example(70%)', 'a=0.7'],
    ['a: date @example(today)', 'a=2025-11-01'],
    ['a: timestamp @example(now - 3 days)', 'a=2025-10-29T09:00:00.000Z'],
    ['a: text[] @example("x", "y")', 'a=["x","y"]'],
    ['a: geo @column("lat", "lng") @example(geo(52.2, -21))', 'lat=52.2 lng=-21'],
    ['a: json { b: int @example(4) }', 'a.b=4'],
    // What can be missing and is not said is missing.
    ['a: text? @example("PL")', ''],
  ])('%s', (field, cells) => {
    const { tests, diagnostics } = checkProject([{ path: 'a.seg', text: project(field) }]);
    expect(diagnostics).toEqual([]);
    const rows = tests[0]?.steps[0]?.rows.map(rowText);
    expect(rows).toEqual([`thing x x: id=x${cells === '' ? '' : ` ${cells}`}`]);
  });

  it('satisfy a `@where` that no constant does', () => {
    const text = project('a: int @example(5)').replace('@table("t")', '@table("t") @where(a > 4)');
    const { tests, diagnostics } = checkProject([{ path: 'a.seg', text }]);
    expect(diagnostics).toEqual([]);
    expect(tests[0]?.steps[0]?.rows.map(rowText)).toEqual(['thing x x: id=x a=5']);
  });

  it.each([
    ['a: int @example("x")', 'SEG3001 "x"'],
    ['a: enum("p", "q") @example("r")', 'SEG2020 "r"'],
    ['a: money @example(5 EUR)', 'SEG3002 5 EUR'],
    ['a: text @example("x", "y")', 'SEG3510 @example("x", "y")'],
    ['a: text[] @example()', 'SEG3510 @example()'],
    ['a: int @example(length("x"))', 'SEG3020 length("x")'],
    ['a: geo @column("lat", "lng") @example("x")', 'SEG4510 "x"'],
  ])('that do not fit: %s', (field, fault) => {
    const text = project(field);
    const { diagnostics } = checkProject([{ path: 'a.seg', text }]);
    const found = diagnostics.map(
      ({ code, span }) => `${code} ${text.slice(span.start, span.end)}`,
    );
    expect(found).toEqual([fault]);
  });
});
