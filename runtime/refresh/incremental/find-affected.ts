// Which objects must be decided again: those that what changed since a baseline leads to.
import { must } from '../../../compiler/assert.ts';
import { uniteReaches } from '../../../compiler/incremental/add-reach.ts';
import { findReaches } from '../../../compiler/incremental/find-reaches.ts';
import type { Reach, Reaches } from '../../../compiler/incremental/reach.ts';
import { canonicalJson } from '../../../compiler/lower/canonical.ts';
import { plannedSegment } from '../../../compiler/plan/parts-of-plan.ts';
import type { PlannedSegment, RefreshPlan } from '../../../compiler/plan/refresh-plan.ts';
import {
  printReached,
  type ReachedRelations,
  type TouchedColumn,
  touchedColumns,
} from '../../../compiler/sql/print-reached.ts';
import type { StagedKeys } from '../../warehouse-changes.ts';
import type { FullCause } from '../full-cause.ts';
import { type Affected, relationsNow, type RunState } from '../run-state.ts';
import { findColumn } from '../sources/find-column.ts';
import type { Baseline } from './baselines.ts';
import { isNothingNew } from './nothing-new.ts';

/** Segments of one baseline, and the objects that must be decided again for them. */
export interface AffectedGroup {
  readonly baseline: Baseline;
  readonly segments: readonly PlannedSegment[];
  readonly affected: Affected;
}

export interface Searching {
  readonly run: RunState;
  /** In which conditions stand for references, where they are decided together. */
  readonly plan: RefreshPlan;
  readonly baseline: Baseline;
  readonly name: string;
  /** How many objects are reached, by the reaches of a population. */
  readonly compared: Map<string, number>;
}

/** Segments that are told to be computed from all rows go to `causes`; those of which nothing can have changed are a group of their own. */
export async function findAffected(
  searching: Searching,
  segments: readonly PlannedSegment[],
  causes: Map<string, FullCause>,
): Promise<readonly AffectedGroup[]> {
  const { run, baseline, name, plan } = searching;
  const kept: PlannedSegment[] = [];
  const quiet: PlannedSegment[] = [];
  const all: Reaches[] = [];
  for (const planned of segments) {
    if (isNothingNew(run, inPlan(searching, planned), baseline)) {
      quiet.push(planned);
      continue;
    }
    const reaches = await reachesOf(searching, planned);
    if (typeof reaches === 'string') {
      causes.set(planned.name, reaches);
    } else {
      kept.push(planned);
      all.push(reaches);
    }
  }
  const still = quiet.length === 0 ? [] : [{ baseline, segments: quiet, affected: nobody }];
  const [first] = kept;
  if (first === undefined) return still;
  const { ofObject } = uniteReaches(all);
  const names = new Set(kept.map((planned) => planned.name));
  const searched = plan.segments.filter((planned) => names.has(planned.name));
  const affected = await stageReached(
    searching,
    `affected ${name}`,
    first.object,
    ofObject,
    searched,
  );
  return [...still, { baseline, segments: kept, affected }];
}

const nobody: Affected = { relation: [], count: 0, isByTime: true };

/** The segment in the plan in which conditions stand for references. */
function inPlan({ plan }: Searching, { name }: PlannedSegment): PlannedSegment {
  return plannedSegment(plan, name);
}

async function reachesOf(
  searching: Searching,
  given: PlannedSegment,
): Promise<Reaches | FullCause> {
  const { plan, baseline } = searching;
  const planned = inPlan(searching, given);
  const before = { now: baseline.now, ...plan.calendar };
  const now = { now: plan.now, ...plan.calendar };
  const found = findReaches(plan, planned, { before, now });
  if (found.kind === 'whole') return found.because;
  const { ofObject, ofPopulations } = found.reaches;
  for (const reaches of [ofObject, ...ofPopulations.map((one) => one.reaches)]) {
    const unknown = await unknownIn(searching, reaches);
    if (unknown !== undefined) return unknown;
  }
  for (const { object, reaches } of ofPopulations) {
    if ((await countCompared(searching, planned, object, reaches)) > 0) return 'ranking';
  }
  return found.reaches;
}

