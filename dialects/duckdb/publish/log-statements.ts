// What a commit adds to the log of changes.
import type { RefreshCommit } from '../../../runtime/warehouse-state.ts';
import type { StagedRelations } from '../staging/staged-relations.ts';
import { packedBits, type PackedPlace } from '../state/change-log.ts';
import { keyColumns } from '../state/logged-keys.ts';
import { internalTable, type Layout } from '../state/state-tables.ts';

/** So many parts of a union at once: planning one very long statement is slow. */
const mostParts = 50;

/** What the log gets, and where it has it. */
export interface Logged {
  readonly statements: readonly string[];
  /** By id of the segment. */
  readonly places: ReadonlyMap<number, PackedPlace>;
}

export function logged(layout: Layout, commit: RefreshCommit, relations: StagedRelations): Logged {
  const changed = commit.memberships
    .filter(({ entered, left }) => entered + left > 0)
    .map(({ segmentId }) => segmentId);
  const together = relations.loggedTogether(changed);
  const places = together.flatMap(({ segments }, at) =>
    segments.map(({ segmentId, ...place }) => [segmentId, { word: at + 1, ...place }] as const),
  );
  const packed = together.map(
    ({ query }, at) =>
      `INSERT INTO ${internalTable(layout, 'packed_changes')}
SELECT ${commit.number}, ${at + 1}, ${keyColumns}, ${packedBits} FROM (${query}) AS c ORDER BY object_number, object_key`,
  );
  return {
    statements: [...changesStatements(layout, commit, relations.loggedAlone(changed)), ...packed],
    places: new Map(places),
  };
}

/** `parts`: queries for changes that have rows of their own. */
function changesStatements(
  layout: Layout,
  commit: RefreshCommit,
  parts: readonly string[],
): readonly string[] {
  const statements: string[] = [];
  for (let at = 0; at < parts.length; at += mostParts) {
    const some = parts.slice(at, at + mostParts).map((part) => `FROM ${part} AS p`);
    statements.push(`INSERT INTO ${internalTable(layout, 'changes')}
SELECT ${commit.number}, segment_id, ${keyColumns}, entered, reason FROM (${some.join('\nUNION ALL ')}) AS c ORDER BY segment_id, object_number, object_key, entered`);
  }
  return statements;
}
