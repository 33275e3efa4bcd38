// Part of compiler/lower: the lines of segments one by one, with the place each predicate was written at. For analysis only:
// features of all segments share their ids, and nothing of it is printed.
import type { CheckedProject, CheckedSegment } from '../check/checked-project.ts';
import type { CheckedCollection, CheckedCondition } from '../check/checked.ts';
import type { Span } from '../source.ts';
import type { FeatureInterner } from './intern-features.ts';
import type { Feature, Predicate, Value } from './ir.ts';
import { lowerAggregate, lowerPeriods } from './lower-aggregate.ts';
import { lowerCondition } from './lower-condition.ts';
import { defaultsOf, lowerBody, lowerHysteresis } from './lower-reference.ts';
import {
  type CheckedAggregate,
  createLowering,
  type Lowering,
  type Scope,
  topScope,
} from './lowering.ts';
import { anyFeatureText } from './short-text.ts';

export interface Line {
  readonly predicate: Predicate;
  readonly span: Span;
}

export interface SegmentLines {
  readonly segment: CheckedSegment;
  /**
   * The conditions that are all required; those of `leave`, negated. `take` is one of them, as it keeps only some of what
   * the others leave.
   */
  readonly where: readonly Line[];
  /** What each `except` leaves out, not negated. */
  readonly excepts: readonly Line[];
}

export interface LineLowering {
  /**
   * Undefined for a segment whose traits and templates make it larger than is worth looking at. `exactly`: predicates of
   * its own, whose places are known; otherwise lines that are written alike in many segments are lowered once.
   */
  readonly linesOf: (segment: CheckedSegment, exactly: boolean) => SegmentLines | undefined;
  /** Where the condition was written that the predicate stands for; of a line that was lowered once, the first place. */
  readonly originOf: (predicate: Predicate) => Span | undefined;
  /** Of collections, by id, of all segments so far. */
  readonly features: ReadonlyMap<string, Feature>;
  /** Where each of them was first written. */
  readonly featureOrigins: ReadonlyMap<string, FeatureOrigin>;
}

export interface FeatureOrigin {
  readonly collection: Span;
  readonly window: Span | undefined;
}

/** Nodes of one segment. */
const mostNodes = 5000;

class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

export function createLineLowering(project: CheckedProject): LineLowering {
  const origins = new WeakMap<Predicate, Span>();
  const features = new Map<string, Feature>();
  const lines = new Map<string, Predicate>();
  const condition = (checked: CheckedCondition, scope: Scope, negated: boolean): Predicate => {
    const predicate = lowerCondition(checked, scope, negated);
    if (predicate.kind !== 'constant' && !origins.has(predicate)) {
      origins.set(predicate, checked.span);
    }
    if (checked.kind === 'exists' && predicate.kind === 'compare') {
      remember(predicate.left, checked.collection);
    }
    return predicate;
  };
  const featureOrigins = new Map<string, FeatureOrigin>();
  const remember = (value: Value, { span, window }: CheckedCollection): void => {
    if (value.kind !== 'feature' || featureOrigins.has(value.feature)) return;
    featureOrigins.set(value.feature, { collection: span, window: window?.span });
  };
  const aggregate = (checked: CheckedAggregate, scope: Scope): Value => {
    const value = lowerAggregate(checked, scope);
    remember(value, checked.collection);
    return value;
  };
  const parts = { condition, aggregate, periods: lowerPeriods };
  const shared = createLowering(project, createQuickInterner(features), parts);
  return {
    features,
    featureOrigins,
    originOf: (predicate) => origins.get(predicate),
    linesOf: (segment, exactly) => {
      const known = exactly || segment.parameters.length > 0 ? undefined : lines;
      try {
        return linesOf(segment, { ...shared, budget: limited() }, known);
      } catch (error) {
        if (error instanceof TooLarge) return undefined;
        throw error;
      }
    },
  };
}

/** `known`: by object and text. */
function linesOf(
  segment: CheckedSegment,
  lowering: Lowering,
  known: Map<string, Predicate> | undefined,
): SegmentLines {
  const top = topScope(lowering, segment.object);
  const scope = { ...top, parameters: new Map(defaultsOf(segment, top)) };
  const lower = (condition: CheckedCondition): Line => {
    const { span } = condition;
    const text = `${segment.object} ${textOf(segment, span)}`;
    const predicate = known?.get(text) ?? lowering.parts.condition(condition, scope, false);
    known?.set(text, predicate);
    return { predicate, span };
  };
  const { take, where } = segment;
  const lines: Line[] = [
    ...(where.kind === 'all' ? where.conditions : [where]).map(lower),
    ...lowerHysteresis(segment, scope),
  ];
  if (take !== undefined) lines.push({ predicate: lowerBody(segment, scope), span: take.span });
  return {
    segment,
    where: lines,
    excepts: segment.excepts.map(lower),
  };
}

function textOf({ definition, span: whole }: CheckedSegment, { start, end }: Span): string {
  return definition.slice(start - whole.start, end - whole.start);
}

/** Throws TooLarge where lowering counts below zero. */
function limited(): Lowering['budget'] {
  let left = mostNodes;
  return {
    get left() {
      return left;
    },
    set left(count) {
      if (count < 0) throw new TooLarge('more nodes than are worth looking at');
      left = count;
    },
  };
}

/** A cheap text is enough: what it misses costs a warning, nothing else. */
function createQuickInterner(byId: Map<string, Feature>): FeatureInterner {
  const ids = new Map<string, string>();
  return {
    features: [],
    intern(feature): string {
      const meaning = anyFeatureText(feature);
      const known = ids.get(meaning);
      if (known !== undefined) return known;
      const id = `f${ids.size + 1}`;
      ids.set(meaning, id);
      if (feature.kind === 'collection') byId.set(id, { id, ...feature });
      return id;
    },
  };
}
