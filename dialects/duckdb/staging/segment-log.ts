// The log of one segment, for queries that read its history.
import type { Connection } from '../engine/connection.ts';
import { names, text } from '../engine/sql-text.ts';
import { loggedIn } from '../state/change-log.ts';
import { keyText } from '../state/logged-keys.ts';
import { internalTable, type Layout } from '../state/state-tables.ts';
import { stagingCatalog } from './staging-catalog.ts';

/** A view of a segment's part of the log, as readers see it, under the name that the project gives the segment now. */
export async function changesOf(
  connection: Connection,
  layout: Layout,
  segmentId: number,
  segment: string,
): Promise<readonly string[]> {
  const relation = [stagingCatalog, 'main', `changes of ${segmentId}`];
  const table = (of: string): string => internalTable(layout, of);
  const selects = loggedIn(table).map(
    ({ from, isChange, entered }) =>
      `SELECT r.refresh_id, CASE WHEN ${entered} THEN z.object_type ELSE z.object_type_before END AS object_type, CAST(${text(segment)} AS VARCHAR) AS segment, ${keyText('x')} AS object_key, CASE WHEN ${entered} THEN 'entered' ELSE 'left' END AS change, r.now AS changed_at
FROM ${from} JOIN ${table('refreshes')} AS r ON r.number = z.refresh WHERE z.segment_id = ${segmentId} AND ${isChange}`,
  );
  await connection.run(
    `CREATE OR REPLACE VIEW ${names(...relation)} AS\n${selects.join('\nUNION ALL\n')}`,
    'reading the history of a segment',
  );
  return relation;
}
