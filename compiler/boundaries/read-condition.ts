// Part of compiler/boundaries: a condition on one value → its reading. What it is compared with is settled first, when it depends
// on the object.
import type { CheckedCondition, CheckedValue, TimeCondition } from '../check/checked.ts';
import { constantOf, isNumber, literalOf } from './constants.ts';
import { type Interval, type Limit } from './clock.ts';
import { readChoice, type Reading, readInterval, readTextOrder } from './reading.ts';
import { readAnniversary, readArray, readArrays, readKnown, readText } from './read-text.ts';
import type { Scalar } from './scalar.ts';
import type { Standing } from './solving.ts';

/** Undefined for conditions that ask nothing of a single value, or more than is understood. */
export function readCondition(condition: CheckedCondition, at: Standing): Reading | undefined {
  switch (condition.kind) {
    case 'truth':
      return readChoice({
        subject: condition.value,
        items: [true],
        negated: false,
        whenMissing: false,
      });
    case 'is_missing':
      return readKnown(condition, at);
    case 'compare':
      return readCompare(condition, at);
    case 'in_set':
      return readSet(condition, at);
    case 'in_range':
      return readRange(condition, at);
    case 'text_match':
      return readText(condition, at);
    case 'array_has':
      return readArray(condition, at);
    case 'arrays_meet':
      return readArrays(condition, at);
    case 'in_window':
    case 'distance':
    case 'moment':
      return readTime(condition, at);
    case 'anniversary':
      return readAnniversary(condition.occurs, at);
    case 'exists':
      return readCount(condition);
    case 'all':
    case 'all_have':
    case 'any':
    case 'consent_is':
    case 'consents':
    case 'constant':
    case 'count_of':
    case 'in_list':
    case 'in_sample':
    case 'in_segment':
    case 'membership_history':
    case 'none':
    case 'not':
    case 'sequence':
    case 'tagged':
    default:
      return undefined;
  }
}

/** The value of the other side; a side that depends on the object is settled. */
function settled(value: CheckedValue, at: Standing): Scalar | null {
  return constantOf(value, at.solving.clock) ?? at.solving.parts.pin(value, at);
}

type Compare = Extract<CheckedCondition, { kind: 'compare' }>;

const turned = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

function readCompare(condition: Compare, at: Standing): Reading | undefined {
  const { left, right, missing } = condition;
  const isTurned = constantOf(left, at.solving.clock) !== undefined || isSettledFirst(left, right);
  const [subject, other] = isTurned ? [right, left] : [left, right];
  const operator = isTurned ? turned[condition.operator] : condition.operator;
  const whenMissing = missing === 'or_missing';
  const threshold = settled(other, at);
  if (threshold === null) return undefined;
  if (typeof threshold === 'number') {
    const negated = operator === '!=';
    const interval = intervalOf(operator, threshold);
    const type = isNumber(subject.type) ? finer(subject, other) : subject;
    return readInterval({ ...timesOf(subject, at), subject: type, interval, negated, whenMissing });
  }
  if (operator === '=' || operator === '!=') {
    return readChoice({ subject, items: [threshold], negated: operator === '!=', whenMissing });
  }
  return typeof threshold === 'string'
    ? readTextOrder(subject, operator, threshold, whenMissing)
    : undefined;
}

/** An attribute is settled before something that is computed of many rows. */
function isSettledFirst(left: CheckedValue, right: CheckedValue): boolean {
  return left.kind === 'attribute' && ['aggregate', 'count_periods'].includes(right.kind);
}

/** A whole number that is compared with a fraction has whole steps; other values have those of the finer side. */
function finer(subject: CheckedValue, other: CheckedValue): CheckedValue {
  return subject.type.kind === 'raw' ? { ...subject, type: other.type } : subject;
}

function intervalOf(operator: Compare['operator'], at: number): Interval {
  const limit: Limit = { at, inclusive: operator !== '<' && operator !== '>' };
  const low = operator === '<' || operator === '<=' ? undefined : limit;
  const high = operator === '>' || operator === '>=' ? undefined : limit;
  return { low, high };
}

/** From where times are counted, and the steps of lengths of time. */
function timesOf(
  subject: CheckedValue,
  { solving: { clock } }: Standing,
): { readonly origin: number | undefined; readonly step: number | undefined } {
  const { kind } = subject.type;
  const origin = kind === 'timestamp' ? clock.now : kind === 'date' ? clock.today : undefined;
  return { origin, step: subject.kind === 'call' ? elapsedStep(subject) : undefined };
}

const secondsOf: Readonly<Record<string, number>> = {
  minutes: 60,
  hours: 3600,
  days: 86_400,
  weeks: 604_800,
};

