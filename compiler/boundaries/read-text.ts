// Part of compiler/boundaries: conditions on texts, arrays, anniversaries, and on whether a value is known → their readings.
import type { CheckedCondition, TimeCondition } from '../check/checked.ts';
import { constantOf } from './constants.ts';
import { dateText, day, dayNumber } from './clock.ts';
import type { Reading } from './reading.ts';
import type { Scalar } from './scalar.ts';
import type { Standing } from './solving.ts';
import { matchingText } from './text-samples.ts';
import { plainValue } from './plain-value.ts';

type ConditionOf<Kind> = Extract<CheckedCondition, { kind: Kind }>;

export function readKnown({ subject, known }: ConditionOf<'is_missing'>, at: Standing): Reading {
  const some = plainValue(subject.type, 'value', at.solving.clock);
  return {
    subject,
    holds: (value) => (value !== null) === known,
    edges: some === undefined ? [] : [some],
    inside: some === undefined || !known ? [] : [some],
    outside: some === undefined || known ? [] : [some],
  };
}

// ---------------------------------------------------------------- texts

export function readText(condition: ConditionOf<'text_match'>, at: Standing): Reading | undefined {
  const { subject, negated, patterns, ignoringCase, missing } = condition;
  const texts = patterns.map((pattern) => constantOf(pattern, at.solving.clock));
  const needles = texts.filter((text) => typeof text === 'string');
  if (needles.length < texts.length) return undefined;
  const isFound = (text: string): boolean =>
    needles.some((needle) => matches(text, needle, condition));
  const samples = needles.flatMap((needle) => samplesOf(needle, condition));
  const near = needles.flatMap((needle) => nearMisses(needle, condition));
  const folded = ignoringCase ? samples.map((text) => text.toUpperCase()) : [];
  const others = near.map((text) => (subject.type.kind === 'email' ? text.toLowerCase() : text));
  const misses = [...others, 'other'].filter((text) => text !== '' && !isFound(text));
  const hits = [...samples, ...folded].filter(isFound);
  if (hits.length === 0) return undefined;
  return {
    subject,
    holds(value) {
      if (value === null) return missing === 'or_missing';
      return typeof value === 'string' && isFound(value) !== negated;
    },
    edges: [...new Set([...hits.slice(0, 6), ...misses.slice(0, 2)])],
    inside: negated ? misses.toReversed() : [...hits, ...together(samples)],
    outside: negated ? hits : misses.toReversed(),
  };
}

type TextMatch = ConditionOf<'text_match'>;

function matches(text: string, needle: string, { operator, ignoringCase }: TextMatch): boolean {
  const fold = (one: string): string => (ignoringCase ? one.toLowerCase() : one);
  switch (operator) {
    case 'contains':
      return fold(text).includes(fold(needle));
    case 'starts_with':
      return fold(text).startsWith(fold(needle));
    case 'ends_with':
      return fold(text).endsWith(fold(needle));
    case 'matches':
      return new RegExp(needle, ignoringCase ? 'iu' : 'u').test(text);
    default:
      return false;
  }
}

function samplesOf(needle: string, { operator, ignoringCase, subject }: TextMatch): string[] {
  if (operator === 'matches') {
    const sample = matchingText(needle, ignoringCase);
    return sample === undefined ? [] : [sample];
  }
  const isEmail = subject.type.kind === 'email';
  if (operator === 'starts_with') return [isEmail ? `${needle}@example.com` : `${needle}a`, needle];
  if (operator === 'ends_with') return [`a${needle}`, needle];
  return [subject.type.kind === 'url' ? `https://example.com${needle}` : `a${needle}b`, needle];
}

/** Texts that are nearly found: without the last or first letter, on the wrong end, in other letters. */
function nearMisses(needle: string, { operator }: TextMatch): string[] {
  if (operator === 'matches') {
    const sample = matchingText(needle, false) ?? '';
    return [sample.slice(0, -1), `x${sample}`, sample.toUpperCase()];
  }
  if (operator === 'ends_with') return [`a${needle.slice(1)}`, `${needle}a`];
  if (operator === 'starts_with') return [needle.slice(0, -1), `a${needle}`];
  return [needle.slice(0, -1), needle.toUpperCase()];
}

