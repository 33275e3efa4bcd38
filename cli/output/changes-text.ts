// The change feed for people: who entered and left, when and why, newest first.
import { visible } from '../../compiler/diagnostics/visible-line.ts';
import type { ChangeRow } from '../../runtime/warehouse-rows.ts';
import type { Colours } from './colours.ts';
import { formatInstant } from './quantities.ts';
import { renderTable } from './table.ts';

/** Why a member changed. */
export const changeReasons: Readonly<Record<ChangeRow['reason'], string>> = {
  first: 'first refresh',
  definition: 'the definition changed',
  data: 'its data changed',
  time: 'time passed',
};

/** `withSegment`: changes of several segments in one list. */
export function changesTable(
  changes: readonly ChangeRow[],
  withSegment: boolean,
  colours: Colours,
): string {
  const columns = ['at', ...(withSegment ? ['segment', 'object'] : []), 'key', 'change', 'why'];
  const rows = changes.map((change) => [
    formatInstant(change.changedAt),
    ...(withSegment ? [change.segment, change.objectType] : []),
    visible(change.objectKey),
    change.change === 'entered' ? colours.green('+ entered') : colours.red('- left'),
    changeReasons[change.reason],
  ]);
  return renderTable(
    columns.map((title) => ({ title, align: 'left' })),
    rows,
    colours.bold,
  );
}
