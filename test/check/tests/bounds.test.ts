// Tests of any size end in bounded time and memory: chains of copies and fixtures, rows, steps.
import { describe, expect, it } from 'vitest';
import { check } from './checked.ts';

const many = 4000;
const numbers = Array.from({ length: many }, (_, at) => at);

function testOf(lines: readonly string[]): string {
  return `test "a" of quiet {\n now: 2025-11-01\n${lines.join('\n')}\n expect in: none\n}\n`;
}

describe('long chains', () => {
  it('of copies, in any order', () => {
    const copies = numbers.map((at) => ` given contact c${at + 1} like c${at} {}`);
    const first = ' given contact c0 { score: 5 }';
    const { tests, faults } = check(testOf([...copies.toReversed(), first]));
    expect(faults).toEqual([]);
    expect(tests[0]?.steps[0]?.rows.length).toBe(many + 1);
    expect(tests[0]?.steps[0]?.rows[0]?.cells[0]?.value).toBe('5');
  });

  it('of copies in a circle', () => {
    const copies = numbers.map((at) => ` given contact c${(at + 1) % many} like c${at} {}`);
    expect(check(testOf(copies)).faults).toEqual(['SEG4514 c1']);
  });

  it('of fixtures', () => {
    const fixtures = numbers.map((at) => `fixtures f${at} {\n use f${at + 1}\n}`);
    const last = `fixtures f${many} {\n given contact ada {}\n}`;
    const { tests, faults } = check([...fixtures, last, testOf([' use f0'])].join('\n'));
    expect(faults).toEqual([]);
    expect(tests[0]?.steps[0]?.rows.length).toBe(1);
  });

  it('of fixtures in a circle', () => {
    const fixtures = numbers.map((at) => `fixtures f${at} {\n use f${(at + 1) % many}\n}`);
    const text = [...fixtures, testOf([' use f0'])].join('\n');
    expect(check(text).faults).toEqual(['SEG4503 f0']);
  });
});

describe('many rows', () => {
  it('in steps', () => {
    const steps = numbers.map(() => ' then 1 hour later {}');
    const rows = ' given contact ada { orders: 9_999 * {} }';
    expect(check(testOf([rows, ...steps])).faults).toEqual(['SEG4525 1 hour later']);
  });

  it('in tests', () => {
    const texts = numbers
      .slice(0, 40)
      .map((at) => testOf([' given contact ada { orders: 9_999 * {} }']).replace('"a"', `"${at}"`));
    expect(check(texts.join('\n')).faults).toEqual(['SEG4525 "30"']);
  }, 180_000);

  it('inside of one another', () => {
    const rows = ' given contact a { friends: 9_999 * { orders: 9_999 * { total: 1 USD } } }';
    expect(check(testOf([rows])).faults).toEqual(['SEG4525 { total: 1 USD }']);
  });
});
