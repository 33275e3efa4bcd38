// Every condition and value of a checked expression, each once, outermost first. Adding a kind does not compile until it is walked.
import { assertNever } from '../../compiler/assert.ts';
import type {
  CheckedCollection,
  CheckedCondition,
  CheckedValue,
  HistoryTime,
  WindowForm,
} from '../../compiler/check/checked.ts';

export interface Visitor {
  condition(condition: CheckedCondition): void;
  value(value: CheckedValue): void;
  /** `of`: the time it is about; undefined for the history of memberships. */
  window(form: WindowForm, of: CheckedValue | undefined): void;
  collection(collection: CheckedCollection): void;
}

export function walkCondition(condition: CheckedCondition, visitor: Visitor): void {
  visitor.condition(condition);
  for (const inner of conditionsIn(condition)) walkCondition(inner, visitor);
  for (const value of valuesIn(condition)) walkValue(value, visitor);
  for (const collection of collectionsIn(condition)) walkCollection(collection, visitor);
  if (condition.kind === 'in_window') walkWindow(condition.form, condition.subject, visitor);
  if (condition.kind === 'membership_history') walkHistory(condition.time, visitor);
}

function conditionsIn(condition: CheckedCondition): readonly CheckedCondition[] {
  if ('conditions' in condition) return condition.conditions;
  if ('condition' in condition) return [condition.condition];
  if ('predicate' in condition) return [condition.predicate];
  if ('occurs' in condition) return [condition.occurs];
  return 'added' in condition && condition.added !== undefined ? [condition.added] : [];
}

function given(...values: readonly (CheckedValue | undefined)[]): readonly CheckedValue[] {
  return values.filter((value) => value !== undefined);
}

function valuesIn(condition: CheckedCondition): readonly CheckedValue[] {
  switch (condition.kind) {
    case 'constant':
    case 'all':
    case 'any':
    case 'none':
    case 'not':
    case 'all_have':
    case 'anniversary':
    case 'membership_history':
    case 'consents':
    case 'consent_is':
      return [];
    case 'count_of':
      return [condition.amount];
    case 'truth':
      return [condition.value];
    case 'exists':
      return given(condition.count?.amount);
    case 'sequence':
      return condition.steps.flatMap(({ time, within }) => given(time, within?.amount));
    case 'in_segment':
      return condition.args.map(({ value }) => value);
    case 'in_list':
      return condition.names;
    case 'in_sample':
      return given(condition.low, condition.high, condition.seed);
    case 'tagged':
      return condition.tags;
    case 'compare':
      return [condition.left, condition.right];
    case 'in_set':
    case 'array_has':
      return [condition.subject, ...condition.items];
    case 'in_range':
      return [condition.subject, condition.low, condition.high];
    case 'text_match':
      return [condition.subject, ...condition.patterns];
    case 'arrays_meet':
      return [condition.subject, condition.other];
    case 'is_missing':
    case 'in_window':
      return [condition.subject];
    case 'distance':
      return given(condition.subject, condition.amount, condition.anchor);
    case 'moment':
      return [condition.subject, condition.moment];
    default:
      return assertNever(condition);
  }
}

function collectionsIn(condition: CheckedCondition): readonly CheckedCollection[] {
  if ('collection' in condition) return [condition.collection];
  return 'steps' in condition ? condition.steps.map(({ collection }) => collection) : [];
}

function walkCollection(collection: CheckedCollection, visitor: Visitor): void {
  visitor.collection(collection);
  const { window, where } = collection;
  if (window !== undefined) {
    walkValue(window.time, visitor);
    walkWindow(window.form, window.time, visitor);
  }
  if (where !== undefined) walkCondition(where, visitor);
}

function walkHistory(time: HistoryTime | undefined, visitor: Visitor): void {
  if (time === undefined) return;
  if (time.kind === 'during') walkWindow(time.form, undefined, visitor);
  else walkValue(time.kind === 'ago' ? time.amount : time.moment, visitor);
}

function walkWindow(form: WindowForm, of: CheckedValue | undefined, visitor: Visitor): void {
  visitor.window(form, of);
  for (const value of boundsOf(form)) walkValue(value, visitor);
}

function boundsOf(form: WindowForm): readonly CheckedValue[] {
  switch (form.kind) {
    case 'rolling':
    case 'calendar':
      return [form.amount];
    case 'between_ago':
    case 'between_from_now':
      return [form.near, form.far];
    case 'since':
      return [form.start];
    case 'from':
      return [form.start, form.end];
    default:
      return assertNever(form);
  }
}

export function walkValue(value: CheckedValue, visitor: Visitor): void {
  visitor.value(value);
  switch (value.kind) {
    case 'literal':
    case 'now':
    case 'today':
    case 'duration':
    case 'attribute':
    case 'relation_key':
    case 'trait':
    case 'raw_column':
    case 'parameter':
      return;
    case 'aggregate':
      walkCollection(value.collection, visitor);
      for (const inner of given(value.value)) walkValue(inner, visitor);
      return;
    case 'count_periods':
      walkCollection(value.collection, visitor);
      for (const inner of given(value.time, value.having?.value, value.having?.amount)) {
        walkValue(inner, visitor);
      }
      return;
    case 'case':
      for (const { when, gives } of value.branches) {
        walkCondition(when, visitor);
        walkValue(gives, visitor);
      }
      for (const inner of given(value.otherwise)) walkValue(inner, visitor);
      return;
    case 'population':
      for (const inner of [value.value, ...value.groups]) walkValue(inner, visitor);
      if (value.among !== undefined) walkCondition(value.among, visitor);
      return;
    case 'arithmetic':
      walkValue(value.left, visitor);
      walkValue(value.right, visitor);
      return;
    case 'negate':
      walkValue(value.operand, visitor);
      return;
    case 'call':
      for (const inner of given(...value.args, value.zone)) walkValue(inner, visitor);
      return;
    default:
      assertNever(value);
  }
}
