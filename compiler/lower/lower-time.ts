// Part of compiler/lower: windows, distances and moments → intervals with symbolic ends. The table of docs/language.md, section Time.
import { assertNever, must } from '../assert.ts';
import type { CheckedValue, TimeCondition, WindowForm } from '../check/checked.ts';
import type { TimeUnit } from '../syntax/literal-ast.ts';
import type { Bound, Value } from './ir.ts';
import { shiftCounted } from './lower-counted-distance.ts';
import { lowerValue } from './lower-value.ts';
import { hoursOf, type Scope } from './lowering.ts';
import {
  asTime,
  dayAfter,
  dayOf,
  one,
  present,
  shift,
  startOfThis,
  type TimeKind,
  timeKindOf,
  today,
} from './time-points.ts';
import { valueTypeOf } from './value-type-of.ts';

export interface Interval {
  readonly start: Bound | undefined;
  readonly end: Bound | undefined;
}

/** Where a time of `kind` lies when the condition on it holds. */
export function intervalOf(condition: TimeCondition, kind: TimeKind, scope: Scope): Interval {
  switch (condition.kind) {
    case 'in_window':
      return condition.side === undefined
        ? lowerWindow(condition.form, kind, scope)
        : beside(condition.form, condition.side, kind, scope);
    case 'distance':
      return lowerDistance(condition, kind, scope);
    case 'moment':
      return lowerMoment(condition.relation, condition.moment, kind, scope);
    default:
      return assertNever(condition);
  }
}

/** What lies before or after the whole units of a calendar window. */
function beside(
  form: WindowForm,
  side: 'before' | 'after',
  kind: TimeKind,
  scope: Scope,
): Interval {
  const whole = form.kind === 'calendar' ? { ...form, full: true } : form;
  const { start, end } = lowerWindow(whole, kind, scope);
  return side === 'before'
    ? { start: undefined, end: start && across(start) }
    : { start: end && across(end), end: undefined };
}

function across({ value, inclusive }: Bound): Bound {
  return { value, inclusive: !inclusive };
}

/** The first day of an interval of dates with two ends, and the day after its last. */
export function wholeDays({ start, end }: Interval): {
  readonly start: Value;
  readonly end: Value;
} {
  const first = must(start, 'start of days');
  const last = must(end, 'end of days');
  return {
    start: first.inclusive ? first.value : dayAfter(first.value, 'date'),
    end: last.inclusive ? dayAfter(last.value, 'date') : last.value,
  };
}

/** The interval of a window, for times of `kind`. */
export function lowerWindow(form: WindowForm, kind: TimeKind, scope: Scope): Interval {
  switch (form.kind) {
    case 'rolling': {
      const amount = lowerValue(form.amount, scope);
      if (form.full) return fullUnits(form, kind, scope);
      return form.direction === 'last'
        ? lastUnits(amount, form.unit, kind)
        : halfOpen(present(kind), shift(present(kind), amount, form.unit, 1));
    }
    case 'calendar': {
      if (form.which === 'this' && !form.full) {
        return untilPresent(asTime(startOfThis(form.unit, kind), kind), kind);
      }
      return calendarUnits(form, kind, scope);
    }
    case 'between_from_now': {
      const near = shift(present(kind), lowerValue(form.near, scope), form.unit, 1);
      const far = shift(present(kind), lowerValue(form.far, scope), form.unit, 1);
      return halfOpen(near, far);
    }
    case 'between_ago': {
      const far = shift(present(kind), lowerValue(form.far, scope), form.unit, -1);
      const near = shift(present(kind), lowerValue(form.near, scope), form.unit, -1);
      return halfOpen(far, near);
    }
    case 'since':
      return untilPresent(asTime(lowerValue(form.start, scope), kind), kind);
    case 'from':
      return fromTo(form, kind, scope);
    default:
      return assertNever(form);
  }
}

/** Against dates, today is one of the last N days. */
function lastUnits(amount: Value, unit: TimeUnit, kind: TimeKind): Interval {
  const start = shift(present(kind), amount, unit, -1);
  if (kind === 'timestamp') return halfOpen(start, present(kind));
  return { start: outside(start), end: inside(present(kind)) };
}

type FormOf<Kind> = Extract<WindowForm, { kind: Kind }>;

