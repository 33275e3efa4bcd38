// Files that are too large, too deep or hold what no file may hold: clear messages in bounded time.
import { describe, expect, it } from 'vitest';
import { faultsOf, inSegment, parseText } from './parse-text.ts';

interface Timed {
  readonly codes: readonly string[];
  /** Of processor time: other programs on the machine do not count. */
  readonly milliseconds: number;
}

function timed(text: string): Timed {
  const before = process.cpuUsage();
  const { diagnostics } = parseText(text);
  const { user, system } = process.cpuUsage(before);
  return { codes: diagnostics.map(({ code }) => code), milliseconds: (user + system) / 1_000 };
}

const deep = (open: string, close = ''): string =>
  inSegment(`${open.repeat(10_000)}a${close.repeat(10_000)}`);

describe('limits', () => {
  it.each([
    ['10 MB', 'a'.repeat(10_000_000), 'SEG1090'],
    ['too many words', 'a '.repeat(300_000), 'SEG1090'],
    ['10,000 parentheses', deep('('), 'SEG1095'],
    ['10,000 closed parentheses', deep('(', ')'), 'SEG1095'],
    ['10,000 blocks', deep('any of {\n', '\n}'), 'SEG1095'],
    ['10,000 nots', deep('not '), 'SEG1095'],
    ['10,000 signs', inSegment(`x = ${'-'.repeat(10_000)}1`), 'SEG1095'],
    ['10,000 filters', deep('has x where '), 'SEG1095'],
    ['10,000 shares', inSegment(`x = ${'5% of '.repeat(10_000)}1`), 'SEG1095'],
    ['100 MB', 'a\n'.repeat(50_000_000), 'SEG1090'],
    ['50,000 conditions of four words', inSegment('x = 1\n'.repeat(50_000)), 'SEG1090'],
    ['a sum of 20,000', inSegment(`x = ${'1 + '.repeat(20_000)}1`), 'SEG1097'],
    ['a product of 90,000', inSegment(`x = ${'1 * '.repeat(90_000)}1`), 'SEG1097'],
    [
      'sums in sums',
      inSegment(`x = ${'('.repeat(190)}1${`${' + 1'.repeat(300)})`.repeat(190)}`),
      'SEG1097',
    ],
    [
      'sums in calls in sums',
      inSegment(`x = ${'f('.repeat(190)}1${`)${' - 1'.repeat(300)}`.repeat(190)}`),
      'SEG1097',
    ],
    ['5,000 json views', `object a {\n${'b: json {\n'.repeat(5_000)}`, 'SEG1095'],
    ['60,000 bad lines', inSegment('> 1\n'.repeat(60_000)), 'SEG1091'],
    ['60,000 lines of signs', '%%\n'.repeat(60_000), 'SEG1003'],
    ['a text of a megabyte without end', inSegment(`x = "${'\\a'.repeat(490_000)}`), 'SEG1004'],
    ['a text of half a million escapes', inSegment(`x = "${'\\a'.repeat(490_000)}"`), 'SEG1091'],
    ['opening braces', '{'.repeat(199_000), 'SEG1001'],
    ['closing braces', '}'.repeat(199_000), 'SEG1011'],
    ['parentheses under closing braces', `${'('.repeat(90_000)}${'}'.repeat(90_000)}`, 'SEG1001'],
  ])('%s', (_name, text, code) => {
    const { codes, milliseconds } = timed(text);
    expect(codes).toContain(code);
    expect(codes.length).toBeLessThanOrEqual(51);
    expect(milliseconds).toBeLessThan(2_000);
  });

  it('reads what is within them', () => {
    expect(faultsOf(inSegment(`${'('.repeat(190)}a${')'.repeat(190)}`))).toEqual([]);
    expect(faultsOf(inSegment(`${'any of {\n'.repeat(190)}a${'\n}'.repeat(190)}`))).toEqual([]);
    expect(faultsOf(inSegment(`a${' and a'.repeat(50_000)}`))).toEqual([]);
    expect(faultsOf(inSegment(`x = "${'a'.repeat(900_000)}"`))).toEqual([]);
    expect(faultsOf(inSegment('has a\n'.repeat(50_000)))).toEqual([]);
    expect(faultsOf(inSegment(`a in [${'1, '.repeat(90_000)}1]`))).toEqual([]);
    expect(faultsOf(inSegment(`x = ${'1 + '.repeat(390)}1`))).toEqual([]);
    expect(faultsOf(inSegment(`x = 1${' + (1 + 2)'.repeat(300)}`))).toEqual([]);
    expect(faultsOf(inSegment(`${'a'.repeat(900_000)} = 1`))).toEqual([]);
    expect(faultsOf(`// ${'a'.repeat(900_000)}\n`)).toEqual([]);
  });

  it('gives the faults before the fiftieth and says that there are more', () => {
    const faults = faultsOf(inSegment('> 1\n'.repeat(80)));
    expect(faults.length).toBe(51);
    expect(faults.at(-1)).toBe('SEG1091 53:1');
  });
});

describe('characters', () => {
  it.each([
    ['NUL', `// a\u0000b\n${inSegment('a')}`, ['SEG1092 1:5']],
    ['escape', inSegment('x = "\u001b[31m"'), ['SEG1092 3:6']],
    ['a byte order mark in the middle', inSegment('x = \ufeff1'), ['SEG1092 3:5']],
    ['text direction', inSegment('x = "\u202eabc"'), ['SEG1093 3:6']],
    ['half a character', inSegment('x = "\ud800"'), ['SEG1094 3:6']],
    ['half a character outside of a text', inSegment('x = \udc00'), ['SEG1094 3:5']],
    ['bytes that are no UTF-8', inSegment('x = "\ufffd"'), ['SEG1096 3:6']],
    ['bytes that are no UTF-8 outside of a text', inSegment('x = \ufffd\ufffd 1'), ['SEG1096 3:5']],
    ['a non-breaking space', inSegment('x\u00a0= 1'), ['SEG1003 3:2']],
  ])('%s', (_name, text, expected) => {
    expect(faultsOf(text)).toEqual(expected);
  });

  it('reports every control character but tab and line ends', () => {
    for (let code = 0; code < 0xa0; code += 1) {
      if (code === 10 || code === 13) continue;
      const faults = faultsOf(`// a${String.fromCharCode(code)}b\n${inSegment('a')}`);
      const control = (code < 0x20 && code !== 9) || code >= 0x7f;
      expect(faults).toEqual(control ? ['SEG1092 1:5'] : []);
    }
  });

  it('counts a kind once', () => {
    const [fault] = parseText(inSegment('x = "\u0001\u0001\u0002"')).diagnostics;
    expect(fault?.message).toContain('3 times');
  });

  it('takes other scripts and emoji in texts and comments', () => {
    expect(faultsOf(inSegment('// żółć 👩‍👩‍👧\nx = "日本語 🎉"'))).toEqual([]);
  });
});
