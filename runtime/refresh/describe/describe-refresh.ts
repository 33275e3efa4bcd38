// The plan of a refresh for people and programs: what is read, in which order segments are decided, with which passes and why. JSON-safe.
// Made of the project alone; how many rows the tables have may be added.
import { must } from '../../../compiler/assert.ts';
import type { Span } from '../../../compiler/source.ts';
import type { CheckedProject } from '../../../compiler/check/checked-project.ts';
import {
  describeAlone,
  type DescribedPass,
  type DescribedPasses,
  type DescribingPasses,
  describeTogether,
} from '../../../compiler/describe/describe-passes.ts';
import {
  type DescribedEntity,
  type DescribedSource,
  describeSources,
} from '../../../compiler/describe/describe-sources.ts';
import { featureTexts } from '../../../compiler/describe/feature-text.ts';
import type { RefreshPlan } from '../../../compiler/plan/refresh-plan.ts';
import type { SqlDialect } from '../../../compiler/sql/dialect.ts';
import type { SegmentRelations } from '../../../compiler/sql/query.ts';
import type { SourceTracking } from '../../warehouse-changes.ts';
import { type Batch, batchesOf } from '../compute/batches.ts';
import type { AloneCause } from '../compute/decided-alone.ts';
import { trackingOf } from '../sources/tracked-sources.ts';
import { type DescribedLook, describeLooks } from './describe-look.ts';

export interface RefreshDescription {
  /** ISO 8601, UTC. */
  readonly now: string;
  /** Those asked for and what they refer to, in the order of the plan. */
  readonly segments: readonly string[];
  readonly sources: readonly TrackedDescription[];
  readonly batches: readonly DescribedBatch[];
}

/** A table, and how a refresh finds the changes of its rows. */
export interface TrackedDescription extends Omit<DescribedSource, 'serves'>, Estimate {
  readonly serves: readonly (DescribedEntity & { readonly changesFound: ChangesFound })[];
}

export interface ChangesFound {
  readonly kind: SourceTracking['kind'];
  /** Undefined exactly when rows are compared. */
  readonly by: string | undefined;
}

/** Segments that are decided together, or one that is decided alone; in the order of the refresh. */
export interface DescribedBatch extends Estimate {
  /** From 1; each waits for the waves before it. */
  readonly wave: number;
  readonly object: string;
  /** The table of the object, as written in the model. */
  readonly table: string;
  readonly segments: readonly string[];
  /** Undefined: together. */
  readonly alone: AloneCause | undefined;
  /** Segments of earlier waves that these refer to, sorted. */
  readonly waitsFor: readonly string[];
  /** Segments of the batch that others of it refer to, sorted: their conditions stand for the references. */
  readonly inlined: readonly string[];
  readonly conditions: DescribedPasses['conditions'];
  readonly passes: readonly (DescribedPass & Estimate)[];
  /** Of each segment, in their order; none of a paused one. */
  readonly looks: readonly DescribedLook[];
}

export interface Estimate {
  /** Of a table: its rows. Of a batch: those of its objects' table. Of a pass: the rows of the tables of its path, before its window and filter. Undefined: not known. */
  readonly rows: number | undefined;
}

export interface DescribeOptions {
  readonly project: CheckedProject;
  /** Of segments of the project. */
  readonly plan: RefreshPlan;
  readonly dialect: SqlDialect;
  readonly relations: SegmentRelations;
  /** The text of a place in the sources, on one line. */
  readonly textOf: (span: Span) => string;
}

export function describeRefresh(options: DescribeOptions): RefreshDescription {
  const { project, plan, dialect, relations, textOf } = options;
  const texts = featureTexts(plan.features, project.model);
  const describing: DescribingPasses = { plan, texts, dialect, relations };
  return {
    now: plan.now,
    segments: plan.segments.map(({ name }) => name),
    sources: describeSources(plan, project.model, textOf).map((source) => ({
      ...notCounted(source),
      serves: source.serves.map((served) => withTracking(served, project)),
    })),
    batches: batchesOf(plan, project.segments).map((batch) => ({
      ...describeBatch(batch, describing),
      looks: describeLooks(plan, batch),
    })),
  };
}

function withTracking(
  served: DescribedEntity,
  { model }: CheckedProject,
): TrackedDescription['serves'][number] {
  const entity = must(model.entities[served.entity], `entity ${served.entity}`);
  return { ...served, changesFound: { by: undefined, ...trackingOf(entity) } };
}

function notCounted<Described>(described: Described): Described & Estimate {
  return { ...described, rows: undefined };
}

function describeBatch(
  { wave, object, segments, alone }: Batch,
  describing: DescribingPasses,
): Omit<DescribedBatch, 'looks'> {
  const first = must(segments[0], 'a segment');
  const names = segments.map(({ name }) => name);
  const referred = [...new Set(segments.flatMap(({ dependsOn }) => dependsOn))].toSorted();
  const { passes, conditions } = passesOf(names, alone, describing);
  return {
    wave,
    object,
    table: first.keyTable.join('.'),
    segments: names,
    alone,
    waitsFor: referred.filter((name) => !names.includes(name)),
    inlined: referred.filter((name) => names.includes(name)),
    conditions,
    passes: passes.map(notCounted),
    rows: undefined,
  };
}

function passesOf(
  names: readonly string[],
  alone: AloneCause | undefined,
  describing: DescribingPasses,
): DescribedPasses {
  if (alone === undefined) return describeTogether(describing, names);
  if (alone === 'paused') return { passes: [], conditions: { bits: 0, joined: 0, own: 0 } };
  return describeAlone(describing, must(names[0], 'a segment'));
}

/** The description with the rows of its tables; `rows` has no entry for a table that the warehouse does not have. */
export function withRows(
  description: RefreshDescription,
  rows: ReadonlyMap<string, number>,
): RefreshDescription {
  return {
    ...description,
    sources: description.sources.map((source) => ({ ...source, rows: rows.get(source.table) })),
    batches: description.batches.map((batch) => ({
      ...batch,
      rows: rows.get(batch.table),
      passes: batch.passes.map((pass) => ({ ...pass, rows: rowsRead(pass.tables, rows) })),
    })),
  };
}

function rowsRead(
  tables: readonly string[],
  rows: ReadonlyMap<string, number>,
): number | undefined {
  let sum: number | undefined = tables.length === 0 ? undefined : 0;
  for (const table of tables) {
    const known = rows.get(table);
    sum = sum === undefined || known === undefined ? undefined : sum + known;
  }
  return sum;
}
