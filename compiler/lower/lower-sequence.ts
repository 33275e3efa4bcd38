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
 * What follows a row of a step depends on nothing of the step after it but its time, and the earliest (or latest) time
 * decides: "some row follows" is "the latest such row is later than this one", "some row follows within 2 hours" is
 * "the earliest one after this one is at most 2 hours later", and a pinned step is one whose extreme time stays the
 * same when only rows with a good continuation are looked at.
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
    const feature = featureOf(rows, { kind: 'count', when: undefined }, [isTimed, following]);
    const { row } = rows.opened;
    const type = { kind: 'int' } as const;
    return compareCount({ kind: 'feature', row, feature, type, empty: 'count' }, '>', zero);
  }
  const reducer = pin === 'first' ? 'min' : 'max';
  return compare(extreme(rows, reducer, [following]), '=', extreme(rows, reducer, []));
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
  const { scope } = before.opened;
  const end = must(reach(before, rows.step, scope), 'within');
  const isOver = compare(end, rows.kind === 'date' ? '<' : '<=', present(rows.kind));
  const earliest = extreme(rows, 'min', [isLater(rows, before)]);
  return allOf([isOver, negate(compare(earliest, '<=', end))]);
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
  const { scope } = before.opened;
  const time = timeOf(before, scope);
  const end = reach(before, rows.step, scope);
  const isPinned = rows.step.pin !== undefined && !isAlways(following);
  const isLast = rows.step.pin === 'last' && (isPinned || absent.length > 0);
  if (!isPinned && !isLast && end === undefined && absent.length === 0) {
    return compare(extreme(rows, 'max', [following]), '>', time);
  }
  const reducer = isLast ? 'max' : 'min';
  const limits = isLast ? limitsOfLast(before, rows) : [isLater(rows, before)];
  const chosen = extreme(rows, reducer, [...limits, following]);
  const parts: Predicate[] = [];
  if (isLast) parts.push(end === undefined ? compare(chosen, '>', time) : known(chosen));
  else parts.push(end === undefined ? known(chosen) : compare(chosen, '<=', end));
  if (isPinned) parts.push(compare(chosen, '=', extreme(rows, reducer, limits)));
  for (const gap of absent) {
    const earliest = extreme(gap, 'min', [isLater(gap, before)]);
    parts.push(negate(compare(earliest, '<', chosen)));
  }
  return allOf(parts);
}

/** Without `within`, the latest row of all is also the latest after any earlier one. */
function limitsOfLast(before: StepRows, rows: StepRows): readonly Predicate[] {
  const { scope } = rows.opened;
  const end = reach(before, rows.step, scope);
  if (end === undefined) return [];
  return [isLater(rows, before), compare(timeOf(rows, scope), '<=', end)];
}

// ---------------------------------------------------------------- features

/** Of a row of `rows`: it is strictly later than the row before it. */
function isLater(rows: StepRows, before: StepRows): Predicate {
  const { scope } = rows.opened;
  return compare(timeOf(rows, scope), '>', timeOf(before, scope));
}

/** The earliest or latest time of the rows for which `conditions` hold. */
function extreme(rows: StepRows, kind: 'min' | 'max', conditions: readonly Predicate[]): Value {
  const feature = featureOf(rows, { kind, value: timeOf(rows, rows.opened.scope) }, conditions);
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
