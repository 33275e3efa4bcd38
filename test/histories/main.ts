// `npm run histories`: hands the seeds of a campaign to processes, adds up what they say, and prints it.
import { type ChildProcess, fork } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { type CampaignRequest, parseCampaign, usage, UsageError } from './campaign-arguments.ts';
import { addCost, type Costs } from './costs.ts';
import type { Answer, Task } from './protocol.ts';
import { rules, wordingOf } from './rules.ts';

/** Histories of one seed; the next ones are of the seed after it. */
const perSeed = 25;
const { histories, refreshes, seed, path, plant, workers, minutes, failures } = requested();

const total = { histories: 0, refreshes: 0, memberships: 0, changes: 0, processor: 0, failures: 0 };
const costs: Costs = new Map();
const flips = new Map<string, number>();
const started = performance.now();
let begun = 0;

const lines = setInterval(() => {
  process.stderr.write(`${headline()}\n`);
}, 30_000);
await Promise.all(Array.from({ length: workers }, runWorker));
clearInterval(lines);
process.stdout.write(`${[headline(), ...costLines(), ...stillLines()].join('\n')}\n`);
process.exitCode = total.failures === 0 ? 0 : 1;

function requested(): CampaignRequest {
  try {
    const request = parseCampaign(process.argv.slice(2), Date.now() % 1_000_000_000);
    if (request !== 'help') return request;
    process.stdout.write(usage);
    process.exit(0);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n\n${usage}`);
    process.exit(2);
  }
}

function nextTask(): Task | undefined {
  const isLate = minutes > 0 && performance.now() - started > minutes * 60_000;
  const left = histories - begun;
  if (left <= 0 || isLate || total.failures >= failures) return undefined;
  // One path leads through the histories of one seed.
  const count = path === undefined ? Math.min(perSeed, left) : left;
  const task = {
    histories: count,
    refreshes,
    seed: seed + begun / perSeed,
    path,
    plant,
  };
  begun += count;
  return { ...task, shrinkFor: plant === undefined ? 60_000 : 5000 };
}

/** A process that dies is a failure of the seed it was at, and is replaced by another one. */
async function runWorker(): Promise<void> {
  const underWay = await untilItEnds();
  if (underWay === undefined) return;
  fail(
    `the process ended at --seed ${String(underWay.seed)} --histories ${String(underWay.histories)}`,
  );
  await runWorker();
}

/** Gives the task that ended the process; undefined when all are done. */
function untilItEnds(): Promise<Task | undefined> {
  const worker = fork(fileURLToPath(new URL('worker.mjs', import.meta.url)));
  return new Promise((resolve) => {
    let underWay: Task | undefined;
    worker.on('message', (message: Answer | 'ready') => {
      if (message !== 'ready') note(message);
      underWay = give(worker);
    });
    worker.on('exit', () => {
      resolve(underWay);
    });
  });
}

function give(worker: ChildProcess): Task | undefined {
  const task = nextTask();
  if (task === undefined) worker.disconnect();
  else worker.send(task);
  return task;
}

function note({ result, costs: own, flips: seen }: Answer): void {
  for (const [wording, count] of seen) flips.set(wording, (flips.get(wording) ?? 0) + count);
  total.histories += result.histories;
  total.refreshes += result.refreshes;
  total.memberships += result.memberships;
  total.changes += result.changes;
  total.processor += result.processor;
  for (const [what, cost] of own) addCost(costs, what, cost);
  if (result.failure !== undefined) fail(result.failure);
}

function fail(failure: string): void {
  total.failures += 1;
  process.stdout.write(`FAILURE ${String(total.failures)}\n${failure}\n\n`);
}

function headline(): string {
  const seconds = (performance.now() - started) / 1000;
  const per = (count: number): string => (count / seconds).toFixed(2);
  return [
    `seed ${String(seed)}: ${String(total.histories)} histories, ${String(total.refreshes)} refreshes`,
    `${String(total.memberships)} memberships compared, ${String(total.changes)} changes published`,
    `${per(total.histories)} histories/s, ${per(total.refreshes)} refreshes/s, ${String(Math.round(seconds))} s`,
    `${(total.processor / 1000 / Math.max(1, total.histories)).toFixed(2)} s of the processor for a history`,
    `${String(total.failures)} failures`,
  ].join('; ');
}

/** Milliseconds of the processor per refresh. */
function costLines(): readonly string[] {
  return [...costs]
    .toSorted(([, left], [, right]) => right.milliseconds - left.milliseconds)
    .map(([what, { milliseconds, calls }]) => {
      const each = (milliseconds / Math.max(1, total.refreshes)).toFixed(1);
      return `${each.padStart(8)} ms of a refresh: ${what} (${String(calls)} times)`;
    });
}

/** What never changed was not put to the test. */
function stillLines(): readonly string[] {
  const wordings = new Set(
    rules.flatMap((rule) =>
      rule.wordings.map((_wording, number) => wordingOf(rule, number, ['a', 'b'])),
    ),
  );
  const still = [...wordings].filter((wording) => !flips.has(wording));
  const told = still.slice(0, 40).map((wording) => `  ${wording.trim().replaceAll(/\s+/g, ' ')}`);
  return [`${String(still.length)} of ${String(wordings.size)} wordings never changed`, ...told];
}
