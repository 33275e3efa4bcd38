// One segment that was staged alone against what is published of it: who entered and left, and how many have other columns.
import { must } from '../../../compiler/assert.ts';
import type { DiffRequest, MembershipDiff } from '../../../runtime/warehouse-diff.ts';
import type { Connection } from '../engine/connection.ts';
import { keepRows } from '../engine/keep-rows.ts';
import { numberOf } from '../engine/row-values.ts';
import { name, names } from '../engine/sql-text.ts';
import { loggedKey } from '../state/logged-keys.ts';
import {
  internalTable,
  type Layout,
  membershipTable,
  publishedAs,
  reasonCode,
} from '../state/state-tables.ts';
import { publishDiffers, sameObject, sameShape, type StagedShape } from './staged-shape.ts';
import { diffTable, someMembers, stagedTable, stagingCatalog } from './staging-catalog.ts';

/** Compares a staged segment; of one that only some objects were asked for, the view of all members is made here. */
export async function diff(
  connection: Connection,
  layout: Layout,
  staged: StagedShape,
  request: DiffRequest,
  only: readonly string[] | undefined,
): Promise<MembershipDiff> {
  const { segmentId, reason } = request;
  const published = request.published?.published;
  const doing = 'comparing a segment with what is published';
  const changes = diffTable(segmentId);
  const now =
    only === undefined
      ? stagedTable(segmentId)
      : names(stagingCatalog, 'main', someMembers(segmentId));
  const key = name(staged.keyColumn);
  const columns = `${loggedKey(key, staged.keyType)}, ${key} AS "key"`;
  const code = reasonCode(reason);
  if (published === undefined) {
    await connection.run(
      `CREATE OR REPLACE VIEW ${changes} AS SELECT ${columns}, TRUE AS entered, ${code} AS reason FROM ${now}`,
      doing,
    );
    return { entered: await count(connection, now, 'TRUE'), left: 0, rewritten: 0 };
  }
  const before = internalTable(layout, membershipTable(segmentId));
  const keyBefore = name(published.keyColumn);
  const isAsked = only && `${keyBefore} IN (SELECT ${key} FROM ${names(...only)})`;
  const same = sameObject('n', staged, 'b', published);
  const changed = await keepRows(
    connection,
    changes,
    `SELECT ${columns}, TRUE AS entered, ${code} AS reason FROM ${now} AS n
WHERE NOT EXISTS (SELECT 1 FROM ${before} AS b WHERE ${same})
UNION ALL
SELECT ${loggedKey(keyBefore, published.keyType)}, ${staged.keyType === published.keyType ? keyBefore : 'NULL'}, FALSE, ${code} FROM ${before} AS b
WHERE NOT EXISTS (SELECT 1 FROM ${now} AS n WHERE ${same})${isAsked === undefined ? '' : ` AND ${isAsked}`}`,
    doing,
  );
  if (isAsked !== undefined) {
    await allMembers(connection, { staged, segmentId, before, now, others: `NOT (${isAsked})` });
  }
  const rewritten = sameShape(staged, published)
    ? await countRewritten(connection, now, before, same, staged)
    : await count(connection, now, 'TRUE');
  const entered = changed === 0 ? 0 : await count(connection, changes, 'entered');
  return { entered, left: changed - entered, rewritten };
}

interface SomeAsked {
  readonly staged: StagedShape;
  readonly segmentId: number;
  /** SQL: the published members, those among the objects asked about, and what is true for published ones that nobody asked about. */
  readonly before: string;
  readonly now: string;
  readonly others: string;
}

/** The members that were asked about as they are now, the others as they are published. */
async function allMembers(
  connection: Connection,
  { staged, segmentId, before, now, others }: SomeAsked,
): Promise<void> {
  const key = name(staged.keyColumn);
  const columns = staged.publishColumns.map((column) => name(column.name));
  const kept = columns.map((column, index) => `, ${publishedAs(index)} AS ${column}`).join('');
  const found = columns.map((column) => `, ${column}`).join('');
  await connection.run(
    `CREATE OR REPLACE VIEW ${stagedTable(segmentId)} AS
SELECT ${key}${kept} FROM ${before} WHERE ${others} UNION ALL SELECT ${key}${found} FROM ${now}`,
    'comparing a segment with what is published',
  );
}

async function countRewritten(
  connection: Connection,
  now: string,
  before: string,
  same: string,
  staged: StagedShape,
): Promise<number> {
  if (staged.publishColumns.length === 0) return 0;
  return await count(
    connection,
    `${now} AS n JOIN ${before} AS b ON ${same}`,
    publishDiffers(staged),
  );
}

/** Rows of `relation` for which `where` is true; both are SQL. */
export async function count(
  connection: Connection,
  relation: string,
  where: string,
): Promise<number> {
  const [row] = await connection.rows(
    `SELECT count(*) AS n FROM ${relation} WHERE ${where}`,
    'comparing a segment with what is published',
  );
  return numberOf(must(row, 'a count'), 'n');
}
