// `prettier --plugin segform/prettier` as an editor or a commit hook runs it, from the built package.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildCommandLine } from './built-command-line.ts';
import { segform, temporaryFolder } from './run-segform.ts';

beforeAll(buildCommandLine);

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs prettier with the plugin that `exports` of the package names. */
function prettier(args: readonly string[], cwd: string, input?: string): Promise<Ended> {
  const manifest: unknown = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  expect(manifest).toHaveProperty(['exports', './prettier', 'default'], './dist/prettier.js');
  const script = path.join(root, 'node_modules/prettier/bin/prettier.cjs');
  const plugin = `--plugin=${path.join(root, 'dist/prettier.js')}`;
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [script, plugin, ...args],
      { cwd },
      (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
      },
    );
    child.stdin?.end(input);
  });
}

const careless = 'enum  a["x"]\r\n// c\r\nsegment s of o{where{a=1,b  =2}}\r\n';

describe('prettier --plugin segform/prettier', () => {
  it('writes the bytes of segform fmt', async () => {
    const cwd = temporaryFolder();
    writeFileSync(path.join(cwd, 'a.seg'), careless);
    writeFileSync(path.join(cwd, 'b.seg'), careless);
    expect(await segform(['fmt', 'a.seg'], { cwd })).toMatchObject({ code: 0 });
    expect(await prettier(['--write', 'b.seg'], cwd)).toMatchObject({ code: 0, stderr: '' });
    const [ours, its] = ['a.seg', 'b.seg'].map((name) => readFileSync(path.join(cwd, name)));
    expect(its).toEqual(ours);
    expect(await prettier(['--check', 'a.seg', 'b.seg'], cwd)).toMatchObject({ code: 0 });
  });

  it('finds .seg files by their name, checks them, and reads standard input', async () => {
    const cwd = temporaryFolder();
    writeFileSync(path.join(cwd, 'a.seg'), careless);
    const checked = await prettier(['--check', '.'], cwd);
    expect(checked.code).toBe(1);
    expect(checked.stderr).toContain('a.seg');
    const piped = await prettier(['--stdin-filepath', 'x.seg'], cwd, careless);
    const ours = await segform(['fmt', '-'], { input: careless });
    expect(piped).toEqual({ code: 0, stdout: ours.stdout, stderr: '' });
  });

  it('lays out a range and leaves the rest alone', async () => {
    const text = 'enum  a["x"]\nenum  b["x"]\nenum  c["x"]\n';
    const range = ['--range-start', '15', '--range-end', '16', '--stdin-filepath', 'x.seg'];
    const { stdout } = await prettier(range, temporaryFolder(), text);
    expect(stdout).toBe('enum  a["x"]\nenum b ["x"]\nenum  c["x"]\n');
  });

  it('shows a syntax error and writes nothing', async () => {
    const cwd = temporaryFolder();
    writeFileSync(path.join(cwd, 'a.seg'), 'enum a\n');
    const { code, stderr } = await prettier(['--write', 'a.seg'], cwd);
    expect(code).toBe(2);
    expect(stderr).toContain('SEG1002: this declaration ends too early (1:7)');
    expect(readFileSync(path.join(cwd, 'a.seg'), 'utf8')).toBe('enum a\n');
  });
});
