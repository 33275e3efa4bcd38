// Part of compiler/lower: checked condition → predicate. `not`, `none of` and `except` end here: they are pushed into the atoms.
import { assertNever, must } from '../assert.ts';
import { versionKey } from '../check/version-order.ts';
import type { CheckedCondition, CheckedValue, Missing, TimeCondition } from '../check/checked.ts';
import type { Predicate, Value } from './ir.ts';
import { lowerAllHave, lowerExists } from './lower-aggregate.ts';
import { lowerCountOf } from './lower-count-of.ts';
import { lowerConsentIs, lowerConsents, lowerInList, lowerTagged } from './lower-owned.ts';
import { coordinatesOf } from './lower-place.ts';
import { lowerInSegment } from './lower-reference.ts';
import { lowerCountedFrom } from './lower-counted-distance.ts';
import { lowerMembershipHistory } from './lower-history.ts';
import { lowerInSample } from './lower-sample.ts';
import { lowerSequence } from './lower-sequence.ts';
import { intervalOf, wholeDays } from './lower-time.ts';
import { lowerValue } from './lower-value.ts';
import { hoursOf, type Scope, spend } from './lowering.ts';
import { allOf, anyOf, atom, negate } from './predicates.ts';
import { asTime, dayOf, timeKindOf } from './time-points.ts';
import { valueTypeOf } from './value-type-of.ts';

/** The predicate of a condition, or of its exact complement. */
export function lowerCondition(
  condition: CheckedCondition,
  scope: Scope,
  negated: boolean,
): Predicate {
  spend(scope);
  const { kind } = condition;
  if (kind === 'not') return lowerCondition(condition.condition, scope, !negated);
  if (kind === 'count_of') return lowerCountOf(condition, scope, negated);
  if (kind !== 'all' && kind !== 'any' && kind !== 'none') {
    const predicate = isRelated(condition)
      ? lowerRelated(condition, scope)
      : lowerAttributeCondition(condition, scope);
    return negated ? negate(predicate) : predicate;
  }
  const isNegated = negated !== (kind === 'none');
  const { condition: lowerPart } = scope.lowering.parts;
  const parts = condition.conditions.map((part) => lowerPart(part, scope, isNegated));
  return (kind === 'all') === isNegated ? anyOf(parts) : allOf(parts);
}

type Plain = Exclude<CheckedCondition, { kind: 'all' | 'any' | 'none' | 'not' | 'count_of' }>;

const relatedKinds = [
  'exists',
  'all_have',
  'sequence',
  'in_segment',
  'membership_history',
  'in_list',
  'in_sample',
  'tagged',
  'consents',
  'consent_is',
] as const;

type Related = Extract<Plain, { kind: (typeof relatedKinds)[number] }>;

function isRelated(condition: Plain): condition is Related {
  return relatedKinds.some((kind) => kind === condition.kind);
}

/** Conditions on other rows than the one in scope. */
function lowerRelated(condition: Related, scope: Scope): Predicate {
  switch (condition.kind) {
    case 'exists':
      return lowerExists(condition, scope);
    case 'all_have':
      return lowerAllHave(condition, scope);
    case 'sequence':
      return lowerSequence(condition, scope);
    case 'in_segment':
      return lowerInSegment(condition, scope);
    case 'membership_history':
      return lowerMembershipHistory(condition, scope);
    case 'in_list':
      return lowerInList(condition, scope);
    case 'in_sample':
      return lowerInSample(condition, scope);
    case 'tagged':
      return lowerTagged(condition, scope);
    case 'consents':
      return lowerConsents(condition, scope);
    case 'consent_is':
      return lowerConsentIs(condition, scope);
    default:
      return assertNever(condition);
  }
}

type AttributeCondition = Exclude<Plain, Related>;

function lowerAttributeCondition(condition: AttributeCondition, scope: Scope): Predicate {
  switch (condition.kind) {
    case 'constant':
      return { kind: 'constant', value: condition.value };
    case 'truth':
      return compare('=', lowerValue(condition.value, scope), yes, false);
    case 'compare':
      return lowerCompare(condition, scope);
    case 'in_set':
    case 'array_has':
      return lowerItems(condition, scope);
    case 'arrays_meet':
      return lowerArraysMeet(condition, scope);
    case 'in_range':
      return lowerRange(condition, scope);
    case 'text_match':
      return lowerTextMatch(condition, scope);
    case 'is_missing':
      return lowerKnown(condition.subject, condition.known, scope);
    case 'in_window':
    case 'distance':
    case 'moment':
      return lowerTime(condition, scope);
    case 'anniversary':
      return lowerAnniversary(condition.occurs, scope);
    default:
      return assertNever(condition);
  }
}

/** A place is known when both of its coordinates are. */
function lowerKnown(subject: CheckedValue, known: boolean, scope: Scope): Predicate {
  const values =
    subject.type.kind === 'geo'
      ? coordinatesOf(subject, scope, lowerValue)
      : [lowerValue(subject, scope)];
  const tests = values.map((value): Predicate => ({ kind: 'known', value, negated: !known }));
  return known ? allOf(tests) : anyOf(tests);
}

