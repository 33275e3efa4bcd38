// Runs one test: step after step, each a refresh over the rows that exist then, with what the steps before have left behind.
import { must } from '../../compiler/assert.ts';
import type { CheckedTest, TestStep } from '../../compiler/check/checked-tests.ts';
import { testing } from '../../compiler/diagnostics/catalogue/testing.ts';
import { OperationalError, operationalError } from '../../compiler/operational-error.ts';
import { type Problem, problemOf } from '../problem.ts';
import type { TestColumn } from '../test-warehouse.ts';
import { fixtureTables, type LoadedTable } from './fixture-tables.ts';
import { judgeExpectations } from './judge-expectations.ts';
import { membersBefore, type MembershipPast, pastAfter, pastOfHistory } from './membership-past.ts';
import { keyType } from './model-tables.ts';
import { logTable, membersTable, type PlannedStep, previousTable } from './planned-step.ts';
import { repeatedKeys } from './repeated-keys.ts';
import { storedType } from './stored-type.ts';
import type { TestFailure, TestOutcome } from './test-outcome.ts';
import type { TestSession } from './test-session.ts';
import { projectOfTest, type TestedProject } from './tested-project.ts';

/** Throws only when this program is wrong. */
export async function runTest(session: TestSession, test: CheckedTest): Promise<TestOutcome> {
  const began = session.elapsed();
  const outcome = (
    status: TestOutcome['status'],
    failures: readonly TestFailure[],
    problems: readonly Problem[],
  ): TestOutcome => {
    return { status, milliseconds: session.elapsed() - began, failures, problems };
  };
  try {
    const failures = await runSteps(session, test);
    return outcome(failures.length === 0 ? 'passed' : 'failed', failures, []);
  } catch (error) {
    if (!(error instanceof OperationalError)) throw error;
    return outcome('error', [], [problemOf(error)]);
  }
}

async function runSteps(session: TestSession, test: CheckedTest): Promise<readonly TestFailure[]> {
  const tested = projectOfTest(session.project, test);
  const failures: TestFailure[] = [];
  let past = pastOfHistory(test.steps[0]?.history ?? []);
  for (const [index, step] of test.steps.entries()) {
    const run: StepRun = { session, test, tested, step, number: index + 1, past };
    const members = await runStep(run, failures);
    past = pastAfter(past, step.now, members);
  }
  return failures;
}

interface StepRun {
  readonly session: TestSession;
  readonly test: CheckedTest;
  readonly tested: TestedProject;
  readonly step: TestStep;
  readonly number: number;
  readonly past: MembershipPast;
}

type Members = ReadonlyMap<string, ReadonlySet<string>>;

async function runStep(run: StepRun, failures: TestFailure[]): Promise<Members> {
  const { session, tested, step, number, past } = run;
  const [repeated] = repeatedKeys(step.rows);
  if (repeated !== undefined) throw operationalError(testing.repeatedFixtureKey, repeated);
  const planned = planOf(run);
  const loaded = tablesToLoad(run, planned);
  await session.ensureTables(loaded);
  return await session.warehouse.isolated(async () => {
    for (const { table, columns, values } of loaded) {
      if ((values[0]?.length ?? 0) > 0) await session.warehouse.insert(table, columns, values);
    }
    await refuseSharedKeys(run, planned);
    const members = await computeMembers(run, planned);
    const membersOf = (segment: string): ReadonlySet<string> => must(members.get(segment), segment);
    const found = judgeExpectations({
      step,
      number,
      object: tested.object,
      members: membersOf(tested.subject),
      before: membersBefore(past, tested.subject),
      membersOf,
    });
    failures.push(...found);
    return members;
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

/** Everything that is in the database while the step is computed; tables without rows as well. */
function tablesToLoad(
  { session, step, past }: StepRun,
  planned: PlannedStep,
): readonly LoadedTable[] {
  const { model } = session.project;
  const rows = fixtureTables(model, session.tables, planned.tables, step.rows);
  const filled = new Set(rows.map(({ table }) => table));
  const empty = [...planned.tables]
    .filter((table) => !filled.has(table))
    .map((table) => ({ table, columns: [], values: [] }));
  const ofSegments = planned.plan.segments.flatMap(({ name, object, keyColumn }) => {
    const columns = [{ name: keyColumn, ...storedType(keyType(model, object)) }];
    const before = [...membersBefore(past, name)];
    return [
      { table: previousTable(name), columns, values: [before] },
      ...(planned.lookedUp.has(name) ? [{ table: membersTable(name), columns, values: [] }] : []),
    ];
  });
  return [...rows, ...empty, ...ofSegments, loadedLog(planned, past)];
}

const logColumns: readonly TestColumn[] = [
  'refresh_id',
  'object_type',
  'segment',
  'object_key',
  'change',
  'changed_at',
].map((name) => ({ name, type: name === 'changed_at' ? 'timestamp' : 'text', array: false }));

/** The log of the segments whose log is read; the object type is that of the segment, which a test never changes. */
function loadedLog(planned: PlannedStep, past: MembershipPast): LoadedTable {
  const logs = new Map(
    Object.values(planned.plan.entities).flatMap(({ id, logOf }) =>
      logOf === undefined ? [] : [[logOf, id.slice(0, id.indexOf('.'))] as const],
    ),
  );
  const changes = past.log.filter(({ segment }) => logs.has(segment));
  return {
    table: logTable,
    columns: logColumns,
    values: [
      changes.map(({ refreshId }) => refreshId),
      changes.map(({ segment }) => logs.get(segment) ?? null),
      changes.map(({ segment }) => segment),
      changes.map(({ key }) => key),
      changes.map(({ change }) => change),
      changes.map(({ at }) => at),
    ],
  };
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

async function computeMembers({ session }: StepRun, planned: PlannedStep): Promise<Members> {
  const members = new Map<string, ReadonlySet<string>>();
  for (const { name, object, keyColumn } of planned.plan.segments) {
    const keys = (await session.warehouse.rows(planned.query(name))).map(keyOf);
    members.set(name, new Set(keys.toSorted()));
    if (!planned.lookedUp.has(name) || keys.length === 0) continue;
    const type = storedType(keyType(session.project.model, object));
    await session.warehouse.insert(membersTable(name), [{ name: keyColumn, ...type }], [keys]);
  }
  return members;
}

/** The first column. */
function keyOf(row: Readonly<Record<string, unknown>>): string {
  return String(Object.values(row)[0]);
}