async function countCompared(
  searching: Searching,
  planned: PlannedSegment,
  object: string,
  reaches: readonly Reach[],
): Promise<number> {
  const { compared, name } = searching;
  const identity = canonicalJson([object, reaches]);
  const known = compared.get(identity);
  if (known !== undefined) return known;
  const table = `compared ${name} ${compared.size + 1}`;
  const { count } = await stageReached(searching, table, object, reaches, [planned]);
  compared.set(identity, count);
  return count;
}

/** Why the rows that the reaches start from cannot be told. */
async function unknownIn(
  searching: Searching,
  reaches: readonly Reach[],
): Promise<FullCause | undefined> {
  const { run, plan } = searching;
  for (const { cause } of reaches) {
    const referred = cause.kind === 'flipped' ? run.computed.get(cause.segment) : undefined;
    // A draft is compared with nothing.
    if (referred?.kind === 'fresh' && referred.publish === undefined) return 'referred';
  }
  for (const touched of touchedColumns(plan, reaches)) {
    if ((await touchedIn(searching, touched)) !== undefined) continue;
    const change = run.changes.find(({ entity }) => entity === touched.entity);
    return change?.state.kind === 'unknown' ? `source_${change.state.because}` : 'source_first';
  }
  return undefined;
}

async function touchedIn(
  { run, baseline }: Searching,
  { entity, column }: TouchedColumn,
): Promise<StagedKeys | undefined> {
  const identity = canonicalJson([entity, column, baseline.refresh]);
  if (!run.touched.has(identity)) {
    const isKnown = run.changes.some((change) => change.entity === entity);
    const staged = isKnown
      ? await run.staging.touched(entity, spelled(run, entity, column), baseline.refresh)
      : undefined;
    run.touched.set(identity, staged);
  }
  return run.touched.get(identity);
}

/** As the warehouse spells it, under which its values are remembered. */
function spelled({ plan, findings }: RunState, entity: string, column: string): string {
  const table = findings.tables.get(must(plan.entities[entity], entity).table.join('.'));
  return (table && findColumn(table, column)?.name) ?? column;
}

/** A log, and members before, were read before the earlier refresh was committed. */
async function flippedIn(
  { run, baseline }: Searching,
  { kind, segment }: Extract<Reach['cause'], { kind: 'flipped' | 'logged' }>,
): Promise<StagedKeys> {
  const since = kind === 'flipped' ? baseline.refresh : baseline.refresh - 1;
  return await run.staging.flipped(must(run.ids.get(segment), segment), since);
}

/** Reaches that start from nothing lead nowhere and are left out. */
async function stageReached(
  searching: Searching,
  name: string,
  object: string,
  reaches: readonly Reach[],
  segments: readonly PlannedSegment[],
): Promise<Affected> {
  const { run, plan } = searching;
  const relations = new Map<string, readonly string[]>();
  const filled: Reach[] = [];
  for (const reach of reaches) {
    const { cause } = reach;
    if (cause.kind === 'crossed') {
      filled.push(reach);
      continue;
    }
    const [touched] = touchedColumns(plan, [reach]);
    const staged =
      cause.kind === 'touched'
        ? must(await touchedIn(searching, must(touched, 'a column')), 'a touched source')
        : await flippedIn(searching, cause);
    if (staged.count === 0) continue;
    relations.set(canonicalJson(touched ?? cause), staged.relation);
    filled.push(reach);
  }
  if (filled.length === 0) return nobody;
  const found = (identity: object): readonly string[] =>
    must(relations.get(canonicalJson(identity)), 'a relation');
  const where: ReachedRelations = {
    ...relationsNow(run),
    touched: (entity, column) => found({ entity, column }),
    flipped: (segment) => found({ kind: 'flipped', segment }),
    logged: (segment) => found({ kind: 'logged', segment }),
  };
  const query = printReached(plan, object, filled, segments, run.options.dialect, where);
  const { keyColumn } = must(plan.entities[object], object);
  const keys = await run.staging.stageKeys(name, query, must(keyColumn, 'a key'));
  return { ...keys, isByTime: filled.every(({ cause }) => cause.kind === 'crossed') };
}
