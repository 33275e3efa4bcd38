// The side under test: the whole compiler and DuckDB. One in-memory database serves all data sets of a process.
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { RefreshPlan } from '../../compiler/plan/refresh-plan.ts';
import { printDecisions } from '../../compiler/sql/print-decisions.ts';
import { printKeyQuery } from '../../compiler/sql/print-key-query.ts';
import { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
import type { SegmentRelations } from '../../compiler/sql/query.ts';
import type { SqlDialect } from '../../compiler/sql/dialect.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import type { Program } from './random-program.ts';
import { pastScript, previousName, tablesScript } from './world-tables.ts';
import { sessionSettings } from '../../dialects/duckdb/engine/session.ts';

export type Members = ReadonlyMap<string, readonly string[]>;

/** Where a program's queries find members, changes and what was before, and how its columns are stored. */
export function relationsOf({
  previous,
  tables,
}: Pick<Program, 'previous' | 'tables'>): SegmentRelations {
  return {
    columnType: (table, column) => nativeType(tables[table.join('.')]?.columns[column]),
    membership: (segment) => ['segments', segment],
    changes: () => ['segments', 'membership_changes'],
    previous: (segment) =>
      segment in previous
        ? { relation: ['segments', previousName(segment)], keyColumn: 'member_key' }
        : undefined,
  };
}

/** As DuckDB's catalogue writes it. */
function nativeType(written: string | undefined): string | undefined {
  return written === 'TIMESTAMPTZ' ? 'TIMESTAMP WITH TIME ZONE' : written;
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

/** Half of all keys, whatever their type. */
function isOfHalf(key: string): string {
  return `ascii(right(CAST(${key} AS VARCHAR), 1)) % 2 = 0`;
}

/** The same half of keys as text. */
export function halfOf(members: Members): Members {
  return new Map(
    [...members].map(([name, keys]) => [
      name,
      keys.filter((key) => (/.$/su.exec(key)?.[0].codePointAt(0) ?? 0) % 2 === 0),
    ]),
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

  async run(sql: string): Promise<void> {
    await this.#connection.run(sql);
  }

  /** The known values of a query's one column, as text. */
  async keys(sql: string): Promise<readonly string[]> {
    const reader = await this.#connection.runAndReadAll(
      `SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (${sql}\n)`,
    );
    return reader.getRowsJson().flatMap(([key]) => (typeof key === 'string' ? [key] : []));
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

  /** Members by segment, all segments of an object decided at once; `half`: of every other object. */
  async together(plan: RefreshPlan, relations: SegmentRelations, half: boolean): Promise<Members> {
    const found = new Map<string, readonly string[]>();
    for (const object of new Set(plan.segments.map((segment) => segment.object))) {
      const segments = plan.segments.filter((segment) => segment.object === object);
      const places = segments.map(({ name }, index) => ({
        segment: name,
        word: `w${index % 3}`,
        bit: Math.floor(index / 3),
      }));
      const keyColumn = segments[0]?.keyColumn ?? '';
      const only = half ? await this.#everyOther(plan, object, keyColumn) : undefined;
      const inlined = new Set(plan.segments.map(({ name }) => name));
      // One SELECT that joins words, or several over the object's rows with their words.
      const limits = { wordsPerQuery: half ? 1 : 3, sourcesPerTable: 2 };
      const request = { places, only, inlined, limits };
      const printed = printDecisions(plan, request, duckdbDialect, relations);
      for (const { name, query } of printed.tables) {
        await this.#connection.run(`CREATE TEMP TABLE "${name}" AS ${query}`);
      }
      for (const { query, words } of printed.decisions) {
        await this.#connection.run(`CREATE OR REPLACE TEMP TABLE "the decided" AS ${query}`);
        for (const { segment, word, bit } of places) {
          if (!words.includes(word)) continue;
          const sql = `SELECT "${keyColumn}" FROM "the decided" WHERE ("${word}" >> ${bit}) & 1 = 1`;
          found.set(segment, await this.#membersOf(segment, sql, false));
        }
      }
      for (const { name } of printed.tables.toReversed()) {
        await this.#connection.run(`DROP TABLE "${name}"`);
      }
    }
    return found;
  }

  async #everyOther(
    plan: RefreshPlan,
    object: string,
    keyColumn: string,
  ): Promise<readonly string[]> {
    const keys = printKeyQuery(plan, object, duckdbDialect);
    await this.#connection.run(
      `CREATE OR REPLACE TABLE segments."half of them" AS SELECT "${keyColumn}" FROM (${keys}) WHERE ${isOfHalf(`"${keyColumn}"`)}`,
    );
    return ['segments', 'half of them'];
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
