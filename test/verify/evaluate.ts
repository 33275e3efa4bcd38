// One program through both sides: the compiler with DuckDB, and the interpreter; and the properties of the compiler itself.
import { checkProject } from '../../compiler/check/check-project.ts';
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import { passes } from '../../compiler/plan/passes.ts';
import { planRefresh } from '../../compiler/plan/plan-refresh.ts';
import type { RefreshPlan } from '../../compiler/plan/refresh-plan.ts';
import { verifyPlan } from '../../compiler/plan/verify.ts';
import type { SourceFile } from '../../compiler/source.ts';
import { checkDialect } from '../../compiler/sql/check-dialect.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import { snowflakeDialect } from '../../dialects/snowflake/dialect.ts';
import { formatFile } from '../../format/format-file.ts';
import { interpret } from '../interpreter/interpret.ts';
import { judgeReached, type Missed } from './reached.ts';
import {
  type DuckdbMembers,
  halfOf,
  type Members,
  printAll,
  relationsOf,
} from './duckdb-members.ts';
import { type Program, programText } from './random-program.ts';

/** What was promised and is not so. */
export type Property =
  /** DuckDB and the interpreter name the same members. */
  | 'members'
  /** The same members without the passes over the plan, and when nobody knows how columns are stored. */
  | 'passes'
  /** The same members when all segments of an object are decided at once, also for half of the objects. */
  | 'together'
  /** Whoever enters or leaves between two worlds is reached by what changed. */
  | 'reached'
  /** Formatting changes no query. */
  | 'format'
  /** The same bytes: printed again, from files in another order. */
  | 'bytes'
  /** Every dialect prints. */
  | 'dialects'
  /** What is generated has no errors and runs. */
  | 'runs';

export interface Difference {
  readonly property: Property;
  /** Undefined when it is one of the whole program. */
  readonly segment: string | undefined;
  readonly expected: readonly string[] | string;
  readonly found: readonly string[] | string;
}

export interface Evaluation {
  readonly project: CheckedProject;
  /** By the interpreter; sorted keys by segment. */
  readonly members: Members;
  readonly differences: readonly Difference[];
  readonly reached: ReachedCounts;
}

/** Of segments, with and without references replaced by what they stand for. */
export interface ReachedCounts {
  /** Whose changes are told by what changed, and not by asking all objects again. */
  readonly told: number;
  /** Objects that changed sides in those. */
  readonly flips: number;
}

/** Everything, or only whether the members are the same. */
export interface EvaluationWish {
  readonly properties: boolean;
}

/** `undefined` when the program has errors: those are the differences of `refused`. */
export async function evaluate(
  warehouse: DuckdbMembers,
  program: Program,
  wish: EvaluationWish,
): Promise<Evaluation | Difference> {
  const project = projectOf([{ path: 'random.seg', text: programText(program) }]);
  if (typeof project === 'string') return broken('no errors', project);
  try {
    return await compare(warehouse, program, project, wish);
  } catch (error) {
    return broken('no failure', messageOf(error));
  }
}

