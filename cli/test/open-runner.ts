// A runner of tests in the current thread.
import { openTestWarehouse } from '../../dialects/open-warehouse.ts';
import { dialectsByName } from '../../dialects/registry.ts';
import { sessionRunner, type TestRunner } from '../../runtime/test/run-tests.ts';
import { createTestSession } from '../../runtime/test/test-session.ts';
import type { WorkerSettings } from './worker-messages.ts';

const elapsed = (): number => performance.now();

export async function openRunner({ project, coverage }: WorkerSettings): Promise<TestRunner> {
  const warehouse = await openTestWarehouse();
  const dialect = dialectsByName.duckdb;
  return sessionRunner(createTestSession({ project, warehouse, dialect, elapsed, coverage }));
}
