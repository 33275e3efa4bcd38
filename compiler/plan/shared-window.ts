// Part of compiler/plan: the windows of features that share a pass: which of them read about the same rows, and what each asks besides.
import { Temporal } from 'temporal-polyfill';
import type { Bound, FeatureWindow, Predicate } from '../lower/ir.ts';
import { always } from '../lower/predicates.ts';
import { textOf } from './known-texts.ts';
import { dayMs } from './open-time.ts';
import type { RefreshPlan } from './refresh-plan.ts';
import { resolveDate, resolveTimestamp } from './resolve-time.ts';

interface Windowed {
  readonly window: FeatureWindow | undefined;
}

/** A window more than this many times shorter than the widest of a pass is better read by a pass of its own, which skips all older rows. */
const muchShorter = 4;

/** How far back all rows are taken to reach, in days, when nothing says it. */
const usualDays = 365;

/** The features in groups that look about equally far back, the furthest first; each keeps its order. */
export function byReach<Feature extends Windowed>(
  plan: RefreshPlan,
  features: readonly Feature[],
): readonly (readonly Feature[])[] {
  const reaches = new Map(features.map((feature) => [feature, reachOf(plan, feature)]));
  const distinct = [...new Set(reaches.values())].toSorted((left, right) => right - left);
  const groupOf = new Map<number, number>();
  let furthest = 0;
  let count = 0;
  for (const reach of distinct) {
    if (count === 0 || reach * muchShorter < furthest) {
      furthest = Math.min(reach, usualDays);
      count += 1;
    }
    groupOf.set(reach, count - 1);
  }
  return Array.from({ length: count }, (_none, at) =>
    features.filter((feature) => groupOf.get(reaches.get(feature) ?? 0) === at),
  );
}

/** Days from the start of the window until now; without end when that is not a constant. */
function reachOf(plan: RefreshPlan, { window }: Windowed): number {
  const start = placeOf(plan, window?.start);
  if (start === undefined) return Number.POSITIVE_INFINITY;
  const local = start.includes(' ') ? start.replace(' ', 'T') : `${start}T00:00`;
  return Math.max(0, (epochMsOf(plan.now) - epochMsOf(`${local}Z`)) / dayMs);
}

/** Of an instant as ISO text. */
function epochMsOf(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds;
}

/** What a row of the pass must be besides to be in the feature's own window. */
export function inWindow(
  plan: RefreshPlan,
  window: FeatureWindow | undefined,
  ofPass: FeatureWindow | undefined,
): Predicate {
  if (window === undefined) return always;
  const { time } = window;
  const start = beyond(plan, window.start, ofPass?.start);
  const end = beyond(plan, window.end, ofPass?.end);
  if (start !== undefined || end !== undefined) {
    return { kind: 'in_interval', subject: time, start, end, negated: false, whenMissing: false };
  }
  return ofPass === undefined ? { kind: 'known', value: time, negated: false } : always;
}

/** The bound, unless the pass has it already. */
function beyond(
  plan: RefreshPlan,
  bound: Bound | undefined,
  ofPass: Bound | undefined,
): Bound | undefined {
  if (bound === undefined || ofPass?.inclusive !== bound.inclusive) return bound;
  const place = placeOf(plan, bound);
  return place !== undefined && place === placeOf(plan, ofPass) ? undefined : bound;
}

/** From the earliest start to the latest end; none when a feature has none, or when one is of another time or of a row's. */
export function widestWindow(
  plan: RefreshPlan,
  features: readonly Windowed[],
): FeatureWindow | undefined {
  const windows = features.flatMap(({ window }) => (window === undefined ? [] : [window]));
  const [first] = windows;
  if (first === undefined || windows.length < features.length) return undefined;
  const time = textOf(first.time);
  if (windows.some((window) => textOf(window.time) !== time)) return undefined;
  return {
    time: first.time,
    start: outermost(
      plan,
      windows.map(({ start }) => start),
      -1,
    ),
    end: outermost(
      plan,
      windows.map(({ end }) => end),
      1,
    ),
  };
}

type MaybeBound = Bound | undefined;

/** The earliest (`side` -1) or latest (1) of the bounds; undefined when one of them is open or no constant. */
function outermost(plan: RefreshPlan, bounds: readonly MaybeBound[], side: -1 | 1): MaybeBound {
  let widest: { readonly bound: MaybeBound; readonly place: string } | undefined;
  for (const bound of bounds) {
    const place = placeOf(plan, bound);
    if (place === undefined) return undefined;
    if (widest === undefined || isFurther(place, widest.place, side)) widest = { bound, place };
    else if (place === widest.place && bound?.inclusive === true) widest = { bound, place };
  }
  return widest?.bound;
}

function isFurther(place: string, than: string, side: -1 | 1): boolean {
  return side === -1 ? place < than : place > than;
}

/** The constant that a bound is, as text in the order of time. */
function placeOf(plan: RefreshPlan, bound: MaybeBound): string | undefined {
  const value = bound?.value;
  if (value?.kind !== 'time_point') return undefined;
  const moment = { now: plan.now, ...plan.calendar };
  return value.as === 'date'
    ? resolveDate(value.point, moment)
    : resolveTimestamp(value.point, moment);
}
