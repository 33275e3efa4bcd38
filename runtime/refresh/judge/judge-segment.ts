// What becomes of a segment that was computed: its reasons, its guards, and what is to be published.
import { must } from '../../../compiler/assert.ts';
import type { PlannedSegment } from '../../../compiler/plan/refresh-plan.ts';
import type { StagedMembership } from '../../warehouse.ts';
import type { DiffRequest, MembershipDiff } from '../../warehouse-diff.ts';
import type { RegisteredSegment } from '../../warehouse-state.ts';
import type { FullCause } from '../full-cause.ts';
import type { GuardOutcome, ReasonCounts, SegmentOutcome } from '../report.ts';
import { type Affected, type ComputedSegment, idOf, type RunState } from '../run-state.ts';
import { columnsHash, definitionHash } from '../identity/definition-hash.ts';
import { judgeGuards } from './guards.ts';

const noReasons: ReasonCounts = { first: 0, definition: 0, data: 0, time: 0 };

/** Why members changed; `data` may prove to be `time` (compute/explain-changes.ts). */
export type WideReason = DiffRequest['reason'];

/** `affected`: the objects that were looked at; undefined: all. */
export function reasonFor(
  run: RunState,
  planned: PlannedSegment,
  hashes: ReadonlyMap<string, string>,
  affected: Affected | undefined,
): WideReason {
  const published = run.registered.get(idOf(run, planned))?.published;
  if (published === undefined) return 'first';
  if (published.definitionHash !== hashes.get(planned.name)) return 'definition';
  return affected?.isByTime === true ? 'time' : 'data';
}

/** Of segments with keys of that type, by name; each after those it refers to, unless they are computed already. */
export function hashesOf(
  run: RunState,
  segments: readonly PlannedSegment[],
  keyType: string,
): ReadonlyMap<string, string> {
  const hashes = new Map<string, string>();
  for (const planned of segments) {
    const referred = planned.dependsOn.map((name) => {
      const computed = run.computed.get(name);
      const known = computed === undefined || computed.kind === 'unavailable' ? '' : computed.hash;
      return [name, hashes.get(name) ?? known] as const;
    });
    hashes.set(planned.name, definitionHash(planned, keyType, referred));
  }
  return hashes;
}

export function isChanged({ entered, left }: MembershipDiff): boolean {
  return entered + left > 0;
}

/** `byTime`: how many changes the passing of time explains. */
export function countReasons(
  reason: WideReason,
  { entered, left }: MembershipDiff,
  byTime: number,
): ReasonCounts {
  const changes = entered + left;
  if (reason !== 'data') return { ...noReasons, [reason]: changes };
  return { ...noReasons, data: changes - byTime, time: byTime };
}

export interface ComparedMembership {
  readonly staged: StagedMembership;
  readonly diff: MembershipDiff;
  /** Of its definition. */
  readonly hash: string;
  readonly reasons: ReasonCounts;
  readonly look: ObjectsLooked;
}

/** Which objects were looked at. */
export type ObjectsLooked =
  | { readonly kind: 'all'; readonly because: FullCause }
  /** Those that can have changed. */
  | { readonly kind: 'affected'; readonly count: number };

/** Of segments that are computed from all rows; whatever nothing was found of has a query of its own. */
export function allObjects({ fullCauses }: RunState, { name }: PlannedSegment): ObjectsLooked {
  return { kind: 'all', because: fullCauses.get(name) ?? 'alone' };
}

/** The segment as its guards leave it: to be published, or as it was. */
export function judged(
  run: RunState,
  planned: PlannedSegment,
  { staged, diff, hash, reasons, look }: ComparedMembership,
  milliseconds: number,
): ComputedSegment {
  const id = idOf(run, planned);
  const registered = run.registered.get(id);
  const guards = guardsOf(run, planned, staged.size, diff);
  const outcome: SegmentOutcome = {
    ...emptyOutcome(run, planned, registered),
    status: guards.some(({ status }) => status === 'broken') ? 'held' : 'refreshed',
    entered: diff.entered,
    left: diff.left,
    reasons,
    guards,
    milliseconds,
    ...lookedAt(look),
  };
  if (outcome.status === 'held') return lastGood(planned, registered, outcome);
  const commit = {
    segmentId: id,
    objectType: planned.object,
    keyColumn: planned.keyColumn,
    keyType: staged.keyType,
    publishColumns: staged.publishColumns,
    definitionHash: hash,
    columnsHash: columnsHash(planned),
    size: staged.size,
    ...diff,
    published: registered?.published,
    reconciled: look.kind === 'all' ? run.plan.now : registered?.published?.reconciled,
    dataAsOf: run.findings.dataAsOf.get(planned.name),
  };
  const publish = { outcome: { ...outcome, size: staged.size }, commit };
  return { kind: 'fresh', relation: staged.relation, hash, planned, staged, publish };
}

function lookedAt(look: ObjectsLooked): Pick<SegmentOutcome, 'mode' | 'because' | 'looked'> {
  return look.kind === 'all'
    ? { mode: 'full', because: look.because, looked: undefined }
    : { mode: 'incremental', because: undefined, looked: look.count };
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

/** As it is published, since no object can have changed. */
export function unchanged(run: RunState, planned: PlannedSegment): ComputedSegment {
  const registered = run.registered.get(idOf(run, planned));
  const {
    relation,
    size,
    keyType,
    publishColumns,
    definitionHash: hash,
  } = must(registered?.published, `members of ${planned.name}`);
  const keyFaults = { missing: 0, repeated: 0, examples: [] };
  const staged = { relation, size, keyType, publishColumns, keyFaults };
  const diff = { entered: 0, left: 0, rewritten: 0 };
  const look = { kind: 'affected', count: 0 } as const;
  return judged(run, planned, { staged, diff, hash, reasons: noReasons, look }, 0);
}

/** Others may refer to it and nobody sees it. */
export function draft(
  run: RunState,
  planned: PlannedSegment,
  staged: StagedMembership,
): ComputedSegment {
  const hash = must(hashesOf(run, [planned], staged.keyType).get(planned.name), planned.name);
  const { relation } = staged;
  return { kind: 'fresh', relation, hash, planned, staged, publish: undefined };
}

export function lastGood(
  planned: PlannedSegment,
  registered: RegisteredSegment | undefined,
  outcome: SegmentOutcome | undefined,
): ComputedSegment {
  const published = registered?.published;
  if (published === undefined) return { kind: 'unavailable', planned, outcome };
  const { relation, definitionHash: hash } = published;
  return { kind: 'last_good', relation, hash, planned, outcome };
}

export function emptyOutcome(
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
    mode: 'full',
    because: undefined,
    looked: undefined,
    guards: [],
    problems: [],
    usedLastGood: planned.dependsOn.filter((name) => {
      const computed = run.computed.get(name);
      return computed?.kind === 'last_good' && computed.outcome !== undefined;
    }),
  };
}
