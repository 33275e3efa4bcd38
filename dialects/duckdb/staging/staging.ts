// Staging of one refresh, in an in-memory catalogue of its own: staged memberships, differences, memberships at an earlier now.
// A statement that fails loses only what it was building; the database file is not written here.
import { must } from '../../../compiler/assert.ts';
import type {
  StagedMembership,
  StageRequest,
  WarehouseColumn,
} from '../../../runtime/warehouse.ts';
import type { DiffRequest, MembershipDiff } from '../../../runtime/warehouse-diff.ts';
import { columnFamily } from '../engine/column-family.ts';
import type { Connection } from '../engine/connection.ts';
import { keepRows } from '../engine/keep-rows.ts';
import { numberOf, textOf } from '../engine/row-values.ts';
import { name, names, text } from '../engine/sql-text.ts';
import {
  changeReasons,
  internalTable,
  type Layout,
  membershipTable,
  publishedAs,
} from '../state/state-tables.ts';
import { keyFaults } from '../tables/source-tables.ts';

/** A space keeps it apart from every file name's stem that a database could be attached as. */
export const stagingCatalog = 'segform staging';

export function stagedTable(segmentId: number): string {
  return names(stagingCatalog, 'main', `members_${segmentId}`);
}

/** Columns of `changes` beside refresh and segment: object_key, entered, reason. And `key`, as it is stored, if its type is the published one. */
export function diffTable(segmentId: number): string {
  return names(stagingCatalog, 'main', `changes_${segmentId}`);
}

export async function stage(
  connection: Connection,
  request: StageRequest,
): Promise<StagedMembership> {
  const { segmentId, only } = request;
  const relation = [stagingCatalog, 'main', `members_${segmentId}`];
  const table = only === undefined ? `members_${segmentId}` : someMembers(segmentId);
  const staged = names(stagingCatalog, 'main', table);
  const size = await keepRows(connection, staged, `\n${request.query}`, 'computing a segment');
  const columns = await stagedColumns(connection, staged);
  const [key, ...publishColumns] = columns;
  const faults = await keyFaults(connection, staged, request.keyColumn);
  return {
    relation,
    size,
    keyType: must(key, 'the key of a segment').nativeType,
    publishColumns,
    keyFaults: faults,
  };
}

/** `relation` is SQL. */
async function stagedColumns(
  connection: Connection,
  relation: string,
): Promise<readonly WarehouseColumn[]> {
  const rows = await connection.rows(`DESCRIBE ${relation}`, 'computing a segment');
  return rows.map((row) => {
    const nativeType = textOf(row, 'column_type');
    return { name: textOf(row, 'column_name'), nativeType, family: columnFamily(nativeType) };
  });
}

/** Members among the objects that were asked about, when not all were. */
function someMembers(segmentId: number): string {
  return `some_members_${segmentId}`;
}

/** What the diff and the commit need to know of a staged segment. */
export interface StagedShape {
  readonly objectType: string;
  readonly keyColumn: string;
  readonly keyType: string;
  readonly publishColumns: readonly { readonly name: string; readonly nativeType: string }[];
}

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
  const columns = `CAST(${key} AS VARCHAR) AS object_key, ${key} AS "key"`;
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
SELECT CAST(${keyBefore} AS VARCHAR), ${staged.keyType === published.keyType ? keyBefore : 'NULL'}, FALSE, ${code} FROM ${before} AS b
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

/** The position by which the log names a reason. */
export function reasonCode(reason: string): number {
  return changeReasons.indexOf(reason);
}

/**
 * SQL that is true when rows `a` and `b` are of the same object: native keys of one type are compared as they are, others as
 * text, since values are never converted implicitly. Objects of another type are never the same.
 */
export function sameObject(a: string, shapeA: StagedShape, b: string, shapeB: StagedShape): string {
  if (shapeA.objectType !== shapeB.objectType) return 'FALSE';
  const [keyA, keyB] = [`${a}.${name(shapeA.keyColumn)}`, `${b}.${name(shapeB.keyColumn)}`];
  return shapeA.keyType === shapeB.keyType
    ? `${keyA} = ${keyB}`
    : `CAST(${keyA} AS VARCHAR) = CAST(${keyB} AS VARCHAR)`;
}

/** False when the membership table must be built anew. */
export function sameShape(a: StagedShape, b: StagedShape): boolean {
  return (
    a.objectType === b.objectType &&
    a.keyColumn === b.keyColumn &&
    a.keyType === b.keyType &&
    JSON.stringify(a.publishColumns.map((one) => [one.name, one.nativeType])) ===
      JSON.stringify(b.publishColumns.map((one) => [one.name, one.nativeType]))
  );
}

/** SQL that is true when a publish column of `n` (staged) and `b` (published) differs. */
export function publishDiffers(staged: StagedShape): string {
  return staged.publishColumns
    .map((column, index) => `n.${name(column.name)} IS DISTINCT FROM b.${publishedAs(index)}`)
    .join(' OR ');
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

async function count(connection: Connection, relation: string, where: string): Promise<number> {
  const [row] = await connection.rows(
    `SELECT count(*) AS n FROM ${relation} WHERE ${where}`,
    'comparing a segment with what is published',
  );
  return numberOf(must(row, 'a count'), 'n');
}

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

/** A view of a segment's part of the log, as readers see it, under the name that the project gives the segment now. */
export async function changesOf(
  connection: Connection,
  layout: Layout,
  segmentId: number,
  segment: string,
): Promise<readonly string[]> {
  const relation = [stagingCatalog, 'main', `changes of ${segmentId}`];
  const [changes, refreshes, sizes] = ['changes', 'refreshes', 'sizes'].map((table) =>
    internalTable(layout, table),
  );
  await connection.run(
    `CREATE OR REPLACE VIEW ${names(...relation)} AS
SELECT r.refresh_id, CASE WHEN x.entered THEN z.object_type ELSE z.object_type_before END AS object_type, CAST(${text(segment)} AS VARCHAR) AS segment, x.object_key, CASE WHEN x.entered THEN 'entered' ELSE 'left' END AS change, r.now AS changed_at
FROM ${changes} AS x JOIN ${refreshes} AS r ON r.number = x.refresh
JOIN ${sizes} AS z ON z.refresh = x.refresh AND z.segment_id = x.segment_id WHERE x.segment_id = ${segmentId}`,
    'reading the history of a segment',
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
  const was = `EXISTS (SELECT 1 FROM ${names(...earlier)} AS e WHERE CAST(e.${name(keyColumn)} AS VARCHAR) = c.object_key)`;
  await connection.run(
    `CREATE OR REPLACE TABLE ${changes} AS
SELECT object_key, "key", entered, CASE WHEN entered = ${was} THEN ${reasonCode('data')} ELSE ${reasonCode('time')} END AS reason FROM ${changes} AS c`,
    'finding out why members changed',
  );
  return await count(connection, changes, `reason = ${reasonCode('time')}`);
}
