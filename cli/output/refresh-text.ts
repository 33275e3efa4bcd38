// The report of a refresh for people: one row per segment, a summary, then what went wrong and where.
import type { GuardOutcome, RefreshReport, SegmentOutcome } from '../../runtime/refresh/report.ts';
import { isDrifted } from '../../runtime/refresh/incremental/reconcile.ts';
import type { Colours } from './colours.ts';
import { incrementallyText, lookedText } from './looked-text.ts';
import { problemGroups } from './problem-text.ts';
import { formatCount, formatDuration, formatInstant, plural } from './quantities.ts';
import { type Column, renderTable } from './table.ts';

/** More rows than this are cut to those in which something happened. */
const mostRows = 200;

export interface ShownReport {
  /** Sorts the rows, as the segments stand in the files. */
  readonly order: readonly string[];
  /** Shows which objects were looked at. */
  readonly verbose: boolean;
}

export function refreshText(
  report: RefreshReport,
  { order, verbose }: ShownReport,
  colours: Colours,
): string {
  const rows = inOrder(report.segments, order);
  const shown = rows.length <= mostRows ? rows : rows.filter(isEventful).slice(0, mostRows);
  const hidden = rows.length - shown.length;
  return [
    segmentTable(shown, verbose, colours),
    hidden === 0 ? '' : `… and ${plural(hidden, 'segment')} more; \`segform status\` shows all\n`,
    `\n${summary(report)}\n`,
    ...heldLines(rows, colours),
    ...problemLines(report, colours),
    ...remarks(report),
  ].join('');
}

function inOrder(
  segments: readonly SegmentOutcome[],
  order: readonly string[],
): readonly SegmentOutcome[] {
  const rank = new Map(order.map((name, index) => [name, index]));
  const rankOf = (name: string): number => rank.get(name) ?? order.length;
  return segments.toSorted((a, b) => rankOf(a.segment) - rankOf(b.segment));
}

function isEventful(outcome: SegmentOutcome): boolean {
  return isRemarkable(outcome) || outcome.entered > 0 || outcome.left > 0;
}

function isRemarkable(outcome: SegmentOutcome): boolean {
  return outcome.status !== 'refreshed' || isDrifted(outcome);
}

function segmentTable(
  outcomes: readonly SegmentOutcome[],
  verbose: boolean,
  colours: Colours,
): string {
  if (outcomes.length === 0) return '';
  const withState = outcomes.some(isRemarkable);
  const columns: readonly Column[] = [
    { title: 'segment', align: 'left' },
    { title: 'object', align: 'left' },
    { title: 'size', align: 'right' },
    { title: 'entered', align: 'right' },
    { title: 'left', align: 'right' },
    { title: 'time', align: 'right' },
    ...(withState ? [{ title: 'state', align: 'left' } as const] : []),
    ...(verbose ? [{ title: 'looked at', align: 'left' } as const] : []),
  ];
  const rows = outcomes.map((outcome) => [
    outcome.segment,
    outcome.objectType,
    outcome.size === undefined ? '-' : formatCount(outcome.size),
    signed(outcome, outcome.entered, '+'),
    signed(outcome, outcome.left, '-'),
    formatDuration(outcome.milliseconds),
    ...(withState ? [stateOf(outcome, colours)] : []),
    ...(verbose ? [lookedText(outcome)] : []),
  ]);
  return renderTable(columns, rows, colours.bold);
}

function signed(outcome: SegmentOutcome, count: number, sign: string): string {
  if (outcome.status === 'failed') return '';
  if (count === 0) return '0';
  const text = `${sign}${formatCount(count)}`;
  return outcome.status === 'held' ? `(${text})` : text;
}

function stateOf(outcome: SegmentOutcome, colours: Colours): string {
  switch (outcome.status) {
    case 'refreshed':
      return isDrifted(outcome) ? colours.red('drifted') : '';
    case 'held':
      return colours.yellow('held');
    case 'failed':
      return colours.red('failed');
  }
}

function summary(report: RefreshReport): string {
  const took = Date.parse(report.finishedAt) - Date.parse(report.startedAt);
  const outcomes = [
    `${plural(report.refreshed, 'segment')} refreshed${incrementallyText(report)}`,
    ...(report.held > 0 ? [`${report.held} held`] : []),
    ...(report.failed > 0 ? [`${report.failed} failed`] : []),
    ...(report.drifted > 0 ? [`${report.drifted} drifted`] : []),
  ].join(', ');
  const moved = `${formatCount(report.entered)} entered, ${formatCount(report.left)} left`;
  return `${outcomes} in ${formatDuration(took)} · ${moved}${reasons(report)} · now ${formatInstant(report.now)} · target ${report.target}`;
}

/** Why members moved. */
function reasons({ segments }: RefreshReport): string {
  const published = segments.filter(({ status }) => status === 'refreshed');
  const sum = (reason: keyof SegmentOutcome['reasons']): number =>
    published.reduce((total, outcome) => total + outcome.reasons[reason], 0);
  const parts = [
    { count: sum('first'), words: 'for the first time' },
    { count: sum('definition'), words: 'by a new definition' },
    { count: sum('data'), words: 'by new data' },
    { count: sum('time'), words: 'as time passed' },
  ].filter(({ count }) => count > 0);
  if (parts.length === 0) return '';
  return ` (${parts.map(({ count, words }) => `${formatCount(count)} ${words}`).join(', ')})`;
}

function heldLines(outcomes: readonly SegmentOutcome[], colours: Colours): readonly string[] {
  return outcomes
    .filter(({ status }) => status === 'held')
    .flatMap(({ segment, guards }) =>
      guards
        .filter(({ status }) => status === 'broken')
        .map(
          (guard) =>
            `\n${colours.yellow('held')}: \`${segment}\`: guard \`${guard.guard}\`, found ${observed(guard)}\n`,
        ),
    );
}

function observed({ guard, observed: found }: GuardOutcome): string {
  if (found === undefined) return 'nothing to compare with';
  return guard.includes('%') ? `${(found * 100).toFixed(1)} %` : formatCount(found);
}

function problemLines(report: RefreshReport, colours: Colours): readonly string[] {
  const problems = report.segments.flatMap(({ segment, problems: own }) =>
    own.map((problem) => ({ segment, problem })),
  );
  const serving = report.servingProblem;
  return [
    ...problemGroups(problems, colours),
    ...(serving === undefined
      ? []
      : problemGroups([{ segment: undefined, problem: serving }], colours)),
  ].map((text) => `\n${text}`);
}

function remarks(report: RefreshReport): readonly string[] {
  const reused = report.segments
    .filter(({ usedLastGood }) => usedLastGood.length > 0)
    .map(({ segment, usedLastGood }) => {
      const names = usedLastGood.map((name) => `\`${name}\``).join(', ');
      return `\n\`${segment}\` was computed with the last good membership of ${names}\n`;
    });
  if (report.removed.length === 0) return reused;
  const names = report.removed.map((name) => `\`${name}\``).join(', ');
  return [...reused, `\nno longer declared, kept as they were: ${names}\n`];
}
