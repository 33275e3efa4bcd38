// Staging of one refresh is an in-memory catalogue of its own: what it is called, and what segments that are staged alone have in it.
// A statement that fails loses only what it was building; the database file is not written here.
import { names } from '../engine/sql-text.ts';

/** A space keeps it apart from every file name's stem that a database could be attached as. */
export const stagingCatalog = 'segform staging';

export function stagedTable(segmentId: number): string {
  return names(stagingCatalog, 'main', `members_${segmentId}`);
}

/** Members among the objects that were asked about, when not all were. */
export function someMembers(segmentId: number): string {
  return `some_members_${segmentId}`;
}

/** Columns of the log beside refresh and segment: its keyColumns, entered, reason. And `key`, as it is stored, if its type is the published one. */
export function diffTable(segmentId: number): string {
  return names(stagingCatalog, 'main', `changes_${segmentId}`);
}
