// Runs many tests: batches of tests that can share plans go to whichever runner is free. The results are in the order of the
// tests, whatever the runners do.
import type { CheckedTest } from '../../compiler/check/checked-tests.ts';
import { runTest } from './run-test.ts';
import type { TestOutcome } from './test-outcome.ts';
import type { TestSession } from './test-session.ts';

/** Runs batches one after another, in a database of its own. */
export interface TestRunner {
  /** In the order of the batch. With `bail`, the last one may be the first that did not pass, and the rest is left out. */
  run(batch: readonly CheckedTest[], bail: boolean): Promise<readonly TestOutcome[]>;
  close(): Promise<void>;
}

export interface RunTestsOptions {
  readonly runners: readonly TestRunner[];
  /** Begin no test after one that did not pass. */
  readonly bail: boolean;
  readonly onProgress?: (done: number) => void;
}

/** Tests that were not run have no outcome. */
export async function runTests(
  tests: readonly CheckedTest[],
  options: RunTestsOptions,
): Promise<readonly (TestOutcome | undefined)[]> {
  const outcomes: (TestOutcome | undefined)[] = tests.map(() => undefined);
  const waiting = [...batchesOf(tests)];
  let done = 0;
  let stopped = false;
  const work = async (runner: TestRunner): Promise<void> => {
    for (let batch = waiting.shift(); batch !== undefined && !stopped; batch = waiting.shift()) {
      const found = await runner.run(
        batch.map(({ test }) => test),
        options.bail,
      );
      for (const [at, outcome] of found.entries()) {
        const index = batch[at]?.index;
        if (index !== undefined) outcomes[index] = outcome;
        stopped ||= options.bail && outcome.status !== 'passed';
      }
      done += found.length;
      options.onProgress?.(done);
    }
  };
  await Promise.all(options.runners.map(work));
  return outcomes;
}

/** A runner in this thread. */
export function sessionRunner(session: TestSession): TestRunner {
  return {
    async run(batch, bail) {
      const outcomes: TestOutcome[] = [];
      for (const test of batch) {
        const outcome = await runTest(session, test);
        outcomes.push(outcome);
        if (bail && outcome.status !== 'passed') break;
      }
      return outcomes;
    },
    close: () => session.warehouse.close(),
  };
}

interface IndexedTest {
  readonly test: CheckedTest;
  readonly index: number;
}

const largestBatch = 20;

/** Tests of one segment at one instant together, at most so many. */
function batchesOf(tests: readonly CheckedTest[]): readonly (readonly IndexedTest[])[] {
  const groups = new Map<string, IndexedTest[]>();
  for (const [index, test] of tests.entries()) {
    const id = JSON.stringify([test.segment, test.args, test.steps.map(({ now }) => now)]);
    const group = groups.get(id) ?? [];
    group.push({ test, index });
    groups.set(id, group);
  }
  return [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / largestBatch) }, (_, part) =>
      group.slice(part * largestBatch, (part + 1) * largestBatch),
    ),
  );
}
