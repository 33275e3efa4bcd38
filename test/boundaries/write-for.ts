// Test support: writes tests of segments as `segform test new` does, and runs them.
import { writeTest, type WrittenTest } from '../../cli/test/write-test.ts';
import { checkProject, type CheckResult } from '../../compiler/check/check-project.ts';
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import type { CheckedTest } from '../../compiler/check/checked-tests.ts';
import type { SourceFile } from '../../compiler/source.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import { openDuckdbTestWarehouse } from '../../dialects/duckdb/test-warehouse.ts';
import { runTest } from '../../runtime/test/run-test.ts';
import type { TestOutcome } from '../../runtime/test/test-outcome.ts';
import { createTestSession } from '../../runtime/test/test-session.ts';
import type { TestWarehouse } from '../../runtime/test-warehouse.ts';

export const now = '2026-11-02T09:00:00Z';

export interface Workshop {
  run(project: CheckedProject, test: CheckedTest): Promise<TestOutcome>;
  write(project: WholeProject, segment: string): Promise<WrittenTest>;
  close(): Promise<void>;
}

export interface WholeProject extends CheckResult {
  readonly sources: readonly SourceFile[];
}

/** Throws when there are errors. */
export function wholeProject(sources: readonly SourceFile[]): WholeProject {
  const checked = checkProject(sources);
  const errors = checked.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(JSON.stringify(errors.slice(0, 3)));
  return { ...checked, sources };
}

const elapsed = (): number => 0;

export async function openWorkshop(): Promise<Workshop> {
  const warehouse: TestWarehouse = await openDuckdbTestWarehouse();
  const run: Workshop['run'] = (project, test) => {
    const session = { project, warehouse, dialect: duckdbDialect, elapsed, coverage: true };
    return runTest(createTestSession(session), test);
  };
  return {
    run,
    async write({ project, sources }, name) {
      const segment = project.segments.find((one) => one.name === name);
      if (segment === undefined) throw new Error(name);
      const path = `tests/${name}.seg`;
      const common = { args: [], argsText: '', now, path, runTest: run };
      return await writeTest({ project, sources, segment, ...common });
    },
    close: () => warehouse.close(),
  };
}
