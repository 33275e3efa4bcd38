// Entry of a thread that runs tests (dist/test-worker.js): batches in, outcomes out, in a database of its own.
import { parentPort } from 'node:worker_threads';
import { must } from '../../compiler/assert.ts';
import { OperationalError } from '../../compiler/operational-error.ts';
import type { TestRunner } from '../../runtime/test/run-tests.ts';
import { openRunner } from './open-runner.ts';
import type { WorkerAnswer, WorkerMessage } from './worker-messages.ts';

type Batch = Extract<WorkerMessage, { kind: 'batch' }>;

const port = must(parentPort ?? undefined, 'the thread that started this one');
let runner: Promise<TestRunner> | undefined;

port.on('message', (message: WorkerMessage) => {
  if (message.kind === 'start') {
    runner = openRunner(message.settings);
    // Whoever waits for it is told.
    runner.catch(() => undefined);
    return;
  }
  void answer(message).then((found) => {
    port.postMessage(found);
  });
});

async function answer({ batch, bail }: Batch): Promise<WorkerAnswer> {
  try {
    const opened = await must(runner, 'a message that starts');
    return { kind: 'outcomes', outcomes: await opened.run(batch, bail) };
  } catch (error) {
    if (error instanceof OperationalError) {
      const { code, slug, message } = error;
      return { kind: 'world', code, slug, message };
    }
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    return { kind: 'fault', message, stack };
  }
}
