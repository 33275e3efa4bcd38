// Part of compiler/boundaries: builds an object for which one condition, the focus, decides: everything beside it is what lets its
// truth through. Gives the truth of the whole.
import { must } from '../assert.ts';
import type { CheckedCondition, CheckedValue } from '../check/checked.ts';
import { admit, closeCollection, memberRows, newMember } from './collection-rows.ts';
import { calculate, constantOf } from './constants.ts';
import { readCondition } from './read-condition.ts';
import { edgeWant, type Reading, wantOf } from './reading.ts';
import { inOrder, isEnough, numbersThat, referred, requireEach } from './require-condition.ts';
import {
  addToList,
  consentHolds,
  namesOf,
  requireHistory,
  requireNameEdge,
  requireOwned,
  setConsent,
  historyInterval,
} from './require-owned.ts';
import { buildSequence, sequenceChanges } from './require-sequence.ts';
import { exactly, rounded, type Scalar } from './scalar.ts';
import { deadEnd } from './search.ts';
import {
  collectionId,
  holdsFocus,
  isFocus,
  rowAt,
  type Side,
  standingOf,
  type Standing,
  withRow,
} from './solving.ts';

export function exposeCondition(condition: CheckedCondition, at: Standing): boolean {
  const { solving } = at;
  if (isFocus(condition, solving)) {
    const truth = applySide(condition, must(solving.focus, 'focus').side, at);
    solving.shown.truth = truth;
    return truth;
  }
  switch (condition.kind) {
    case 'all':
      return exposeAmong(condition.conditions, true, at);
    case 'any':
      return exposeAmong(condition.conditions, false, at);
    case 'none':
      return !exposeAmong(condition.conditions, false, at);
    case 'not':
      return !exposeCondition(condition.condition, at);
    case 'count_of':
      return exposeCountOf(condition, at);
    case 'in_segment': {
      const found = exposeCondition(solving.bodyOf(condition), referred(condition, at));
      return found !== condition.negated;
    }
    case 'all_have':
      return exposeAllHave(condition, at);
    case 'in_list':
      return exposeList(condition, at);
    case 'anniversary':
    case 'array_has':
    case 'arrays_meet':
    case 'compare':
    case 'consent_is':
    case 'consents':
    case 'constant':
    case 'distance':
    case 'exists':
    case 'in_range':
    case 'in_sample':
    case 'in_set':
    case 'in_window':
    case 'is_missing':
    case 'membership_history':
    case 'moment':
    case 'sequence':
    case 'tagged':
    case 'text_match':
    case 'truth':
    default:
      return exposeReading(condition, at);
  }
}

/** The others are `rest`; those that come first in the order of settling are settled first. */
function exposeAmong(
  conditions: readonly CheckedCondition[],
  rest: boolean,
  at: Standing,
): boolean {
  const inside = conditions.find((one) => holdsFocus(one, at.solving));
  if (inside === undefined) return deadEnd('no focus');
  let found = false;
  const isStrict = rest || at.solving.choose(2) === 0;
  for (const one of inOrder(conditions)) {
    if (one === inside) found = exposeCondition(one, at);
    else if (isStrict) at.solving.parts.require(one, rest, at);
  }
  return found;
}

function exposeCountOf(
  condition: Extract<CheckedCondition, { kind: 'count_of' }>,
  at: Standing,
): boolean {
  const { conditions } = condition;
  const inside = conditions.find((one) => holdsFocus(one, at.solving));
  const others = conditions.filter((one) => one !== inside);
  // So many of the others that one more makes the difference.
  const edge = numbersThat(condition, isEnough(condition, 0)).findLast(
    (count) =>
      count <= others.length && isEnough(condition, count) !== isEnough(condition, count + 1),
  );
  if (inside === undefined || edge === undefined) return deadEnd('no focus that decides');
  const first = at.solving.choose(Math.max(1, others.length));
  const turned = [...others.slice(first), ...others.slice(0, first)];
  requireEach(turned.slice(0, edge), true, at);
  const found = exposeCondition(inside, at);
  requireEach(turned.slice(edge), false, at);
  return isEnough(condition, edge + (found ? 1 : 0));
}

