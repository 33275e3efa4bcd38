// `npm run verify`: hands the data sets of a campaign to processes, adds up what they say, and prints it.
import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { casesPerSet, type SetResult } from './campaign.ts';
import type { Answer, Task, WorkerSettings } from './protocol.ts';
import { headline, reportText, Tally } from './report.ts';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    workers: { type: 'string', default: '2' },
    format: { type: 'string', default: 'text' },
    out: { type: 'string', default: '' },
    root: { type: 'string', default: process.cwd() },
    'properties-every': { type: 'string', default: '4' },
  },
});
const cases = wholeNumber('cases', values.cases);
const seed = wholeNumber('seed', values.seed);
const first = wholeNumber('from', values.from);
const workers = Math.max(1, wholeNumber('workers', values.workers));
const settings: WorkerSettings = {
  seed,
  propertiesEvery: wholeNumber('properties-every', values['properties-every']),
  out: values.out === '' ? path.join(values.root, 'verify-found') : path.resolve(values.out),
};
const tally = new Tally();
const started = performance.now();
const left = Array.from({ length: Math.ceil(cases / casesPerSet) }, (_item, at) => first + at);
left.reverse();

const lines = setInterval(() => {
  process.stderr.write(`${headline(tally.report(seed, elapsed()))}\n`);
}, 15_000);
await Promise.all(Array.from({ length: workers }, runWorker));
clearInterval(lines);

const report = tally.report(seed, elapsed());
const text = values.format === 'json' ? JSON.stringify(report, undefined, 2) : reportText(report);
process.stdout.write(`${text}\n`);
process.exitCode = report.differences === 0 && report.missing.length === 0 ? 0 : 1;

function elapsed(): number {
  return (performance.now() - started) / 1_000;
}

/** A worker that dies is counted as a difference of its data set and replaced by another one. */
async function runWorker(): Promise<void> {
  const underWay = await untilItEnds();
  if (underWay === undefined) return;
  note({ result: lost(underWay, 'the process ended'), kept: undefined });
  await runWorker();
}

/** Gives the index of the data set that ended the process; undefined when all are done. */
function untilItEnds(): Promise<number | undefined> {
  const worker = fork(fileURLToPath(new URL('worker.mjs', import.meta.url)), [
    JSON.stringify(settings),
  ]);
  return new Promise((resolve) => {
    let underWay: number | undefined;
    worker.on('message', (message: Answer | 'ready') => {
      if (message !== 'ready') note(message);
      underWay = give(worker);
    });
    worker.on('exit', () => resolve(underWay));
  });
}

function give(worker: ChildProcess): number | undefined {
  const index = left.pop();
  const task: Task | undefined = index === undefined ? undefined : { index };
  if (task === undefined) worker.disconnect();
  else worker.send(task);
  return index;
}

function lost(index: number, summary: string): SetResult {
  const difference = { property: 'runs', segment: undefined, summary } as const;
  return {
    index,
    cases: 0,
    nonTrivial: 0,
    constructs: {},
    differences: [difference],
    reached: { told: 0, flips: 0 },
  };
}

function note({ result, kept }: Answer): void {
  tally.add(result);
  if (kept !== undefined) tally.kept.push(kept);
  for (const { property, segment, summary } of result.differences.slice(0, 3)) {
    const where = `data set ${result.index}${segment === undefined ? '' : `, ${segment}`}`;
    process.stderr.write(`${property}: ${where}: ${summary.slice(0, 400)}\n`);
  }
  if (kept !== undefined) process.stderr.write(`  ${kept}\n`);
}

function wholeNumber(option: string, given: string): number {
  const value = Number(given);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  process.stderr.write(`--${option} is a whole number, not ${given}\n`);
  process.exit(2);
}
