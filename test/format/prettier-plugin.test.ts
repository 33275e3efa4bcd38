// The plugin for prettier gives the bytes of `segform fmt`, whatever prettier is told.
import * as prettier from 'prettier';
import { describe, expect, it } from 'vitest';
import { parseText, samples } from '../syntax/parse-text.ts';
import * as plugin from '../../format/prettier-plugin.ts';
import { formatRange } from '../../format/format-range.ts';
import { programFromSeed } from '../generate/program.ts';
import { formatted } from './format-text.ts';

const options: prettier.Options = { filepath: 'a.seg', plugins: [plugin] };

const careless = 'enum  a["x"]\n// c\nsegment s of o{where{a=1,b  =2}}\n';

describe('the plugin for prettier', () => {
  it.each(samples())('lays out %s like segform fmt', async (_name, text) => {
    const squeezed = text.replaceAll('\n  ', '\n ').replaceAll(' = ', '=');
    const expected = formatted(squeezed);
    expect(await prettier.format(squeezed, options)).toBe(expected);
    expect(await prettier.check(expected ?? '', options)).toBe(true);
  });

  it('lays out generated programs like segform fmt', async () => {
    for (let seed = 0; seed < 60; seed += 1) {
      const text = programFromSeed(seed);
      expect(await prettier.format(text, options)).toBe(formatted(text));
    }
  });

  it.each([
    ['no text', ''],
    ['only a comment', '  // c'],
    ['a byte order mark', `\ufeff${careless}`],
    ['line ends of Windows', careless.replaceAll('\n', '\r\n')],
    ['blanks in a kept region', '// fmt: off\nenum  a["x"]   \n\n\n// fmt: on\n'],
  ])('lays out %s like segform fmt', async (_name, text) => {
    expect(await prettier.format(text, options)).toBe(formatted(text));
  });

  it('has no use for the options of prettier', async () => {
    const other = { ...options, tabWidth: 8, useTabs: true, printWidth: 20, singleQuote: true };
    expect(await prettier.format(careless, other)).toBe(formatted(careless));
  });

  it('writes the line ends that prettier is told to', async () => {
    const windows = await prettier.format(careless, { ...options, endOfLine: 'crlf' });
    expect(windows).toBe(formatted(careless)?.replaceAll('\n', '\r\n'));
  });

  it('lays out a range', async () => {
    for (const word of ['enum', 'a=1', 'where']) {
      const rangeStart = careless.indexOf(word);
      const rangeEnd = rangeStart + word.length;
      const { edits } = formatRange({ path: 'a.seg', text: careless }, rangeStart, rangeEnd);
      const expected = edits.reduceRight(
        (all, edit) => `${all.slice(0, edit.start)}${edit.text}${all.slice(edit.end)}`,
        careless,
      );
      expect(await prettier.format(careless, { ...options, rangeStart, rangeEnd })).toBe(expected);
    }
  });

  it('keeps the cursor at its place', async () => {
    const text = 'enum a ["x"]\n\n\n\nenum   b   ["y"]\n';
    const cursorOffset = text.indexOf('"y');
    const result = await prettier.formatWithCursor(text, { ...options, cursorOffset });
    expect(result.formatted.slice(result.cursorOffset)).toBe('"y"]\n');
  });

  it('says where a syntax error is', async () => {
    const text = 'enum a ["x"]\nenum b\n';
    expect(parseText(text).diagnostics.length).toBe(1);
    await expect(prettier.format(text, options)).rejects.toThrow(/^SEG1002: .*\(2:7\)\n/s);
  });

  it('lays out examples in Markdown', async () => {
    const page = '# Page\n\n```seg\nenum  a["x"]\n```\n';
    const formattedPage = '# Page\n\n```seg\nenum a ["x"]\n```\n';
    const settings = { ...options, filepath: 'a.md' };
    expect(await prettier.format(page, settings)).toBe(formattedPage);
  });
});
