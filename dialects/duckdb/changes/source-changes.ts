// The port of a refresh to its sources: what changed in them since each was last looked at, and whom that may concern.
import { must } from '../../../compiler/assert.ts';
import type { ChangeStaging } from '../../../runtime/warehouse-changes.ts';
import type { RefreshCommit, RegisteredSegment } from '../../../runtime/warehouse-state.ts';
import type { SourceTables } from '../../../runtime/warehouse.ts';
import type { Connection } from '../engine/connection.ts';
import type { StagedRelations } from '../staging/staged-relations.ts';
import type { Layout } from '../state/state-tables.ts';
import { lookAtAll, type Looked, nothingLookedAt } from './look-at-sources.ts';
import { rememberSources } from './remember-sources.ts';
import {
  changesOutside,
  flipped,
  type LookedAt,
  stageKeys,
  stageRows,
  touched,
} from './touched-values.ts';

/** The sources of one refresh; one look at those that are remembered together. */
export interface SourceStaging extends ChangeStaging {
  /** Runs inside the transaction of the commit. */
  write(commit: RefreshCommit, registry: readonly RegisteredSegment[]): Promise<void>;
}

/** `hasChanges`: whether the segment was staged and has changes. `staged`: where they are. */
export function createSourceStaging(
  connection: Connection,
  layout: Layout,
  sources: SourceTables,
  hasChanges: (segmentId: number) => boolean,
  staged: StagedRelations,
): SourceStaging {
  let looked: Looked = nothingLookedAt;
  const lookAtEntity = (entity: string): LookedAt =>
    must(looked.looks.get(must(looked.ids.get(entity), `a look at ${entity}`)), entity);
  return {
    async findChanges(tracked, now) {
      looked = await lookAtAll(connection, layout, sources, tracked, now);
      return tracked.map(({ entity }) => {
        const { look, request } = lookAtEntity(entity);
        const { before } = request;
        const { refresh: lookedIn, keysChecked } = before ?? {};
        return { entity, state: look.change, lookedIn, keysChecked };
      });
    },
    touched: (entity, column, since) => touched(lookAtEntity(entity), column, since),
    flipped(segmentId, since) {
      const changes = hasChanges(segmentId) ? staged.changes(segmentId) : undefined;
      return flipped(connection, layout, { segmentId, since, changes });
    },
    changesOutside: (segmentId, keys) =>
      changesOutside(connection, staged.changes(segmentId), keys),
    stageKeys: (name, query, keyColumn) => stageKeys(connection, name, query, keyColumn),
    stageRows: (name, query) => stageRows(connection, name, query),
    write: (commit, registry) => rememberSources(connection, layout, looked, commit, registry),
  };
}
