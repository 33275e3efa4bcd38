// Messages as people see them: code frames under tabs, wide characters, long lines, control characters, any line end.
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import {
  diagnosticToJson,
  indexSources,
  renderDiagnostic,
} from '../../compiler/diagnostics/render.ts';
import { ansiStyle } from '../../compiler/diagnostics/style.ts';

function diagnosticAt(text: string, marked: string, extras: Partial<Diagnostic> = {}): Diagnostic {
  const start = text.indexOf(marked);
  return {
    code: 'SEG2001',
    slug: 'unknown-attribute',
    severity: 'error',
    message: 'unknown attribute',
    span: { file: 'a.seg', start, end: start + marked.length },
    label: '',
    related: [],
    help: undefined,
    fixes: [],
    ...extras,
  };
}

function rendered(
  text: string,
  marked: string,
  extras: Partial<Diagnostic> = {},
): readonly string[] {
  const sources = indexSources([{ path: 'a.seg', text }]);
  return renderDiagnostic(diagnosticAt(text, marked, extras), sources).split('\n');
}

/** The lines after the message that show what a certain fix makes of three lines. */
function fixed(start: number, end: number, text: string): readonly string[] {
  const fix = { title: 'do', span: { file: 'a.seg', start, end }, text, certain: true };
  return rendered('one\ntwo\nthree\n', 'two', { fixes: [fix] }).slice(6);
}

describe('a message', () => {
  it('has a heading, a place, the line, a mark, help and fixes', () => {
    expect(
      rendered('one\n  emial is known\n', 'emial', {
        label: 'not declared',
        help: 'First line.\nSecond line.',
        fixes: [
          {
            title: 'write `email`',
            span: { file: 'a.seg', start: 6, end: 11 },
            text: 'email',
            certain: true,
          },
        ],
      }),
    ).toEqual([
      'error[SEG2001]: unknown attribute',
      ' --> a.seg:2:3',
      '  |',
      '2 |   emial is known',
      '  |   ^^^^^ not declared',
      '  = help: First line.',
      '  = help: Second line.',
      '  = fix: write `email`',
      '2 +   email is known',
    ]);
  });

  it('shows no corrected line for a guess', () => {
    const fix = { title: 'write `b`', span: { file: 'a.seg', start: 0, end: 1 }, text: 'b' };
    const lines = rendered('a is known\n', 'a', { fixes: [{ ...fix, certain: false }] });
    expect(lines.at(-1)).toBe('  = fix: write `b`');
  });

  it('shows the lines that a certain fix joins, splits or moves', () => {
    expect(fixed(3, 4, ' ')).toEqual(['1 + one two']);
    expect(fixed(5, 5, '\n  x')).toEqual(['2 + t', '3 +   xwo']);
    expect(fixed(4, 7, '')).toEqual([]);
  });

  it('shows related places, also in files that are not there', () => {
    const related = [
      { span: { file: 'a.seg', start: 0, end: 3 }, text: 'first here' },
      { span: { file: 'gone.seg', start: 5, end: 9 }, text: 'and here' },
    ];
    expect(rendered('one\ntwo\n', 'two', { related }).slice(4)).toEqual([
      '  | ^^^',
      ' ::: a.seg:1:1',
      '  |',
      '1 | one',
      '  | --- first here',
      ' ::: gone.seg: and here',
    ]);
  });

  it('colours without changing the text', () => {
    const text = 'emial\n';
    const sources = indexSources([{ path: 'a.seg', text }]);
    const diagnostic = diagnosticAt(text, 'emial', { help: 'Help.' });
    const coloured = renderDiagnostic(diagnostic, sources, ansiStyle);
    expect(coloured).toContain('\u001B[1;31m');
    // oxlint-disable-next-line no-control-regex -- removes what the style added
    expect(coloured.replaceAll(/\u001B\[[0-9;]*m/g, '')).toBe(
      renderDiagnostic(diagnostic, sources),
    );
  });
});

describe('the marked line', () => {
  it.each([
    ['tabs', '\t\temial', 'emial', '1 |     emial', '  |     ^^^^^'],
    [
      'wide characters',
      'x = "日本" emial',
      'emial',
      '1 | x = "日本" emial',
      '  |            ^^^^^',
    ],
    ['wide characters inside the mark', '"日本"', '"日本"', '1 | "日本"', '  | ^^^^^^'],
    ['an emoji of several parts', '"👩‍👩‍👧" x', 'x', '1 | "👩‍👩‍👧" x', '  |      ^'],
    ['a carriage return', 'one\r\n', 'one', '1 | one', '  | ^^^'],
    ['the end of the file', 'one', '', '1 | one', '  | ^'],
  ])('%s', (_what, text, marked, line, mark) => {
    const lines = rendered(text, marked);
    expect(lines[3]).toBe(line);
    expect(lines[4]).toBe(mark);
  });

  it('escapes control and direction characters', () => {
    expect(rendered('a\u001B[31m\u202Eb x', 'x')[3]).toBe('1 | a\\u{1b}[31m\\u{202e}b x');
    expect(rendered('x', 'x', { message: 'bad \u0007 sign' })[0]).toBe(
      'error[SEG2001]: bad \\u{7} sign',
    );
  });

  it('is cut around the mark when it is long', () => {
    const [, , , line = '', mark = ''] = rendered(
      `${'a'.repeat(5000)}emial${'b'.repeat(5000)}`,
      'emial',
    );
    expect(line.length).toBeLessThan(160);
    expect(line).toContain('…');
    expect(line.slice(mark.indexOf('^'), mark.lastIndexOf('^') + 1)).toBe('emial');
  });

  it('is cut when the mark itself is long', () => {
    const lines = rendered('a'.repeat(100_000), 'a'.repeat(100_000));
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(160);
  });

  it('of several lines is the first', () => {
    expect(rendered('one\ntwo', 'one\ntwo').slice(3)).toEqual(['1 | one', '  | ^^^']);
  });
});

it('the JSON form has lines and columns', () => {
  const text = 'one\r\ntwo emial\n';
  const sources = indexSources([{ path: 'a.seg', text }]);
  expect(diagnosticToJson(diagnosticAt(text, 'emial'), sources)).toMatchObject({
    code: 'SEG2001',
    where: { path: 'a.seg', line: 2, column: 5, endLine: 2, endColumn: 10 },
  });
});
