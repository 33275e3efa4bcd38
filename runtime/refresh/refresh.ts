// One refresh from beginning to end: plan, check the sources, compute segment after segment, commit all at once, replace the serving file.
import { must } from '../../compiler/assert.ts';
import { OperationalError, operationalError } from '../../compiler/operational-error.ts';
import { catalogue } from '../../compiler/diagnostics/catalogue.ts';
import { planRefresh } from '../../compiler/plan/plan-refresh.ts';
import type { PlannedSegment, RefreshPlan } from '../../compiler/plan/refresh-plan.ts';
import { printKeyQuery } from '../../compiler/sql/print-key-query.ts';
import { instantOf } from '../instant.ts';
import { stopwatch } from '../clock.ts';
import { type Problem, problemOf } from '../problem.ts';
import { placesIn } from '../source-places.ts';
import type { RefreshStaging, Warehouse } from '../warehouse.ts';
import { buildCommit, outcomesOf, removedSegments } from './build-commit.ts';
import type { RefreshOptions } from './refresh-options.ts';
import type { RefreshReport } from './report.ts';
import type { ComputedSegment, RunState } from './run-state.ts';
import { selectSegments } from './select-segments.ts';
import { type ChangedAlone, changedAlone } from './compute/changed-alone.ts';
import { computeSegment } from './compute/compute-segment.ts';
import { computeTogether, wavesOf } from './compute/compute-together.ts';
import { assignIds } from './identity/assign-ids.ts';
import { projectVersion } from './identity/definition-hash.ts';
import { nextRefreshId } from './identity/refresh-id.ts';
import { isDrifted } from './incremental/reconcile.ts';
import { reconciled } from './incremental/reconcile.ts';
import { checkKeys } from './sources/check-keys.ts';
import { checkSources } from './sources/check-sources.ts';
import { trackedSources } from './sources/tracked-sources.ts';
import { Findings } from './sources/source-findings.ts';

/**
 * Publishes the due segments as of one `now`. What concerns one segment is in the report; what concerns all of them is
 * thrown as OperationalError, and nothing is published then.
 */
export async function refresh(options: RefreshOptions): Promise<RefreshReport> {
  const startedAt = options.clock.now();
  const now = instantOf(options.now ?? startedAt);
  const segments = selectSegments(options.project, options.segments);
  const plan = planRefresh(options.project, { now, segments });
  stopIfAborted(options, 'starting');
  options.onProgress?.({ kind: 'opening', target: options.target.name });
  const warehouse = await options.openWarehouse(options.target);
  const interrupt = (): void => {
    warehouse.interrupt();
  };
  options.signal?.addEventListener('abort', interrupt);
  try {
    return await refreshIn(warehouse, options, plan, startedAt);
  } finally {
    options.signal?.removeEventListener('abort', interrupt);
    await warehouse.close();
  }
}

async function refreshIn(
  warehouse: Warehouse,
  options: RefreshOptions,
  plan: RefreshPlan,
  startedAt: string,
): Promise<RefreshReport> {
  const staging = await warehouse.startRefresh();
  try {
    const run = await startRun(warehouse, staging, options, plan);
    await computeAll(run);
    return await publish(warehouse, run, startedAt);
  } finally {
    await staging.discard();
  }
}

async function startRun(
  warehouse: Warehouse,
  staging: RefreshStaging,
  options: RefreshOptions,
  plan: RefreshPlan,
): Promise<RunState> {
  const { project, sources, dialect } = options;
  const placeOf = placesIn(sources);
  options.onProgress?.({ kind: 'checking-sources', tables: plan.sources.length });
  const found = new Findings();
  const check = { plan, model: project.model, tables: warehouse.sources, placeOf };
  const findings = await checkSources(check, found);
  const tracked = trackedSources(project.model, plan, findings.tables);
  const changes = await staging.findChanges(tracked, plan.now);
  const keyQuery = (entity: string): string => printKeyQuery(plan, entity, dialect);
  const checking = { ...check, options, staging, changes, keyQuery };
  const keysChecked = await checkKeys(checking, findings.keyed, found);
  const registered = await warehouse.registeredSegments();
  const published = project.segments.filter((segment) => segment.published);
  const ids = assignIds(published, registered);
  return {
    options,
    plan,
    staging,
    findings,
    placeOf,
    declared: new Map(published.map((segment) => [segment.name, segment])),
    ids,
    registered: new Map(registered.map((segment) => [segment.id, segment])),
    histories: await openHistories(plan, ids, staging),
    computed: new Map(),
    changes,
    keysChecked,
    touched: new Map(),
    fullCauses: new Map(),
    countRows: (entity) =>
      warehouse.sources.rows(must(plan.entities[entity], entity).table.join('.')),
    earlierPlans: new Map(),
    earlierRelations: new Map(),
  };
}

