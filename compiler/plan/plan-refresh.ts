// Third stage of the compiler, entry: the checked project and `now` → one plan for all segments of a refresh.
import { must } from '../assert.ts';
import type { CheckedProject, CheckedSegment } from '../check/checked-project.ts';
import { segmentsByName } from '../check/segments-by-name.ts';
import type { EntityIR, SegmentIR } from '../lower/ir.ts';
import { hasMembership } from '../lower/lower-reference.ts';
import { lowerEntity, lowerSegment } from '../lower/lower-segment.ts';
import { createSourceCollector, type SourceCollector } from './collect-sources.ts';
import {
  canonicalColumns,
  canonicalMeaning,
  dependsOnNow,
  reachableFeatures,
} from './describe-meaning.ts';
import { passes } from './passes.ts';
import type { AnyPlannedFeature, PlannedSegment, RefreshPlan } from './refresh-plan.ts';
import { renameFeatures, renameInSegment } from './rename-features.ts';
import { rewriteFeature } from './walk-ir.ts';

export interface PlanOptions {
  /** ISO 8601 instant, UTC. */
  readonly now: string;
  /** Names to plan; what they refer to is added. Undefined: every segment that is published, in any status but draft. */
  readonly segments?: readonly string[] | undefined;
  /** Segments that no file declares, planned beside the named ones; their names are of their own. */
  readonly probes?: readonly SegmentIR[] | undefined;
  /** Names of passes to leave out. */
  readonly withoutPasses?: readonly string[] | undefined;
}

/** Plans a refresh. The project has no errors, also none of the dialect; names are of segments without open parameters. */
export function planRefresh(project: CheckedProject, options: PlanOptions): RefreshPlan {
  const { timezone, weekStarts } = project.model.project;
  const lowered = lowerWanted(project, options);
  const entityIR = memoised((id) => lowerEntity(project, id));
  const collector = createSourceCollector(project.model, entityIR);
  const assembled = assemble({ project, collector, entityIR }, lowered);
  const plan: RefreshPlan = {
    now: options.now,
    calendar: { timezone, weekStarts },
    entities: collector.entities,
    ...assembled,
    sources: collector.sources(),
    joins: collector.joins(),
  };
  return passes
    .filter(({ name }) => options.withoutPasses?.includes(name) !== true)
    .reduce((current, pass) => pass.run(current), plan);
}

type EntityLookup = (id: string) => EntityIR;

function memoised(lookup: EntityLookup): EntityLookup {
  const known = new Map<string, EntityIR>();
  return (id) => {
    const entity = known.get(id) ?? lookup(id);
    known.set(id, entity);
    return entity;
  };
}

interface WantedSegment {
  readonly segment: SegmentIR;
  readonly requested: boolean;
}

/** The wanted segments and what they depend on, each after what it depends on. */
function lowerWanted(
  project: CheckedProject,
  { segments: names, probes = [] }: PlanOptions,
): readonly WantedSegment[] {
  const byName = segmentsByName(project);
  const requested = new Set(names ?? project.segments.filter(hasMembership).map(nameOf));
  const done = new Map<string, WantedSegment>();
  const want = (name: string): void => {
    if (done.has(name)) return;
    const segment = lowerSegment(project, must(byName.get(name), `segment ${name}`));
    for (const referred of segment.dependsOn) want(referred);
    done.set(name, { segment, requested: requested.has(name) });
  };
  for (const { name } of project.segments) if (requested.has(name)) want(name);
  for (const name of requested) want(name);
  for (const segment of probes) {
    for (const referred of segment.dependsOn) want(referred);
    done.set(segment.name, { segment, requested: true });
  }
  return [...done.values()];
}

function nameOf(segment: CheckedSegment): string {
  return segment.name;
}

interface Assembled {
  readonly features: readonly AnyPlannedFeature[];
  readonly segments: readonly PlannedSegment[];
}

interface Assembling {
  readonly project: CheckedProject;
  readonly collector: SourceCollector;
  readonly entityIR: EntityLookup;
}

/** Puts segments side by side; their features get ids of the plan. */
function assemble(assembling: Assembling, lowered: readonly WantedSegment[]): Assembled {
  const features: AnyPlannedFeature[] = [];
  const segments: PlannedSegment[] = [];
  const timeDependent = new Set<string>();
  for (const { segment, requested } of lowered) {
    const names = new Map(
      segment.features.map(({ id }, index) => [id, `f${features.length + index + 1}`]),
    );
    const read = assembling.collector.addSegment(segment, segment.features);
    const entities = entitiesOf(assembling, segment, read);
    const dependsOnTime =
      dependsOnNow(segment, entities) || segment.dependsOn.some((name) => timeDependent.has(name));
    if (dependsOnTime) timeDependent.add(segment.name);
    const facts = { requested, timeDependent: dependsOnTime, entities };
    segments.push(renameInSegment(planSegment(assembling, segment, facts), names));
    const rename = renameFeatures(names);
    for (const feature of segment.features) {
      const id = must(names.get(feature.id), feature.id);
      features.push({ ...rewriteFeature(feature, rename), id, usedBy: [segment.name] });
    }
  }
  return { features, segments };
}

/** What membership alone reads, sorted by id: part of its meaning. `read`: what the segment reads with its columns. */
function entitiesOf(
  { project, entityIR }: Assembling,
  segment: SegmentIR,
  read: ReadonlyMap<string, EntityIR>,
): readonly EntityIR[] {
  const features = reachableFeatures(segment);
  const isAll = segment.publish.length === 0 && features.length === segment.features.length;
  const alone = isAll
    ? read
    : createSourceCollector(project.model, entityIR).addSegment(
        { ...segment, publish: [] },
        features,
      );
  return [...alone.values()].toSorted((left, right) => (left.id < right.id ? -1 : 1));
}

interface SegmentFacts {
  readonly requested: boolean;
  readonly timeDependent: boolean;
  readonly entities: readonly EntityIR[];
}

function planSegment(
  { project, entityIR }: Assembling,
  segment: SegmentIR,
  facts: SegmentFacts,
): PlannedSegment {
  const { table, keyColumn } = entityIR(segment.object);
  return {
    name: segment.name,
    object: segment.object,
    keyTable: table,
    keyColumn: must(keyColumn, `key of ${segment.object}`),
    predicate: segment.predicate,
    publish: segment.publish,
    dependsOn: segment.dependsOn,
    historyOf: segment.historyOf,
    features: segment.features.map(({ id }) => id),
    timeDependent: facts.timeDependent,
    canonical: canonicalMeaning(segment, facts.entities, project.model),
    canonicalColumns: canonicalColumns(segment, project.model),
    requested: facts.requested,
  };
}
