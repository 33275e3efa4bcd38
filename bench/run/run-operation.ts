// Starts the process of one operation, samples what it spills, and gives what it measured.
import { fork } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { spillFolder } from '../project/write-project.ts';
import type { Done, Measured, Operation } from './operation.ts';

/** Runs one operation from beginning to end; throws when it fails. */
export type RunOperation = (operation: Operation) => Promise<Measured>;

const sampleEveryMs = 25;

/** `worker`: the bundled program of such a process. */
export function operationRunner(worker: string): RunOperation {
  return async (operation) => {
    const folder = 'place' in operation ? path.join(operation.place.project, spillFolder) : '';
    let spilledBytes = 0;
    const sampling = setInterval(() => {
      spilledBytes = Math.max(spilledBytes, sizeOf(folder));
    }, sampleEveryMs);
    try {
      return { ...(await doneBy(worker, operation)), spilledBytes };
    } finally {
      clearInterval(sampling);
    }
  };
}

function doneBy(worker: string, operation: Operation): Promise<Done> {
  const child = fork(worker, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return new Promise((resolve, reject) => {
    let answer: Done | undefined;
    child.on('message', (done: Done) => {
      answer = done;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0 && answer !== undefined) resolve(answer);
      else reject(new Error(`the operation "${operation.kind}" ended with ${code ?? 'a signal'}`));
    });
    child.send(operation);
  });
}

/** Bytes of all files in a folder; files that vanish meanwhile count as nothing. */
function sizeOf(folder: string): number {
  if (folder === '') return 0;
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => statSync(path.join(folder, name), { throwIfNoEntry: false })?.size ?? 0)
      .reduce((total, size) => total + size, 0);
  } catch {
    return 0;
  }
}
