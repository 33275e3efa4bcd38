// `segform fmt` as people, pipes and continuous integration use it.
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildCommandLine } from './built-command-line.ts';
import { envelopeOf, segform, temporaryFolder } from './run-segform.ts';

const careless = 'enum  a["x"]\n// c\nenum b ["y"]   \n';
const canonical = 'enum a ["x"]\n// c\nenum b ["y"]\n';

beforeAll(buildCommandLine);

function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

describe('fmt --check', () => {
  it('names files on stdout, shows what differs on stderr and writes nothing', async () => {
    const cwd = folderWith({ 'a.seg': careless, 'sub/b.seg': canonical });
    const finished = await segform(['fmt', '--check', '.'], { cwd });
    expect(finished).toMatchObject({ code: 10, stdout: 'a.seg\n' });
    expect(finished.stderr).toBe(
      [
        'error[SEG6811]: 1 file is not in canonical layout',
        '  = Run `segform fmt` to rewrite them.',
        '--- a.seg',
        '@@ line 1 @@',
        '-enum  a["x"]',
        '+enum a ["x"]',
        '@@ line 3 @@',
        '-enum b ["y"]···',
        '+enum b ["y"]',
        '',
      ].join('\n'),
    );
    expect(readFileSync(path.join(cwd, 'a.seg'), 'utf8')).toBe(careless);
  });

  it('shows line ends, and the first lines of a long difference', async () => {
    const lines = Array.from({ length: 60 }, (_, index) => `enum e${index} ["x"]`).join('\r\n');
    const cwd = folderWith({ 'a.seg': lines });
    const { code, stderr } = await segform(['fmt', '--check', 'a.seg'], { cwd });
    expect(code).toBe(10);
    expect(stderr).toContain('-enum e0 ["x"]␍');
    expect(stderr).toContain('… and 81 more lines');
  });

  it('gives the changes to programs', async () => {
    const cwd = folderWith({ 'a.seg': careless });
    const finished = await segform(['fmt', '--check', 'a.seg', '--format', 'json'], { cwd });
    expect(envelopeOf(finished)).toMatchObject({
      result: {
        changed: ['a.seg'],
        written: false,
        differences: [
          {
            path: 'a.seg',
            changes: [
              { line: 1, removed: ['enum  a["x"]'], added: ['enum a ["x"]'] },
              { line: 3, removed: ['enum b ["y"]   '], added: ['enum b ["y"]'] },
            ],
          },
        ],
      },
    });
  });

  it('is content with canonical files', async () => {
    const cwd = folderWith({ 'a.seg': canonical });
    expect(await segform(['fmt', '--check', 'a.seg'], { cwd })).toEqual({
      code: 0,
      stdout: '',
      stderr: '1 file in canonical layout\n',
    });
  });
});

describe('fmt -', () => {
  it('writes the layout of standard input to standard output', async () => {
    expect(await segform(['fmt', '-'], { input: careless })).toEqual({
      code: 0,
      stdout: canonical,
      stderr: '',
    });
    expect(await segform(['fmt', '-'], { input: '' })).toMatchObject({ code: 0, stdout: '' });
  });

  it('checks it', async () => {
    const finished = await segform(['fmt', '--check', '-'], { input: careless });
    expect(finished).toMatchObject({ code: 10, stdout: '<standard input>\n' });
    expect(finished.stderr).toContain('+enum a ["x"]');
    expect(await segform(['fmt', '-', '--check'], { input: canonical })).toMatchObject({ code: 0 });
  });

  it('writes nothing for a text with syntax errors', async () => {
    const finished = await segform(['fmt', '-'], { input: 'enum a\n' });
    expect(finished).toMatchObject({ code: 10, stdout: '' });
    expect(finished.stderr).toContain('<standard input>:1:7');
  });

  it('gives programs the text', async () => {
    const finished = await segform(['fmt', '-', '--format', 'json'], { input: careless });
    expect(envelopeOf(finished)).toMatchObject({ result: { changed: true, text: canonical } });
  });
});

describe('fmt', () => {
  it('follows links and keeps permissions', async () => {
    const cwd = folderWith({ 'real.seg': careless });
    chmodSync(path.join(cwd, 'real.seg'), 0o640);
    symlinkSync('real.seg', path.join(cwd, 'link.seg'));
    expect(await segform(['fmt', 'link.seg'], { cwd })).toMatchObject({ code: 0 });
    expect(lstatSync(path.join(cwd, 'link.seg')).isSymbolicLink()).toBe(true);
    expect(readFileSync(path.join(cwd, 'real.seg'), 'utf8')).toBe(canonical);
    expect(statSync(path.join(cwd, 'real.seg')).mode & 0o777).toBe(0o640);
  });

  it('formats the other files when one has syntax errors', async () => {
    const cwd = folderWith({ 'a.seg': careless, 'b.seg': 'enum  b' });
    expect(await segform(['fmt', '.'], { cwd })).toMatchObject({ code: 10, stdout: 'a.seg\n' });
    expect(readFileSync(path.join(cwd, 'a.seg'), 'utf8')).toBe(canonical);
    expect(readFileSync(path.join(cwd, 'b.seg'), 'utf8')).toBe('enum  b');
  });

  it('leaves a file that is not UTF-8 as it is, byte for byte', async () => {
    const bytes = Buffer.from('// caf\xe9\nenum  a["x"]\n', 'latin1');
    const cwd = folderWith({ 'a.seg': bytes });
    const finished = await segform(['fmt', 'a.seg'], { cwd });
    expect(finished).toMatchObject({ code: 10, stdout: '' });
    expect(finished.stderr).toContain('SEG1096');
    expect(finished.stderr).toContain('a.seg:1:7');
    expect(readFileSync(path.join(cwd, 'a.seg')).equals(bytes)).toBe(true);
  });

  it('does not read a file of gigabytes, nor standard input without end', async () => {
    const cwd = folderWith({ 'a.seg': '' });
    truncateSync(path.join(cwd, 'a.seg'), 3_000_000_000);
    const start = performance.now();
    const finished = await segform(['fmt', 'a.seg'], { cwd });
    expect(finished).toMatchObject({ code: 2, stdout: '' });
    expect(finished.stderr).toContain('a.seg`: has 3000000000 bytes or more; at most 3000003');
    const input = await segform(['fmt', '-'], { input: new Uint8Array(30_000_000) });
    expect(input).toMatchObject({ code: 2, stdout: '' });
    expect(input.stderr).toContain('<standard input>');
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});
