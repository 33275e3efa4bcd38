// Mutation testing: what a mutant of the compiler does to the members of the batches' segments.
import { readFileSync } from 'node:fs';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { Batch } from './batch.ts';
import type { Fate, Judgement, Mutant } from './mutant.ts';
import { evaluateTarget, type Target } from './evaluate-target.ts';
import { sessionSettings } from '../../dialects/duckdb/session.ts';

interface Baseline {
  readonly batch: Batch;
  /** SQL and members by segment, in plan order. */
  readonly sql: ReadonlyMap<string, string>;
  readonly members: ReadonlyMap<string, string>;
  /** Ids of the mutants whose code it runs. */
  readonly reached: ReadonlySet<string>;
}

export interface Judge {
  judge(mutant: Mutant): Promise<Judgement>;
}

/** Computes every batch once without a mutant. */
export async function createJudge(code: string, batches: readonly Batch[]): Promise<Judge> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(sessionSettings.join(';'));
  const { target, coverage } = evaluateTarget(code, undefined);
  const baselines: Baseline[] = [];
  for (const [index, batch] of batches.entries()) {
    await connection.run(`ATTACH ':memory:' AS ${databaseOf(index)}; USE ${databaseOf(index)}`);
    await connection.run(`CREATE SCHEMA IF NOT EXISTS segments; ${batch.script}`);
    const sql = coverage.during(batch.name, () => printAll(target, batch));
    const members = new Map<string, string>();
    for (const [segment, query] of sql) {
      members.set(segment, await membersOf(connection, segment, query));
    }
    baselines.push({ batch, sql, members, reached: coverage.of(batch.name) });
  }
  return {
    judge: ({ id, code: own }) => {
      const isEverywhere = own !== undefined || coverage.isStatic(id);
      const load = (): Target =>
        own === undefined
          ? evaluateTarget(code, id).target
          : evaluateTarget(readFileSync(own, 'utf8'), undefined).target;
      return judgeMutant({ load, connection, baselines, isEverywhere }, id);
    },
  };
}

interface Court {
  readonly load: () => Target;
  readonly connection: DuckDBConnection;
  readonly baselines: readonly Baseline[];
  /** Runs when the modules are loaded, so any batch may show it. */
  readonly isEverywhere: boolean;
}

async function judgeMutant(court: Court, id: string): Promise<Judgement> {
  let target: Target;
  try {
    target = court.load();
  } catch {
    return { id, fate: 'crash', by: 'loading' };
  }
  let fate: Fate = 'not_reached';
  let by: string | undefined;
  for (const [index, baseline] of court.baselines.entries()) {
    if (!court.isEverywhere && !baseline.reached.has(id)) continue;
    if (fate === 'not_reached') fate = 'same_sql';
    const shown = await judgeIn(court.connection, index, baseline, target);
    if (shown === undefined) continue;
    if (shown.fate !== 'same_rows') return { id, ...shown };
    fate = 'same_rows';
    by ??= shown.by;
  }
  return { id, fate, by };
}

async function judgeIn(
  connection: DuckDBConnection,
  index: number,
  { batch, sql, members }: Baseline,
  target: Target,
): Promise<Omit<Judgement, 'id'> | undefined> {
  let mutated: ReadonlyMap<string, string>;
  try {
    mutated = printAll(target, batch);
  } catch (error) {
    return { fate: String(error).includes('Hit count') ? 'endless' : 'crash', by: batch.name };
  }
  const changed = [...sql].filter(([segment, query]) => mutated.get(segment) !== query);
  if (changed.length === 0) return undefined;
  await connection.run(`USE ${databaseOf(index)}`);
  for (const [segment] of changed) {
    const by = `${batch.name} ${segment}`;
    const query = mutated.get(segment);
    if (query === undefined) return { fate: 'crash', by };
    try {
      const found = await keysOf(connection, query);
      if (found !== members.get(segment)) return { fate: 'rows', by };
    } catch {
      return { fate: 'crash', by };
    }
  }
  return { fate: 'same_rows', by: `${batch.name} ${changed[0]?.[0] ?? ''}` };
}

function printAll(target: Target, batch: Batch): ReadonlyMap<string, string> {
  const plan = target.planRefresh(batch.project, { now: batch.now, segments: batch.segments });
  const problems = target.verifyPlan(plan);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return new Map(
    plan.segments.map(({ name }) => [
      name,
      target.printSegmentQuery(plan, name, target.duckdbDialect, batch.relations),
    ]),
  );
}

/** Publishes the members for the segments that refer to them; the keys, sorted. */
async function membersOf(
  connection: DuckDBConnection,
  segment: string,
  query: string,
): Promise<string> {
  await connection.run(`CREATE OR REPLACE TABLE segments."${segment}" AS ${query}`);
  return keysOf(connection, query);
}

async function keysOf(connection: DuckDBConnection, query: string): Promise<string> {
  const reader = await connection.runAndReadAll(query);
  const rows = reader.getRowsJson();
  return rows
    .map((row) => JSON.stringify(row))
    .toSorted()
    .join('\n');
}

function databaseOf(index: number): string {
  return `batch_${String(index)}`;
}
