// The report of refreshes for people.
import { renderTable } from '../../cli/output/table.ts';
import type { OperationReport, RefreshReportBody, SinglesReport } from './refresh-report.ts';
import type { Spread } from './statistics.ts';

export const operationTitles: Readonly<Record<OperationReport['name'], string>> = {
  'by hand': 'one query per segment, by hand',
  'read events': 'floor: read the events once',
  'group events': 'floor: group them by contact',
  'first refresh': 'first refresh',
  'full refresh': 'full refresh over its state',
  'nothing new': 'refresh with nothing new',
  later: 'refresh after new rows',
};

/** The first line of every report for people. */
export const readingHint = 'Each time and ratio: least / median / largest of all repeats.\n\n';

export function refreshText(report: RefreshReportBody): string {
  const columns = ['wall', 'without check', 'cpu', 'memory', 'spilled', 'ratio', 'without check'];
  const table = renderTable(
    [
      { title: 'operation', align: 'left' },
      ...columns.map((title) => ({ title, align: 'right' as const })),
    ],
    report.operations.map((one) => [
      operationTitles[one.name],
      secondsText(one.wall_ms),
      secondsText(one.work_ms),
      secondsText(one.cpu_ms),
      `${Math.round(one.memory_mb.max)} MB`,
      `${Math.round(one.spilled_mb.max)} MB`,
      ratioText(one.ratio),
      ratioText(one.work_ratio),
    ]),
  );
  const singles = report.singles === undefined ? '' : `\n${singlesText(report.singles)}`;
  return `${readingHint}${table}${singles}\nmembers equal in every segment, ${report.members} together\n`;
}

function singlesText({ segments, ratio, work_ratio }: SinglesReport): string {
  const table = renderTable(
    [
      { title: 'one segment alone', align: 'left' },
      ...['wall', 'by hand', 'ratio', 'without check'].map((title) => ({
        title,
        align: 'right' as const,
      })),
    ],
    segments.map((one) => [
      one.name,
      secondsText(one.wall_ms),
      secondsText(one.by_hand_ms),
      ratioText(one.ratio),
      ratioText(one.work_ratio),
    ]),
  );
  return `${table}all of them: ${ratioText(ratio)}, without check ${ratioText(work_ratio)}\n`;
}

/** Least, median and largest. */
export function secondsText({ min, median, max }: Spread): string {
  return `${[min, median, max].map((value) => (value / 1_000).toFixed(2)).join(' / ')} s`;
}

export function ratioText({ min, median, max }: Spread): string {
  return [min, median, max].map((value) => value.toFixed(3)).join(' / ');
}
