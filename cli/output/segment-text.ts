// One segment for people: what it is, how large and how fresh, its definition, members, and last changes.
import { visible } from '../../compiler/diagnostics/visible-line.ts';
import type { SegmentView } from '../../runtime/read/read-published.ts';
import type { MembersPage, SegmentRow } from '../../runtime/warehouse-rows.ts';
import { changesTable } from './changes-text.ts';
import type { Colours } from './colours.ts';
import { formatAge, formatCount, formatInstant } from './quantities.ts';
import { renderTable } from './table.ts';

/** `now` only for ages. */
export function segmentText(view: SegmentView, now: string, colours: Colours): string {
  const { segment, members, recentChanges } = view;
  return [
    heading(segment, colours),
    facts(segment, now),
    block('definition', indented(segment.definition), colours),
    members.rows.length === 0 ? '' : block(membersTitle(members), memberTable(members), colours),
    recentChanges.length === 0
      ? ''
      : block('last changes', changesTable(recentChanges, false, colours), colours),
  ].join('');
}

function heading(segment: SegmentRow, colours: Colours): string {
  const title = segment.title === undefined ? '' : `: ${segment.title}`;
  const description = segment.description === undefined ? '' : `${segment.description}\n`;
  return `${colours.bold(segment.segment)} of ${segment.objectType}${title}\n${description}\n`;
}

function facts(segment: SegmentRow, now: string): string {
  const size = segment.size === undefined ? 'not refreshed yet' : formatCount(segment.size);
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['size', size],
    ['refreshed', moment(segment.refreshedAt, now)],
    ['data as of', moment(segment.dataAsOf, now)],
    ['state', segment.stale ? `${segment.status}, stale` : segment.status],
    ['because', segment.stale ? segment.staleReason : undefined],
    ['owner', segment.owner],
    ['labels', segment.labels.length === 0 ? undefined : segment.labels.join(', ')],
    ['source', segment.sourceFile],
  ];
  return lines
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name.padEnd(12)}${value}\n`)
    .join('');
}

function moment(instant: string | undefined, now: string): string | undefined {
  return instant === undefined
    ? undefined
    : `${formatInstant(instant)} (${formatAge(instant, now)})`;
}

function membersTitle(members: MembersPage): string {
  const shown = members.rows.length;
  if (shown === members.total) return `members (${formatCount(shown)})`;
  return `members (${formatCount(shown)} of ${formatCount(members.total)}; --limit shows more)`;
}

function memberTable({ columns, rows }: MembersPage): string {
  return renderTable(
    columns.map(({ name, type }) => ({ title: name, align: isNumber(type) ? 'right' : 'left' })),
    rows.map((row) => row.map((value) => visible(value ?? '-'))),
  );
}

function isNumber(type: string): boolean {
  return /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT|INTEGER|UINTEGER|DOUBLE|FLOAT|DECIMAL|NUMBER)/i.test(
    type,
  );
}

function block(title: string, body: string, colours: Colours): string {
  return `\n${colours.bold(title)}\n${body}`;
}

function indented(text: string): string {
  return `${text
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`.trimEnd())
    .join('\n')}\n`;
}
