// Runs one test: step after step, each a refresh over the rows that exist then, with what the steps before have left behind.
import { must } from '../../compiler/assert.ts';
import type { CheckedTest } from '../../compiler/check/checked-tests.ts';
import { testing } from '../../compiler/diagnostics/catalogue/testing.ts';
import { OperationalError, operationalError } from '../../compiler/operational-error.ts';
import { problemOf } from '../problem.ts';
import { explainStep, withDeciding } from './explain-step.ts';
import { judgeExpectations } from './judge-expectations.ts';
import { membersBefore, pastAfter, pastOfHistory } from './membership-past.ts';
import type { PlannedStep } from './planned-step.ts';
import { repeatedKeys } from './repeated-keys.ts';
import { mergeSeen, seenConditions } from './seen-conditions.ts';
import { computeMembers, inStep, keyOf, type Members, type StepRun } from './step-run.ts';
import type { SeenCondition, TestFailure, TestOutcome } from './test-outcome.ts';
import type { TestSession } from './test-session.ts';
import { projectOfTest } from './tested-project.ts';

/** Throws only when this program is wrong. */
export async function runTest(session: TestSession, test: CheckedTest): Promise<TestOutcome> {
  const began = session.elapsed();
  const ended = (outcome: Omit<TestOutcome, 'milliseconds'>): TestOutcome => {
    return { ...outcome, milliseconds: session.elapsed() - began };
  };
  try {
    const { failures, seen } = await runSteps(session, test);
    const status = failures.length === 0 ? 'passed' : 'failed';
    return ended({ status, failures, problems: [], seen });
  } catch (error) {
    if (!(error instanceof OperationalError)) throw error;
    return ended({ status: 'error', failures: [], problems: [problemOf(error)], seen: [] });
  }
}

interface StepFindings {
  readonly failures: readonly TestFailure[];
  readonly seen: readonly SeenCondition[];
}

async function runSteps(session: TestSession, test: CheckedTest): Promise<StepFindings> {
  const tested = projectOfTest(session.project, test);
  const failures: TestFailure[] = [];
  let seen: readonly SeenCondition[] = [];
  let past = pastOfHistory(test.steps[0]?.history ?? []);
  for (const [index, step] of test.steps.entries()) {
    const run: StepRun = { session, test, tested, step, number: index + 1, past };
    const members = await runStep(run);
    const found = judge(run, members);
    const explain = session.coverage || found.length > 0;
    const explained = explain ? await explainStep(run) : new Map<string, never>();
    failures.push(...found.map((failure) => withDeciding(failure, explained, step)));
    if (session.coverage) seen = mergeSeen(seen, seenConditions(test.segment, explained));
    past = pastAfter(past, step.now, members);
  }
  return { failures, seen };
}

async function runStep(run: StepRun): Promise<Members> {
  const [repeated] = repeatedKeys(run.step.rows);
  if (repeated !== undefined) throw operationalError(testing.repeatedFixtureKey, repeated);
  const planned = planOf(run);
  return await inStep(run, planned, async () => {
    await refuseSharedKeys(run, planned);
    return await computeMembers(run, planned);
  });
}

function planOf({ session, test, tested, step }: StepRun): PlannedStep {
  const others = test.steps
    .flatMap(({ expectations }) => expectations)
    .flatMap((expectation) => (expectation.kind === 'segments' ? [expectation.segment] : []));
  return session.planned({
    project: tested.project,
    segments: [...new Set([tested.subject, ...others])],
    now: step.now,
    withLogs: test.steps.length > 1,
  });
}

/** Two objects that share a table may say its rows twice without knowing of each other. */
async function refuseSharedKeys({ session }: StepRun, planned: PlannedStep): Promise<void> {
  const keyed = Object.values(planned.plan.entities).filter(
    ({ keyColumn, logOf }) => keyColumn !== undefined && logOf === undefined,
  );
  for (const { id, table } of keyed) {
    const shares = keyed.some((other) => other.id !== id && other.table.join() === table.join());
    if (!shares) continue;
    const keys = (await session.warehouse.rows(planned.keyQuery(id))).map(keyOf);
    const repeated = [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
    if (repeated.length === 0) continue;
    throw operationalError(testing.repeatedFixtureKey, { object: id, keys: repeated });
  }
}

function judge({ tested, step, number, past }: StepRun, members: Members): readonly TestFailure[] {
  const membersOf = (segment: string): ReadonlySet<string> => must(members.get(segment), segment);
  return judgeExpectations({
    step,
    number,
    object: tested.object,
    members: membersOf(tested.subject),
    before: membersBefore(past, tested.subject),
    membersOf,
  });
}
