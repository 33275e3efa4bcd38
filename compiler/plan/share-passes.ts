// Part of compiler/plan: features over the same path are made to reduce the same rows, so that one pass computes them all.
// Used where several segments are decided together; a segment on its own is clearer, and no slower, with what it says itself.
import type { PlainReducer, Predicate, Value } from '../lower/ir.ts';
import { allOf, always, anyOf } from '../lower/predicates.ts';
import { valueTypeOf } from '../lower/value-type-of.ts';
import { anyKind, divideByKind } from './divide-by-kind.ts';
import { gatherKinds } from './gather-kinds.ts';
import { textOf, textOfParts } from './known-texts.ts';
import { placePicked } from './place-picked.ts';
import type { AnyPlannedFeature, PlannedFeature, RefreshPlan } from './refresh-plan.ts';
import { type ApartCause, apartBecause, isPlainReducer, type PassReason } from './pass-reasons.ts';
import { byReach, inWindow, widestWindow } from './shared-window.ts';

/** Most features of one pass: each of them is looked at for every row, and kept for every object. */
const mostInPass = 32;

/** Most alternatives that a pass tells rows apart by, before it reads the rows of all. */
const mostAlternatives = 12;

type Passing = PlannedFeature & { readonly reducer: PlainReducer };

export interface SharedPasses {
  /** The plan with the features of the segments over one path in as few passes as is cheap; each gives the same values as before. */
  readonly plan: RefreshPlan;
  /** Why each feature of the segments is computed with others or apart, in plan order. */
  readonly reasons: readonly { readonly feature: string; readonly reason: PassReason }[];
}

export function sharePasses(given: RefreshPlan, segments: ReadonlySet<string>): SharedPasses {
  const { plan, gathered } = gatherKinds(placePicked(given), segments);
  const reasons = new Map<string, PassReason>();
  const rewritten = new Map<string, PlannedFeature>();
  const { byPath, apart } = divide(plan, segments);
  for (const [feature, because] of apart) reasons.set(feature, { kind: 'apart', because });
  for (const features of byPath) {
    const kinds = gathered.get(features[0]?.path[0]?.to ?? '');
    for (const { reason, group, passes } of passesOver(plan, features, kinds)) {
      for (const { id } of group) reasons.set(id, reason);
      for (const pass of passes) {
        for (const feature of inOnePass(plan, pass, kinds)) rewritten.set(feature.id, feature);
      }
    }
  }
  const features = plan.features.map((one) => rewritten.get(one.id) ?? one);
  return {
    plan: rewritten.size === 0 ? plan : { ...plan, features },
    reasons: plan.features.flatMap(({ id }) => {
      const reason = reasons.get(id);
      return reason === undefined ? [] : [{ feature: id, reason }];
    }),
  };
}

interface Grouped {
  readonly group: readonly Passing[];
  readonly reason: PassReason;
  readonly passes: readonly (readonly Passing[])[];
}

/** Of features over one path. `kinds`: the column that tells rows of many kinds apart. */
function passesOver(
  plan: RefreshPlan,
  features: readonly Passing[],
  kinds: Value | undefined,
): readonly Grouped[] {
  const groups = byReach(plan, features);
  return groups.map((group) => {
    if (kinds !== undefined) {
      const { parts, reason } = divideByKind(group, kinds);
      return { group, reason, passes: parts.flatMap(passesOf) };
    }
    return { group, reason: reasonOf(group.length, groups.length), passes: passesOf(group) };
  });
}

/** `groups`: how many groups the features over the path are in, by how far back they look. */
function reasonOf(features: number, groups: number): PassReason {
  if (features > mostInPass) return { kind: 'split', features, most: mostInPass };
  if (groups > 1) return { kind: 'by_reach', features, groups };
  return features === 1 ? { kind: 'only' } : { kind: 'shared', features };
}

interface Divided {
  /** Features that may be computed together, by path. */
  readonly byPath: readonly (readonly Passing[])[];
  /** The others. */
  readonly apart: ReadonlyMap<string, ApartCause>;
}

