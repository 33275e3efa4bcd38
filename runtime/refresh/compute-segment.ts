// One segment of a refresh: stage its members, compare with what is published, explain the changes, ask its guards.
// A failure stays with the segment; only what concerns the whole warehouse is thrown on.
import { must } from '../../compiler/assert.ts';
import { catalogue } from '../../compiler/diagnostics/catalogue.ts';
import { OperationalError, operationalError } from '../../compiler/operational-error.ts';
import type { PlannedSegment } from '../../compiler/plan/refresh-plan.ts';
import { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
import { type Problem, problemOf } from '../problem.ts';
import type { StagedMembership } from '../warehouse.ts';
import { explainChanges } from './explain-changes.ts';
import {
  countReasons,
  draft,
  emptyOutcome,
  hashesOf,
  isChanged,
  judged,
  lastGood,
  reasonFor,
} from './judge-segment.ts';
import { type ComputedSegment, idOf, relationsNow, type RunState } from './run-state.ts';

const operations = catalogue.operations;
const fatalCodes: ReadonlySet<string> = new Set([
  operations.diskFull.code,
  operations.cancelled.code,
]);

export async function computeSegment(
  run: RunState,
  planned: PlannedSegment,
  elapsed: () => number,
): Promise<ComputedSegment> {
  const declared = must(run.declared.get(planned.name), `segment ${planned.name}`);
  const registered = run.registered.get(idOf(run, planned));
  if (declared.settings.status === 'paused') return lastGood(planned, registered, undefined);
  const problems = problemsBefore(run, planned);
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
    if (!isOfSegment(error)) throw error;
    return fail([{ ...problemOf(error), where: error.where ?? run.placeOf(declared.span) }]);
  }
}

/** Whether others can do better: not when the whole warehouse is in trouble or the user stopped. */
export function isOfSegment(error: unknown): error is OperationalError {
  return error instanceof OperationalError && !fatalCodes.has(error.code);
}

async function stage(run: RunState, planned: PlannedSegment): Promise<StagedMembership> {
  const { plan, options } = run;
  const query = printSegmentQuery(plan, planned.name, options.dialect, relationsNow(run));
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
  const hashes = hashesOf(run, [planned], staged.keyType);
  const reason = reasonFor(run, planned, hashes);
  const published = run.registered.get(idOf(run, planned));
  const diff = await run.staging.diff({ segmentId: idOf(run, planned), published, reason });
  const byTime = reason === 'data' && isChanged(diff) ? await explainChanges(run, planned) : 0;
  const reasons = countReasons(reason, diff, byTime);
  const hash = must(hashes.get(planned.name), planned.name);
  return judged(run, planned, { staged, diff, hash, reasons }, elapsed());
}

/** What keeps the segment from being computed at all. */
function problemsBefore(run: RunState, planned: PlannedSegment): readonly Problem[] {
  const ofSources = run.findings.problems.get(planned.name) ?? [];
  return [...ofSources, ...unavailableReferences(run, planned)];
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
