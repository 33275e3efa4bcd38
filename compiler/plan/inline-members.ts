// Part of compiler/plan: `in segment x`, where x is about the same object and decided at the same time, becomes x's own condition.
import type { Predicate } from '../lower/ir.ts';
import { negate } from '../lower/predicates.ts';
import type { PlannedSegment, RefreshPlan } from './refresh-plan.ts';
import { rewritePredicate, visitFeature, visitPredicate } from './walk-ir.ts';

/** Conditions of a segment with those of the segments it refers to: more are clearer, and cheaper, when looked up. */
const mostConditions = 400;

/** Which references of a plan can be replaced, and by what: asked once for each segment, those it refers to first. */
export interface Inlining {
  /** Whether every reference of the segment to the other one is about the object itself, and short enough to be replaced. */
  readonly canInline: (planned: PlannedSegment, referred: string) => boolean;
}

export function createInlining(plan: RefreshPlan): Inlining {
  const sizes = new Map<string, number>();
  const elsewhere = referencesElsewhere(plan);
  for (const planned of plan.segments) {
    sizes.set(planned.name, sizeOf(planned.predicate, sizes));
  }
  return {
    canInline: ({ name, object }, referred) =>
      plan.segments.some((other) => other.name === referred && other.object === object) &&
      elsewhere.get(name)?.has(referred) !== true &&
      (sizes.get(name) ?? 0) <= mostConditions,
  };
}

/** With all references replaced by what they refer to. */
function sizeOf(predicate: Predicate, sizes: ReadonlyMap<string, number>): number {
  let size = 0;
  visitPredicate(predicate, {
    predicate: (part) => {
      size += part.kind === 'member' ? (sizes.get(part.segment) ?? 1) : 1;
    },
  });
  return size;
}

/** By segment: what it refers to in a way that looks at other rows or at earlier members. */
function referencesElsewhere(plan: RefreshPlan): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map(plan.segments.map(({ name }) => [name, new Set<string>()]));
  for (const feature of plan.features) {
    visitFeature(feature, {
      predicate: (part) => {
        if (part.kind !== 'member') return;
        for (const user of feature.usedBy) found.get(user)?.add(part.segment);
      },
    });
  }
  for (const { name, predicate } of plan.segments) {
    visitPredicate(predicate, {
      predicate: (part) => {
        if (part.kind === 'member' && !isOfObject(part)) found.get(name)?.add(part.segment);
      },
    });
  }
  return found;
}

type Member = Extract<Predicate, { kind: 'member' }>;

function isOfObject({ row, before }: Member): boolean {
  return before !== true && row.up === 0 && row.hops.length === 0;
}

/** The plan in which segments say themselves what the `inlined` ones say; all of them can be inlined where they are referred to. */
export function inlineMembers(plan: RefreshPlan, inlined: ReadonlySet<string>): RefreshPlan {
  const done = new Map<string, PlannedSegment>();
  for (const planned of plan.segments) done.set(planned.name, inlineIn(planned, done, inlined));
  const segments = [...done.values()];
  const users = usersOf(segments);
  const features = plan.features.map((feature) => ({
    ...feature,
    usedBy: (users.get(feature.id) ?? []).toSorted(),
  }));
  return { ...plan, features, segments };
}

/** Names of the segments that use each feature. */
function usersOf(segments: readonly PlannedSegment[]): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const { name, features } of segments) {
    for (const id of features) {
      const known = users.get(id);
      if (known === undefined) users.set(id, [name]);
      else known.push(name);
    }
  }
  return users;
}

function inlineIn(
  planned: PlannedSegment,
  done: ReadonlyMap<string, PlannedSegment>,
  inlined: ReadonlySet<string>,
): PlannedSegment {
  const used: PlannedSegment[] = [];
  const predicate = rewritePredicate(planned.predicate, {
    value: (value) => value,
    predicate: (part) => {
      if (part.kind !== 'member' || !inlined.has(part.segment) || !isOfObject(part)) return part;
      const referred = done.get(part.segment);
      if (referred === undefined) return part;
      used.push(referred);
      return part.negated ? negate(referred.predicate) : referred.predicate;
    },
  });
  if (used.length === 0) return planned;
  const unite = (own: readonly string[], of: (one: PlannedSegment) => readonly string[]) => [
    ...new Set([...own, ...used.flatMap(of)]),
  ];
  const names = new Set(used.map(({ name }) => name));
  return {
    ...planned,
    predicate,
    features: unite(planned.features, (one) => one.features),
    historyOf: unite(planned.historyOf, (one) => one.historyOf),
    dependsOn: unite(
      planned.dependsOn.filter((name) => !names.has(name)),
      (one) => one.dependsOn,
    ),
  };
}
