// `segform refresh`: one refresh of all or some segments, reported as a table.
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import { commandLine } from '../../compiler/diagnostics/catalogue/command-line.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import { openWarehouse } from '../../dialects/open-warehouse.ts';
import { dialectsByName } from '../../dialects/registry.ts';
import { refresh as refreshSegments } from '../../runtime/refresh/refresh.ts';
import type { RefreshReport } from '../../runtime/refresh/report.ts';
import type { CommandArguments } from '../arguments/command-arguments.ts';
import type { Command, CommandContext, Outcome } from '../command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { Failure } from '../output/failure.ts';
import { refreshText } from '../output/refresh-text.ts';
import { dueSegments } from '../project/due-segments.ts';
import { faultyProject } from '../project/findings.ts';
import { findingsOf, openProject } from '../project/open-project.ts';
import { inFileOrder, selectPublished } from '../project/project-segments.ts';
import { publishedStatus } from '../project/published-status.ts';
import { showRefreshProgress } from '../project/refresh-progress.ts';
import { refreshHints } from '../project/refresh-hints.ts';
import { runnableTarget } from '../project/runnable-target.ts';
import { failureOf } from '../render-error.ts';

export const refresh: Command = {
  name: 'refresh',
  description:
    'Computes segments, compares them with what is published, and publishes all changes in one step.\nWithout selectors: every active segment. Selected segments bring along what they refer to.\nEnds with 15 when some segments failed or refreshes before had missed changes, and with 13 when a guard held one; the others are published all the same.',
  positionals: [
    {
      name: 'selectors',
      description: 'name, glob, object:contact, label:x, owner:x, path:segments/sales, +x, x+',
      required: false,
      many: true,
    },
  ],
  options: [
    { name: 'due', kind: 'flag', description: 'only segments whose refresh period has passed' },
    {
      name: 'full',
      kind: 'flag',
      description:
        'compute every segment from all rows, and report what looking at changes alone would have missed',
    },
    {
      name: 'override-guards',
      kind: 'list',
      value: 'segments',
      description:
        'publish these segments even if a guard would hold them; names with commas between',
    },
  ],
  examples: [
    { line: 'segform refresh', meaning: 'every active segment, as of now' },
    {
      line: 'segform refresh win_back+ --now 2026-01-31T09:00:00Z',
      meaning: 'one segment and all that refer to it, as of that moment',
    },
    { line: 'segform refresh --due --quiet', meaning: 'from cron: what is due, without talk' },
  ],
  stopsByItself: true,
  run: runRefresh,
};

async function runRefresh(context: CommandContext, args: CommandArguments): Promise<Outcome> {
  const opened = openProject(context, true);
  const findings = findingsOf(opened);
  const faulty = faultyProject(findings);
  if (faulty !== undefined) return faulty;
  const { project } = opened.checked;
  const target = runnableTarget(context, opened.loaded);
  const now = context.givenNow ?? context.host.now();
  const selected = selectPublished('refresh', args.list('selectors'), project);
  const segments = args.flag('due')
    ? dueSegments(selected, project, (await publishedStatus(target)).segments, now)
    : selected;
  if (args.flag('due') && segments.length === 0) return nothingDue(target.name, now);
  const report = await refreshSegments({
    project,
    sources: opened.loaded.sources,
    target,
    dialect: dialectsByName[target.kind],
    openWarehouse,
    clock: context.host,
    now,
    segments,
    full: args.flag('full'),
    reconcileMinutes: opened.loaded.reconcileMinutes,
    overrideGuards: overridden(args.list('override-guards'), project),
    onProgress: (progress) => {
      showRefreshProgress(context.progress, progress);
    },
    signal: context.signal,
  });
  const order = inFileOrder(project.segments).map(({ name }) => name);
  return {
    ...ending(report),
    result: report,
    text: (colours) => refreshText(report, { order, verbose: context.verbose }, colours),
    hints: () => refreshHints(report, context.repeatedOptions),
    ...(findings.diagnostics.length === 0 ? {} : { diagnostics: findings }),
  };
}

function nothingDue(target: string, now: string): Outcome {
  return {
    exitCode: exitCodes.done,
    result: {
      target,
      now,
      segments: [],
      entered: 0,
      left: 0,
      refreshed: 0,
      held: 0,
      failed: 0,
      drifted: 0,
    },
    text: () => 'nothing is due\n',
  };
}

function overridden(names: readonly string[], project: CheckedProject): readonly string[] {
  return names.length === 0 ? [] : selectPublished('refresh', names, project);
}

function ending(report: RefreshReport): { exitCode: ExitCode; failure?: Failure } {
  const of = report.segments.length;
  if (report.failed > 0) {
    const error = operationalError(commandLine.someSegmentsFailed, { failed: report.failed, of });
    return { exitCode: exitCodes.someFailed, failure: failureOf(error) };
  }
  if (report.drifted > 0) {
    const args = { drifted: report.drifted, of };
    const error = operationalError(commandLine.segmentsDrifted, args);
    return { exitCode: exitCodes.someFailed, failure: failureOf(error) };
  }
  if (report.held > 0) {
    const error = operationalError(commandLine.guardHeld, { held: report.held, of });
    return { exitCode: exitCodes.guardHeld, failure: failureOf(error) };
  }
  return { exitCode: exitCodes.done };
}
