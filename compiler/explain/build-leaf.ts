// Part of compiler/explain: what a condition looks at that is no combination of others.
import { assertNever, must } from '../assert.ts';
import type {
  CheckedCondition,
  CheckedStep,
  CheckedValue,
  TimeCondition,
} from '../check/checked.ts';
import type { Bound, Value } from '../lower/ir.ts';
import { lowerSequence } from '../lower/lower-sequence.ts';
import { intervalOf, wholeDays } from '../lower/lower-time.ts';
import { lowerValue } from '../lower/lower-value.ts';
import { asTime, timeKindOf } from '../lower/time-points.ts';
import { valueTypeOf } from '../lower/value-type-of.ts';
import type { Span } from '../source.ts';
import { narrowingsOf, pathOf, satisfyingOf } from './build-collection.ts';
import { type Building, operandOf, plainOperand, shownValue } from './build-operand.ts';
import { consentOperands, historyOperands, nameOperands, sampleOperands } from './build-owned.ts';
import type { LeafKind, Operand } from './condition-tree.ts';

export type LeafCondition = Extract<CheckedCondition, { kind: LeafKind }>;

/** In the order of the condition's text. */
export function operandsOf(condition: LeafCondition, building: Building): readonly Operand[] {
  const value = (one: CheckedValue): Operand => operandOf(one, 'value', building);
  const threshold = (one: CheckedValue): Operand => operandOf(one, 'threshold', building);
  switch (condition.kind) {
    case 'constant':
    case 'in_segment':
      return [];
    case 'truth':
      return [value(condition.value)];
    case 'compare':
      return [value(condition.left), threshold(condition.right)];
    case 'in_set':
    case 'array_has':
      return [value(condition.subject), ...varying(condition.items).map(threshold)];
    case 'arrays_meet':
      return [value(condition.subject), threshold(condition.other)];
    case 'in_range':
      return [
        value(condition.subject),
        { ...operandOf(condition.low, 'start', building), inclusive: true },
        { ...operandOf(condition.high, 'end', building), inclusive: true },
      ];
    case 'text_match':
      return [value(condition.subject), ...varying(condition.patterns).map(threshold)];
    case 'is_missing':
      return [value(condition.subject)];
    case 'in_window':
    case 'distance':
    case 'moment':
      return timeOperands(condition, building);
    case 'anniversary':
      return [value(condition.occurs.subject), ...dayOperands(condition.occurs, building)];
    case 'exists':
    case 'all_have':
      return collectionOperands(condition, building);
    case 'sequence':
      return stepOperands(condition, building);
    case 'membership_history':
      return historyOperands(condition, building);
    case 'in_list':
      return nameOperands(condition, 'lists', condition.names, condition.scope, building);
    case 'tagged':
      return nameOperands(condition, 'tags', condition.tags, building.scope.places.size, building);
    case 'in_sample':
      return sampleOperands(condition, building);
    case 'consents':
    case 'consent_is':
      return consentOperands(condition, building);
    default:
      return assertNever(condition);
  }
}

/** Written out values stand in the text already. */
function varying(values: readonly CheckedValue[]): readonly CheckedValue[] {
  return values.filter(({ kind }) => kind !== 'literal');
}

/** The time, and the ends of the interval that it must lie in. */
function timeOperands(condition: TimeCondition, building: Building): readonly Operand[] {
  const subject = operandOf(condition.subject, 'value', building);
  if (condition.kind === 'distance' && condition.calendar !== undefined) {
    const { anchor } = condition;
    if (anchor !== undefined) return [subject, operandOf(anchor, 'threshold', building)];
  }
  const kind = timeKindOf(valueTypeOf(lowerValue(condition.subject, building.scope)));
  const { start, end } = intervalOf(condition, kind, building.scope);
  return [
    subject,
    ...boundOperand('start', start, condition.span, building),
    ...boundOperand('end', end, condition.span, building),
  ];
}

/** The days of which one must be the anniversary. */
function dayOperands(occurs: TimeCondition, building: Building): readonly Operand[] {
  const { start, end } = wholeDays(intervalOf(occurs, 'date', building.scope));
  return [
    ...boundOperand('start', { value: start, inclusive: true }, occurs.span, building),
    ...boundOperand('end', { value: end, inclusive: false }, occurs.span, building),
  ];
}

function boundOperand(
  role: 'start' | 'end',
  bound: Bound | undefined,
  span: Span,
  building: Building,
): readonly Operand[] {
  if (bound === undefined) return [];
  const value: Value = asTime(bound.value, timeKindOf(valueTypeOf(bound.value)));
  return [{ ...shownValue(role, span, value, building), inclusive: bound.inclusive }];
}

type Collecting = Extract<CheckedCondition, { kind: 'exists' | 'all_have' }>;

/** The rows that count, with how they came to be so few, and the number they are compared with. */
function collectionOperands(condition: Collecting, building: Building): readonly Operand[] {
  const { collection } = condition;
  const parts = narrowingsOf(collection, building);
  const last = must(parts.at(-1), 'a count');
  const rows: Operand = { ...last, role: 'rows', label: pathOf(collection), parts };
  if (condition.kind === 'all_have') {
    return [rows, satisfyingOf(collection, condition.predicate, building)];
  }
  const { count } = condition;
  return count === undefined ? [rows] : [rows, operandOf(count.amount, 'threshold', building)];
}

type Sequence = Extract<CheckedCondition, { kind: 'sequence' }>;

/** How many rows the first step has, and down to which line the sequence is found. */
function stepOperands(sequence: Sequence, building: Building): readonly Operand[] {
  const { scope, columns } = building;
  const [first] = sequence.steps;
  const rows = first === undefined ? [] : narrowingsOf(first.collection, building);
  const found = sequence.steps.map((step: CheckedStep, index): Operand => {
    const steps = sequence.steps.slice(0, index + 1);
    const column = columns.truth(lowerSequence({ ...sequence, negated: false, steps }, scope));
    const { span } = step.collection;
    const shown = plainOperand('steps', span, { kind: 'bool' }, { kind: 'column', column });
    return { ...shown, label: pathOf(step.collection), parts: index === 0 ? rows : [] };
  });
  return found;
}
