// Checked tests made by hand, for the runner alone: what a `test` declaration says is the business of the checker.
import { checkProject } from '../../compiler/check/check-project.ts';
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import type {
  CheckedTest,
  Expectation,
  FixtureCell,
  FixtureChange,
  FixtureRow,
  FixtureValue,
  TestStep,
} from '../../compiler/check/checked-tests.ts';
import type { ValueType } from '../../compiler/check/value-type.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import { openDuckdbTestWarehouse } from '../../dialects/duckdb/test-warehouse.ts';
import { runTest } from '../../runtime/test/run-test.ts';
import type { TestOutcome } from '../../runtime/test/test-outcome.ts';
import { createTestSession, type TestSession } from '../../runtime/test/test-session.ts';

export const nowhere = { file: 'tests.seg', start: 0, end: 0 } as const;
export const text: ValueType = { kind: 'text' };
export const id: ValueType = { kind: 'id', of: undefined };
export const int: ValueType = { kind: 'int' };
export const timestamp: ValueType = { kind: 'timestamp' };

export function projectOf(source: string): CheckedProject {
  const { project, diagnostics } = checkProject([{ path: 'project.seg', text: source }]);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return project;
}

export function cell(
  column: string,
  type: ValueType,
  value: FixtureValue,
  ...jsonPath: readonly string[]
): FixtureCell {
  return { column, type, value, jsonPath };
}

/** A row; with `key` it is an object that the test calls by it. */
export function row(
  entity: string,
  key: string | undefined,
  ...cells: readonly FixtureCell[]
): FixtureRow {
  const own = key === undefined ? [] : [cell('id', id, key)];
  return { entity, name: key, key, cells: [...own, ...cells], span: nowhere };
}

export function expecting(
  expected: Extract<Expectation, { kind: 'objects' }>['expected'],
  ...names: readonly string[]
): Expectation {
  const objects = names.map((name) => ({ name, key: name, span: nowhere }));
  return { kind: 'objects', expected, objects, span: nowhere };
}

export function comparing(
  expected: Extract<Expectation, { kind: 'segments' }>['expected'],
  segment: string,
): Expectation {
  return { kind: 'segments', expected, segment, span: nowhere };
}

export function step(
  now: string,
  rows: readonly FixtureRow[],
  expectations: readonly Expectation[],
  history: readonly FixtureChange[] = [],
): TestStep {
  return { now, rows, expectations, history, span: nowhere };
}

export function testOf(
  segment: string,
  steps: readonly TestStep[],
  args: CheckedTest['args'] = [],
): CheckedTest {
  return { name: `of ${segment}`, segment, args, steps, span: nowhere };
}

/** A session with a database of its own; close it. */
export async function openSession(project: CheckedProject, coverage = false): Promise<TestSession> {
  const warehouse = await openDuckdbTestWarehouse();
  const options = { project, warehouse, dialect: duckdbDialect, elapsed: () => 0, coverage };
  return createTestSession(options);
}

/** What became of tests that run one after another in one database. */
export async function outcomesOf(
  project: CheckedProject,
  tests: readonly CheckedTest[],
  coverage = false,
): Promise<readonly TestOutcome[]> {
  const session = await openSession(project, coverage);
  try {
    const outcomes: TestOutcome[] = [];
    for (const test of tests) outcomes.push(await runTest(session, test));
    return outcomes;
  } finally {
    await session.warehouse.close();
  }
}

/** What does not hold, as lines: `expected name (step)`, or a code. */
export function faultsOf({ failures, problems }: TestOutcome): readonly string[] {
  return [
    ...failures.flatMap(({ expected, step: number, segment, objects }) =>
      objects.map(
        ({ key }) => `${expected}${segment === undefined ? '' : ` ${segment}`} ${key} (${number})`,
      ),
    ),
    ...problems.map(({ code, message }) => `${code} ${message}`),
  ];
}
