// What was computed → what one commit writes: memberships, the record of every segment it touches, checks. Pure.
import { must } from '../../compiler/assert.ts';
import type { CheckedSegment } from '../../compiler/check/checked-project.ts';
import type {
  CheckRecord,
  MembershipCommit,
  RefreshCommit,
  RegisteredSegment,
  SegmentRecord,
} from '../warehouse-state.ts';
import type { SegmentOutcome } from './report.ts';
import type { RunState } from './run-state.ts';
import type { RefreshIdentity } from './identity/refresh-id.ts';

export interface CommitFacts extends RefreshIdentity {
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly projectVersion: string;
}

export function buildCommit(run: RunState, facts: CommitFacts): RefreshCommit {
  const outcomes = outcomesOf(run);
  const held = outcomes.filter(({ status }) => status === 'held').length;
  const failed = outcomes.filter(({ status }) => status === 'failed').length;
  const refreshed = outcomes.filter(({ status }) => status === 'refreshed');
  return {
    ...facts,
    now: run.plan.now,
    mode: modeOf(outcomes),
    status: runStatus(held, failed),
    segments: outcomes.length,
    entered: sum(refreshed, ({ entered }) => entered),
    left: sum(refreshed, ({ left }) => left),
    held,
    failed,
    memberships: membershipsOf(run),
    records: [...outcomes.map((outcome) => computedRecord(run, outcome)), ...otherRecords(run)],
    checks: outcomes.flatMap(checksOf),
    keysChecked: run.keysChecked,
  };
}

/** Incremental as soon as one segment is. */
export function modeOf(outcomes: readonly SegmentOutcome[]): 'full' | 'incremental' {
  return outcomes.some(({ mode }) => mode === 'incremental') ? 'incremental' : 'full';
}

export function runStatus(held: number, failed: number): 'succeeded' | 'held' | 'failed' {
  if (failed > 0) return 'failed';
  return held > 0 ? 'held' : 'succeeded';
}

/** In plan order; drafts and paused segments have none. */
export function outcomesOf(run: RunState): readonly SegmentOutcome[] {
  return [...run.computed.values()].flatMap((computed) => {
    const outcome = computed.kind === 'fresh' ? computed.publish?.outcome : computed.outcome;
    return outcome === undefined ? [] : [outcome];
  });
}

export function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

/** Registered segments that the project no longer publishes: not declared, or drafts now. */
export function removedSegments(run: RunState): readonly RegisteredSegment[] {
  const kept = new Set(
    [...run.declared.values()]
      .filter(({ settings }) => settings.status !== 'draft')
      .map(({ name }) => run.ids.get(name)),
  );
  return [...run.registered.values()].filter(({ id }) => !kept.has(id));
}

function membershipsOf(run: RunState): readonly MembershipCommit[] {
  return [...run.computed.values()].flatMap((computed) =>
    computed.kind === 'fresh' && computed.publish !== undefined ? [computed.publish.commit] : [],
  );
}

/** A membership that was not replaced keeps the text it was computed from. */
function computedRecord(run: RunState, outcome: SegmentOutcome): SegmentRecord {
  const declared = must(run.declared.get(outcome.segment), outcome.segment);
  const id = must(run.ids.get(outcome.segment), outcome.segment);
  const before = run.registered.get(id);
  const record = recordOf(declared, id, outcome.objectType);
  const kept =
    outcome.status === 'refreshed' || before?.published === undefined
      ? {}
      : { definition: before.record.definition, sourceFile: before.record.sourceFile };
  const staleReason = staleReasonOf(outcome);
  const status = outcome.status === 'refreshed' ? 'active' : outcome.status;
  return { ...record, ...kept, status, stale: staleReason !== undefined, staleReason };
}

function staleReasonOf(outcome: SegmentOutcome): string | undefined {
  switch (outcome.status) {
    case 'failed':
      return outcome.problems.map(({ code, message }) => `${code}: ${message}`).join('; ');
    case 'held': {
      const broken = outcome.guards.filter(({ status }) => status === 'broken');
      return `held by a guard: ${broken.map(({ guard, observed }) => `${guard} (observed ${observed ?? 'nothing'})`).join('; ')}`;
    }
    case 'refreshed':
      return outcome.usedLastGood.length === 0
        ? undefined
        : `uses the last good members of ${outcome.usedLastGood.join(', ')}`;
  }
}

/** Paused and removed segments keep their membership; their record says so. */
function otherRecords(run: RunState): readonly SegmentRecord[] {
  const removed = removedSegments(run).map(({ record }) => ({
    ...record,
    status: 'removed' as const,
    stale: true,
    staleReason: run.declared.has(record.name)
      ? 'the project declares it as a draft'
      : 'the project no longer declares it',
  }));
  const paused = [...run.declared.values()].flatMap((declared) => {
    const id = run.ids.get(declared.name);
    const before = id === undefined ? undefined : run.registered.get(id);
    if (declared.settings.status !== 'paused' || before === undefined) return [];
    const { definition, sourceFile } = before.record;
    const record = recordOf(declared, before.id, before.objectType);
    return [{ ...record, definition, sourceFile, status: 'paused' as const }];
  });
  return [...paused, ...removed];
}

function recordOf(declared: CheckedSegment, id: number, objectType: string): SegmentRecord {
  const { settings } = declared;
  return {
    id,
    name: declared.name,
    objectType,
    title: settings.title,
    description: settings.description,
    owner: settings.owner,
    labels: settings.labels,
    status: 'active',
    stale: false,
    staleReason: undefined,
    definition: declared.definition,
    sourceFile: declared.span.file,
    defaultFor: settings.defaultFor,
    hiddenFrom: settings.hiddenFrom,
  };
}

function checksOf(outcome: SegmentOutcome): readonly CheckRecord[] {
  const guards = outcome.guards.flatMap(({ guard, status, observed, limit }) =>
    status === 'not_applicable'
      ? []
      : [
          {
            segment: outcome.segment,
            check: guard,
            status,
            observed: observed === undefined ? undefined : String(observed),
            limit: String(limit),
          },
        ],
  );
  const problems = outcome.problems.map(({ code, message }) => ({
    segment: outcome.segment,
    check: code,
    status: 'failed' as const,
    observed: message,
    limit: undefined,
  }));
  return [...guards, ...problems];
}
