// One refresh of DuckDB behind the runtime's port: staging in memory, one transaction, the serving file.
import { must } from '../../compiler/assert.ts';
import { catalogue } from '../../compiler/diagnostics/catalogue.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import type { RefreshStaging, SourceTables } from '../../runtime/warehouse.ts';
import type { DecisionStaging } from '../../runtime/warehouse-decisions.ts';
import type { MembershipDiff } from '../../runtime/warehouse-diff.ts';
import { createSourceStaging } from './changes/source-changes.ts';
import type { Connection } from './engine/connection.ts';
import { name } from './engine/sql-text.ts';
import { checkpoint, commitRefresh } from './publish/commit.ts';
import { writeServingFile } from './publish/serving-file.ts';
import { diff } from './staging/compare-segment.ts';
import { createDecisionStaging } from './staging/decisions.ts';
import { attributeToTime, stageEarlier } from './staging/earlier-members.ts';
import { changesOf } from './staging/segment-log.ts';
import { stage } from './staging/stage-segment.ts';
import type { StagedShape } from './staging/staged-shape.ts';
import { stagingCatalog } from './staging/staging-catalog.ts';
import type { KeptRegistry } from './state/kept-registry.ts';
import { readRegistry } from './state/registry.ts';
import type { Layout } from './state/state-tables.ts';
import { fingerprint, type MountedFiles } from './tables/mounts.ts';

export interface Opened {
  readonly sources: SourceTables;
  readonly registry: KeptRegistry;
  readonly mounts: readonly MountedFiles[];
  readonly serving: string | undefined;
  /** Runs before anything is committed. */
  readonly onCommit: () => void;
}

/** Attaches the staging catalogue; `discard` detaches it. */
export async function startRefresh(
  connection: Connection,
  layout: Layout,
  { sources, registry, mounts, serving, onCommit }: Opened,
): Promise<RefreshStaging> {
  await connection.run(`ATTACH ':memory:' AS ${name(stagingCatalog)}`, 'preparing staging');
  const files = fingerprint(mounts);
  const before = await registry.keep();
  const places = new Map(before.map(({ id, packed }) => [id, packed]));
  const shapes = new Map<number, StagedShape>();
  const { relations, ...decisions } = createDecisionStaging(
    connection,
    layout,
    (id) => places.get(id),
    ({ segmentId, objectType }, keyColumn, keyType) => {
      shapes.set(segmentId, { objectType, keyColumn, keyType, publishColumns: [] });
    },
  );
  const changed = new Set<number>();
  const hasChanges = (id: number): boolean => changed.has(id);
  const remembered = createSourceStaging(connection, layout, sources, hasChanges, relations);
  return {
    ...noting(decisions, changed),
    ...remembered,
    ...stagedAlone(connection, layout, shapes, changed),
    stageEarlier: (table, query, keyColumn) => stageEarlier(connection, table, query, keyColumn),
    changesOf: (segmentId, segment) => changesOf(connection, layout, segmentId, segment),
    async commit(commit) {
      requireUnmoved(mounts, files);
      registry.forget();
      onCommit();
      await commitRefresh(connection, layout, { before, commit, relations }, (after) =>
        remembered.write(commit, after),
      );
      await checkpoint(connection);
    },
    publishServing: () => publishServing(connection, layout, serving),
    async discard() {
      registry.forget();
      // It is in memory and goes with the connection at the latest; a failure must not hide the one before it.
      await connection
        .run(`DETACH ${name(stagingCatalog)}`, 'removing staging')
        .catch(() => undefined);
    },
  };
}

/** Segments that are staged one by one; their shapes, and which of them have changes, are noted. */
function stagedAlone(
  connection: Connection,
  layout: Layout,
  shapes: Map<number, StagedShape>,
  changed: Set<number>,
): Pick<RefreshStaging, 'stage' | 'diff' | 'attributeToTime'> {
  /** Keys of the objects that a segment was asked for; undefined: all. */
  const asked = new Map<number, readonly string[] | undefined>();
  const shapeOf = (id: number): StagedShape => must(shapes.get(id), `staged segment ${id}`);
  return {
    async stage(request) {
      const staged = await stage(connection, request);
      const { keyType, publishColumns } = staged;
      const { segmentId, objectType, keyColumn, only } = request;
      shapes.set(segmentId, { objectType, keyColumn, keyType, publishColumns });
      asked.set(segmentId, only);
      return staged;
    },
    async diff(request) {
      const { segmentId } = request;
      const only = asked.get(segmentId);
      const found = await diff(connection, layout, shapeOf(segmentId), request, only);
      note(changed, segmentId, found);
      return found;
    },
    async attributeToTime(segmentId, earlier) {
      const key = shapeOf(segmentId).keyColumn;
      return { time: await attributeToTime(connection, segmentId, earlier, key) };
    },
  };
}

async function publishServing(
  connection: Connection,
  layout: Layout,
  serving: string | undefined,
): Promise<string | undefined> {
  if (serving === undefined) return undefined;
  await writeServingFile(connection, layout, await readRegistry(connection, layout), serving);
  return serving;
}

/** Decisions that note which segments have changes. */
function noting(decisions: DecisionStaging, changed: Set<number>): DecisionStaging {
  return {
    ...decisions,
    async diffDecided(batch, requests) {
      const found = await decisions.diffDecided(batch, requests);
      requests.forEach(({ segmentId }, at) => {
        note(changed, segmentId, must(found[at], 'a difference'));
      });
      return found;
    },
    async dropDecided(ids) {
      await decisions.dropDecided(ids);
      for (const id of ids) changed.delete(id);
    },
  };
}

function note(changed: Set<number>, id: number, { entered, left }: MembershipDiff): void {
  if (entered + left > 0) changed.add(id);
  else changed.delete(id);
}

/** Mounted files are not under the database's snapshot: a refresh whose files changed while it read them is not published. */
function requireUnmoved(
  mounts: readonly MountedFiles[],
  before: ReadonlyMap<string, string>,
): void {
  const after = fingerprint(mounts);
  const moved = [...before].flatMap(([file, print]) => (after.get(file) === print ? [] : [file]));
  if (moved.length > 0) {
    throw operationalError(catalogue.operations.sourcesMoved, { files: moved.slice(0, 5) });
  }
}
