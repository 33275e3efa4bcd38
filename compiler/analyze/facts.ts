// Part of compiler/analyze: an atom of the segment IR → what it asks of its subject. Every atom has a subject: one whose
// kind is not known here is its own, and either holds or does not.
import type { Bound, Predicate, Value } from '../lower/ir.ts';
import { valueText } from '../lower/short-text.ts';
import { valueTypeOf } from '../lower/value-type-of.ts';
import { madeOnce } from '../made-once.ts';
import { isWhole, nextWhole } from './number-order.ts';
import {
  everything,
  type Interval,
  type Limit,
  ordered,
  type TruthSet,
  type Values,
} from './truth-set.ts';

export interface Fact {
  /** Equal for conditions on the same value of the same row. */
  readonly subject: string;
  readonly set: TruthSet;
}

export type AtomPredicate = Exclude<Predicate, { kind: 'all' | 'any' | 'constant' }>;

/** Of one atom, always the same: lines that are written alike share their atoms. */
export const factOf: (atom: AtomPredicate) => Fact = madeOnce(readAtom);

function readAtom(atom: AtomPredicate): Fact {
  if (atom.kind === 'known') return ofKnown(atom);
  return comparedFact(atom) ?? opaque(atom);
}

function comparedFact(atom: AtomPredicate): Fact | undefined {
  if (atom.kind === 'compare') return ofCompare(atom);
  if (atom.kind === 'in_set') return ofSet(atom);
  return atom.kind === 'in_interval' ? ofInterval(atom) : undefined;
}

/** What every known value of the atom's subject fulfils. */
export function baseOf(atom: AtomPredicate): Values | undefined {
  const subject = boundedSubject(atom);
  const isCount = subject?.kind === 'feature' && subject.empty === 'count';
  const isSize = subject?.kind === 'call' && ['size', 'length'].includes(subject.function);
  if (!isCount && !isSize) return undefined;
  return ordered([{ low: { at: '0', inclusive: true }, high: undefined }]);
}

/** Of a comparison of two values, the subject is their difference, which has no bound. */
function boundedSubject(atom: AtomPredicate): Value | undefined {
  if (atom.kind === 'compare') return pointOf(atom.right) === undefined ? undefined : atom.left;
  return atom.kind === 'in_set' || atom.kind === 'in_interval' ? atom.subject : undefined;
}

function ofKnown({ value, negated }: Extract<Predicate, { kind: 'known' }>): Fact {
  const full = fullOf(value);
  const set = { values: negated ? empty(full) : full, missing: negated };
  return { subject: valueText(value), set };
}

/** Text for everything that is compared for equality only, numbers and times for what has an order. */
function fullOf(value: Value): Values {
  if (isOrdered(value)) return ordered([everything]);
  return { kind: 'discrete', negated: true, items: new Set(), universe: universeOf(value) };
}

function isOrdered(value: Value): boolean {
  const { kind } = valueTypeOf(value);
  return ['int', 'decimal', 'percent', 'money', 'date', 'timestamp'].includes(kind);
}

function universeOf(value: Value): readonly string[] | undefined {
  const type = valueTypeOf(value);
  if (type.kind === 'bool') return ['true', 'false'];
  return type.kind === 'enum' ? type.values : undefined;
}

function empty(values: Values): Values {
  if (values.kind === 'ordered') return ordered([]);
  return { ...values, negated: false, items: new Set() };
}

// ---------------------------------------------------------------- comparisons

type Compare = Extract<Predicate, { kind: 'compare' }>;

function ofCompare({ operator, left, right, whenMissing }: Compare): Fact | undefined {
  const at = pointOf(right);
  if (at === undefined) return ofDifference({ operator, left, right, whenMissing });
  const subject = valueText(left);
  if (!isOrdered(left)) {
    if (operator !== '=' && operator !== '!=') return undefined;
    const values = discrete(left, [right], operator === '!=');
    return values === undefined ? undefined : { subject, set: { values, missing: whenMissing } };
  }
  const isInt = valueTypeOf(left).kind === 'int';
  const values = ordered(intervalsOf(operator, at).flatMap((one) => whole(one, isInt)));
  return { subject, set: { values, missing: whenMissing } };
}

/** Two values of the row: what is asked is the sign of their difference. */
function ofDifference({
  operator,
  left,
  right,
  whenMissing,
}: Pick<Compare, 'operator' | 'left' | 'right' | 'whenMissing'>): Fact {
  const subject = `${valueText(left)} - ${valueText(right)}`;
  return { subject, set: { values: ordered(intervalsOf(operator, '0')), missing: whenMissing } };
}

