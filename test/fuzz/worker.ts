// The thread that runs the inputs of a fuzzing run, one after the other, and keeps those that reach something new.
import process from 'node:process';
import { parentPort, workerData } from 'node:worker_threads';
import { choicesFromSeed } from '../generate/choices.ts';
import { trace } from '../generate/trace.ts';
import { loadCorpus, type Sample } from './corpus.ts';
import { type Input, makeInput } from './inputs.ts';
import {
  atRest,
  type Crash,
  type Message,
  mostMilliseconds,
  mostUnits,
  type WorkerSettings,
} from './protocol.ts';
import { runInput } from './run-input.ts';
import { shrink } from './shrink.ts';

/** Most inputs kept besides the samples. */
const mostKept = 1_000;
/** Longest input that is kept, in UTF-16 units. */
const longestKept = 5_000;
const shrinkMilliseconds = 20_000;

const given: unknown = workerData;
if (!isSettings(given) || parentPort === null) throw new Error('this runs in a thread of main.ts');
const settings = given;
const port = parentPort;
const samples = loadCorpus(settings.root);
const pool: Sample[] = [...samples];
const reached = new Set<string>();
const seenProblems = new Set<string>();
const stages: Record<string, number> = {};
let slowest = 0;

for (const { text } of samples) for (const step of trace(text).entered) reached.add(step);
const end = settings.from + settings.inputs;
for (let index = settings.from; index < end; index += 1) {
  const input = makeInput(choicesFromSeed(mixed(settings.seed, index)), pool);
  publish(input.text, index);
  run(input, index);
  if (index % 500 === 499 || index === end - 1) report(index + 1);
}

function isSettings(value: unknown): value is WorkerSettings {
  return typeof value === 'object' && value !== null && 'current' in value;
}

function tell(message: Message): void {
  port.postMessage(message);
}

/** Far apart for neighbours. */
function mixed(seed: number, index: number): number {
  return Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35);
}

/** Lets the other thread see what is under way. */
function publish(text: string, index: number): void {
  const units = new Uint16Array(settings.current, 8);
  const length = Math.min(text.length, mostUnits);
  for (let at = 0; at < length; at += 1) units[at] = text.charCodeAt(at);
  const header = new Int32Array(settings.current, 0, 2);
  Atomics.store(header, 0, length);
  Atomics.store(header, 1, index);
}

function run(input: Input, index: number): void {
  const before = processorTime();
  try {
    const { stage, codes } = runInput(input);
    stages[stage] = (stages[stage] ?? 0) + 1;
    if (index % 3 === 0) keepNew(input, [...codes]);
  } catch (error) {
    reportCrash(input, index, error);
  }
  const took = processorTime() - before;
  slowest = Math.max(slowest, took);
  if (took > mostMilliseconds && problemOf(() => runInput(input)) === undefined) {
    tell({ type: 'hang', crash: crashOf(input, index, `took ${Math.round(took)} ms`, input.text) });
  }
}

/** Of this process, in milliseconds: other programs on the machine do not count. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function keepNew(input: Input, codes: readonly string[]): void {
  if (input.text.length > longestKept || pool.length >= samples.length + mostKept) return;
  const steps = [...trace(input.text).entered, ...codes];
  const fresh = steps.filter((step) => !reached.has(step));
  if (fresh.length === 0) return;
  for (const step of fresh) reached.add(step);
  pool.push({ text: input.text, companions: input.companions });
}

function problemOf(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return nameOf(error);
  }
}

/** One bug shows in many inputs: they have their kind and the first place in the stack in common. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const place = error.stack?.split('\n').find((line) => /^\s+at /.test(line)) ?? '';
  const message = error.message.split('\n')[0] ?? '';
  return `${error.name}: ${message.slice(0, 200)}${place.replace(/\(.*[/\\]/, '(')}`;
}

/** Each bug once, with the smallest input that shows it. */
function reportCrash(input: Input, index: number, error: unknown): void {
  const problem = nameOf(error);
  const kindOfProblem = problem.replaceAll(/\d+/g, '0');
  if (seenProblems.has(kindOfProblem)) return;
  seenProblems.add(kindOfProblem);
  const shows = (text: string): boolean =>
    problemOf(() => runInput({ ...input, text }))?.replaceAll(/\d+/g, '0') === kindOfProblem;
  tell({ type: 'crash', crash: crashOf(input, index, problem, input.text) });
  Atomics.store(new Int32Array(settings.current, 0, 2), 1, atRest);
  const text = shrink(input.text, shows, shrinkMilliseconds, processorTime);
  tell({ type: 'crash', crash: crashOf(input, index, problem, text) });
}

function crashOf(input: Input, index: number, problem: string, text: string): Crash {
  return { index, kind: input.kind, problem, text };
}

function report(done: number): void {
  const kept = pool.length - samples.length;
  tell({
    type: 'progress',
    progress: { done, kept, reached: reached.size, stages: { ...stages }, slowest },
  });
}
