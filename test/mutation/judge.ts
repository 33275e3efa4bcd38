// Mutation testing: what a mutant of the compiler does to the members of the batches' segments.
import { readFileSync } from 'node:fs';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { RefreshPlan } from '../../compiler/plan/refresh-plan.ts';
import type { Batch } from './batch.ts';
import type { Fate, Judgement, Mutant } from './mutant.ts';
import { evaluateTarget, type Target } from './evaluate-target.ts';
import { sessionSettings } from '../../dialects/duckdb/engine/session.ts';

interface Baseline {
  readonly batch: Batch;
  /** SQL and its rows: by segment in plan order, then by object for its segments together. */
  readonly sql: ReadonlyMap<string, Script>;
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
    for (const [what, script] of sql) members.set(what, await membersOf(connection, script));
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
  let mutated: ReadonlyMap<string, Script>;
  try {
    mutated = printAll(target, batch);
  } catch (error) {
    return { fate: String(error).includes('Hit count') ? 'endless' : 'crash', by: batch.name };
  }
  const changed = [...sql].filter(([what, script]) => !isSame(mutated.get(what), script));
  if (changed.length === 0) return undefined;
  await connection.run(`USE ${databaseOf(index)}`);
  for (const [segment] of changed) {
    const by = `${batch.name} ${segment}`;
    const query = mutated.get(segment);
    if (query === undefined) return { fate: 'crash', by };
    try {
      const found = await rowsOf(connection, query);
      if (found !== members.get(segment)) return { fate: 'rows', by };
    } catch {
      return { fate: 'crash', by };
    }
  }
  return { fate: 'same_rows', by: `${batch.name} ${changed[0]?.[0] ?? ''}` };
}

/** Statements that make tables, and queries whose rows count. */
interface Script {
  readonly makes: readonly string[];
  readonly reads: readonly string[];
  /** The segment whose members are stored for those that refer to it. */
  readonly segment: string | undefined;
}

function isSame(left: Script | undefined, right: Script): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function printAll(target: Target, batch: Batch): ReadonlyMap<string, Script> {
  const plan = target.planRefresh(batch.project, { now: batch.now, segments: batch.segments });
  const problems = target.verifyPlan(plan);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const scripts = new Map<string, Script>();
  for (const { name } of plan.segments) {
    const sql = target.printSegmentQuery(plan, name, target.duckdbDialect, batch.relations);
    scripts.set(name, { makes: [], reads: [sql], segment: name });
  }
  const objects = batch.together ? plan.segments.map((segment) => segment.object) : [];
  for (const object of new Set(objects)) {
    scripts.set(`all of ${object}`, togetherScript(target, batch, plan, object, undefined));
    const half = `half of ${object}`;
    scripts.set(half, togetherScript(target, batch, plan, object, ['segments', half]));
  }
  return scripts;
}

/** All segments of an object at once; \`only\`: the name of a relation to make with every other object. */
function togetherScript(
  target: Target,
  { relations }: Batch,
  plan: RefreshPlan,
  object: string,
  only: readonly string[] | undefined,
): Script {
  const segments = plan.segments.filter((segment) => segment.object === object);
  const names = segments.map(({ name }) => name);
  const request = { places: target.placesOf(names), only, inlined: new Set(names) };
  const printed = target.printDecisions(plan, request, target.duckdbDialect, relations);
  const key = `"${segments[0]?.keyColumn ?? ''}"`;
  const keys = target.printKeyQuery(plan, object, target.duckdbDialect);
  const half = `SELECT ${key} FROM (${keys}) AS k WHERE ascii(right(CAST(${key} AS VARCHAR), 1)) % 2 = 0`;
  return {
    makes: [
      ...(only === undefined
        ? []
        : [`CREATE OR REPLACE TABLE ${only.map(quoted).join('.')} AS ${half}`]),
      ...printed.tables.map(
        ({ name, query }) => `CREATE OR REPLACE TEMP TABLE ${quoted(name)} AS ${query}`,
      ),
    ],
    reads: printed.decisions.map(({ query }) => query),
    segment: undefined,
  };
}

function quoted(name: string): string {
  return `"${name}"`;
}

/** Publishes the members for the segments that refer to them; the rows, sorted. */
async function membersOf(connection: DuckDBConnection, script: Script): Promise<string> {
  const { segment, reads } = script;
  if (segment !== undefined) {
    await connection.run(`CREATE OR REPLACE TABLE segments."${segment}" AS ${reads.join('')}`);
  }
  return await rowsOf(connection, script);
}

async function rowsOf(connection: DuckDBConnection, { makes, reads }: Script): Promise<string> {
  const found: string[] = [];
  try {
    for (const sql of makes) await connection.run(sql);
    for (const sql of reads) {
      const rows = (await connection.runAndReadAll(sql)).getRowsJson();
      found.push(...rows.map((row) => JSON.stringify(row)).toSorted());
    }
  } finally {
    for (const made of makes.toReversed()) {
      const name = /^CREATE OR REPLACE TEMP TABLE ("[^"]*")/.exec(made)?.[1];
      if (name !== undefined) await connection.run(`DROP TABLE IF EXISTS ${name}`);
    }
  }
  return found.join('\n');
}

function databaseOf(index: number): string {
  return `batch_${String(index)}`;
}
