// Part of compiler/incremental: where the time of the run stands in a condition, and the same condition at a fixed time.
import type { Predicate, Row, TimePoint, Value } from '../lower/ir.ts';
import { looksTimeUp } from '../plan/looks-time-up.ts';
import { type Moment, resolveDate, resolveTimestamp } from '../plan/resolve-time.ts';
import {
  operandsOf,
  rewritePredicate,
  visitPredicate,
  visitValue,
  type Visitor,
} from '../plan/walk-ir.ts';

export type TimePointValue = Extract<Value, { kind: 'time_point' }>;
type FeatureValue = Extract<Value, { kind: 'feature' }>;

/** Two runs: the one whose answers are known, and this one. */
export interface Moments {
  readonly before: Moment;
  readonly now: Moment;
}

/** Whether it moves with the time of the run. */
export function movesWithTime(value: Value): value is TimePointValue {
  return value.kind === 'time_point' && isOfRun(value.point);
}

function isOfRun({ base }: TimePoint): boolean {
  return base === 'now' || base === 'today';
}

/** The point as a constant: as it is at that moment. */
function fixedAt({ point, as }: TimePointValue, moment: Moment): TimePointValue {
  const steady = { start: undefined, steps: [] } as const;
  if (as === 'date') {
    const base = { date: resolveDate(point, moment) };
    return { kind: 'time_point', as, point: { kind: 'day', base, ...steady } };
  }
  const iso = `${resolveTimestamp(point, moment).replace(' ', 'T')}Z`;
  return { kind: 'time_point', as, point: { kind: 'instant', base: { iso }, ...steady } };
}

/** The condition as it was, or will be, at that moment. */
export function predicateAt(predicate: Predicate, moment: Moment): Predicate {
  return rewritePredicate(predicate, {
    predicate: (part) => part,
    value: (value) => (movesWithTime(value) ? fixedAt(value, moment) : value),
  });
}

/** The constants before and after, the earlier first; undefined when they are the same. */
export function spanOf(
  value: TimePointValue,
  { before, now }: Moments,
): readonly [TimePointValue, TimePointValue] | undefined {
  const was = fixedAt(value, before);
  const is = fixedAt(value, now);
  const [first, second] = [textOf(was), textOf(is)];
  if (first === second) return undefined;
  return first < second ? [was, is] : [is, was];
}

/** In the order of time: without its zone, a whole second comes before its parts. */
function textOf({ point }: TimePointValue): string {
  const text = typeof point.base === 'string' ? point.base : Object.values(point.base).join();
  return text.replace(/Z$/, '');
}

/** What a condition, or a value, looks at. */
export interface Looks {
  /** `up` of the rows whose columns it reads. */
  readonly ups: ReadonlySet<number>;
  readonly hasHops: boolean;
  readonly features: readonly FeatureValue[];
  readonly hasMembers: boolean;
  readonly times: readonly TimePointValue[];
  /** Zones of rows and calendars, which stand in tables of their own. */
  readonly hasClocks: boolean;
}

export function looksOf(given: Predicate | Value): Looks {
  const ups = new Set<number>();
  const features: FeatureValue[] = [];
  const times: TimePointValue[] = [];
  let [hasHops, hasMembers, hasClocks] = [false, false, false];
  const row = ({ up, hops }: Row): void => {
    ups.add(up);
    hasHops ||= hops.length > 0;
  };
  const visitor: Visitor = {
    predicate: (part) => {
      if (part.kind === 'member') hasMembers = true;
    },
    value: (value) => {
      if (value.kind === 'column' || value.kind === 'row_key') row(value.row);
      if (value.kind === 'feature') features.push(value);
      if (movesWithTime(value)) times.push(value);
      if (looksTimeUp(value)) hasClocks = true;
    },
  };
  if (isPredicate(given)) visitPredicate(given, visitor);
  else visitValue(given, visitor);
  return { ups, hasHops, features, hasMembers, times, hasClocks };
}

const predicateKinds: ReadonlySet<string> = new Set<Predicate['kind']>([
  ...(['constant', 'all', 'any', 'compare', 'in_set', 'in_interval', 'text_match'] as const),
  ...(['array_has', 'arrays_meet', 'known', 'member'] as const),
]);

function isPredicate(given: Predicate | Value): given is Predicate {
  return predicateKinds.has(given.kind);
}

/** The condition with rows `up` as rows `up: 0`; it looks at no others. */
export function seenFrom(predicate: Predicate, up: number): Predicate {
  if (up === 0) return predicate;
  return rewritePredicate(predicate, {
    predicate: (part) => part,
    value: (value) => {
      const isOfRow =
        value.kind === 'column' || value.kind === 'row_key' || value.kind === 'of_row';
      return isOfRow ? { ...value, row: { ...value.row, up: 0 } } : value;
    },
  });
}

/** The condition with another value where that feature's stands. */
export function withValue(predicate: Predicate, { feature }: FeatureValue, by: Value): Predicate {
  return rewritePredicate(predicate, {
    predicate: (part) => part,
    value: (value) => (value.kind === 'feature' && value.feature === feature ? by : value),
  });
}

/** Whether the value itself moves with time, apart from the conditions in it. */
export function isMoving(value: Value): boolean {
  return movesWithTime(value) || operandsOf(value).some(isMoving);
}