function exposeAllHave(
  { collection, predicate }: Extract<CheckedCondition, { kind: 'all_have' }>,
  at: Standing,
): boolean {
  const known = memberRows(collection, at)[0]?.row;
  const row = known ?? newMember(collection, at, false);
  const counts = admit(collection, row, at);
  closeCollection(collection, at);
  const inside = withRow(at, collection.scope, row);
  if (!holdsFocus(predicate, at.solving)) {
    at.solving.parts.require(predicate, true, inside);
    return counts;
  }
  return exposeCondition(predicate, inside);
}

function exposeList(
  condition: Extract<CheckedCondition, { kind: 'in_list' }>,
  at: Standing,
): boolean {
  const name = namesOf(condition, at)[0];
  if (name === undefined) return deadEnd('no list');
  const row = rowAt(condition.row, at);
  return addToList(condition, name, row, undefined, at) !== condition.negated;
}

// ---------------------------------------------------------------- the focus inside of a value

function exposeReading(condition: CheckedCondition, at: Standing): boolean {
  const reading = readCondition(condition, at);
  if (reading === undefined) return deadEnd('not understood');
  return exposeValue(reading.subject, reading, at);
}

type Judged = Pick<Reading, 'holds' | 'edges' | 'inside' | 'outside'>;

/** Gives the truth of what is judged. */
function exposeValue(value: CheckedValue, judged: Judged, at: Standing): boolean {
  const { solving } = at;
  switch (value.kind) {
    case 'trait': {
      const trait = must(solving.model.traits[`${value.row.entity}.${value.trait}`], value.trait);
      return exposeValue(trait.value, judged, standingOf(rowAt(value.row, at), solving));
    }
    case 'aggregate':
    case 'count_periods':
      return exposeRows(value, judged, at);
    case 'case':
      return exposeCase(value, judged, at);
    case 'arithmetic':
      return exposeArithmetic(value, judged, at);
    case 'attribute':
    case 'call':
    case 'duration':
    case 'literal':
    case 'negate':
    case 'now':
    case 'parameter':
    case 'population':
    case 'raw_column':
    case 'relation_key':
    case 'today':
    default:
      return deadEnd('inside of a function');
  }
}

/** Rows that would make the difference, if they count. */
function exposeRows(
  value: Extract<CheckedValue, { kind: 'aggregate' | 'count_periods' }>,
  { holds, edges, inside, outside }: Judged,
  at: Standing,
): boolean {
  const isNumber =
    value.kind === 'count_periods' || ['count', 'count_distinct', 'sum'].includes(value.function);
  const withoutRows = holds(isNumber ? 0 : null);
  const plain = withoutRows ? outside : inside;
  const candidates = [...plain, ...edges].filter(
    (one) => holds(one) !== withoutRows && (!isNumber || (typeof one === 'number' && one > 0)),
  );
  const test = (one: Scalar | null): boolean => holds(one) !== withoutRows;
  at.solving.parts.impose(value, { test, candidates }, at);
  const counts = at.solving.counted.get(collectionId(value.collection)) ?? true;
  return counts ? !withoutRows : withoutRows;
}

function exposeCase(
  value: Extract<CheckedValue, { kind: 'case' }>,
  judged: Judged,
  at: Standing,
): boolean {
  const { parts, clock } = at.solving;
  const truthOf = (gives: CheckedValue | undefined): boolean => {
    if (gives === undefined) return judged.holds(null);
    const constant = constantOf(gives, clock);
    return constant === undefined ? deadEnd('a branch of another value') : judged.holds(constant);
  };
  const place = value.branches.findIndex(({ when }) => holdsFocus(when, at.solving));
  const branch = value.branches[place];
  if (branch === undefined) return deadEnd('inside of a branch');
  for (const { when } of value.branches.slice(0, place)) parts.require(when, false, at);
  const found = exposeCondition(branch.when, at);
  if (found) return truthOf(branch.gives);
  for (const { when } of value.branches.slice(place + 1)) parts.require(when, false, at);
  return truthOf(value.otherwise);
}

