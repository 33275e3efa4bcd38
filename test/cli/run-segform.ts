// Runs the built command line as users do: a process of its own, with streams that are no terminal.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { commandLine } from './built-command-line.ts';

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunSettings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Standard input; without it there is none. */
  readonly input?: string | Uint8Array;
  /** Called with the running process. */
  readonly whileRunning?: (child: ChildProcess) => void;
}

/** `segform <args>`; the colour variables of the tests' own environment are not passed on. */
export function segform(args: readonly string[], settings: RunSettings = {}): Promise<Finished> {
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env;
  const child = spawn(process.execPath, [commandLine, ...args], {
    cwd: settings.cwd ?? tmpdir(),
    env: { ...env, ...settings.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // A command that stops reading early closes the pipe.
  child.stdin.on('error', () => undefined);
  child.stdin.end(settings.input);
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (data: Buffer) => (output.stdout += data.toString('utf8')));
  child.stderr.on('data', (data: Buffer) => (output.stderr += data.toString('utf8')));
  settings.whileRunning?.(child);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, ...output });
    });
  });
}

/** A folder of its own for one test, removed after it. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'segform-cli-')));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** The one object on stdout; throws when stdout holds anything else. */
export function envelopeOf(finished: Finished): unknown {
  const envelope: unknown = JSON.parse(finished.stdout);
  expect(envelope).toMatchObject({ format_version: '1.0', exit_code: finished.code });
  expect(envelope).toHaveProperty('ok', finished.code === 0);
  return envelope;
}
