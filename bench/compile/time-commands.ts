// Times of the compiler: commands of dist/ in cold processes, and one edit in a process that has the project open.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { DataSizes } from '../data/sizes.ts';
import { writeProject } from '../project/write-project.ts';
import type { RunOperation } from '../run/run-operation.ts';
import { withScratch } from '../run/scratch-folder.ts';
import { type ConditionChoice, generateSegments } from '../segments/generate.ts';

export interface CompileSettings {
  readonly sizes: DataSizes;
  readonly overlap: number;
  readonly conditions: ConditionChoice;
  /** Numbers of segments. */
  readonly counts: readonly number[];
  /** Folder of projects, absolute; they are removed at the end. */
  readonly cache: string;
  /** The built `dist/cli.js`. */
  readonly program: string;
}

export interface CompileSurroundings {
  readonly run: RunOperation;
  readonly told: (line: string) => void;
}

/** Milliseconds. */
export interface Timed {
  readonly name: 'version' | 'check' | 'compile' | 'edit';
  /** Of the project; undefined for what reads none. */
  readonly segments: number | undefined;
  readonly times: readonly number[];
}

/** Each command `repeat` times, in turns. */
export async function timeCommands(
  settings: CompileSettings,
  surroundings: CompileSurroundings,
  repeat: number,
): Promise<readonly Timed[]> {
  return await withScratch(settings.cache, 'compile', async (root) => {
    const folders = settings.counts.map(
      (count) => [count, path.join(root, String(count))] as const,
    );
    for (const [count, folder] of folders) writeSegments(settings, count, folder);
    const found = new Map<string, Timed>();
    const keep = (name: Timed['name'], segments: number | undefined, times: readonly number[]) => {
      const key = `${name} ${segments ?? ''}`;
      found.set(key, { name, segments, times: [...(found.get(key)?.times ?? []), ...times] });
      surroundings.told(`${key}: ${times.map((time) => time.toFixed(0)).join(', ')} ms`);
    };
    for (let index = 0; index < repeat; index += 1) {
      keep('version', undefined, [await coldTime(settings.program, ['--version'])]);
      for (const [count, project] of folders) {
        const from = ['--project', project];
        keep('check', count, [await coldTime(settings.program, ['check', ...from])]);
        keep('compile', count, [await coldTime(settings.program, ['compile', ...from])]);
        keep('edit', count, (await surroundings.run({ kind: 'edit', project })).laps);
      }
    }
    return [...found.values()];
  });
}

function writeSegments(settings: CompileSettings, count: number, folder: string): void {
  const { sizes, overlap, conditions } = settings;
  mkdirSync(folder, { recursive: true });
  writeProject({
    folder,
    shape: sizes,
    segments: generateSegments({ count, overlap, conditions, sizes }),
    limits: { threads: undefined, memoryLimit: undefined },
    serving: false,
    undeclared: false,
  });
}

/** From starting the process until it has ended. Throws when it does not succeed. */
function coldTime(program: string, args: readonly string[]): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, [program, ...args, '--quiet'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(performance.now() - began);
      else reject(new Error(`segform ${args.join(' ')} ended with ${code ?? 'a signal'}`));
    });
  });
}
