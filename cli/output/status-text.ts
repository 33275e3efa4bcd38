// All segments for people: published ones with size and freshness, declared ones that were never refreshed.
import type { StatusView } from '../../runtime/read/read-published.ts';
import type { SegmentRow } from '../../runtime/warehouse-rows.ts';
import type { Colours } from './colours.ts';
import { formatAge, formatCount, formatInstant, plural } from './quantities.ts';
import { renderTable } from './table.ts';

/** A segment that the project declares and the warehouse does not know. */
export interface UnpublishedSegment {
  readonly segment: string;
  readonly objectType: string;
  readonly state: 'never refreshed' | 'draft' | 'paused';
}

export function statusText(
  view: StatusView,
  unpublished: readonly UnpublishedSegment[],
  now: string,
  colours: Colours,
): string {
  const rows = [
    ...view.segments.map((row) => publishedRow(row, now, colours)),
    ...unpublished.map(({ segment, objectType, state }) => [segment, objectType, '-', '-', state]),
  ];
  if (rows.length === 0) return 'the project has no segments\n';
  const table = renderTable(
    [
      { title: 'segment', align: 'left' },
      { title: 'object', align: 'left' },
      { title: 'size', align: 'right' },
      { title: 'refreshed', align: 'left' },
      { title: 'state', align: 'left' },
    ],
    rows,
    colours.bold,
  );
  return `${table}\n${lastRefreshLine(view, now)}\n`;
}

function publishedRow(row: SegmentRow, now: string, colours: Colours): readonly string[] {
  return [
    row.segment,
    row.objectType,
    row.size === undefined ? '-' : formatCount(row.size),
    row.refreshedAt === undefined ? '-' : formatAge(row.refreshedAt, now),
    stateText(row, colours),
  ];
}

function stateText(row: SegmentRow, colours: Colours): string {
  const reason = row.staleReason === undefined ? '' : `: ${row.staleReason}`;
  switch (row.status) {
    case 'active':
      return row.stale ? colours.yellow(`stale${reason}`) : 'fresh';
    case 'held':
      return colours.yellow(`held${reason}`);
    case 'failed':
      return colours.red(`failed${reason}`);
    case 'paused':
      return 'paused';
    case 'removed':
      return 'no longer declared';
  }
}

function lastRefreshLine({ lastRefresh }: StatusView, now: string): string {
  if (lastRefresh === undefined) return 'never refreshed';
  const { finishedAt, segments, entered, left, held, failed } = lastRefresh;
  const extra = [
    ...(held > 0 ? [`${held} held`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ];
  return [
    `last refresh ${formatAge(finishedAt, now)} for now ${formatInstant(lastRefresh.now)}: ${plural(segments, 'segment')}`,
    `${formatCount(entered)} entered`,
    `${formatCount(left)} left`,
    ...extra,
  ].join(', ');
}
