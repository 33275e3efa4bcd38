// Part of compiler/plan: the meaning of a segment's membership as one text, and whether time alone can change it.
import type { Model } from '../check/model.ts';
import { canonicalJson } from '../lower/canonical.ts';
import type { CallName } from '../lower/call-name.ts';
import type { AnyFeature, EntityIR, SegmentIR, Value } from '../lower/ir.ts';
import { madeOnce } from '../made-once.ts';
import { textOf, textOfParts } from './known-texts.ts';
import {
  rewriteFeature,
  rewritePredicate,
  type Rewriter,
  visitFeature,
  visitPredicate,
  type Visitor,
} from './walk-ir.ts';

/** Predicate, features, the tables and filters they read and, where time matters, zone and first day of the week. */
export function canonicalMeaning(
  segment: SegmentIR,
  entities: readonly EntityIR[],
  model: Model,
): string {
  const { timezone, weekStarts } = model.project;
  const nameless = withoutOwnName(segment.name);
  const features = reachableFeatures(segment).map((feature) => rewriteFeature(feature, nameless));
  const fields = [
    ...(mentionsTime(segment, entities)
      ? [['calendar', canonicalJson({ timezone, weekStarts })]]
      : []),
    ['entities', listText(entities.map(textOf))],
    ['features', listText(features.map(textOfParts))],
    ['object', canonicalJson(segment.object)],
    ['predicate', canonicalJson(rewritePredicate(segment.predicate, nameless))],
  ];
  return `{${fields.map(([name = '', text = '']) => `"${name}":${text}`).join(',')}}`;
}

function listText(texts: readonly string[]): string {
  return `[${texts.join(',')}]`;
}

/** The meaning of what it publishes beside the key as one text; empty when that is nothing. */
export function canonicalColumns({ publish, features }: SegmentIR, model: Model): string {
  if (publish.length === 0) return '';
  const { timezone, weekStarts } = model.project;
  return canonicalJson({ publish, features, calendar: { timezone, weekStarts } });
}

/** What a segment keeps of its own members means the same under another name. */
function withoutOwnName(name: string): Rewriter {
  return {
    value: (value) => value,
    predicate: (predicate) =>
      predicate.kind === 'member' && predicate.before === true && predicate.segment === name
        ? { ...predicate, segment: '' }
        : predicate,
  };
}

/** Features of the predicate, also indirect ones; those only of published columns are left out. */
export const reachableFeatures: (segment: SegmentIR) => readonly AnyFeature[] =
  madeOnce(findReachable);

function findReachable(segment: SegmentIR): readonly AnyFeature[] {
  const wanted = new Set<string>();
  const visitor: Visitor = {
    value: (value) => {
      if (value.kind === 'feature') wanted.add(value.feature);
    },
  };
  visitPredicate(segment.predicate, visitor);
  for (const feature of segment.features.toReversed()) {
    if (wanted.has(feature.id)) visitFeature(feature, visitor);
  }
  return segment.features.filter(({ id }) => wanted.has(id));
}

/** Whether `now` or today decides anything, in the segment itself or in the rows of the tables it reads. */
export function dependsOnNow(segment: SegmentIR, entities: readonly EntityIR[]): boolean {
  return someValue(
    segment,
    entities,
    (value) =>
      value.kind === 'time_point' && (value.point.base === 'now' || value.point.base === 'today'),
  );
}

const calendarParts = [
  'year',
  'month',
  'day',
  'start_of_week',
  'start_of_month',
  'start_of_quarter',
  'start_of_year',
] as const;

const calendarCalls: ReadonlySet<CallName> = new Set<CallName>([
  'local_date',
  'local_time',
  'start_of_day',
  'hour_number',
  ...calendarParts,
]);

function mentionsTime(segment: SegmentIR, entities: readonly EntityIR[]): boolean {
  return someValue(
    segment,
    entities,
    (value) =>
      value.kind === 'time_point' ||
      value.kind === 'shift' ||
      (value.kind === 'call' && calendarCalls.has(value.function)),
  );
}

function someValue(
  segment: SegmentIR,
  entities: readonly EntityIR[],
  test: (value: Value) => boolean,
): boolean {
  let found = false;
  const visitor: Visitor = {
    value: (value) => {
      found ||= test(value);
    },
  };
  visitPredicate(segment.predicate, visitor);
  for (const feature of reachableFeatures(segment)) visitFeature(feature, visitor);
  for (const entity of entities) visitPredicate(entity.filter, visitor);
  return found;
}
