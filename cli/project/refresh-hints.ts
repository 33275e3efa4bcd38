// What to look at after a refresh.
import path from 'node:path';
import type { RefreshReport, SegmentOutcome } from '../../runtime/refresh/report.ts';

/** Lines for stderr; `options` are those the next call needs too. */
export function refreshHints(report: RefreshReport, options: string): readonly string[] {
  const most = liveliest(report.segments);
  if (most === undefined) return [];
  const next = [
    { command: `segform show ${most.segment}${options}`, meaning: 'its members and definition' },
    report.entered + report.left > 0
      ? { command: `segform changes${options}`, meaning: 'who entered and left, and why' }
      : { command: `segform status${options}`, meaning: 'all segments and how fresh they are' },
  ];
  const width = Math.max(...next.map(({ command }) => command.length));
  return [
    '',
    'Next:',
    ...next.map(({ command, meaning }) => `  ${command.padEnd(width)}  ${meaning}`),
    ...(report.serving === undefined
      ? []
      : [`  Dashboards open ${path.basename(report.serving)}, which is never locked.`]),
  ];
}

/** The segment with most movement, then with most members. */
function liveliest(segments: readonly SegmentOutcome[]): SegmentOutcome | undefined {
  return segments
    .filter(({ status, size }) => status === 'refreshed' && size !== undefined)
    .toSorted((a, b) => moved(b) - moved(a) || (b.size ?? 0) - (a.size ?? 0))[0];
}

function moved(outcome: SegmentOutcome): number {
  return outcome.entered + outcome.left;
}
