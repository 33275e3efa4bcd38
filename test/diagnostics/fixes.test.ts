// Fixes that a tool applies: only certain ones, none over another, until nothing is left, and never for the worse.
import { describe, expect, it } from 'vitest';
import { checkProject } from '../../compiler/check/check-project.ts';
import { applyFixes } from '../../compiler/diagnostics/apply-fixes.ts';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import {
  type Checked,
  type FixedProject,
  fixUntilStable,
} from '../../compiler/diagnostics/fix-until-stable.ts';
import type { SourceFile } from '../../compiler/source.ts';

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly certain?: boolean;
  readonly severity?: Diagnostic['severity'];
  readonly file?: string;
}

function faulty({ start, end, text, certain = true, ...rest }: Edit): Diagnostic {
  const span = { file: rest.file ?? 'a.seg', start, end };
  return {
    code: 'SEG1007',
    slug: 'sign-of-another-language',
    severity: rest.severity ?? 'error',
    message: 'm',
    span,
    label: '',
    related: [],
    help: undefined,
    fixes: [{ title: 't', span, text, certain }],
  };
}

function textAfter(text: string, ...edits: readonly Edit[]): string | undefined {
  return applyFixes([{ path: 'a.seg', text }], edits.map(faulty)).files[0]?.text;
}

describe('one pass', () => {
  it('makes edits in any order of the diagnostics', () => {
    const first = { start: 0, end: 1, text: 'AA' };
    const second = { start: 2, end: 3, text: '' };
    expect(textAfter('a-b-c', first, second)).toBe('AA--c');
    expect(textAfter('a-b-c', second, first)).toBe('AA--c');
  });

  it('makes the first of two that overlap or touch', () => {
    const edits = [
      { start: 0, end: 3, text: 'X' },
      { start: 2, end: 4, text: 'Y' },
    ];
    expect(textAfter('abcdef', ...edits)).toBe('Xdef');
    expect(textAfter('abc', { start: 1, end: 1, text: '1' }, { start: 1, end: 1, text: '1' })).toBe(
      'a1bc',
    );
  });

  it('leaves guesses alone', () => {
    expect(textAfter('abc', { start: 0, end: 1, text: 'X', certain: false })).toBe('abc');
  });
});

const model = `object contact @table("crm.contacts") {
  id: id @key
  name: text
  country: text?
  created_at: timestamp
}
`;

function fixed(segments: string): { readonly text: string | undefined; readonly codes: string } {
  const files = [
    { path: 'model.seg', text: model },
    { path: 'segments.seg', text: segments },
  ];
  const { files: after, checked } = fixUntilStable(files, {
    check: checkProject,
    wanted: () => () => true,
  });
  const codes = checked.diagnostics.map(({ code }) => code).join(' ');
  return { text: after.find(({ path }) => path === 'segments.seg')?.text, codes };
}

function segment(...lines: readonly string[]): string {
  return `segment s of contact {\n  where {\n${lines.map((line) => `    ${line}\n`).join('')}  }\n}\n`;
}

function windows(text: string): string {
  return text.replaceAll('\n', '\r\n');
}

function fixing(
  sources: readonly SourceFile[],
  diagnosticsOf: (files: readonly SourceFile[]) => readonly Diagnostic[],
): FixedProject<Checked> {
  return fixUntilStable(sources, {
    check: (current) => ({ diagnostics: diagnosticsOf(current) }),
    wanted: () => () => true,
  });
}

describe('fixing until nothing is left', () => {
  it('goes on with the faults that a first fix brings to light', () => {
    expect(fixed(segment("name == 'a' && nmae <> 'b';", 'country IS NULL'))).toEqual({
      text: segment('name = "a" and name != "b"', 'country is missing'),
      codes: '',
    });
  });

  it('keeps comments, line ends and what needs a choice', () => {
    const written = segment('// why', 'name == "a" // and here', 'country != "PL"');
    const wanted = segment('// why', 'name = "a" // and here', 'country != "PL"');
    expect(fixed(windows(written))).toEqual({ text: windows(wanted), codes: 'SEG3011' });
  });

  it('is done when asked again', () => {
    const once = fixed(segment("name == 'a'")).text ?? '';
    expect(fixed(once)).toEqual({ text: once, codes: '' });
  });
});

describe('a fix that makes things worse', () => {
  const files = [
    { path: 'a.seg', text: 'bad' },
    { path: 'b.seg', text: 'bad' },
  ];
  it('is not kept, and the other files are fixed', () => {
    const result = fixing(files, (sources) =>
      sources.flatMap(({ path: file, text }) => {
        if (text === 'bad') return [faulty({ file, start: 0, end: 3, text: 'good' })];
        const worse = [faulty({ file, start: 0, end: 1, text: '', certain: false })];
        return file === 'a.seg' ? [...worse, ...worse] : [];
      }),
    );
    expect(result.files.map(({ text }) => text)).toEqual(['bad', 'good']);
    expect(result.leftAlone).toEqual(['a.seg']);
    expect(result.passes.flatMap(({ applied }) => applied)).toHaveLength(1);
  });

  it('is not kept when the new error is in another file', () => {
    const result = fixing(files, ([a]) =>
      a?.text === 'bad'
        ? [faulty({ start: 0, end: 3, text: 'good', severity: 'warning' })]
        : [faulty({ file: 'b.seg', start: 0, end: 0, text: '', certain: false })],
    );
    expect(result.files).toEqual(files);
    expect(result.leftAlone).toEqual(['a.seg']);
  });

  it('does not go on for ever when two fixes undo each other', () => {
    const { passes } = fixing([{ path: 'a.seg', text: 'x' }], ([a]) => [
      faulty({ start: 0, end: 1, text: a?.text === 'x' ? 'y' : 'x' }),
    ]);
    expect(passes.length).toBeLessThan(50);
  });
});
