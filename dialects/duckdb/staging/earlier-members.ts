// Members at an earlier now, and which of the changes of a segment that was staged alone they tell to have come by time.
import type { Connection } from '../engine/connection.ts';
import { name, names } from '../engine/sql-text.ts';
import { keyColumns, keyText } from '../state/logged-keys.ts';
import { reasonCode } from '../state/state-tables.ts';
import { count } from './compare-segment.ts';
import { diffTable, stagingCatalog } from './staging-catalog.ts';

/** Keys, as text, that belong to a segment at an earlier now; for queries of segments that refer to it, too. */
export async function stageEarlier(
  connection: Connection,
  table: string,
  query: string,
  keyColumn: string,
): Promise<readonly string[]> {
  const relation = [stagingCatalog, 'main', `earlier ${table}`];
  await connection.run(
    `CREATE OR REPLACE TABLE ${names(...relation)} AS SELECT ${name(keyColumn)} FROM (\n${query}\n) AS q`,
    'finding out why members changed',
  );
  return relation;
}

/**
 * A change happened by data when the membership computed from the data of now, but at the earlier now, shows it
 * already; otherwise by time.
 */
export async function attributeToTime(
  connection: Connection,
  segmentId: number,
  earlier: readonly string[],
  keyColumn: string,
): Promise<number> {
  const changes = diffTable(segmentId);
  const was = `EXISTS (SELECT 1 FROM ${names(...earlier)} AS e WHERE CAST(e.${name(keyColumn)} AS VARCHAR) = ${keyText('c')})`;
  await connection.run(
    `CREATE OR REPLACE TABLE ${changes} AS
SELECT ${keyColumns}, "key", entered, CASE WHEN entered = ${was} THEN ${reasonCode('data')} ELSE ${reasonCode('time')} END AS reason FROM ${changes} AS c`,
    'finding out why members changed',
  );
  return await count(connection, changes, `reason = ${reasonCode('time')}`);
}
