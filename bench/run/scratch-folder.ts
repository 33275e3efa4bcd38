// A folder that is gone when its work is done, also when the benchmark is stopped before.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/** Below `cache`, with a name that no other process uses. */
export async function withScratch<T>(
  cache: string,
  what: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = path.join(cache, `${what}-${process.pid}`);
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', remove);
  mkdirSync(folder, { recursive: true });
  try {
    return await work(folder);
  } finally {
    process.off('exit', remove);
    remove();
  }
}
