// Members of segments with publish columns, which have a table each: changed in place, or made anew.
import type { MembershipCommit } from '../../../runtime/warehouse-state.ts';
import { name } from '../engine/sql-text.ts';
import { keepsShape, publishDiffers, sameObject } from '../staging/staged-shape.ts';
import {
  enteredIn,
  internalTable,
  membershipTable,
  mostRowsInPlace,
  publishedAs,
} from '../state/state-tables.ts';
import type { Writing } from './writing.ts';

/** Inside the commit's transaction. */
export function memberTableStatements(writing: Writing): readonly string[] {
  return writing.commit.memberships.flatMap((membership) => {
    const { segmentId, entered, left, rewritten } = membership;
    if (writing.places.has(segmentId)) return [];
    const changed = entered + left + rewritten;
    if (keepsShape(membership)) {
      if (changed === 0) return [];
      if (changed < mostRowsInPlace) return inPlaceStatements(writing, membership);
    }
    return rebuildStatements(writing, membership);
  });
}

function inPlaceStatements(
  { layout, commit, relations }: Writing,
  membership: MembershipCommit,
): readonly string[] {
  const { segmentId, entered, left, rewritten } = membership;
  const table = internalTable(layout, membershipTable(segmentId));
  const key = name(membership.keyColumn);
  const statements: string[] = [];
  if (left > 0) {
    statements.push(
      `DELETE FROM ${table} WHERE ${key} IN (${relations.changedKeys(segmentId, 'left')})`,
    );
  }
  if (rewritten > 0) {
    const set = membership.publishColumns.map(
      (column, index) => `${publishedAs(index)} = n.${name(column.name)}`,
    );
    statements.push(
      `UPDATE ${table} AS b SET ${set.join(', ')} FROM ${relations.members(segmentId)} AS n WHERE n.${key} = b.${key} AND (${publishDiffers(membership)})`,
    );
  }
  if (entered > 0) {
    const columns = membership.publishColumns.map((column) => `, n.${name(column.name)}`);
    const keys = relations.changedKeys(segmentId, 'entered');
    statements.push(
      `INSERT INTO ${table} SELECT n.${key}${columns.join('')}, ${commit.number} FROM ${relations.members(segmentId)} AS n WHERE n.${key} IN (${keys})`,
    );
  }
  return statements;
}

function rebuildStatements(
  { layout, before, commit, relations }: Writing,
  membership: MembershipCommit,
): readonly string[] {
  const { segmentId, published } = membership;
  const key = name(membership.keyColumn);
  const table = internalTable(layout, membershipTable(segmentId));
  const publish = membership.publishColumns.map(
    (column, index) => `n.${name(column.name)} AS ${publishedAs(index)}`,
  );
  const made = (target: string, entered: string, old: string): string => {
    const columns = [`n.${key}`, ...publish, `CAST(${entered} AS INTEGER) AS ${enteredIn}`];
    return `CREATE OR REPLACE TABLE ${target} AS SELECT ${columns.join(', ')} FROM ${relations.members(segmentId)} AS n ${old} ORDER BY n.${key}`;
  };
  if (published === undefined) return [made(table, `${commit.number}`, '')];
  const next = internalTable(layout, `${membershipTable(segmentId)}_next`);
  const old = `LEFT JOIN ${table} AS b ON ${sameObject('n', membership, 'b', published)}`;
  const isPacked = before.some(({ id, packed }) => id === segmentId && packed !== undefined);
  return [
    made(next, `coalesce(b.${enteredIn}, ${commit.number})`, old),
    `DROP ${isPacked ? 'VIEW' : 'TABLE'} ${table}`,
    `ALTER TABLE ${next} RENAME TO ${name(membershipTable(segmentId))}`,
  ];
}
