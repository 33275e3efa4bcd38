// One segment of a refresh: stage its members, compare with what is published, explain the changes, ask its guards.
// A failure stays with the segment; only what concerns the whole warehouse is thrown on.
import { must } from '../../../compiler/assert.ts';
import { operationalError } from '../../../compiler/operational-error.ts';
import { catalogue } from '../../../compiler/diagnostics/catalogue.ts';
import type { PlannedSegment } from '../../../compiler/plan/refresh-plan.ts';
import { printSegmentQuery } from '../../../compiler/sql/print-segment-query.ts';
import { type Problem, problemOf } from '../../problem.ts';
import type { StagedMembership } from '../../warehouse.ts';
import { type ComputedSegment, idOf, relationsNow, type RunState } from '../run-state.ts';
import {
  allObjects,
  countReasons,
  draft,
  emptyOutcome,
  hashesOf,
  isChanged,
  judged,
  lastGood,
  reasonFor,
  unchanged,
} from '../judge/judge-segment.ts';
import { isOfSegment } from '../judge/of-segment.ts';
import type { ChangedObjects } from './changed-alone.ts';
import { explainChanges } from './explain-changes.ts';

const operations = catalogue.operations;

export async function computeSegment(
  run: RunState,
  planned: PlannedSegment,
  elapsed: () => number,
  changed?: ChangedObjects,
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
    if (changed?.affected.count === 0) return unchanged(run, planned);
    const staged = await stage(run, planned, changed);
    if (changed !== undefined && !isAlike(run, planned, staged)) {
      return await computeSegment(run, planned, elapsed);
    }
    const keyProblems = keyProblemsOf(run, planned, staged);
    if (keyProblems.length > 0) return fail(keyProblems);
    if (declared.settings.status === 'draft') return draft(run, planned, staged);
    return await compare(run, planned, { staged, changed }, elapsed);
  } catch (error) {
    if (!isOfSegment(error)) throw error;
    return fail([{ ...problemOf(error), where: error.where ?? run.placeOf(declared.span) }]);
  }
}

/** Whether the key and the columns have the types that are published. */
function isAlike(
  run: RunState,
  planned: PlannedSegment,
  { keyType, publishColumns }: StagedMembership,
): boolean {
  const published = run.registered.get(idOf(run, planned))?.published;
  return (
    published?.keyType === keyType && typesOf(published.publishColumns) === typesOf(publishColumns)
  );
}

function typesOf(columns: StagedMembership['publishColumns']): string {
  return JSON.stringify(columns.map(({ name, nativeType }) => [name, nativeType]));
}

async function stage(
  run: RunState,
  planned: PlannedSegment,
  changed: ChangedObjects | undefined,
): Promise<StagedMembership> {
  const { plan, options } = run;
  const relations = relationsNow(run);
  const only = changed?.affected.relation;
  const some = changed && { only: changed.affected.relation, rows: changed.rows };
  const query = printSegmentQuery(plan, planned.name, options.dialect, relations, some);
  return await run.staging.stage({
    segmentId: idOf(run, planned),
    objectType: planned.object,
    query,
    keyColumn: planned.keyColumn,
    only,
  });
}

async function compare(
  run: RunState,
  planned: PlannedSegment,
  {
    staged,
    changed,
  }: { readonly staged: StagedMembership; readonly changed: ChangedObjects | undefined },
  elapsed: () => number,
): Promise<ComputedSegment> {
  const hashes = hashesOf(run, [planned], staged.keyType);
  const reason = reasonFor(run, planned, hashes, changed?.affected);
  const published = run.registered.get(idOf(run, planned));
  const diff = await run.staging.diff({ segmentId: idOf(run, planned), published, reason });
  const byTime =
    reason === 'data' && isChanged(diff) ? await explainChanges(run, planned, changed) : 0;
  const reasons = countReasons(reason, diff, byTime);
  const hash = must(hashes.get(planned.name), planned.name);
  if (changed === undefined) {
    const look = allObjects(run, planned);
    return judged(run, planned, { staged, diff, hash, reasons, look }, elapsed());
  }
  const size = (published?.published?.size ?? 0) + diff.entered - diff.left;
  const look = { kind: 'affected', count: changed.affected.count } as const;
  return judged(
    run,
    planned,
    { staged: { ...staged, size }, diff, hash, reasons, look },
    elapsed(),
  );
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
