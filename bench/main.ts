// `npm run bench`: measures what its arguments ask for. The report goes to stdout, what is being done to stderr.
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseRequest, type Request, type Task, usage, UsageError } from './arguments.ts';
import { thisMachine } from './report/machine.ts';
import { refreshReport } from './report/refresh-report.ts';
import { refreshText } from './report/refresh-text.ts';
import { type BenchSettings, type Repeat, runRepeat, type Surroundings } from './run/bench.ts';
import { operationRunner } from './run/run-operation.ts';

/** What is printed: the same in two forms. */
interface Report {
  readonly json: unknown;
  readonly text: string;
}

const surroundings: Surroundings = {
  run: operationRunner(fileURLToPath(new URL('worker.mjs', import.meta.url))),
  told: (line) => {
    process.stderr.write(`${line}\n`);
  },
};

try {
  const request = parseRequest(process.argv.slice(2));
  process.stdout.write(await answer(request));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}

async function answer({ task, repeat, format }: Request): Promise<string> {
  if (task.kind === 'help') return usage;
  const { json, text } = await measure(task, repeat);
  return format === 'text' ? text : `${JSON.stringify(json, undefined, 2)}\n`;
}

async function measure(task: Exclude<Task, { kind: 'help' }>, repeat: number): Promise<Report> {
  const head = { format_version: 1, kind: task.kind, machine: thisMachine(), repeat };
  switch (task.kind) {
    case 'refresh': {
      const report = refreshReport(await repeats(task.settings, repeat));
      const json = { ...head, parameters: parametersOf(task.settings), ...report };
      return { json, text: refreshText(report) };
    }
    case 'growth':
    case 'compile':
      throw new UsageError(`${task.kind} is not measured yet`);
  }
}

async function repeats(settings: BenchSettings, count: number): Promise<readonly Repeat[]> {
  const done: Repeat[] = [];
  for (let index = 0; index < count; index += 1) {
    surroundings.told(`repeat ${index + 1} of ${count}`);
    done.push(await runRepeat(settings, surroundings, index));
  }
  return done;
}

/** Settings as the report names them; nothing of the machine's folders. */
function parametersOf(settings: BenchSettings): object {
  const { sizes, segments, overlap, minutes, limits, serving } = settings;
  return {
    ...sizes,
    segments,
    overlap,
    minutes,
    threads: limits.threads,
    memory_limit: limits.memoryLimit,
    serving,
  };
}