function exposeArithmetic(
  value: Extract<CheckedValue, { kind: 'arithmetic' }>,
  judged: Judged,
  at: Standing,
): boolean {
  const { left, right, operator } = value;
  const [inside, other] = holdsFocus(left, at.solving) ? [left, right] : [right, left];
  const fixed = at.solving.parts.pin(other, at);
  if (typeof fixed !== 'number') return deadEnd('nothing to calculate with');
  const forward = (one: Scalar | null): Scalar | null => {
    if (typeof one !== 'number') return null;
    const sides: readonly [number, number] = inside === left ? [one, fixed] : [fixed, one];
    const result = calculate(operator, ...sides);
    return result === undefined ? null : rounded(result);
  };
  const holds = (one: Scalar | null): boolean => judged.holds(forward(one));
  const tried = [1, 2, 5, 10, 100, 1000, 0.1, 0.01].flatMap((one) => [one, one * fixed]);
  const all = tried.map(rounded);
  return exposeValue(
    inside,
    { holds, edges: [], inside: all.filter(holds), outside: all.filter((one) => !holds(one)) },
    at,
  );
}

// ---------------------------------------------------------------- the focus itself

function applySide(condition: CheckedCondition, side: Side, at: Standing): boolean {
  switch (condition.kind) {
    case 'consents':
    case 'consent_is':
      if (side.kind !== 'state') return deadEnd('no state');
      setConsent(condition, side.state, at);
      return consentHolds(condition, side.state, at);
    case 'tagged':
    case 'in_list':
      return side.kind === 'edge' ? requireNameEdge(condition, side.index, at) : deadEnd('no name');
    case 'in_sample':
      requireOwned(condition, side.kind === 'true', at);
      return side.kind === 'true';
    case 'membership_history':
      return applyHistory(condition, side, at);
    case 'sequence': {
      const changes = sequenceChanges(condition);
      const change = side.kind === 'edge' ? changes[side.index] : undefined;
      if (side.kind === 'false') return condition.negated;
      return buildSequence(condition, change, at) !== condition.negated;
    }
    case 'all_have': {
      at.solving.parts.require(condition, side.kind === 'true', at);
      return side.kind === 'true';
    }
    case 'all':
    case 'anniversary':
    case 'any':
    case 'array_has':
    case 'arrays_meet':
    case 'compare':
    case 'constant':
    case 'count_of':
    case 'distance':
    case 'exists':
    case 'in_range':
    case 'in_segment':
    case 'in_set':
    case 'in_window':
    case 'is_missing':
    case 'moment':
    case 'none':
    case 'not':
    case 'text_match':
    case 'truth':
    default:
      return applyValue(condition, side, at);
  }
}

function applyValue(condition: CheckedCondition, side: Side, at: Standing): boolean {
  const reading = readCondition(condition, at);
  if (reading === undefined) return deadEnd('not understood');
  at.solving.shown.subject = reading.subject;
  if (side.kind === 'true' || side.kind === 'false') {
    const wanted = side.kind === 'true';
    at.solving.parts.impose(reading.subject, wantOf(reading, wanted), at);
    return wanted;
  }
  const value = side.kind === 'edge' ? reading.edges[side.index] : null;
  if (value === undefined) return deadEnd('no such edge');
  at.solving.shown.value = value;
  const { subject } = reading;
  const want = value === null ? exactly(null, subject.type) : edgeWant(reading, value);
  at.solving.parts.impose(subject, want, at);
  return reading.holds(value);
}

/** Of what happened in an interval: at its start, just before it, at its end. */
function applyHistory(
  condition: Extract<CheckedCondition, { kind: 'membership_history' }>,
  side: Side,
  at: Standing,
): boolean {
  if (side.kind !== 'edge') {
    requireHistory(condition, side.kind === 'true', undefined, at);
    return side.kind === 'true';
  }
  const interval = historyInterval(condition, at);
  const isState = condition.event === 'was_in';
  const edge = isState ? interval?.high?.at : interval?.low?.at;
  if (edge === undefined) return deadEnd('no such edge');
  // The last change before an instant decides what was at it.
  const moment = edge - (side.index === 1 ? 1000 : 0);
  requireHistory(condition, true, moment, at);
  const holds = isState ? side.index === 1 : side.index === 0;
  return holds !== condition.negated;
}