const yes: Value = { kind: 'literal', type: { kind: 'bool' }, value: true };

function accepts(missing: Missing): boolean {
  return missing === 'or_missing';
}

type Compare = Extract<Predicate, { kind: 'compare' }>;

function compare(
  operator: Compare['operator'],
  left: Value,
  right: Value,
  whenMissing: boolean,
): Predicate {
  return atom({ kind: 'compare', operator, left, right, whenMissing });
}

function lowerCompare(
  condition: Extract<CheckedCondition, { kind: 'compare' }>,
  scope: Scope,
): Predicate {
  const left = lowerValue(condition.left, scope);
  const right = lowerValue(condition.right, scope);
  const [first, second] = sameVersion(sameTime(left, right));
  return compare(condition.operator, first, second, accepts(condition.missing));
}

/** A date against an instant is the first instant of that day. */
function sameTime(left: Value, right: Value): readonly [Value, Value] {
  const kinds = [valueTypeOf(left).kind, valueTypeOf(right).kind];
  if (!kinds.includes('timestamp') || !kinds.includes('date')) return [left, right];
  return [asTime(left, 'timestamp'), asTime(right, 'timestamp')];
}

/** Texts beside a version become its place in the order of versions, which is what versions are read as. */
function sameVersion<Values extends readonly Value[]>(values: Values): Values;
function sameVersion(values: readonly Value[]): readonly Value[] {
  if (!values.some((value) => valueTypeOf(value).kind === 'version')) return values;
  return values.map((value) => {
    if (value.kind !== 'literal' || value.type.kind === 'version') return value;
    const key = must(versionKey(String(value.value)), `version ${String(value.value)}`);
    return { kind: 'literal', type: { kind: 'version' }, value: key };
  });
}

function lowerItems(
  condition: Extract<CheckedCondition, { kind: 'in_set' | 'array_has' }>,
  scope: Scope,
): Predicate {
  const [subject, ...items] = sameVersion([
    lowerValue(condition.subject, scope),
    ...condition.items.map((item) => lowerValue(item, scope)),
  ]);
  const { negated } = condition;
  const whenMissing = accepts(condition.missing);
  if (condition.kind === 'in_set') {
    return atom({ kind: 'in_set', subject, items, negated, whenMissing });
  }
  const { quantifier } = condition;
  return atom({ kind: 'array_has', subject, items, quantifier, negated, whenMissing });
}

function lowerArraysMeet(
  { quantifier, negated, ...condition }: Extract<CheckedCondition, { kind: 'arrays_meet' }>,
  scope: Scope,
): Predicate {
  const subject = lowerValue(condition.subject, scope);
  const other = lowerValue(condition.other, scope);
  const whenMissing = accepts(condition.missing);
  return atom({ kind: 'arrays_meet', subject, other, quantifier, negated, whenMissing });
}

function lowerRange(
  condition: Extract<CheckedCondition, { kind: 'in_range' }>,
  scope: Scope,
): Predicate {
  const [subject, low, high] = sameVersion([
    lowerValue(condition.subject, scope),
    lowerValue(condition.low, scope),
    lowerValue(condition.high, scope),
  ]);
  const start = { value: low, inclusive: true };
  const end = { value: high, inclusive: true };
  const { negated } = condition;
  const whenMissing = accepts(condition.missing);
  return atom({ kind: 'in_interval', subject, start, end, negated, whenMissing });
}

function lowerTextMatch(
  condition: Extract<CheckedCondition, { kind: 'text_match' }>,
  scope: Scope,
): Predicate {
  return atom({
    kind: 'text_match',
    operator: condition.operator,
    subject: lowerValue(condition.subject, scope),
    patterns: condition.patterns.map((pattern) => lowerValue(pattern, scope)),
    ignoringCase: condition.ignoringCase,
    negated: condition.negated,
    whenMissing: accepts(condition.missing),
  });
}

function lowerTime(condition: TimeCondition, scope: Scope): Predicate {
  if (condition.kind === 'distance' && condition.calendar !== undefined) {
    const { anchor, calendar } = condition;
    if (anchor !== undefined) {
      return lowerCountedFrom(condition, anchor, hoursOf(calendar, scope), scope);
    }
  }
  const subject = lowerValue(condition.subject, scope);
  const kind = timeKindOf(valueTypeOf(subject));
  return atom({
    kind: 'in_interval',
    subject: asTime(subject, kind),
    ...intervalOf(condition, kind, scope),
    negated: condition.kind === 'in_window' && condition.negated,
    whenMissing: accepts(condition.missing),
  });
}

/** The first anniversary from the window's first day on lies before the day behind its last. */
function lowerAnniversary(occurs: TimeCondition, scope: Scope): Predicate {
  const of = dayOf(lowerValue(occurs.subject, scope));
  const { start, end } = wholeDays(intervalOf(occurs, 'date', scope));
  return atom({
    kind: 'in_interval',
    subject: {
      kind: 'call',
      function: 'next_anniversary',
      args: [of, start],
      type: { kind: 'date' },
    },
    start: undefined,
    end: { value: end, inclusive: false },
    negated: occurs.kind === 'in_window' && occurs.negated,
    whenMissing: accepts(occurs.missing),
  });
}