/** Whole days that do not touch today; of longer units, whole ones of the calendar that do not touch the present one. */
function fullUnits(form: FormOf<'rolling'>, kind: TimeKind, scope: Scope): Interval {
  const { direction, unit, amount } = form;
  const which = direction === 'last' ? 'previous' : 'following';
  if (unit !== 'day') return calendarUnits({ which, unit, amount }, kind, scope);
  const edge = today('date');
  const days = lowerValue(amount, scope);
  if (direction === 'last') {
    return halfOpen(asTime(shift(edge, days, unit, -1), kind), asTime(edge, kind));
  }
  const tomorrow = dayAfter(edge, 'date');
  return halfOpen(asTime(tomorrow, kind), asTime(shift(tomorrow, days, unit, 1), kind));
}

/** Whole calendar units: before this one, this one, or after it. */
function calendarUnits(
  { which, unit, amount }: Pick<FormOf<'calendar'>, 'which' | 'unit' | 'amount'>,
  kind: TimeKind,
  scope: Scope,
): Interval {
  const start = startOfThis(unit, kind);
  const units = lowerValue(amount, scope);
  if (which === 'previous') {
    return halfOpen(asTime(shift(start, units, unit, -1), kind), asTime(start, kind));
  }
  const next = shift(start, one, unit, 1);
  if (which === 'this') return halfOpen(asTime(start, kind), asTime(next, kind));
  return halfOpen(asTime(next, kind), asTime(shift(next, units, unit, 1), kind));
}

function fromTo(
  form: Extract<WindowForm, { kind: 'from' }>,
  kind: TimeKind,
  scope: Scope,
): Interval {
  const start = asTime(lowerValue(form.start, scope), kind);
  const end = lowerValue(form.end, scope);
  return halfOpen(start, form.inclusive ? dayAfter(end, kind) : asTime(end, kind));
}

/** From `start` up to now; for dates up to and including today. */
function untilPresent(start: Value, kind: TimeKind): Interval {
  return { start: inside(start), end: { value: present(kind), inclusive: kind === 'date' } };
}

type Distance = Extract<TimeCondition, { kind: 'distance' }>;

/** `more than 40 days ago`, `at most 3 days from now`, `less than 2 hours after created_at`, … */
function lowerDistance(distance: Distance, kind: TimeKind, scope: Scope): Interval {
  const { direction, anchor } = distance;
  const ago = direction === 'ago' || direction === 'before';
  // Against dates `now` is today, from which days are counted; as an instant it would be moved by hours first.
  const origin =
    anchor === undefined || anchor.kind === 'now'
      ? present(kind)
      : asTime(lowerValue(anchor, scope), kind);
  const { calendar } = distance;
  const edge =
    calendar === undefined
      ? shift(origin, lowerValue(distance.amount, scope), distance.unit, ago ? -1 : 1)
      : shiftCounted(distance, hoursOf(calendar, scope), kind, scope);
  const here = inside(origin);
  const open = { start: undefined, end: undefined };
  const inclusive = distance.comparison === 'at_least' || distance.comparison === 'at_most';
  const far: Bound = { value: edge, inclusive };
  switch (distance.comparison) {
    case 'more_than':
    case 'at_least':
      return ago ? { ...open, end: far } : { ...open, start: far };
    case 'less_than':
    case 'at_most':
      return ago ? { start: far, end: here } : { start: here, end: far };
    default:
      return assertNever(distance.comparison);
  }
}

/** `before 2026-11-01`, `after now`, `on x`. Against timestamps a date is a whole local day. */
export function lowerMoment(
  relation: 'before' | 'after' | 'on',
  moment: CheckedValue,
  kind: TimeKind,
  scope: Scope,
): Interval {
  const value = lowerValue(moment, scope);
  const isDay = kind === 'timestamp' && timeKindOf(valueTypeOf(value)) === 'date';
  switch (relation) {
    case 'before':
      return { start: undefined, end: outside(asTime(value, kind)) };
    case 'after':
      return isDay
        ? { start: inside(dayAfter(value, kind)), end: undefined }
        : { start: outside(asTime(value, kind)), end: undefined };
    case 'on':
      return halfOpen(asTime(dayOf(value), kind), dayAfter(value, kind));
    default:
      return assertNever(relation);
  }
}

function halfOpen(start: Value, end: Value): Interval {
  return { start: inside(start), end: outside(end) };
}

function inside(value: Value): Bound {
  return { value, inclusive: true };
}

function outside(value: Value): Bound {
  return { value, inclusive: false };
}