function divide(plan: RefreshPlan, segments: ReadonlySet<string>): Divided {
  const groups = new Map<string, Passing[]>();
  const apart = new Map<string, ApartCause>();
  for (const feature of plan.features) {
    if (!feature.usedBy.some((name) => segments.has(name))) continue;
    const because = apartBecause(feature);
    if (because !== undefined) apart.set(feature.id, because);
    if (because !== undefined || !isPassing(feature)) continue;
    const text = `${feature.anchor} ${textOf(feature.path)}`;
    groups.set(text, [...(groups.get(text) ?? []), feature]);
  }
  return { byPath: [...groups.values()], apart };
}

function isPassing(feature: AnyPlannedFeature): feature is Passing {
  return feature.kind === 'collection' && isPlainReducer(feature.reducer);
}

/** Features that ask for the same constants of the same columns stay together when there are too many for one pass. */
function passesOf(features: readonly Passing[]): readonly (readonly Passing[])[] {
  if (features.length <= mostInPass) return [features];
  const sorted = features
    .map((feature) => ({ feature, text: textOf(feature.filter) }))
    .toSorted((left, right) => (left.text < right.text ? -1 : left.text > right.text ? 1 : 0))
    .map(({ feature }) => feature);
  const passes: (readonly Passing[])[] = [];
  for (let at = 0; at < sorted.length; at += mostInPass) {
    passes.push(sorted.slice(at, at + mostInPass));
  }
  return passes;
}

/**
 * The same rows for all: those that at least one of them asks for; what each asks besides moves into its reducer. `kinds`: the column that
 * tells rows of many kinds apart, by which alone the pass chooses them.
 */
function inOnePass(
  plan: RefreshPlan,
  features: readonly Passing[],
  kinds: Value | undefined,
): readonly PlannedFeature[] {
  const texts = new Set(features.map(({ window, filter }) => textOfParts({ window, filter })));
  if (texts.size < 2) return [];
  const window = widestWindow(plan, features);
  const common = commonParts(features);
  const asked = features.map((feature) => {
    const own = partsOf(feature.filter).filter((part) => !common.has(textOf(part)));
    return { feature, filter: allOf(own) };
  });
  const anyOfThem =
    kinds === undefined ? alternativesOf(asked.map((one) => one.filter)) : anyKind(features, kinds);
  const filter = allOf([...common.values(), anyOfThem]);
  return asked.map(({ feature, filter: own }) => {
    const when = allOf([inWindow(plan, feature.window, window), own]);
    return { ...feature, window, filter, reducer: reducedWhen(feature.reducer, when) };
  });
}

function partsOf(filter: Predicate): readonly Predicate[] {
  return filter.kind === 'all' ? filter.predicates : [filter];
}

function commonParts(features: readonly Passing[]): ReadonlyMap<string, Predicate> {
  const [first, ...rest] = features.map(
    ({ filter }) => new Map(partsOf(filter).map((part) => [textOf(part), part])),
  );
  return new Map([...(first ?? [])].filter(([text]) => rest.every((other) => other.has(text))));
}

/** A row that none of the filters lets through need not be read; unless there are so many that asking costs more. */
function alternativesOf(filters: readonly Predicate[]): Predicate {
  const distinct = new Map(filters.map((filter) => [textOf(filter), filter]));
  return distinct.size > mostAlternatives ? always : anyOf([...distinct.values()]);
}

function reducedWhen(reducer: PlainReducer, when: Predicate): PlainReducer {
  if (when.kind === 'constant' && when.value) return reducer;
  if (reducer.kind === 'count') {
    return { kind: 'count', when: reducer.when === undefined ? when : allOf([when, reducer.when]) };
  }
  const { value } = reducer;
  return { ...reducer, value: onlyWhen(when, value) };
}

function onlyWhen(when: Predicate, value: Value): Value {
  const branches = [{ when, gives: value }];
  return { kind: 'case', branches, otherwise: undefined, type: valueTypeOf(value) };
}
