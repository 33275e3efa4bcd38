// `npm run fuzz`: runs inputs in a thread of its own, watches it, and says what was found.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import {
  atRest,
  type Crash,
  type Message,
  mostMilliseconds,
  mostUnits,
  type Progress,
  type WorkerSettings,
} from './protocol.ts';

/** Megabytes of the heap of the thread, and of the whole process. */
const mostHeap = 1_024;
const mostMemory = 2_048;
/** Milliseconds on one input after which the thread is stopped: shrinking may take longer than an input. */

const patience = 20 * mostMilliseconds;

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    out: { type: 'string', default: '' },
    root: { type: 'string', default: process.cwd() },
  },
});
const inputs = wholeNumber('inputs', values.inputs);
const seed = wholeNumber('seed', values.seed);
const first = wholeNumber('from', values.from);
const out = values.out === '' ? path.join(values.root, 'fuzz-found') : values.out;

const found: { readonly what: 'crash' | 'hang'; readonly crash: Crash }[] = [];
let progress: Progress = { done: first, kept: 0, reached: 0, stages: {}, slowest: 0 };
let peak = 0;
const started = performance.now();

let next = first;
while (next < first + inputs) next = await runWorker(next);
report(true);
process.exitCode = found.length === 0 && peak <= mostMemory ? 0 : 1;

/** Runs inputs from `from` until all are done or one stops the thread; gives the index of the next. */
function runWorker(from: number): Promise<number> {
  const current = new SharedArrayBuffer(8 + 2 * mostUnits);
  const settings: WorkerSettings = {
    root: values.root,
    seed,
    from,
    inputs: first + inputs - from,
    current,
  };
  const worker = new Worker(fileURLToPath(new URL('worker.mjs', import.meta.url)), {
    workerData: settings,
    resourceLimits: { maxOldGenerationSizeMb: mostHeap },
  });
  return new Promise((resolve) => {
    let at: number = atRest;
    let since = processorTime();
    const watch = setInterval(() => {
      peak = Math.max(peak, Math.round(process.memoryUsage.rss() / 1_048_576));
      const index = Atomics.load(new Int32Array(current, 0, 2), 1);
      if (index !== at) [at, since] = [index, processorTime()];
      else if (at !== atRest && processorTime() - since > patience) stop('hang', 'never ended');
    }, 200);
    const lines = setInterval(() => report(false), 15_000);
    const finish = (index: number): void => {
      clearInterval(watch);
      clearInterval(lines);
      resolve(index);
    };
    const stop = (what: 'crash' | 'hang', problem: string): void => {
      const { index, text } = underWay(current);
      keep(what, { index, kind: 'unknown', problem, text });
      clearInterval(watch);
      void worker.terminate().then(() => finish(index + 1));
    };
    worker.on('message', (message: Message) => {
      if (message.type === 'progress') progress = message.progress;
      else keep(message.type, message.crash);
    });
    worker.on('error', (error) => stop('crash', error.message));
    worker.on('exit', (code) => {
      if (code === 0) finish(first + inputs);
    });
  });
}

/** Of this process with its thread, in milliseconds: other programs on the machine do not count. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function underWay(current: SharedArrayBuffer): { readonly index: number; readonly text: string } {
  const [length = 0, index = 0] = new Int32Array(current, 0, 2);
  const units = new Uint16Array(current, 8, length);
  let text = '';
  for (let start = 0; start < length; start += 10_000) {
    text += String.fromCharCode(...units.subarray(start, start + 10_000));
  }
  return { index, text };
}

/** Saves the input; each is a file of its own. */
function keep(what: 'crash' | 'hang', crash: Crash): void {
  const known = found.some((one) => one.what === what && one.crash.index === crash.index);
  if (!known) found.push({ what, crash });
  mkdirSync(out, { recursive: true });
  const file = path.join(out, `${what}-${seed}-${crash.index}.seg`);
  writeFileSync(file, crash.text);
  if (known) return;
  process.stderr.write(
    `${what} at input ${crash.index} (${crash.kind}): ${crash.problem}\n  ${file}\n`,
  );
}

function isCrash({ what }: { readonly what: 'crash' | 'hang' }): boolean {
  return what === 'crash';
}

function report(atEnd: boolean): void {
  const { done, kept, reached, stages, slowest } = progress;
  const seconds = Math.round((performance.now() - started) / 1_000);
  const line = [
    `inputs ${(atEnd ? first + inputs : done) - first}`,
    `crashes ${found.filter(isCrash).length}`,
    `hangs ${found.length - found.filter(isCrash).length}`,
    `seed ${seed}`,
    `${seconds} s`,
    `peak memory ${peak} MB`,
    `slowest input ${Math.round(slowest)} ms`,
    `kept ${kept}`,
    `reached ${reached}`,
    `whole ${stages['check'] ?? 0}+${stages['sql'] ?? 0}`,
  ].join(', ');
  (atEnd ? process.stdout : process.stderr).write(`${line}\n`);
}

function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) {
    process.stderr.write(`--${option} is a whole number, not ${text}\n`);
    process.exit(2);
  }
  return value;
}