/** Where the log of each segment is whose history is read. A segment need not be of this run, nor be published yet. */
async function openHistories(
  plan: RefreshPlan,
  ids: ReadonlyMap<string, number>,
  staging: RefreshStaging,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const wanted = new Set(plan.segments.flatMap(({ historyOf }) => historyOf));
  const histories = new Map<string, readonly string[]>();
  for (const name of [...wanted].toSorted()) {
    histories.set(name, await staging.changesOf(must(ids.get(name), `number of ${name}`), name));
  }
  return histories;
}

/** Segments that wait for the same others are computed side by side; outcomes are kept in the order of the plan. */
async function computeAll(run: RunState): Promise<void> {
  for (const wave of wavesOf(run)) {
    const together = await computeTogether(run, wave, (planned) => {
      startComputing(run, planned);
    });
    const alone = await changedAlone(run, wave.segments);
    for (const planned of wave.segments) {
      const computed = together.get(planned.name) ?? (await computeAlone(run, planned, alone));
      run.computed.set(planned.name, computed);
      const outcome = computed.kind === 'fresh' ? computed.publish?.outcome : computed.outcome;
      if (outcome !== undefined) run.options.onProgress?.({ kind: 'computed', outcome });
    }
  }
}

async function computeAlone(
  run: RunState,
  planned: PlannedSegment,
  { changed, proofs }: ChangedAlone,
): Promise<ComputedSegment> {
  startComputing(run, planned);
  const elapsed = stopwatch(run.options.clock);
  const computed = await computeSegment(run, planned, elapsed, changed.get(planned.name));
  return must((await reconciled(run, proofs, [computed]))[0], planned.name);
}

/** Stops here when the user asked for it. */
function startComputing({ options, plan, computed }: RunState, { name }: PlannedSegment): void {
  stopIfAborted(options, `computing ${name}`);
  const [done, total] = [computed.size, plan.segments.length];
  options.onProgress?.({ kind: 'computing', segment: name, done, total });
}

async function publish(
  warehouse: Warehouse,
  run: RunState,
  startedAt: string,
): Promise<RefreshReport> {
  const { options, plan } = run;
  const identity = nextRefreshId(await warehouse.lastRefreshId(), plan.now);
  const { refreshId } = identity;
  const commit = buildCommit(run, {
    ...identity,
    startedAt: instantOf(startedAt),
    finishedAt: instantOf(options.clock.now()),
    projectVersion: projectVersion(options.sources),
  });
  const { entered, left, held, failed, status } = commit;
  const outcomes = outcomesOf(run);
  const report = {
    target: options.target.name,
    now: plan.now,
    startedAt: commit.startedAt,
    mode: commit.mode,
    segments: outcomes,
    entered,
    left,
    refreshed: commit.segments - held - failed,
    held,
    failed,
    drifted: outcomes.filter(isDrifted).length,
    status,
    removed: removedSegments(run).map(({ name }) => name),
  } as const;
  options.onProgress?.({ kind: 'committing', entered, left });
  stopIfAborted(options, 'publishing');
  await run.staging.commit(commit);
  const serving = await serve(run, refreshId);
  const finishedAt = instantOf(options.clock.now());
  return { refreshId, ...report, finishedAt, ...serving };
}

/** The refresh is committed; a serving file that cannot be replaced is told, not thrown. */
async function serve(
  run: RunState,
  refreshId: string,
): Promise<{ readonly serving: string | undefined; readonly servingProblem: Problem | undefined }> {
  const { target, onProgress } = run.options;
  if (target.kind === 'duckdb' && target.serving !== undefined) {
    onProgress?.({ kind: 'serving', path: target.serving });
  }
  try {
    return { serving: await run.staging.publishServing(refreshId), servingProblem: undefined };
  } catch (error) {
    if (!(error instanceof OperationalError)) throw error;
    return { serving: undefined, servingProblem: problemOf(error) };
  }
}

function stopIfAborted(options: RefreshOptions, doing: string): void {
  if (options.signal?.aborted === true) {
    throw operationalError(catalogue.operations.cancelled, { doing });
  }
}