/** One second, or one day between dates, in the unit of the function. */
function elapsedStep({
  function: name,
  args,
}: Extract<CheckedValue, { kind: 'call' }>): number | undefined {
  const [unit = '', rest] = name.split('_');
  const seconds = secondsOf[unit];
  if (seconds === undefined || rest === undefined) return undefined;
  const isDate = args[0]?.type.kind === 'date';
  return (isDate ? 86_400 : 1) / seconds;
}

function readSet(
  { subject, items, negated, missing }: Extract<CheckedCondition, { kind: 'in_set' }>,
  at: Standing,
): Reading | undefined {
  const values = items.map((item) => settled(item, at)).filter((item) => item !== null);
  const whenMissing = missing === 'or_missing';
  return readChoice({ subject, items: values, negated, whenMissing });
}

function readRange(
  { subject, low, high, negated, missing }: Extract<CheckedCondition, { kind: 'in_range' }>,
  at: Standing,
): Reading | undefined {
  const [from, to] = [settled(low, at), settled(high, at)];
  const whenMissing = missing === 'or_missing';
  if (typeof from === 'number' && typeof to === 'number') {
    const interval = { low: { at: from, inclusive: true }, high: { at: to, inclusive: true } };
    return readInterval({ ...timesOf(subject, at), subject, interval, negated, whenMissing });
  }
  if (typeof from !== 'string' || typeof to !== 'string') return undefined;
  const above = readTextOrder(subject, '>=', from, false);
  const below = readTextOrder(subject, '<=', to, false);
  const within = (value: Scalar): boolean => above.holds(value) && below.holds(value);
  const edges = [...new Set([...above.edges, ...below.edges])];
  return {
    subject,
    holds: (value) => (value === null ? whenMissing : within(value) !== negated),
    edges,
    inside: edges.filter((value) => within(value) !== negated),
    outside: edges.filter((value) => within(value) === negated),
  };
}

function readTime(condition: TimeCondition, at: Standing): Reading | undefined {
  const { clock } = at.solving;
  const { subject } = condition;
  const kind = subject.type.kind === 'date' ? 'date' : 'timestamp';
  const interval = clock.interval(settledTime(condition, at), kind);
  if (interval === undefined) return undefined;
  const negated = condition.kind === 'in_window' && condition.negated;
  const whenMissing = condition.missing === 'or_missing';
  const origin = kind === 'date' ? clock.today : clock.now;
  return readInterval({ subject, interval, negated, whenMissing, origin });
}

/** The condition with its anchor as a constant. */
function settledTime(condition: TimeCondition, at: Standing): TimeCondition {
  const constant = (value: CheckedValue): CheckedValue => {
    if (constantOf(value, at.solving.clock) !== undefined) return value;
    const found = at.solving.parts.pin(value, at);
    return found === null ? value : literalOf(found, value);
  };
  if (condition.kind === 'moment') return { ...condition, moment: constant(condition.moment) };
  if (condition.kind !== 'distance' || condition.anchor === undefined) return condition;
  return { ...condition, anchor: constant(condition.anchor) };
}

/** `did` and `has` ask for a number of rows. */
function readCount({
  collection,
  count,
  negated,
  span,
}: Extract<CheckedCondition, { kind: 'exists' }>): Reading | undefined {
  const type = { kind: 'int' } as const;
  const subject: CheckedValue = {
    kind: 'aggregate',
    function: 'count',
    collection,
    value: undefined,
    order: undefined,
    type,
    nullable: false,
    span,
  };
  const amount = count === undefined ? 1 : Number(amountOf(count.amount));
  if (Number.isNaN(amount)) return undefined;
  const limit = (inclusive: boolean): Limit => ({ at: amount, inclusive });
  const intervals: Readonly<Record<string, Interval>> = {
    more_than: { low: limit(false), high: undefined },
    at_least: { low: limit(true), high: undefined },
    less_than: { low: undefined, high: limit(false) },
    at_most: { low: undefined, high: limit(true) },
    exactly: { low: limit(true), high: limit(true) },
  };
  const interval = intervals[count?.comparison ?? 'at_least'];
  if (interval === undefined) return undefined;
  const reading = readInterval({
    subject,
    interval,
    negated,
    whenMissing: false,
    origin: undefined,
  });
  return {
    ...reading,
    edges: reading.edges.filter(isCount),
    inside: reading.inside.filter(isCount),
    outside: reading.outside.filter(isCount),
  };
}

function isCount(value: Scalar): boolean {
  return typeof value === 'number' && value >= 0;
}

function amountOf(value: CheckedValue): string | undefined {
  return value.kind === 'literal' ? String(value.value) : undefined;
}
