// A batch of segments that are decided together, in the staging catalogue: its names, and how its decisions are made.
import { must } from '../../../compiler/assert.ts';
import type { PrintedDecisions } from '../../../compiler/sql/print-decisions.ts';
import type { DecidedSegment, DecisionBatch } from '../../../runtime/warehouse-decisions.ts';
import type { MembershipDiff } from '../../../runtime/warehouse-diff.ts';
import type { Connection } from '../engine/connection.ts';
import { keepRows } from '../engine/keep-rows.ts';
import { runAll } from '../engine/run-all.ts';
import { name, names } from '../engine/sql-text.ts';
import { maskOfBits } from '../state/packed-members.ts';
import { stagingCatalog } from './staging-catalog.ts';

/** What is known of a batch while its refresh goes on. */
export interface Staged extends DecisionBatch {
  readonly tables: StagedTables;
  /** Native type of the key. */
  readonly keyType: string;
  /** By segment: what `diffDecided` was told, and where the earlier decisions are. */
  readonly reasons: Map<number, string>;
  readonly earlier: Map<number, string>;
  /** By segment: what `diffDecided` found; by word: how many objects changed. */
  readonly diffs: Map<number, MembershipDiff>;
  readonly flipped: Map<string, number>;
}

/** Names in the staging catalogue. */
export interface StagedTables {
  readonly decided: (word: string) => string;
  readonly flips: (word: string) => string;
  readonly changed: string;
}

export const doing = 'computing segments together';

export function tablesOf({ name: batch, printed }: DecisionBatch): StagedTables {
  const table = (what: string, word: string): string =>
    names(stagingCatalog, 'main', `${what} ${batch} ${word}`);
  const first = (word: string): string =>
    must(printed.decisions.find(({ words }) => words.includes(word))?.words[0], word);
  return {
    decided: (word) => table('decided', first(word)),
    flips: (word) => table('flips', word),
    changed: `changed ${batch}`,
  };
}

/** Segments of one batch, by the word that has their bit. */
export function byWord(
  segments: readonly DecidedSegment[],
): ReadonlyMap<string, readonly DecidedSegment[]> {
  const found = new Map<string, DecidedSegment[]>();
  for (const segment of segments) {
    found.set(segment.word, [...(found.get(segment.word) ?? []), segment]);
  }
  return found;
}

/** SQL that is true when the word, which is SQL, has the bit. */
export function has(word: string, bit: number): string {
  return `((${word}) & ${2n ** BigInt(bit)}) <> 0`;
}

/** The bits of the segments, which are of one word. */
export function maskOf(segments: readonly DecidedSegment[]): bigint {
  return maskOfBits(segments.map(({ bit }) => bit));
}

/** Makes the shared tables, the decisions from them, and removes the former. How many rows each of the decisions has. */
export async function runDecisions(
  connection: Connection,
  { tables, decisions }: PrintedDecisions,
  tableOf: (word: string) => string,
): Promise<readonly number[]> {
  const made: string[] = [];
  const rows: number[] = [];
  try {
    for (const { name: table, query } of tables) {
      await connection.run(`CREATE TEMP TABLE ${name(table)} AS\n${query}`, doing);
      made.push(table);
    }
    for (const { query, words } of decisions) {
      const table = tableOf(must(words[0], 'a word'));
      rows.push(await keepRows(connection, table, `\n${query}`, doing));
    }
    return rows;
  } finally {
    const drops = made.toReversed().map((table) => `DROP TABLE ${name(table)}`);
    await runAll(connection, drops, doing);
  }
}