function broken(expected: string, found: string): Difference {
  return { property: 'runs', segment: undefined, expected, found };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The project, or its first error. */
function projectOf(files: readonly SourceFile[]): CheckedProject | string {
  const { diagnostics, project } = checkProject(files);
  const error = diagnostics.find(({ severity }) => severity === 'error');
  if (error === undefined) return project;
  const text = files.find(({ path }) => path === error.span.file)?.text ?? '';
  const before = text.slice(Math.max(0, error.span.start - 80), error.span.start);
  const place = `${before}«${text.slice(error.span.start, error.span.end)}»`;
  return `${error.code} ${error.message}: ${place}`;
}

export function membershipNames({ segments }: CheckedProject): readonly string[] {
  return segments
    .filter(({ parameters }) => parameters.every(({ fallback }) => fallback !== undefined))
    .map(({ name }) => name);
}

async function compare(
  warehouse: DuckdbMembers,
  program: Program,
  project: CheckedProject,
  { properties }: EvaluationWish,
): Promise<Evaluation> {
  const members = interpreted(project, program);
  const plan = planOf(project, program);
  const relations = relationsOf(program);
  await warehouse.load(program, objectsOf(project));
  const found = await warehouse.members(plan, relations);
  const differences = differencesOf('members', members, found);
  let reached: ReachedCounts = { told: 0, flips: 0 };
  if (properties) {
    differences.push(...(await withoutPasses(warehouse, program, project, found)));
    differences.push(...(await decidedTogether(warehouse, program, plan, found)));
    const planAt = (earlier: Program): RefreshPlan => planOf(project, earlier);
    const judged = await judgeReached(warehouse, program, project, plan, planAt, found);
    reached = { told: judged.told, flips: judged.flips };
    differences.push(...judged.missed.map(notReached));
    differences.push(...textProperties(program, plan));
    differences.push(...dialectProperty(program, project, plan));
  }
  return { project, members, differences, reached };
}

export function objectsOf({ segments }: CheckedProject): (segment: string) => string {
  return (segment) => segments.find(({ name }) => name === segment)?.object ?? '';
}

function interpreted(project: CheckedProject, program: Program): Members {
  const { now, log } = program;
  const tables = Object.fromEntries(
    Object.entries(program.tables).map(([name, { rows }]) => [name, rows]),
  );
  const columnTypes = Object.fromEntries(
    Object.entries(program.tables).map(([name, { columns }]) => [name, columns]),
  );
  const previous = new Map(
    Object.entries(program.previous).map(([name, keys]) => [name, new Set(keys)]),
  );
  const found = interpret(project, { now, tables, columnTypes, log, previous });
  return new Map([...found].map(([name, keys]) => [name, [...keys].toSorted()]));
}

export function planOf(
  project: CheckedProject,
  { now }: Program,
  withoutPassNames: readonly string[] = [],
): RefreshPlan {
  const segments = membershipNames(project);
  const plan = planRefresh(project, { now, segments, withoutPasses: withoutPassNames });
  const problems = verifyPlan(plan);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return plan;
}

function differencesOf(property: Property, expected: Members, found: Members): Difference[] {
  return [...expected].flatMap(([segment, keys]) => {
    const others = found.get(segment) ?? [];
    if (keys.join('\n') === others.join('\n') && keys.length === others.length) return [];
    return [{ property, segment, expected: keys, found: others }];
  });
}

async function withoutPasses(
  warehouse: DuckdbMembers,
  program: Program,
  project: CheckedProject,
  found: Members,
): Promise<readonly Difference[]> {
  const plan = planOf(
    project,
    program,
    passes.map(({ name }) => name),
  );
  const relations = { ...relationsOf(program), columnType: undefined };
  return differencesOf('passes', found, await warehouse.members(plan, relations));
}

async function decidedTogether(
  warehouse: DuckdbMembers,
  program: Program,
  plan: RefreshPlan,
  found: Members,
): Promise<readonly Difference[]> {
  const relations = relationsOf(program);
  const all = await warehouse.together(plan, relations, false);
  const half = await warehouse.together(plan, relations, true);
  return [
    ...differencesOf('together', found, all),
    ...differencesOf('together', halfOf(found), half),
  ];
}

function notReached({ segment, keys }: Missed): Difference {
  const found = `not reached: ${keys.join(', ')}`;
  return { property: 'reached', segment, expected: 'all that changed sides', found };
}

/** Formatted, and in files of their own in another order: the same queries. */
function textProperties(program: Program, plan: RefreshPlan): readonly Difference[] {
  const queries = queriesOf(plan, program);
  const whole = { path: 'random.seg', text: programText(program) };
  const { text: formatted } = formatFile(whole);
  const parts = program.declarations.map((text, at) => ({ path: `f${at}.seg`, text }));
  const versions = [
    ['format', formatted === undefined ? [] : [{ ...whole, text: formatted }]],
    ['bytes', parts.toReversed()],
  ] as const;
  return versions.flatMap(([property, files]) => {
    const project = projectOf(files);
    const found =
      typeof project === 'string' ? project : queriesOf(planOf(project, program), program);
    if (found === queries) return [];
    return [{ property, segment: undefined, expected: queries, found }];
  });
}

function queriesOf(plan: RefreshPlan, program: Program): string {
  const printed = printAll(plan, duckdbDialect, relationsOf(program));
  return [...printed].map(([name, sql]) => `-- ${name}\n${sql}`).join('\n\n');
}

function dialectProperty(
  program: Program,
  project: CheckedProject,
  plan: RefreshPlan,
): readonly Difference[] {
  const problems = [duckdbDialect, snowflakeDialect].flatMap((dialect) =>
    checkDialect(project, dialect).map(({ code, message }) => `${code} ${message}`),
  );
  for (const [name, sql] of printAll(plan, snowflakeDialect, relationsOf(program))) {
    if (sql === '') problems.push(`nothing is printed for ${name}`);
  }
  if (problems.length === 0) return [];
  const found = problems.join('\n');
  return [{ property: 'dialects', segment: undefined, expected: 'no problems', found }];
}
