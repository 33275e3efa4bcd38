// Part of compiler/boundaries: makes a condition true or false.
import { assertNever } from '../assert.ts';
import type { CheckedCondition } from '../check/checked.ts';
import { wantOf } from './reading.ts';
import { readCondition } from './read-condition.ts';
import { requireOwned } from './require-owned.ts';
import { requireSequence } from './require-sequence.ts';
import { admit, closeCollection, memberRows, newMember } from './collection-rows.ts';
import { deadEnd } from './search.ts';
import { noteGap, rowAt, standingOf, type Standing, withRow } from './solving.ts';

export function requireCondition(condition: CheckedCondition, wanted: boolean, at: Standing): void {
  switch (condition.kind) {
    case 'constant':
      if (condition.value !== wanted) deadEnd('a constant condition');
      return;
    case 'all':
      return wanted
        ? requireEach(condition.conditions, true, at)
        : requireOne(condition.conditions, false, at);
    case 'any':
      return wanted
        ? requireOne(condition.conditions, true, at)
        : requireEach(condition.conditions, false, at);
    case 'none':
      return wanted
        ? requireEach(condition.conditions, false, at)
        : requireOne(condition.conditions, true, at);
    case 'not':
      return requireCondition(condition.condition, !wanted, at);
    case 'count_of':
      return requireCountOf(condition, wanted, at);
    case 'in_segment': {
      const isMember = wanted !== condition.negated;
      return requireCondition(at.solving.bodyOf(condition), isMember, referred(condition, at));
    }
    case 'all_have':
      return requireAllHave(condition, wanted, at);
    case 'sequence':
      return requireSequence(condition, wanted, at);
    case 'tagged':
    case 'in_list':
    case 'consents':
    case 'consent_is':
    case 'in_sample':
    case 'membership_history':
      return requireOwned(condition, wanted, at);
    case 'truth':
    case 'exists':
    case 'compare':
    case 'in_set':
    case 'in_range':
    case 'text_match':
    case 'array_has':
    case 'arrays_meet':
    case 'is_missing':
    case 'in_window':
    case 'distance':
    case 'moment':
    case 'anniversary':
    default:
      return requireReading(condition, wanted, at);
  }
}

function requireReading(condition: CheckedCondition, wanted: boolean, at: Standing): void {
  const reading = readCondition(condition, at);
  if (reading === undefined) {
    noteGap(condition.span, 'it is not understood', at.solving);
    return;
  }
  at.solving.parts.impose(reading.subject, wantOf(reading, wanted), at);
}

/** Where the lines of another segment stand. */
export function referred(
  { row }: Extract<CheckedCondition, { kind: 'in_segment' }>,
  at: Standing,
): Standing {
  return standingOf(rowAt(row, at), at.solving);
}

/** Simple ones first: what is computed of many rows follows what single fields must be. */
export function requireEach(
  conditions: readonly CheckedCondition[],
  wanted: boolean,
  at: Standing,
): void {
  for (const condition of inOrder(conditions)) requireCondition(condition, wanted, at);
}

export function inOrder(conditions: readonly CheckedCondition[]): readonly CheckedCondition[] {
  return conditions.toSorted((one, other) => weightOf(one) - weightOf(other));
}

function weightOf(condition: CheckedCondition): number {
  switch (condition.kind) {
    case 'exists':
      return condition.negated ? 6 : 2;
    case 'all_have':
    case 'sequence':
    case 'in_segment':
      return 3;
    case 'compare': {
      const kinds = [condition.left, condition.right].map(({ kind }) => kind);
      const plain = ['literal', 'now', 'today', 'duration'];
      if (!kinds.some((kind) => plain.includes(kind))) return 7;
      return kinds.includes('attribute') ? 0 : kinds.includes('aggregate') ? 4 : 5;
    }
    case 'distance':
      return condition.anchor === undefined ? 0 : 5;
    case 'all':
    case 'anniversary':
    case 'any':
    case 'array_has':
    case 'arrays_meet':
    case 'consent_is':
    case 'consents':
    case 'constant':
    case 'count_of':
    case 'in_list':
    case 'in_range':
    case 'in_sample':
    case 'in_set':
    case 'in_window':
    case 'is_missing':
    case 'membership_history':
    case 'moment':
    case 'none':
    case 'not':
    case 'tagged':
    case 'text_match':
    case 'truth':
    default:
      return 1;
  }
}

/** One of them; the others are the opposite where that can be. */
function requireOne(conditions: readonly CheckedCondition[], wanted: boolean, at: Standing): void {
  const { choose } = at.solving;
  const isAlone = choose(2) === 0;
  const index = choose(conditions.length);
  const chosen = conditions[index] ?? deadEnd('none to choose');
  requireCondition(chosen, wanted, at);
  if (!isAlone) return;
  requireEach(
    conditions.filter((_, place) => place !== index),
    !wanted,
    at,
  );
}

function requireCountOf(condition: CountOf, wanted: boolean, at: Standing): void {
  const counts = numbersThat(condition, wanted);
  const count = counts[at.solving.choose(counts.length)];
  if (count === undefined) deadEnd('no such number of conditions');
  else requireSome(condition.conditions, count, at);
}

/** So many of them are true, the others false. */
function requireSome(conditions: readonly CheckedCondition[], count: number, at: Standing): void {
  const first = at.solving.choose(conditions.length);
  const turned = conditions.map(
    (_, index) => conditions[(first + index) % conditions.length] ?? deadEnd('none'),
  );
  requireEach(turned.slice(0, count), true, at);
  requireEach(turned.slice(count), false, at);
}

type CountOf = Extract<CheckedCondition, { kind: 'count_of' }>;

/** How many may hold, fewest first. */
export function numbersThat(condition: CountOf, wanted: boolean): readonly number[] {
  const all = Array.from({ length: condition.conditions.length + 1 }, (_, count) => count);
  return all.filter((count) => isEnough(condition, count) === wanted);
}

export function isEnough({ comparison, amount }: CountOf, count: number): boolean {
  const limit = amount.kind === 'literal' ? Number(amount.value) : Number.NaN;
  switch (comparison) {
    case 'more_than':
      return count > limit;
    case 'less_than':
      return count < limit;
    case 'at_least':
      return count >= limit;
    case 'at_most':
      return count <= limit;
    case 'exactly':
      return count === limit;
    default:
      return assertNever(comparison);
  }
}

function requireAllHave(
  { collection, predicate }: Extract<CheckedCondition, { kind: 'all_have' }>,
  wanted: boolean,
  at: Standing,
): void {
  const members = memberRows(collection, at);
  const rows = members.map(({ row }) => row);
  if (rows.length === 0) {
    const row = newMember(collection, at, false);
    admit(collection, row, at);
    rows.push(row);
  }
  const [first, ...others] = rows;
  if (first !== undefined) {
    requireCondition(predicate, wanted, withRow(at, collection.scope, first));
  }
  if (!wanted) return;
  for (const row of others) requireCondition(predicate, true, withRow(at, collection.scope, row));
  closeCollection(collection, at);
}
