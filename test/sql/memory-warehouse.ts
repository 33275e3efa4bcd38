// Test support: an in-memory DuckDB, a project from text, and the members that the printed SQL finds.
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { checkProject } from '../../compiler/check/check-project.ts';
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import { planRefresh } from '../../compiler/plan/plan-refresh.ts';
import type { RefreshPlan } from '../../compiler/plan/refresh-plan.ts';
import { verifyPlan } from '../../compiler/plan/verify.ts';
import type { SqlDialect } from '../../compiler/sql/dialect.ts';
import { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
import type { SegmentRelations } from '../../compiler/sql/query.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import { sessionSettings } from '../../dialects/duckdb/engine/session.ts';

export const noon = '2025-11-01T12:00:00Z';

export class MemoryWarehouse {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  static async open(script: string): Promise<MemoryWarehouse> {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(sessionSettings.join(';'));
    await connection.run('CREATE SCHEMA segments');
    await connection.run(script);
    return new MemoryWarehouse(instance, connection);
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }

  async run(sql: string): Promise<void> {
    await this.#connection.run(sql);
  }

  /** Rows as arrays of JSON values. */
  async rows(sql: string): Promise<readonly (readonly unknown[])[]> {
    const reader = await this.#connection.runAndReadAll(sql);
    return reader.getRowsJson();
  }

  /** Rows as JSON values by column. */
  async objects(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const reader = await this.#connection.runAndReadAll(sql);
    return reader.getRowObjectsJson();
  }

  /** How many statements a text holds. */
  async statementCount(sql: string): Promise<number> {
    return (await this.#connection.extractStatements(sql)).count;
  }

  /** Members by segment: every planned segment is computed into `segments.<name>`, in plan order. */
  async membersOfAll(
    plan: RefreshPlan,
    relations: SegmentRelations = published,
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const members = new Map<string, readonly string[]>();
    for (const { name } of plan.segments) {
      const sql = printSegmentQuery(plan, name, duckdbDialect, relations);
      await this.run(`CREATE OR REPLACE TABLE segments."${name}" AS ${sql}`);
      const rows = await this.rows(`SELECT CAST(COLUMNS(*) AS VARCHAR) FROM segments."${name}"`);
      members.set(name, rows.map(([key]) => String(key)).toSorted());
    }
    return members;
  }
}

export const published = {
  membership: (segment: string): readonly string[] => ['segments', segment],
  changes: (): readonly string[] => ['segments', 'membership_changes'],
  previous: (): undefined => undefined,
};

/** The checked project of one file; throws when it has errors. */
export function projectOf(text: string): CheckedProject {
  const { diagnostics, project } = checkProject([{ path: 'test.seg', text }]);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    const lines = errors.map(({ code, message, span }) => {
      return `${code} ${message} at «${text.slice(span.start, span.end)}»`;
    });
    throw new Error(lines.join('\n'));
  }
  return project;
}

/** The plan of a project's text; throws when it breaks an invariant. */
export function planOf(
  text: string,
  now: string = noon,
  segments?: readonly string[],
): RefreshPlan {
  const plan = planRefresh(projectOf(text), { now, segments });
  const problems = verifyPlan(plan);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return plan;
}

/** The SQL of the only segment that was asked for. */
export function sqlOf(text: string, dialect: SqlDialect, now: string = noon): string {
  const plan = planOf(text, now);
  const last = plan.segments.at(-1);
  if (last === undefined) throw new Error('no segment');
  return printSegmentQuery(plan, last.name, dialect, published);
}
