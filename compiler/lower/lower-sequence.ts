// Part of compiler/lower: event sequences → the earliest or latest times of their steps, compared. One feature per question,
// so that no table has to hold every choice of rows.
import { must } from '../assert.ts';
import type { CheckedCondition, CheckedStep } from '../check/checked.ts';
import type { Feature, FeatureWindow, Predicate, Reducer, Value } from './ir.ts';
import { closeFeature, type OpenCollection, openCollection } from './lower-collection.ts';
import { compareCount, zero } from './lower-aggregate.ts';
import { lowerWindow } from './lower-time.ts';
import { lowerValue } from './lower-value.ts';
import type { Scope } from './lowering.ts';
import { allOf, always, atom, negate } from './predicates.ts';
import { asTime, present, shift, type TimeKind, timeKindOf } from './time-points.ts';
import { valueTypeOf } from './value-type-of.ts';

type Sequence = Extract<CheckedCondition, { kind: 'sequence' }>;

/**
 * A step depends on the row before it through the time of that row and, where its `where` says so, other values; never
 * on a choice of several rows. "Some row follows" is "the latest such row is later than this one", which needs not even
 * the time. A pinned step is one whose extreme time stays the same when only rows with a good continuation are looked
 * at, and of rows before which something is absent, the earliest has the best chance.
 */
export function lowerSequence({ steps, negated }: Sequence, scope: Scope): Predicate {
  const isDates = steps.every(({ time }) => time.type.kind === 'date');
  const [first, ...rest] = steps;
  const start = openStep(must(first, 'first step'), scope, isDates ? 'date' : 'timestamp');
  const following = afterRow(start, rest);
  const found = startsWith(start, following);
  return negated ? negate(found) : found;
}

/** A step's rows, before what stands before or after them is asked. */
interface StepRows {
  readonly step: CheckedStep;
  /** What the times of the whole sequence are compared as. */
  readonly kind: TimeKind;
  readonly opened: OpenCollection;
  readonly window: FeatureWindow | undefined;
  readonly filter: Predicate;
}

function openStep(step: CheckedStep, scope: Scope, kind: TimeKind): StepRows {
  const opened = openCollection(step.collection, scope);
  const { where, window } = step.collection;
  const filter =
    where === undefined ? always : scope.lowering.parts.condition(where, opened.scope, false);
  return { step, kind, opened, window: stepWindow(window, opened.scope), filter };
}

function stepWindow(
  window: CheckedStep['collection']['window'],
  scope: Scope,
): FeatureWindow | undefined {
  if (window === undefined) return undefined;
  const time = lowerValue(window.time, scope);
  return { time, ...lowerWindow(window.form, timeKindOf(valueTypeOf(time)), scope) };
}

/** The time of a row of the step, seen from `scope`. */
function timeOf({ step, kind }: StepRows, scope: Scope): Value {
  return asTime(lowerValue(step.time, scope), kind);
}

/** How far `within` reaches from the row before the step, seen from `scope`. */
function reach(before: StepRows, step: CheckedStep, scope: Scope): Value | undefined {
  if (step.within === undefined) return undefined;
  const { amount, unit } = step.within;
  return shift(timeOf(before, scope), lowerValue(amount, scope), unit, 1);
}

// ---------------------------------------------------------------- conditions

/** Some row of the first step, pinned or not, has a good continuation. */
function startsWith(rows: StepRows, following: Predicate): Predicate {
  const { pin } = rows.step;
  if (pin === undefined || isAlways(following)) {
    const isTimed = rows.window === undefined ? known(timeOf(rows, rows.opened.scope)) : always;
    return someRow(rows, [isTimed, following]);
  }
  return isKept(rows, [], following);
}

/** What `steps` ask of a row of the present step before them, in the scope of that row. */
function afterRow(before: StepRows, steps: readonly CheckedStep[]): Predicate {
  const next = steps.findIndex(({ absent }) => !absent);
  const absent = (next === -1 ? steps : steps.slice(0, next)).map((step) =>
    openStep(step, before.opened.scope, before.kind),
  );
  const timed = absent.filter(({ step }) => step.within !== undefined);
  const open = absent.filter(({ step }) => step.within === undefined);
  const parts = timed.map((rows) => absentWithin(before, rows));
  const step = steps[next];
  if (step === undefined)
    return allOf([...parts, ...open.map((rows) => absentUntilNow(before, rows))]);
  const rows = openStep(step, before.opened.scope, before.kind);
  const following = afterRow(rows, steps.slice(next + 1));
  return allOf([...parts, presentAfter({ before, rows, following, absent: open })]);
}

/** No row in `(t, t + d]`, all of which has passed: of dates, also the last day is over. */
function absentWithin(before: StepRows, rows: StepRows): Predicate {
  const end = must(reach(before, rows.step, before.opened.scope), 'within');
  const isOver = compare(end, rows.kind === 'date' ? '<' : '<=', present(rows.kind));
  return allOf([isOver, negate(someRow(rows, limitsOf(before, rows)))]);
}

