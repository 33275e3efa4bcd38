// Staging of segments that are decided together: words with a bit for each segment, compared word by word with what is published.
// Each segment can be asked for afterwards as if it had been staged alone (staged-relations.ts).
import { must } from '../../../compiler/assert.ts';
import type {
  DecidedBatch,
  DecidedSegment,
  DecisionBatch,
  DecisionStaging,
} from '../../../runtime/warehouse-decisions.ts';
import type { Connection } from '../engine/connection.ts';
import { textOf } from '../engine/row-values.ts';
import { runAll } from '../engine/run-all.ts';
import type { Layout } from '../state/state-tables.ts';
import { keyFaults } from '../tables/key-faults.ts';
import { doing, runDecisions, type Staged, type StagedTables, tablesOf } from './decided-batch.ts';
import {
  attributeDecided,
  changedKeys,
  diffDecided,
  membersOfDecided,
  type PlaceOf,
} from './decision-changes.ts';
import { type DecidedIn, relationsOf, type StagedRelations } from './staged-relations.ts';
import { stagedTable, stagingCatalog } from './staging-catalog.ts';

/** Batches of one refresh, and where the others find what is staged of their segments. */
export interface Decisions extends DecisionStaging {
  /** Of segments that were not decided together, too. */
  readonly relations: StagedRelations;
}

export function createDecisionStaging(
  connection: Connection,
  layout: Layout,
  placeOf: PlaceOf,
  onStaged: (segment: DecidedSegment, keyColumn: string, keyType: string) => void,
): Decisions {
  const batches = new Map<string, Staged>();
  const batchOf = (batch: string): Staged => must(batches.get(batch), `batch ${batch}`);
  const decidedIn = new Map<number, DecidedIn>();
  return {
    async decide(batch) {
      const tables = tablesOf(batch);
      const decided = await decide(connection, batch, tables);
      const told = { reasons: new Map(), earlier: new Map() };
      const found = { diffs: new Map(), flipped: new Map() };
      const staged = { ...batch, ...told, ...found, tables, keyType: decided.keyType };
      batches.set(batch.name, staged);
      for (const segment of batch.segments) decidedIn.set(segment.segmentId, { staged, segment });
      // What only some objects were decided for has its members when it has been compared with what is published.
      if (batch.only === undefined) await makeViews(connection, layout, staged);
      for (const segment of batch.segments) onStaged(segment, batch.keyColumn, decided.keyType);
      return decided;
    },
    async diffDecided(batch, requests) {
      const staged = batchOf(batch);
      const diffs = await diffDecided(connection, layout, staged, requests, placeOf);
      if (staged.only !== undefined) await makeViews(connection, layout, staged);
      return diffs;
    },
    changedKeys: (batch, ids) => changedKeys(connection, batchOf(batch), ids),
    attributeDecided: (batch, earlier, ids) =>
      attributeDecided(connection, batchOf(batch), earlier, ids),
    async dropDecided(ids) {
      // Tables that only the batch knows go with the staging catalogue.
      const viewed = ids.filter((id) => decidedIn.get(id)?.segment.isReferredTo === true);
      for (const id of ids) decidedIn.delete(id);
      const drops = viewed.map((id) => `DROP VIEW IF EXISTS ${stagedTable(id)}`);
      await runAll(connection, drops, doing);
    },
    relations: relationsOf(layout, decidedIn),
  };
}

/** Members of segments that others look up, under the names that their queries have for them. */
async function makeViews(connection: Connection, layout: Layout, staged: Staged): Promise<void> {
  const views = staged.segments.flatMap((segment) => {
    if (!segment.isReferredTo) return [];
    const members = membersOfDecided(layout, staged, segment);
    return [`CREATE OR REPLACE VIEW ${stagedTable(segment.segmentId)} AS ${members}`];
  });
  await runAll(connection, views, doing);
}

async function decide(
  connection: Connection,
  { keyColumn, printed, segments }: DecisionBatch,
  tables: StagedTables,
): Promise<DecidedBatch> {
  const rows = await runDecisions(connection, printed, tables.decided);
  const decided = printed.decisions.map((decision, at) => ({
    table: tables.decided(must(decision.words[0], 'a word')),
    keys: rows[at],
  }));
  return {
    keyType: await typeOf(connection, must(decided[0], 'decisions').table, keyColumn),
    keyFaults: await firstFaults(connection, decided, keyColumn),
    relations: segments.map(({ segmentId }) => [stagingCatalog, 'main', `members_${segmentId}`]),
  };
}

async function firstFaults(
  connection: Connection,
  decided: readonly { readonly table: string; readonly keys: number | undefined }[],
  keyColumn: string,
): Promise<DecidedBatch['keyFaults']> {
  for (const { table, keys } of decided) {
    const faults = await keyFaults(connection, table, keyColumn, keys);
    if (faults.missing + faults.repeated > 0) return faults;
  }
  return { missing: 0, repeated: 0, examples: [] };
}

async function typeOf(connection: Connection, table: string, column: string): Promise<string> {
  const rows = await connection.rows(`DESCRIBE ${table}`, doing);
  const row = rows.find((one) => one['column_name'] === column);
  return textOf(must(row, `column ${column}`), 'column_type');
}
