// `npm run mutate`: gives mutants to processes that judge them, and says how many were caught.
import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Judgement, judgementShape, type Mutant, mutantsShape } from './mutant.ts';
import { reportOf } from './report.ts';

/** Milliseconds that one mutant may take. */
const patience = 120_000;

const { values } = parseArgs({
  options: {
    code: { type: 'string', default: '' },
    mutants: { type: 'string', default: '' },
    sample: { type: 'string', default: '0' },
    seed: { type: 'string', default: '20251101' },
    batches: { type: 'string', default: '200' },
    workers: { type: 'string', default: '2' },
    files: { type: 'string', default: '' },
    root: { type: 'string', default: process.cwd() },
    out: { type: 'string', default: '' },
  },
});
const all = mutantsShape.parse(JSON.parse(readFileSync(values.mutants, 'utf8')));
const chosen = sampled(
  all.filter(({ file }) => file.includes(values.files)),
  Number(values.sample),
  Number(values.seed),
);
const queue = [...chosen];
const judgements: Judgement[] = [];
let told = performance.now();
await Promise.all(Array.from({ length: Number(values.workers) }, work));

const out = values.out === '' ? path.join(values.root, 'mutation-found') : values.out;
mkdirSync(out, { recursive: true });
const byId = new Map(judgements.map((judgement) => [judgement.id, judgement]));
const rows = chosen.map((mutant) => ({ ...mutant, ...byId.get(mutant.id), code: undefined }));
writeFileSync(path.join(out, 'mutants.json'), `${JSON.stringify(rows, undefined, 1)}\n`);
process.stdout.write(reportOf(chosen, byId));

/** Judges until the queue is empty, in a new process after each mutant that did not come back. */
async function work(): Promise<void> {
  let worker = await start();
  for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
    const judgement = await ask(worker, mutant);
    judgements.push(judgement ?? { id: mutant.id, fate: 'endless', by: undefined });
    tell();
    if (judgement === undefined) {
      worker.kill('SIGKILL');
      worker = await start();
    }
  }
  worker.kill();
}

async function start(): Promise<ChildProcess> {
  const file = fileURLToPath(new URL('worker.mjs', import.meta.url));
  const worker = fork(file, [values.code, values.seed, values.batches], {
    stdio: 'inherit',
    // A mutant that grows without end is told sooner.
    execArgv: ['--max-old-space-size=3000'],
  });
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('exit', (code) => reject(new Error(`a worker ended with ${String(code)}`)));
  });
  worker.removeAllListeners('exit');
  return worker;
}

/** Undefined when the process died or took too long. */
function ask(worker: ChildProcess, mutant: Mutant): Promise<Judgement | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(undefined), patience);
    const finish = (judgement: Judgement | undefined): void => {
      clearTimeout(timer);
      worker.removeAllListeners('message');
      worker.removeAllListeners('exit');
      resolve(judgement);
    };
    worker.once('message', (message) => finish(judgementShape.parse(message)));
    worker.once('exit', () => finish(undefined));
    worker.send(mutant);
  });
}

function tell(): void {
  if (performance.now() - told < 15_000) return;
  told = performance.now();
  process.stderr.write(`${String(judgements.length)} of ${String(chosen.length)} mutants\n`);
}

/** So many of them, the same ones for a seed; 0: all. */
function sampled(mutants: readonly Mutant[], count: number, seed: number): readonly Mutant[] {
  if (count === 0 || count >= mutants.length) return mutants;
  const keyed = mutants.map((mutant) => ({ mutant, key: scattered(Number(mutant.id), seed) }));
  return keyed
    .toSorted((a, b) => a.key - b.key)
    .slice(0, count)
    .map(({ mutant }) => mutant);
}

/** A number that looks random and depends on both. */
function scattered(id: number, seed: number): number {
  let mixed = Math.imul(id + 0x9e3779b9, 0x85ebca6b) ^ Math.imul(seed, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