/** No row in `(t, now]`. */
function absentUntilNow(before: StepRows, rows: StepRows): Predicate {
  const time = timeOf(rows, rows.opened.scope);
  const end = { value: present(rows.kind), inclusive: true };
  const latest = extreme({ ...rows, window: { time, start: undefined, end } }, 'max', []);
  return negate(compare(latest, '>', timeOf(before, before.opened.scope)));
}

interface Following {
  readonly before: StepRows;
  readonly rows: StepRows;
  /** What is asked of a row of the step. */
  readonly following: Predicate;
  /** Steps without `within` that have no row between the two. */
  readonly absent: readonly StepRows[];
}

/** A row of the step follows, with a good continuation and nothing that must be absent before it. */
function presentAfter({ before, rows, following, absent }: Following): Predicate {
  const { pin, within } = rows.step;
  const time = timeOf(before, before.opened.scope);
  const isPinned = pin !== undefined && !isAlways(following);
  const limits = pin === 'last' && within === undefined ? [] : limitsOf(before, rows);
  if (!isPinned && absent.length === 0) {
    return within === undefined
      ? compare(extreme(rows, 'max', [following]), '>', time)
      : someRow(rows, [...limits, following]);
  }
  const kind = pin === 'last' ? 'max' : 'min';
  const chosen = isPinned
    ? extreme(rows, kind, limits)
    : extreme(rows, kind, [...limits, following]);
  const isFound = isPinned ? isKept(rows, limits, following) : known(chosen);
  const isClear = absent.map((gap) => {
    const earliest = extreme(gap, 'min', [isLater(gap, before)]);
    return negate(compare(earliest, '<', chosen));
  });
  const isAfter = limits.length === 0 ? compare(chosen, '>', time) : always;
  return allOf([isFound, isAfter, ...isClear]);
}

/**
 * The extreme time of the rows that match a pinned step is also the extreme time of those with a good continuation. Both
 * are read off the same rows.
 */
function isKept(rows: StepRows, limits: readonly Predicate[], following: Predicate): Predicate {
  const kind = rows.step.pin === 'first' ? 'min' : 'max';
  const time = timeOf(rows, rows.opened.scope);
  const type = valueTypeOf(time);
  const branches = [{ when: following, gives: time }];
  const continued: Value = { kind: 'case', branches, otherwise: undefined, type };
  return compare(extreme(rows, kind, limits, continued), '=', extreme(rows, kind, limits));
}

/** Of a row of `rows`: it is later than the row before it, and near enough to it. */
function limitsOf(before: StepRows, rows: StepRows): readonly Predicate[] {
  const { scope } = rows.opened;
  const end = reach(before, rows.step, scope);
  const later = isLater(rows, before);
  return end === undefined ? [later] : [later, compare(timeOf(rows, scope), '<=', end)];
}

// ---------------------------------------------------------------- features

/** Of a row of `rows`: it is strictly later than the row before it. */
function isLater(rows: StepRows, before: StepRows): Predicate {
  const { scope } = rows.opened;
  return compare(timeOf(rows, scope), '>', timeOf(before, scope));
}

/** There is a row for which `conditions` hold. */
function someRow(rows: StepRows, conditions: readonly Predicate[]): Predicate {
  const feature = featureOf(rows, { kind: 'count', when: undefined }, conditions);
  const { row } = rows.opened;
  const type = { kind: 'int' } as const;
  return compareCount({ kind: 'feature', row, feature, type, empty: 'count' }, '>', zero);
}

/** The earliest or latest `time`, of the rows for which `conditions` hold. */
function extreme(
  rows: StepRows,
  kind: 'min' | 'max',
  conditions: readonly Predicate[],
  time: Value = timeOf(rows, rows.opened.scope),
): Value {
  const feature = featureOf(rows, { kind, value: time }, conditions);
  const { row } = rows.opened;
  return { kind: 'feature', row, feature, type: { kind: rows.kind }, empty: 'missing' };
}

function featureOf(
  { opened, window, filter }: StepRows,
  reducer: Reducer,
  conditions: readonly Predicate[],
): Feature['id'] {
  return closeFeature(opened, window, allOf([filter, ...conditions]), reducer);
}

function isAlways(predicate: Predicate): boolean {
  return predicate.kind === 'constant' && predicate.value;
}

function known(value: Value): Predicate {
  return { kind: 'known', value, negated: false };
}

type Compare = Extract<Predicate, { kind: 'compare' }>;

function compare(left: Value, operator: Compare['operator'], right: Value): Predicate {
  return atom({ kind: 'compare', operator, left, right, whenMissing: false });
}
