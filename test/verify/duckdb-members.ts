// The side under test: the whole compiler and DuckDB. One in-memory database serves all data sets of a process.
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { RefreshPlan } from '../../compiler/plan/refresh-plan.ts';
import { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
import type { SegmentRelations } from '../../compiler/sql/query.ts';
import type { SqlDialect } from '../../compiler/sql/dialect.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import type { Program } from './random-program.ts';
import { pastScript, previousName, tablesScript } from './world-tables.ts';
import { sessionSettings } from '../../dialects/duckdb/session.ts';

export type Members = ReadonlyMap<string, readonly string[]>;

/** Where a program's queries find members, changes and what was before. */
export function relationsOf({ previous }: Pick<Program, 'previous'>): SegmentRelations {
  return {
    membership: (segment) => ['segments', segment],
    changes: () => ['segments', 'membership_changes'],
    previous: (segment) =>
      segment in previous
        ? { relation: ['segments', previousName(segment)], keyColumn: 'member_key' }
        : undefined,
  };
}

/** The text of every segment's query, in the order of the plan. */
export function printAll(
  plan: RefreshPlan,
  dialect: SqlDialect,
  relations: SegmentRelations,
): ReadonlyMap<string, string> {
  return new Map(
    plan.segments.map(({ name }) => [name, printSegmentQuery(plan, name, dialect, relations)]),
  );
}

export class DuckdbMembers {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  static async open(): Promise<DuckdbMembers> {
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    await connection.run(sessionSettings.join(';'));
    return new DuckdbMembers(instance, connection);
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }

  /** Puts the program's rows in place of what was there. */
  async load(program: Program, objectOf: (segment: string) => string): Promise<void> {
    await this.#connection.run(tablesScript(program.tables));
    await this.#connection.run(pastScript(program.log, program.previous, objectOf));
  }

  /**
   * Members by segment, sorted; those that others look up are stored on the way.
   * Throws with the name of the segment when DuckDB refuses its query.
   */
  async members(plan: RefreshPlan, relations: SegmentRelations): Promise<Members> {
    const found = new Map<string, readonly string[]>();
    const looked = new Set(plan.segments.flatMap(({ dependsOn }) => dependsOn));
    for (const [name, sql] of printAll(plan, duckdbDialect, relations)) {
      found.set(name, await this.#membersOf(name, sql, looked.has(name)));
    }
    return found;
  }

  async #membersOf(name: string, sql: string, isLookedUp: boolean): Promise<readonly string[]> {
    try {
      let source = `(${sql}\n)`;
      if (isLookedUp) {
        source = `segments."${name}"`;
        await this.#connection.run(`CREATE OR REPLACE TABLE ${source} AS ${sql}`);
      }
      const reader = await this.#connection.runAndReadAll(
        `SELECT CAST(COLUMNS(*) AS VARCHAR) FROM ${source}`,
      );
      return reader
        .getRowsJson()
        .map(([key]) => (typeof key === 'string' ? key : JSON.stringify(key)))
        .toSorted();
    } catch (error) {
      throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  }
}
