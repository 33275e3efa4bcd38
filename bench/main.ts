// `npm run bench`: measures what its arguments ask for. The report goes to stdout, what is being done to stderr.
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import {
  type Growing,
  parseRequest,
  type Request,
  type Task,
  usage,
  UsageError,
} from './arguments.ts';
import { timeCommands } from './compile/time-commands.ts';
import { compileReport, compileText } from './report/compile-report.ts';
import { growthPlot } from './report/growth-plot.ts';
import { growthReport, type GrowthReportBody, type Step } from './report/growth-report.ts';
import { growthText } from './report/growth-text.ts';
import { thisMachine } from './report/machine.ts';
import { refreshReport } from './report/refresh-report.ts';
import { refreshText } from './report/refresh-text.ts';
import { type BenchSettings, type Repeat, runRepeat, type Surroundings } from './run/bench.ts';
import { operationRunner } from './run/run-operation.ts';

/** What is printed: the same in several forms. */
interface Report {
  readonly json: object;
  readonly text: string;
  /** Of growth. */
  readonly svg?: string;
}

const surroundings: Surroundings = {
  run: operationRunner(fileURLToPath(new URL('worker.mjs', import.meta.url))),
  told: (line) => {
    process.stderr.write(`${line}\n`);
  },
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    process.stderr.write(`stopped by ${signal}\n`);
    process.exit(1);
  });
}

try {
  const request = parseRequest(process.argv.slice(2));
  process.stdout.write(await answer(request));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}

async function answer(request: Request): Promise<string> {
  if (request.task.kind === 'help') return usage;
  const { json, text, svg } = await measure(request, request.task);
  const { format, repeat } = request;
  if (format === 'svg' && svg !== undefined) return svg;
  if (format === 'text') return text;
  const head = { format_version: 1, kind: request.task.kind, machine: thisMachine(), repeat };
  return `${JSON.stringify({ ...head, ...json }, undefined, 2)}\n`;
}

async function measure(
  { root, repeat }: Request,
  task: Exclude<Task, { kind: 'help' }>,
): Promise<Report> {
  switch (task.kind) {
    case 'refresh': {
      const [step] = await measureSteps(() => task.settings, [1], repeat);
      const report = refreshReport(step?.repeats ?? []);
      const json = { parameters: parametersOf(task.settings), ...report };
      return { json, text: refreshText(report) };
    }
    case 'growth': {
      const { grow, steps } = task;
      // What one segment costs alone is not the question.
      const settings = { ...task.settings, singles: 0 };
      const grown = (factor: number): BenchSettings => multiplied(settings, grow, factor);
      const report = growthReport(await measureSteps(grown, steps, repeat));
      const json = { parameters: parametersOf(settings), grow, ...report };
      return { json, text: growthText(grow, report), svg: plotOf(settings, grow, report) };
    }
    case 'compile': {
      const settings = { ...task, program: path.join(root, 'dist/cli.js') };
      const report = compileReport(await timeCommands(settings, surroundings, repeat));
      return { json: report, text: compileText(report) };
    }
  }
}

/** All sizes in every repeat, so that a slow hour of the machine hits all alike. */
async function measureSteps(
  settingsOf: (factor: number) => BenchSettings,
  factors: readonly number[],
  repeat: number,
): Promise<readonly Step[]> {
  const steps = factors.map((factor) => ({ factor, repeats: new Array<Repeat>() }));
  for (let index = 0; index < repeat; index += 1) {
    for (const { factor, repeats } of steps) {
      const size = factors.length === 1 ? '' : `, × ${factor}`;
      surroundings.told(`repeat ${index + 1} of ${repeat}${size}`);
      repeats.push(await runRepeat(settingsOf(factor), surroundings, index));
    }
  }
  return steps;
}

function plotOf(settings: BenchSettings, grow: Growing, report: GrowthReportBody): string {
  const { sizes, segments, minutes } = settings;
  const fixed = {
    contacts: `${sizes.contacts.toLocaleString('en-US')} contacts`,
    events: `${sizes.events.toLocaleString('en-US')} events`,
    segments: `${segments} segments`,
  };
  const shown = Object.entries(fixed).flatMap(([name, words]) => (name === grow ? [] : [words]));
  const base = { segments, events: sizes.events, minutes }[grow];
  const axis = grow === 'minutes' ? 'minutes of new rows' : grow;
  return growthPlot({ title: shown.join(', '), axis, base, report });
}

function multiplied(settings: BenchSettings, grow: Growing, factor: number): BenchSettings {
  switch (grow) {
    case 'segments':
      return { ...settings, segments: settings.segments * factor };
    case 'events': {
      const sizes = { ...settings.sizes, events: settings.sizes.events * factor };
      return { ...settings, sizes };
    }
    case 'minutes':
      return { ...settings, minutes: settings.minutes * factor };
  }
}

/** Settings as the report names them; nothing of the machine's folders. */
function parametersOf(settings: BenchSettings): object {
  const { sizes, segments, overlap, conditions, hand, limits, serving, undeclared } = settings;
  return {
    ...sizes,
    segments,
    overlap,
    conditions,
    hand,
    minutes: settings.minutes,
    burst: settings.burst,
    threads: limits.threads,
    memory_limit: limits.memoryLimit,
    serving,
    undeclared,
  };
}
