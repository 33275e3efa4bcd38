// Part of running tests: one test database and what it keeps from test to test: its tables, and plans of steps.
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import type { SqlDialect } from '../../compiler/sql/dialect.ts';
import type { TestColumn, TestWarehouse } from '../test-warehouse.ts';
import type { LoadedTable } from './fixture-tables.ts';
import { tablesOfModel, type TestTables } from './model-tables.ts';
import { type PlannedStep, planStep } from './planned-step.ts';
import { withoutPublishedColumns } from './tested-project.ts';

export interface TestSession {
  /** Segments publish nothing beside their keys. */
  readonly project: CheckedProject;
  readonly warehouse: TestWarehouse;
  readonly dialect: SqlDialect;
  readonly tables: TestTables;
  /** Milliseconds of a clock that only goes forward. */
  readonly elapsed: () => number;
  /** Makes the tables that are not there yet, or lack a column. Not while a test has rows in them. */
  ensureTables(tables: readonly Pick<LoadedTable, 'table' | 'columns'>[]): Promise<void>;
  planned(request: PlanRequest): PlannedStep;
}

export interface PlanRequest {
  readonly project: CheckedProject;
  readonly segments: readonly string[];
  readonly now: string;
  readonly withLogs: boolean;
}

export interface SessionOptions {
  readonly project: CheckedProject;
  readonly warehouse: TestWarehouse;
  readonly dialect: SqlDialect;
  readonly elapsed: () => number;
}

/** Plans are large; tests come in an order that makes few of them enough. */
const mostPlans = 50;

export function createTestSession(options: SessionOptions): TestSession {
  const { warehouse, dialect } = options;
  const tables = tablesOfModel(options.project.model);
  const made = new Map<string, ReadonlyMap<string, TestColumn>>();
  const plans = new Map<string, PlannedStep>();
  const planner = { dialect, relation: (table: string) => warehouse.relation(table) };
  return {
    ...options,
    project: withoutPublishedColumns(options.project),
    tables,
    async ensureTables(wanted) {
      for (const { table, columns } of wanted) {
        const known = made.get(table) ?? tables.get(table) ?? new Map<string, TestColumn>();
        const lacking = columns.filter(({ name }) => !known.has(name.toLowerCase()));
        if (made.has(table) && lacking.length === 0) continue;
        const all = new Map([
          ...known,
          ...lacking.map((column) => [column.name.toLowerCase(), column] as const),
        ]);
        await warehouse.createTable(table, [...all.values()]);
        made.set(table, all);
      }
    },
    planned({ project, segments, now, withLogs }) {
      const id = JSON.stringify([segments, now, withLogs]);
      const known = plans.get(id);
      if (known !== undefined) return known;
      const plan = planStep(planner, project, segments, now, withLogs);
      if (plans.size >= mostPlans) plans.clear();
      plans.set(id, plan);
      return plan;
    },
  };
}
