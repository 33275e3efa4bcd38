// `segform run`: the scheduler in the foreground; events are lines on stderr, the sum of the work is the result.
import { openPublished, openWarehouse } from '../../dialects/open-warehouse.ts';
import { dialectsByName } from '../../dialects/registry.ts';
import { runSchedule, type ScheduleEvent } from '../../runtime/schedule/run-schedule.ts';
import type { Command, CommandContext, Outcome } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { formatCount, formatDuration, formatInstant, plural } from '../output/quantities.ts';
import { faultyProject } from '../project/findings.ts';
import { findingsOf, openProject } from '../project/open-project.ts';
import { showRefreshProgress } from '../project/refresh-progress.ts';
import { runnableTarget } from '../project/runnable-target.ts';

export const run: Command = {
  name: 'run',
  description:
    'Refreshes segments when they are due (`refresh: every …` or `cron …`, per segment or of the project) until it is\nstopped. The first SIGINT or SIGTERM stops it cleanly, a second one at once. Changed .seg files count after a restart.',
  positionals: [],
  options: [],
  examples: [
    { line: 'segform run', meaning: 'in the foreground of a terminal, container or service' },
    { line: 'segform run --target prod --verbose', meaning: 'with each step of each refresh' },
  ],
  stopsByItself: true,
  run: runUntilStopped,
};

interface Totals {
  refreshes: number;
  entered: number;
  left: number;
  failures: number;
}

async function runUntilStopped(context: CommandContext): Promise<Outcome> {
  const opened = openProject(context, true);
  const findings = findingsOf(opened);
  const faulty = faultyProject(findings);
  if (faulty !== undefined) return faulty;
  const target = runnableTarget(context, opened.loaded);
  const totals: Totals = { refreshes: 0, entered: 0, left: 0, failures: 0 };
  const log = eventLog(context);
  await runSchedule({
    project: opened.checked.project,
    sources: opened.loaded.sources,
    target,
    dialect: dialectsByName[target.kind],
    openWarehouse,
    openPublished,
    clock: context.host,
    reconcileMinutes: opened.loaded.reconcileMinutes,
    signal: context.signal,
    onProgress: (progress) => {
      if (context.verbose) showRefreshProgress(context.progress, progress);
    },
    onEvent: (event) => {
      count(totals, event);
      log.print(eventLine(event));
    },
  });
  await log.printed();
  return {
    exitCode: exitCodes.done,
    result: totals,
    text: () => '',
    hints: () => [
      `${plural(totals.refreshes, 'refresh').replace(/hs$/, 'hes')}: ${formatCount(totals.entered)} entered, ${formatCount(totals.left)} left`,
    ],
  };
}

function count(totals: Totals, event: ScheduleEvent): void {
  if (event.kind === 'failed') totals.failures += 1;
  if (event.kind !== 'refreshed') return;
  totals.refreshes += 1;
  totals.entered += event.report.entered;
  totals.left += event.report.left;
}

interface EventLog {
  print(line: string): void;
  printed(): Promise<void>;
}

/** Each line begins with the instant of the clock; nothing with --quiet. */
function eventLog({ host, quiet }: CommandContext): EventLog {
  let last = Promise.resolve();
  return {
    print(line) {
      if (quiet) return;
      const text = `${formatInstant(host.now()).slice(0, 19)}Z  ${line}\n`;
      last = last.then(() => host.stderr.write(text));
    },
    printed: () => last,
  };
}

function eventLine(event: ScheduleEvent): string {
  switch (event.kind) {
    case 'waiting':
      if (event.at === undefined) return 'nothing is ever due: every segment is refreshed by hand';
      return `next refresh at ${formatInstant(event.at)}: ${names(event.segments)}`;
    case 'refreshing':
      return `refreshing ${names(event.segments)}`;
    case 'refreshed': {
      const { report } = event;
      const took = Date.parse(report.finishedAt) - Date.parse(report.startedAt);
      const faults = [
        ...(report.held > 0 ? [`, ${report.held} held`] : []),
        ...(report.failed > 0 ? [`, ${report.failed} failed`] : []),
        ...(report.drifted > 0 ? [`, ${report.drifted} drifted`] : []),
      ].join('');
      return `refreshed ${plural(report.refreshed, 'segment')} in ${formatDuration(took)}: ${formatCount(report.entered)} entered, ${formatCount(report.left)} left${faults}`;
    }
    case 'failed':
      return `failed: error[${event.problem.code}]: ${event.problem.message}; tried again at ${formatInstant(event.retryAt)}`;
    case 'stopped':
      return 'stopped';
  }
}

function names(segments: readonly string[]): string {
  const shown = segments.slice(0, 5).join(', ');
  return segments.length <= 5 ? shown : `${shown} and ${segments.length - 5} more`;
}
