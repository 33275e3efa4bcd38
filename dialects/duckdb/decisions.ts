// Staging of segments that are decided together: words with a bit for each segment, compared word by word with what is published.
// Each segment looks afterwards as if it had been staged alone: a view of its members and one of its changes.
import { must } from '../../compiler/assert.ts';
import type {
  DecidedBatch,
  DecidedSegment,
  DecisionStaging,
} from '../../runtime/warehouse-decisions.ts';
import type { Connection } from './connection.ts';
import { doing, has, makeViews, runDecisions, type Staged, tablesOf } from './decided-batch.ts';
import { attributeDecided, changedKeys, diffDecided } from './decision-changes.ts';
import { textOf } from './row-values.ts';
import { keyFaults } from './source-tables.ts';
import { diffTable, stagedTable, stagingCatalog } from './staging.ts';
import type { Layout } from './state-tables.ts';
import { name } from './sql-text.ts';

export function createDecisionStaging(
  connection: Connection,
  layout: Layout,
  onStaged: (segment: DecidedSegment, keyColumn: string, keyType: string) => void,
): DecisionStaging {
  const batches = new Map<string, Staged>();
  const batchOf = (batch: string): Staged => must(batches.get(batch), `batch ${batch}`);
  return {
    async decide(batch) {
      const staged = { ...batch, tables: tablesOf(batch), reasons: new Map(), earlier: new Map() };
      batches.set(batch.name, staged);
      const decided = await decide(connection, staged);
      for (const segment of batch.segments) onStaged(segment, batch.keyColumn, decided.keyType);
      return decided;
    },
    diffDecided: (batch, requests) => diffDecided(connection, layout, batchOf(batch), requests),
    changedKeys: (batch, ids) => changedKeys(connection, batchOf(batch), ids),
    attributeDecided: (batch, earlier, ids) =>
      attributeDecided(connection, batchOf(batch), earlier, ids),
    dropDecided: (ids) => drop(connection, ids),
  };
}

async function decide(connection: Connection, staged: Staged): Promise<DecidedBatch> {
  const { keyColumn, printed, segments, tables } = staged;
  await runDecisions(connection, printed, tables.decided);
  // What only some objects were decided for has its members when it has been compared with what is published.
  const decided = staged.only === undefined ? segments : [];
  const views = decided.map(
    ({ segmentId, word, bit }) =>
      `CREATE OR REPLACE VIEW ${stagedTable(segmentId)} AS SELECT ${name(keyColumn)} FROM ${tables.decided(word)} WHERE ${has(word, bit)}`,
  );
  await makeViews(connection, views);
  const words = printed.decisions.map((decision) => must(decision.words[0], 'a word'));
  const keys = words.map((word) => `SELECT ${name(keyColumn)} FROM ${tables.decided(word)}`);
  const [first] = words;
  return {
    keyType: await typeOf(connection, tables.decided(must(first, 'a word')), keyColumn),
    keyFaults: await firstFaults(connection, keys, keyColumn),
    relations: segments.map(({ segmentId }) => [stagingCatalog, 'main', `members_${segmentId}`]),
  };
}

async function firstFaults(
  connection: Connection,
  queries: readonly string[],
  keyColumn: string,
): Promise<DecidedBatch['keyFaults']> {
  for (const query of queries) {
    const faults = await keyFaults(connection, `(${query})`, keyColumn);
    if (faults.missing + faults.repeated > 0) return faults;
  }
  return { missing: 0, repeated: 0, examples: [] };
}

async function typeOf(connection: Connection, table: string, column: string): Promise<string> {
  const rows = await connection.rows(`DESCRIBE ${table}`, doing);
  const row = rows.find((one) => one['column_name'] === column);
  return textOf(must(row, `column ${column}`), 'column_type');
}

/** Tables that only the batch knows go with the staging catalogue. */
async function drop(connection: Connection, ids: readonly number[]): Promise<void> {
  const tables = ids.flatMap((id) => [diffTable(id), stagedTable(id)]);
  await makeViews(
    connection,
    tables.map((table) => `DROP VIEW IF EXISTS ${table}`),
  );
}
