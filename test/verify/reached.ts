// Whoever is a member now and was none before, or the other way round, is reached: by a row that changed, a time that passed, or the
// change of a segment that is referred to. What changed is told by comparing the rows of both worlds, not by Segform.
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import { findReaches } from '../../compiler/incremental/find-reaches.ts';
import type { Reach } from '../../compiler/incremental/reach.ts';
import { inlineMembers } from '../../compiler/plan/inline-members.ts';
import type { PlannedSegment, RefreshPlan } from '../../compiler/plan/refresh-plan.ts';
import { printReached, touchedColumns } from '../../compiler/sql/print-reached.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import { type DuckdbMembers, type Members, relationsOf } from './duckdb-members.ts';
import { earlierWorld } from './earlier-world.ts';
import type { Program } from './random-program.ts';
import type { StoredTables } from './random-rows.ts';
import { tablesScript } from './world-tables.ts';

export interface Missed {
  readonly segment: string;
  /** Keys of objects that changed sides and were not reached. */
  readonly keys: readonly string[];
}

export interface ReachedResult {
  readonly missed: readonly Missed[];
  /** Segments whose changes are told by reaches. */
  readonly told: number;
  /** Objects that changed sides in those. */
  readonly flips: number;
}

/** `plan` and `found`: of the program now. Leaves the rows of now behind. */
export async function judgeReached(
  warehouse: DuckdbMembers,
  program: Program,
  project: CheckedProject,
  plan: RefreshPlan,
  planAt: (program: Program) => RefreshPlan,
  found: Members,
): Promise<ReachedResult> {
  const earlier = earlierWorld(program, project);
  const objectOf = (name: string): string =>
    project.segments.find((segment) => segment.name === name)?.object ?? '';
  await warehouse.load(earlier, objectOf);
  const before = await warehouse.members(planAt(earlier), relationsOf(program));
  await warehouse.load(program, objectOf);
  await warehouse.run(tablesScript(renamed(earlier.tables)));
  const inlined = inlineMembers(plan, new Set(plan.segments.map(({ name }) => name)));
  const judged = [];
  for (const version of [plan, inlined]) {
    const search = { warehouse, program, plan: version, earlierNow: earlier.now, before, found };
    for (const segment of version.segments) judged.push(await judgeSegment(search, segment));
  }
  const told = judged.filter((one) => one !== undefined);
  return {
    missed: told.flatMap(({ missed }) => (missed.keys.length > 0 ? [missed] : [])),
    told: told.length,
    flips: told.reduce((sum, { flips }) => sum + flips, 0),
  };
}

interface Search {
  readonly warehouse: DuckdbMembers;
  readonly program: Program;
  readonly plan: RefreshPlan;
  readonly earlierNow: string;
  readonly before: Members;
  readonly found: Members;
}

async function judgeSegment(
  search: Search,
  segment: PlannedSegment,
): Promise<{ readonly missed: Missed; readonly flips: number } | undefined> {
  const { plan, earlierNow, before, found } = search;
  const moment = (now: string) => ({ now, ...plan.calendar });
  const moments = { before: moment(earlierNow), now: moment(plan.now) };
  const result = findReaches(plan, segment, moments);
  if (result.kind === 'whole') return undefined;
  const { ofObject, ofPopulations } = result.reaches;
  for (const { object, reaches } of ofPopulations) {
    if ((await reachedBy(search, segment, object, reaches)).size > 0) return undefined;
  }
  const flips = differing(before.get(segment.name) ?? [], found.get(segment.name) ?? []);
  const reached = await reachedBy(search, segment, segment.object, ofObject);
  const keys = flips.filter((key) => !reached.has(key));
  return { missed: { segment: segment.name, keys }, flips: flips.length };
}

function differing(left: readonly string[], right: readonly string[]): readonly string[] {
  return [
    ...left.filter((key) => !right.includes(key)),
    ...right.filter((key) => !left.includes(key)),
  ];
}

/** Keys, as text. */
async function reachedBy(
  { warehouse, program, plan, before, found }: Search,
  segment: PlannedSegment,
  object: string,
  reaches: readonly Reach[],
): Promise<ReadonlySet<string>> {
  const tables = new Map<string, readonly string[]>();
  const make = async (sql: string): Promise<readonly string[]> => {
    const table = `touched ${tables.size}`;
    await warehouse.run(`CREATE OR REPLACE TABLE segments."${table}" AS ${sql}`);
    return ['segments', table];
  };
  for (const { entity, column } of touchedColumns(plan, reaches)) {
    const { table = [] } = plan.entities[entity] ?? {};
    const [now, then] = [quoted(table), quoted(oldName(table))];
    const rows = `(FROM ${now} EXCEPT ALL FROM ${then}) UNION ALL (FROM ${then} EXCEPT ALL FROM ${now})`;
    const sql = `SELECT DISTINCT ${quoted([column])} AS value FROM (${rows}) AS c`;
    tables.set(`${entity} ${column}`, await make(sql));
  }
  for (const { cause } of reaches) {
    if (cause.kind === 'logged') {
      // Both worlds have the same past.
      tables.set(`log ${cause.segment}`, await make("SELECT '' AS value WHERE FALSE"));
    }
    if (cause.kind !== 'flipped') continue;
    const keys = differing(before.get(cause.segment) ?? [], found.get(cause.segment) ?? []);
    const values = keys.map((key) => `('${key.replaceAll("'", "''")}')`);
    const sql = `SELECT value FROM (VALUES ${["('none')", ...values].join(', ')}) AS v(value) LIMIT ${keys.length} OFFSET 1`;
    tables.set(cause.segment, await make(sql));
  }
  const query = printReached(plan, object, reaches, [segment], duckdbDialect, {
    ...relationsOf(program),
    touched: (entity, column) => tables.get(`${entity} ${column}`) ?? [],
    flipped: (name) => tables.get(name) ?? [],
    logged: (name) => tables.get(`log ${name}`) ?? [],
  });
  return new Set(await warehouse.keys(query));
}

function quoted(parts: readonly string[]): string {
  return parts.map((part) => `"${part.replaceAll('"', '""')}"`).join('.');
}

function oldName([schema = '', ...rest]: readonly string[]): readonly string[] {
  return [`old ${schema}`, ...rest];
}

function renamed(tables: StoredTables): StoredTables {
  return Object.fromEntries(
    Object.entries(tables).map(([name, table]) => [oldName(name.split('.')).join('.'), table]),
  );
}
