// One segment of a refresh: stage its members, compare with what is published, explain the changes, ask its guards.
// A failure stays with the segment; only what concerns the whole warehouse is thrown on.
import { must } from '../../compiler/assert.ts';
import { catalogue } from '../../compiler/diagnostics/catalogue.ts';
import { OperationalError, operationalError } from '../../compiler/operational-error.ts';
import type { PlannedSegment } from '../../compiler/plan/refresh-plan.ts';
import { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
import { type Problem, problemOf } from '../problem.ts';
import type { MembershipDiff, StagedMembership } from '../warehouse.ts';
import type { RegisteredSegment } from '../warehouse-state.ts';
import { definitionHash } from './definition-hash.ts';
import { explainChanges } from './explain-changes.ts';
import { judgeGuards } from './guards.ts';
import type { GuardOutcome, ReasonCounts, SegmentOutcome } from './report.ts';
import { type ComputedSegment, pastOf, relationOf, type RunState } from './run-state.ts';

const operations = catalogue.operations;
/** The whole warehouse is in trouble or the user stopped: no other segment can do better. */
const fatalCodes: ReadonlySet<string> = new Set([
  operations.diskFull.code,
  operations.cancelled.code,
]);
const noReasons: ReasonCounts = { first: 0, definition: 0, data: 0, time: 0 };

export async function computeSegment(
  run: RunState,
  planned: PlannedSegment,
  elapsed: () => number,
): Promise<ComputedSegment> {
  const declared = must(run.declared.get(planned.name), `segment ${planned.name}`);
  const registered = run.registered.get(idOf(run, planned));
  if (declared.settings.status === 'paused') return lastGood(planned, registered, undefined);
  const problems = [
    ...(run.findings.problems.get(planned.name) ?? []),
    ...unavailableReferences(run, planned),
  ];
  const fail = (found: readonly Problem[]): ComputedSegment =>
    lastGood(planned, registered, {
      ...emptyOutcome(run, planned, registered),
      status: 'failed',
      milliseconds: elapsed(),
      problems: found,
    });
  if (problems.length > 0) return fail(problems);
  try {
    const staged = await stage(run, planned);
    const keyProblems = keyProblemsOf(run, planned, staged);
    if (keyProblems.length > 0) return fail(keyProblems);
    if (declared.settings.status === 'draft') return draft(run, planned, staged);
    return await compare(run, planned, staged, elapsed);
  } catch (error) {
    if (!(error instanceof OperationalError) || fatalCodes.has(error.code)) throw error;
    return fail([{ ...problemOf(error), where: error.where ?? run.placeOf(declared.span) }]);
  }
}

async function stage(run: RunState, planned: PlannedSegment): Promise<StagedMembership> {
  const query = printSegmentQuery(run.plan, planned.name, run.options.dialect, {
    membership: (name) => relationOf(must(run.computed.get(name), name)),
    ...pastOf(run),
  });
  return await run.staging.stage({
    segmentId: idOf(run, planned),
    objectType: planned.object,
    query,
    keyColumn: planned.keyColumn,
  });
}

async function compare(
  run: RunState,
  planned: PlannedSegment,
  staged: StagedMembership,
  elapsed: () => number,
): Promise<ComputedSegment> {
  const id = idOf(run, planned);
  const registered = run.registered.get(id);
  const published = registered?.published;
  const hash = hashOf(run, planned, staged);
  const reason =
    published === undefined ? 'first' : published.definitionHash === hash ? 'data' : 'definition';
  const diff = await run.staging.diff({ segmentId: id, published: registered, reason });
  const reasons = await reasonsOf(run, planned, diff, reason);
  const guards = guardsOf(run, planned, staged.size, diff);
  const outcome: SegmentOutcome = {
    ...emptyOutcome(run, planned, registered),
    status: guards.some(({ status }) => status === 'broken') ? 'held' : 'refreshed',
    entered: diff.entered,
    left: diff.left,
    reasons,
    guards,
    milliseconds: elapsed(),
  };
  if (outcome.status === 'held') return lastGood(planned, registered, outcome);
  const commit = {
    segmentId: id,
    objectType: planned.object,
    keyColumn: planned.keyColumn,
    keyType: staged.keyType,
    publishColumns: staged.publishColumns,
    definitionHash: hash,
    size: staged.size,
    ...diff,
    published,
    dataAsOf: run.findings.dataAsOf.get(planned.name),
  };
  const publish = { outcome: { ...outcome, size: staged.size }, commit };
  return { kind: 'fresh', relation: staged.relation, hash, planned, staged, publish };
}

async function reasonsOf(
  run: RunState,
  planned: PlannedSegment,
  diff: MembershipDiff,
  reason: 'first' | 'definition' | 'data',
): Promise<ReasonCounts> {
  const changes = diff.entered + diff.left;
  if (reason !== 'data' || changes === 0) return { ...noReasons, [reason]: changes };
  const time = await explainChanges(run, planned);
  return { ...noReasons, data: changes - time, time };
}

function guardsOf(
  run: RunState,
  planned: PlannedSegment,
  size: number,
  diff: MembershipDiff,
): readonly GuardOutcome[] {
  const settings = must(run.declared.get(planned.name), planned.name).settings;
  return judgeGuards(settings.guards, {
    sizeBefore: run.registered.get(idOf(run, planned))?.published?.size,
    size,
    entered: diff.entered,
    left: diff.left,
    overridden: run.options.overrideGuards?.includes(planned.name) === true,
  });
}

function hashOf(run: RunState, planned: PlannedSegment, staged: StagedMembership): string {
  const referred = planned.dependsOn.map((name) => {
    const computed = must(run.computed.get(name), name);
    return [name, computed.kind === 'unavailable' ? '' : computed.hash] as const;
  });
  return definitionHash(planned, staged.keyType, referred);
}

function draft(run: RunState, planned: PlannedSegment, staged: StagedMembership): ComputedSegment {
  const hash = hashOf(run, planned, staged);
  const { relation } = staged;
  return { kind: 'fresh', relation, hash, planned, staged, publish: undefined };
}

function lastGood(
  planned: PlannedSegment,
  registered: RegisteredSegment | undefined,
  outcome: SegmentOutcome | undefined,
): ComputedSegment {
  const published = registered?.published;
  if (published === undefined) return { kind: 'unavailable', planned, outcome };
  const { relation, definitionHash: hash } = published;
  return { kind: 'last_good', relation, hash, planned, outcome };
}

function emptyOutcome(
  run: RunState,
  planned: PlannedSegment,
  registered: RegisteredSegment | undefined,
): SegmentOutcome {
  const sizeBefore = registered?.published?.size;
  return {
    segment: planned.name,
    objectType: planned.object,
    title: run.declared.get(planned.name)?.settings.title,
    status: 'refreshed',
    requested: planned.requested,
    sizeBefore,
    size: sizeBefore,
    entered: 0,
    left: 0,
    reasons: noReasons,
    milliseconds: 0,
    guards: [],
    problems: [],
    usedLastGood: planned.dependsOn.filter((name) => {
      const computed = run.computed.get(name);
      return computed?.kind === 'last_good' && computed.outcome !== undefined;
    }),
  };
}

function unavailableReferences(run: RunState, planned: PlannedSegment): readonly Problem[] {
  return planned.dependsOn.flatMap((name) => {
    const computed = must(run.computed.get(name), name);
    if (computed.kind !== 'unavailable') return [];
    const status = computed.outcome?.status ?? 'paused';
    const state = status === 'refreshed' ? 'failed' : status;
    const where = run.placeOf(must(run.declared.get(planned.name), planned.name).span);
    const args = { segment: name, state } as const;
    return [problemOf(operationalError(operations.referredUnavailable, args, { where }))];
  });
}

/** The last line behind the source checks: staged keys are what is published. */
function keyProblemsOf(
  run: RunState,
  planned: PlannedSegment,
  { keyFaults }: StagedMembership,
): readonly Problem[] {
  const where = run.placeOf(must(run.declared.get(planned.name), planned.name).span);
  const facts = { table: planned.keyTable.join('.'), column: planned.keyColumn };
  const missing = { ...facts, count: keyFaults.missing };
  const repeated = { ...facts, count: keyFaults.repeated, examples: keyFaults.examples };
  return [
    ...(keyFaults.missing === 0
      ? []
      : [operationalError(operations.missingKeys, missing, { where })]),
    ...(keyFaults.repeated === 0
      ? []
      : [operationalError(operations.repeatedKeys, repeated, { where })]),
  ].map(problemOf);
}

function idOf(run: RunState, planned: PlannedSegment): number {
  return must(run.ids.get(planned.name), `number of ${planned.name}`);
}
