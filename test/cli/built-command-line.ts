// Builds dist/cli.js when a source is newer than it; test files in several workers build once.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const lock = path.join(root, 'dist/.building');

export const commandLine: string = path.join(root, 'dist/cli.js');

/** Resolves when dist/cli.js is as new as the sources. */
export async function buildCommandLine(): Promise<void> {
  while (isStale()) {
    if (takeLock()) {
      try {
        execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'pipe' });
        return;
      } finally {
        rmSync(lock, { recursive: true, force: true });
      }
    }
    await setTimeout(100);
  }
}

function takeLock(): boolean {
  mkdirSync(path.dirname(lock), { recursive: true });
  if (existsSync(lock) && statSync(lock).mtimeMs < Date.now() - 60_000) {
    rmSync(lock, { recursive: true, force: true });
  }
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}

function isStale(): boolean {
  if (existsSync(lock)) return true;
  const built = statSync(commandLine, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return ['cli', 'compiler', 'dialects', 'format', 'runtime'].some((folder) =>
    isNewer(path.join(root, folder), built),
  );
}

function isNewer(folder: string, than: number): boolean {
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).some(
    (name) => name.endsWith('.ts') && statSync(path.join(folder, name)).mtimeMs > than,
  );
}
