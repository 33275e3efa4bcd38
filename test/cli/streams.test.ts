// Colour, quiet, readers that go away, and signals of the built command line.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildCommandLine, commandLine } from './built-command-line.ts';
import { envelopeOf, segform, temporaryFolder } from './run-segform.ts';
import { sampleShop } from './sample-shop.ts';

const now = '2026-01-31T09:00:00Z';
const escape = '\u001b[';

beforeAll(buildCommandLine);

describe('colour', () => {
  it.each([
    ['is not used without a terminal', [], {}, false],
    ['is not used without a terminal in CI', [], { CI: 'true' }, false],
    ['is forced by --color', ['--color'], {}, true],
    ['is forced by FORCE_COLOR', [], { FORCE_COLOR: '1' }, true],
    ['is not forced by FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, false],
    ['is refused by --no-color', ['--no-color'], { FORCE_COLOR: '1' }, false],
    ['is never used against NO_COLOR', ['--color'], { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  ])('%s', async (_, args, env, coloured) => {
    const help = await segform(['check', '--help', ...args], { env });
    expect(help.stdout.includes(escape)).toBe(coloured);
    const wrong = await segform(['chekc', ...args], { env });
    expect(wrong.stderr.includes(escape)).toBe(coloured);
  });

  it('is never part of JSON', async () => {
    const finished = await segform(['check', '--help', '--color', '--format', 'json']);
    expect(finished.stdout).not.toContain('\\u001b');
    expect(envelopeOf(finished)).toMatchObject({ ok: true });
  });
});

describe('talk', () => {
  it('is left out by --quiet', async () => {
    const folder = temporaryFolder();
    const finished = await segform(['init', 'shop', '--quiet'], { cwd: folder });
    expect(finished).toMatchObject({ code: 0, stderr: '' });
    const refreshed = await segform(['refresh', '--project', 'shop', '--quiet'], { cwd: folder });
    expect(refreshed).toMatchObject({ code: 0, stderr: '' });
  });

  it('names each step with --verbose, also beside JSON', async () => {
    const args = ['refresh', '--project', sampleShop(now), '--verbose', '--format', 'json'];
    const finished = await segform(args);
    expect(finished.stderr).toMatch(/^computing win_back /m);
    expect(finished.stderr).not.toContain('\r');
    expect(envelopeOf(finished)).toMatchObject({ ok: true });
  });
});

describe('a reader that goes away', () => {
  it('is no error', async () => {
    const script = `set -o pipefail; "$0" "$1" --help | head -n 1`;
    const child = spawn('bash', ['-c', script, process.execPath, commandLine]);
    let stderr = '';
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString('utf8')));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('is no error when it was never there', async () => {
    const child = spawn(process.execPath, [commandLine, '--help']);
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString('utf8')));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

it.runIf(existsSync('/dev/full'))('says when the output cannot be written', async () => {
  const child = spawn('sh', ['-c', '"$0" "$1" --help > /dev/full', process.execPath, commandLine]);
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString('utf8')));
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect(code).toBe(1);
  expect(stderr).toContain(
    'error[SEG7801]: no space left on the device while writing `standard output`',
  );
});

describe('a signal', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s ends run cleanly with %i', async (signal, code) => {
    const finished = await segform(['run', '--format', 'json'], {
      cwd: sampleShop(now),
      whileRunning(child) {
        child.stderr?.on('data', (data: Buffer) => {
          if (data.toString('utf8').includes('next refresh at')) child.kill(signal);
        });
      },
    });
    expect(finished.code).toBe(code);
    expect(finished.stderr).toContain(`${signal}: ending cleanly`);
    expect(envelopeOf(finished)).toMatchObject({
      ok: false,
      exit_code: code,
      // Another one can fall due before the signal arrives: at a full hour, or on a busy machine.
      result: { refreshes: expect.toBeOneOf([1, 2]) as unknown },
      error: { code: 'SEG7804' },
    });
  });

  it('rolls a refresh back', async () => {
    const project = sampleShop(now);
    const stopped = await segform(['refresh', '--verbose'], {
      cwd: project,
      whileRunning(child) {
        child.stderr?.on('data', (data: Buffer) => {
          if (data.toString('utf8').includes('opening dev')) child.kill('SIGINT');
        });
      },
    });
    expect(stopped).toMatchObject({ code: 130, stdout: '' });
    expect(stopped.stderr).toContain('error[SEG7804]: stopped by SIGINT');
    const status = await segform(['status', '--project', project]);
    expect(status.stdout).toMatch(/^win_back .* never refreshed$/m);
    const refreshed = await segform(['refresh', '--project', project]);
    expect(refreshed.code).toBe(0);
  });
});