function intervalsOf(operator: Compare['operator'], at: Limit['at']): readonly Interval[] {
  const inside = { at, inclusive: true };
  const outside = { at, inclusive: false };
  switch (operator) {
    case '=':
      return [{ low: inside, high: inside }];
    case '!=':
      return [
        { low: undefined, high: outside },
        { low: outside, high: undefined },
      ];
    case '<':
      return [{ low: undefined, high: outside }];
    case '<=':
      return [{ low: undefined, high: inside }];
    case '>':
      return [{ low: outside, high: undefined }];
    case '>=':
      return [{ low: inside, high: undefined }];
  }
}

type InSet = Extract<Predicate, { kind: 'in_set' }>;

function ofSet({ subject, items, negated, whenMissing }: InSet): Fact | undefined {
  const key = valueText(subject);
  if (!isOrdered(subject)) {
    const values = discrete(subject, items, negated);
    return values && { subject: key, set: { values, missing: whenMissing } };
  }
  const points = items.map(pointOf);
  if (negated || points.includes(undefined)) return undefined;
  const intervals = points.flatMap((at) =>
    at === undefined ? [] : intervalsOf('=', at).flatMap((one) => whole(one, false)),
  );
  return { subject: key, set: { values: ordered(intervals), missing: whenMissing } };
}

/** Types whose values are equal exactly when their texts are. */
const textual: ReadonlySet<string> = new Set(['text', 'email', 'url', 'id', 'enum', 'bool']);

function discrete(subject: Value, items: readonly Value[], negated: boolean): Values | undefined {
  if (!textual.has(valueTypeOf(subject).kind)) return undefined;
  const texts = items.map((item) => (item.kind === 'literal' ? String(item.value) : undefined));
  if (texts.includes(undefined)) return undefined;
  const ignoresCase = valueTypeOf(subject).kind === 'email';
  const folded = texts.map((text) => (ignoresCase ? (text ?? '').toLowerCase() : (text ?? '')));
  return { kind: 'discrete', negated, items: new Set(folded), universe: universeOf(subject) };
}

type InInterval = Extract<Predicate, { kind: 'in_interval' }>;

function ofInterval({ subject, start, end, negated, whenMissing }: InInterval): Fact | undefined {
  if (!isOrdered(subject)) return undefined;
  const low = limitOf(start);
  const high = limitOf(end);
  if (low === 'unknown' || high === 'unknown') return undefined;
  const isInt = valueTypeOf(subject).kind === 'int';
  const intervals = negated ? outsideOf(low, high) : [{ low, high }];
  const values = ordered(intervals.flatMap((one) => whole(one, isInt)));
  return { subject: valueText(subject), set: { values, missing: whenMissing } };
}

function limitOf(bound: Bound | undefined): Limit | undefined | 'unknown' {
  if (bound === undefined) return undefined;
  const at = pointOf(bound.value);
  return at === undefined ? 'unknown' : { at, inclusive: bound.inclusive };
}

function outsideOf(low: Limit | undefined, high: Limit | undefined): readonly Interval[] {
  const below = low && { low: undefined, high: { at: low.at, inclusive: !low.inclusive } };
  const above = high && { low: { at: high.at, inclusive: !high.inclusive }, high: undefined };
  return [below, above].filter((interval) => interval !== undefined);
}

function pointOf(value: Value): Limit['at'] | undefined {
  if (value.kind === 'time_point') return value.point;
  if (value.kind !== 'literal') return undefined;
  return typeof value.value === 'boolean' ? String(value.value) : value.value;
}

/** Over whole numbers, `> 4` is `>= 5`; an interval without a whole number is none. */
function whole(interval: Interval, isInt: boolean): readonly Interval[] {
  if (!isInt) return [interval];
  const low = wholeLimit(interval.low, 1);
  const high = wholeLimit(interval.high, -1);
  return [{ low, high }];
}

function wholeLimit(limit: Limit | undefined, step: 1 | -1): Limit | undefined {
  if (limit === undefined || limit.inclusive || typeof limit.at !== 'string') return limit;
  return isWhole(limit.at) ? { at: nextWhole(limit.at, step), inclusive: true } : limit;
}

// ---------------------------------------------------------------- everything else

/** `x` and `not x` are the two values of one subject. */
function opaque(atom: AtomPredicate): Fact {
  const negated = 'negated' in atom && atom.negated;
  const missing = 'whenMissing' in atom && atom.whenMissing;
  const subject = JSON.stringify({ ...atom, negated: false, whenMissing: false });
  const values: Values = {
    kind: 'discrete',
    negated: false,
    items: new Set([negated ? 'no' : 'yes']),
    universe: ['yes', 'no'],
  };
  return { subject, set: { values, missing } };
}