/** A text that has all of them, for fields of which several are asked. */
function together(samples: readonly string[]): string[] {
  return samples.length < 2 ? [] : [samples.join(' ')];
}

// ---------------------------------------------------------------- arrays

export function readArray(condition: ConditionOf<'array_has'>, at: Standing): Reading | undefined {
  const items = condition.items.map((item) => constantOf(item, at.solving.clock));
  const known = items.filter((item) => item !== undefined);
  return known.length < items.length ? undefined : arrayReading(condition, known);
}

/** Against an array of the object, which is settled first. */
export function readArrays(condition: ConditionOf<'arrays_meet'>, at: Standing): Reading {
  const other = at.solving.parts.pin(condition.other, at);
  return arrayReading(condition, isArray(other) ? other : []);
}

function isArray(value: Scalar | null): value is readonly Scalar[] {
  return Array.isArray(value);
}

function arrayReading(
  {
    subject,
    negated,
    quantifier,
    missing,
  }: Pick<ConditionOf<'array_has'>, 'subject' | 'negated' | 'quantifier' | 'missing'>,
  items: readonly Scalar[],
): Reading {
  const meets = (value: Scalar): boolean => {
    if (!isArray(value)) return false;
    const has = (item: Scalar): boolean => value.some((one) => one === item);
    return quantifier === 'all' ? items.every(has) : items.some(has);
  };
  const arrays: readonly Scalar[] = [
    ...(quantifier === 'any' ? items.slice(0, 6).map((item) => [item]) : [items]),
    ...(quantifier === 'all' && items.length > 1 ? [items.slice(1), items.slice(0, -1)] : []),
    [typeof items[0] === 'number' ? items[0] + 1000 : 'other'],
    [],
  ];
  const holds = (value: Scalar | null): boolean =>
    value === null ? missing === 'or_missing' : meets(value) !== negated;
  return {
    subject,
    holds,
    edges: arrays,
    isLike: (value, edge) => {
      if (!isArray(value) || !isArray(edge)) return false;
      if (edge.length === 0) return value.length === 0;
      return [...items, ...edge].every((item) => value.includes(item) === edge.includes(item));
    },
    inside: [items, ...arrays].filter(holds),
    outside: arrays.filter((value) => !holds(value)),
  };
}

// ---------------------------------------------------------------- anniversaries

/** Only of dates: months and days of the window, in an earlier year. */
export function readAnniversary(occurs: TimeCondition, at: Standing): Reading | undefined {
  const { clock } = at.solving;
  const days = clock.days(occurs);
  if (days === undefined) return undefined;
  const [first, last] = days;
  const isDate = occurs.subject.type.kind === 'date';
  const negated = occurs.kind === 'in_window' && occurs.negated;
  const inWindow = (value: number): boolean => {
    for (let one = first; one <= Math.min(last, first + 366); one += 1) {
      if (monthDay(one) === monthDay(value)) return true;
      if (monthDay(value) === '02-29' && monthDay(one) === '02-28') return true;
    }
    return false;
  };
  const stored = (value: number): number => (isDate ? value : value * day + day / 2);
  const dayOf = (value: number): number => (isDate ? value : Math.floor(value / day));
  const edges = [first, first - 1, last, last + 1].map((one) => stored(yearsBefore(one)));
  const middle = stored(yearsBefore(Math.floor((first + last) / 2)));
  const away = stored(yearsBefore(last + 100));
  const holds = (value: Scalar | null): boolean => {
    if (value === null) return occurs.missing === 'or_missing';
    return typeof value === 'number' && inWindow(dayOf(value)) !== negated;
  };
  const plain = [middle, away];
  return {
    subject: occurs.subject,
    holds,
    edges: [...new Set(edges)],
    inside: plain.filter(holds),
    outside: plain.filter((value) => !holds(value)),
  };
}

/** The same day some thirty years before, in a year like it. */
function yearsBefore(days: number): number {
  const text = dateText(days);
  return dayNumber(`${String(Number(text.slice(0, 4)) - 32).padStart(4, '0')}${text.slice(4)}`);
}

function monthDay(days: number): string {
  return dateText(days).slice(5);
}
