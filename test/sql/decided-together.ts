// Test support: segments decided together in memory, and who each of them has then.
import type { DecisionRequest, PrintedDecisions } from '../../compiler/sql/print-decisions.ts';
import type { MemoryWarehouse } from './memory-warehouse.ts';

/** Keys of the members, sorted as text, by segment. */
export type Members = ReadonlyMap<string, readonly string[]>;

/** Runs what was printed over objects whose key column is `id`. */
export async function decided(
  warehouse: MemoryWarehouse,
  request: DecisionRequest,
  printed: PrintedDecisions,
): Promise<Members> {
  for (const { name, query } of printed.tables) {
    await warehouse.run(`CREATE TEMP TABLE "${name}" AS ${query}`);
  }
  const found = new Map<string, readonly string[]>();
  for (const { query, words } of printed.decisions) {
    const rows = await warehouse.objects(`SELECT id, ${words.join(', ')} FROM (${query})`);
    for (const { segment, word, bit } of request.places) {
      if (!words.includes(word)) continue;
      const members = rows.filter(
        (row) => ((BigInt(String(row[word])) >> BigInt(bit)) & 1n) === 1n,
      );
      found.set(segment, members.map(({ id }) => String(id)).toSorted());
    }
  }
  for (const { name } of printed.tables) await warehouse.run(`DROP TABLE "${name}"`);
  return found;
}
