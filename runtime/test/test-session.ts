// Part of running tests: one test database and what it keeps from test to test: its tables, and plans of steps.
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import type { CheckedTest } from '../../compiler/check/checked-tests.ts';
import type { SqlDialect } from '../../compiler/sql/dialect.ts';
import type { TestColumn, TestWarehouse } from '../test-warehouse.ts';
import type { LoadedTable } from './fixture-tables.ts';
import { tablesOfModel, type TestTables } from './model-tables.ts';
import { type PlannedStep, planProbe, planStep, type ProbedStep } from './planned-step.ts';
import { withoutPublishedColumns } from './tested-project.ts';

export interface TestSession {
  /** Segments publish nothing beside their keys. */
  readonly project: CheckedProject;
  readonly warehouse: TestWarehouse;
  readonly dialect: SqlDialect;
  readonly tables: TestTables;
  /** Milliseconds of a clock that only goes forward. */
  readonly elapsed: () => number;
  /** Every step finds out what each condition says. */
  readonly coverage: boolean;
  /** Makes the tables that are not there yet, or lack a column. Not while a test has rows in them. */
  ensureTables(tables: readonly Pick<LoadedTable, 'table' | 'columns'>[]): Promise<void>;
  planned(request: PlanRequest): PlannedStep;
  probed(request: ProbeRequest): ProbedStep;
}

export interface ProbeRequest {
  readonly project: CheckedProject;
  readonly segment: string;
  readonly args: CheckedTest['args'];
  readonly now: string;
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
  /** Every step finds out what each condition says; else only steps that fail. */
  readonly coverage?: boolean;
}

/** Plans are large; tests come in an order that makes few of them enough. */
const mostPlans = 50;

export function createTestSession(options: SessionOptions): TestSession {
  const { warehouse, dialect } = options;
  const tables = tablesOfModel(options.project.model);
  const made = new Map<string, ReadonlyMap<string, TestColumn>>();
  const plans = new Map<string, PlannedStep>();
  const probes = new Map<string, ProbedStep>();
  const planner = { dialect, relation: (table: string) => warehouse.relation(table) };
  return {
    ...options,
    coverage: options.coverage === true,
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
      return remembered(plans, id, () => planStep(planner, project, segments, now, withLogs));
    },
    probed({ project, segment, args, now }) {
      const id = JSON.stringify([segment, args, now]);
      const values = new Map(args.map(({ name, value }) => [name, value]));
      return remembered(probes, id, () => planProbe(planner, project, segment, now, values));
    },
  };
}

function remembered<T>(memory: Map<string, T>, id: string, make: () => T): T {
  const known = memory.get(id);
  if (known !== undefined) return known;
  const made = make();
  if (memory.size >= mostPlans) memory.clear();
  memory.set(id, made);
  return made;
}
