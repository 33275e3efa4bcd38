// Runners of tests: one in this thread, or several threads with a database each (dist/test-worker.js).
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { InternalError } from '../../compiler/assert.ts';
import { testing } from '../../compiler/diagnostics/catalogue/testing.ts';
import { OperationalError, operationalError } from '../../compiler/operational-error.ts';
import type { TestRunner } from '../../runtime/test/run-tests.ts';
import { packageRoot } from '../package-root.ts';
import { openRunner } from './open-runner.ts';
import type { WorkerAnswer, WorkerMessage, WorkerSettings } from './worker-messages.ts';

/** A thread takes longer to start than so many tests take. */
const testsPerThread = 40;

/** `wanted`: `--workers`. Sources that were not built run in this thread, because a thread needs a file that it can start. */
export async function openRunners(
  settings: WorkerSettings,
  tests: number,
  wanted: number | undefined,
): Promise<readonly TestRunner[]> {
  const useful = Math.min(availableParallelism(), Math.ceil(tests / testsPerThread));
  const count = Math.max(1, wanted ?? useful);
  if (count === 1 || import.meta.url.endsWith('.ts')) return [await openRunner(settings)];
  return Array.from({ length: count }, () => startThread(settings));
}

interface Pending {
  readonly resolve: (answer: WorkerAnswer) => void;
  readonly reject: (error: unknown) => void;
}

function startThread(settings: WorkerSettings): TestRunner {
  const file = path.join(packageRoot(), 'dist/test-worker.js');
  const worker = new Worker(file);
  const post = (message: WorkerMessage): void => {
    // A thread of this process has no origin.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    worker.postMessage(message);
  };
  post({ kind: 'start', settings });
  let pending: Pending | undefined;
  let lost: Error | undefined;
  const lose = (problem: string, cause?: unknown): void => {
    lost ??= operationalError(testing.workerLost, { problem }, { cause });
    pending?.reject(lost);
  };
  worker.on('message', (answer: WorkerAnswer) => {
    pending?.resolve(answer);
  });
  worker.on('error', (error) => {
    lose(error instanceof Error ? error.message : String(error), error);
  });
  worker.on('exit', (code) => {
    lose(`exit code ${code}`);
  });
  return {
    async run(batch, bail) {
      if (lost !== undefined) throw lost;
      const answer = await new Promise<WorkerAnswer>((resolve, reject) => {
        pending = { resolve, reject };
        post({ kind: 'batch', batch, bail });
      });
      pending = undefined;
      return outcomesOf(answer);
    },
    async close() {
      await worker.terminate();
    },
  };
}

function outcomesOf(answer: WorkerAnswer): Awaited<ReturnType<TestRunner['run']>> {
  switch (answer.kind) {
    case 'outcomes':
      return answer.outcomes;
    case 'world':
      throw new OperationalError(answer.code, answer.slug, answer.message, undefined, {});
    case 'fault': {
      const fault = new InternalError(answer.message);
      if (answer.stack !== undefined) fault.stack = answer.stack;
      throw fault;
    }
  }
}
