// What a commit does to the tables that packed members share: bits are unset in place and rows added, or the table is made anew.
import { must } from '../../../compiler/assert.ts';
import { name } from '../engine/sql-text.ts';
import { keepsShape } from '../staging/staged-shape.ts';
import { memberViewStatement, packedKey, packName, packTable } from '../state/packed-members.ts';
import {
  enteredIn,
  internalTable,
  type Layout,
  membershipTable,
  mostRowsInPlace,
} from '../state/state-tables.ts';
import { type PackChange, packChanges } from './changes-of-packs.ts';
import type { Writing } from './writing.ts';

/** Inside the commit's transaction, after all that reads members as they were. */
export function packedStatements(writing: Writing): readonly string[] {
  const { layout, before, commit, places } = writing;
  const moved = commit.memberships.filter(
    (membership) => places.has(membership.segmentId) && !keepsShape(membership),
  );
  const hadTable = new Set(
    before.flatMap(({ id, published, packed }) =>
      published !== undefined && packed === undefined ? [id] : [],
    ),
  );
  const drops = moved.flatMap(({ segmentId }) =>
    hadTable.has(segmentId)
      ? [`DROP TABLE ${internalTable(layout, membershipTable(segmentId))}`]
      : [],
  );
  const views = moved.map(({ segmentId, keyColumn }) =>
    memberViewStatement(layout, segmentId, must(places.get(segmentId), 'a place'), keyColumn),
  );
  return [
    ...drops,
    ...packChanges(writing).flatMap((change) => packStatements(layout, change)),
    // Names inside a view are resolved in the catalogue that is current when it is made.
    ...(views.length === 0 ? [] : [`USE ${name(layout.database)}`, ...views, 'USE memory']),
  ];
}

const columns = `${packedKey}, ${enteredIn}, bits`;

function packStatements(layout: Layout, change: PackChange): readonly string[] {
  const { pack, isNew, entering, leaving, gone, mostRows } = change;
  const table = packTable(layout, pack);
  const rows = entering.join('\nUNION ALL\n');
  if (isNew) {
    return [
      `CREATE OR REPLACE TABLE ${table} AS SELECT ${columns} FROM (${rows}) AS e ORDER BY ${packedKey}`,
    ];
  }
  if (gone === 0n && mostRows < mostRowsInPlace) {
    return [...unsetStatements(table, leaving), `INSERT INTO ${table} ${rows}`];
  }
  const next = internalTable(layout, `${packName(pack)}_next`);
  return [
    `CREATE OR REPLACE TABLE ${next} AS SELECT ${columns} FROM (${[keptRows(table, leaving, gone), ...entering].join('\nUNION ALL\n')}) AS r WHERE bits <> 0 ORDER BY ${packedKey}, ${enteredIn}`,
    `DROP TABLE ${table}`,
    `ALTER TABLE ${next} RENAME TO ${name(packName(pack))}`,
  ];
}

function unsetStatements(table: string, leaving: readonly string[]): readonly string[] {
  if (leaving.length === 0) return [];
  return [
    `UPDATE ${table} AS b SET bits = b.bits & ~l.lost FROM ${lostBits(leaving)} AS l WHERE l.${packedKey} = b.${packedKey} AND (b.bits & l.lost) <> 0`,
    `DELETE FROM ${table} WHERE bits = 0`,
  ];
}

/** SQL: the rows of the table with the bits that stay, which may be none. */
function keptRows(table: string, leaving: readonly string[], gone: bigint): string {
  const stay = gone === 0n ? 'b.bits' : `b.bits & ~CAST(${gone} AS BIGINT)`;
  if (leaving.length === 0) {
    return `SELECT b.${packedKey}, b.${enteredIn}, ${stay} AS bits FROM ${table} AS b`;
  }
  return `SELECT b.${packedKey}, b.${enteredIn}, ${stay} & ~coalesce(l.lost, 0) AS bits FROM ${table} AS b LEFT JOIN ${lostBits(leaving)} AS l ON l.${packedKey} = b.${packedKey}`;
}

/** SQL: each key once, with all bits that are unset. */
function lostBits(leaving: readonly string[]): string {
  const [first = '', ...others] = leaving;
  if (others.length === 0) return `(${first})`;
  return `(SELECT ${packedKey}, bit_or(lost) AS lost FROM (${leaving.join('\nUNION ALL\n')}) AS p GROUP BY ${packedKey})`;
}
