// Part of compiler/boundaries: names of cases, which say what they show: `last_visit_at_40_days_ago`, `four_orders`.
import type { CheckedCondition, CheckedValue } from '../check/checked.ts';
import type { FoundLeaf } from './leaves.ts';
import { namesOf } from './require-owned.ts';
import { sequenceChanges } from './require-sequence.ts';
import type { Scalar } from './scalar.ts';
import type { Leaf, Shown, Side, Solving } from './solving.ts';
import { valueText } from './value-text.ts';

const mostLetters = 60;

export function nameCase(
  { leaf, inside }: FoundLeaf,
  side: Side,
  shown: Shown,
  solving: Solving,
): string {
  const words = wordsOf(leaf, side, shown, solving);
  const name = slug([...inside.slice(-1), words].join('_'));
  return /^[a-z]/.test(name) ? name : `case_${name}`;
}

function wordsOf(leaf: Leaf, side: Side, shown: Shown, solving: Solving): string {
  const { subject, value } = shown;
  if (subject !== undefined && value !== undefined) return valueName(subject, value, solving);
  if (subject !== undefined) {
    return `${subjectName(subject)}_${side.kind === 'true' ? 'holds' : 'fails'}`;
  }
  return 'kind' in leaf ? conditionName(leaf, side, solving) : 'window';
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, mostLetters)
    .replace(/_+$/, '');
}

const numberWords = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');

function valueName(subject: CheckedValue, value: Scalar | null, solving: Solving): string {
  const isCount = subject.kind === 'aggregate' && subject.function === 'count';
  if (isCount && typeof value === 'number') return countName(subject, value, solving);
  const what = subjectName(subject);
  if (value === null) return `no_${what}`;
  if (typeof value === 'boolean') return value ? what : `not_${what}`;
  if (value === '' || (Array.isArray(value) && value.length === 0)) return `empty_${what}`;
  const text = valueText(value, subject.type, solving.clock);
  return `${what}_${text.startsWith('-') ? 'minus_' : ''}${text}`;
}

function countName(
  { collection }: Extract<CheckedValue, { kind: 'aggregate' }>,
  count: number,
  { model }: Solving,
): string {
  const rows = collection.hops.at(-1) ?? '';
  const isEvent = model.entities[collection.entity]?.kind === 'event';
  if (isEvent) return count === 0 ? `no_${rows}` : `${rows}_${count}_times`;
  const word = numberWords[count];
  if (word === undefined) return `${rows}_${count}`;
  return `${word}_${count === 1 ? rows.replace(/s$/, '') : rows}`;
}

export function subjectName(value: CheckedValue): string {
  switch (value.kind) {
    case 'attribute':
      return [...value.row.hops, value.attribute].join('_');
    case 'relation_key':
      return [...value.row.hops, value.relation].join('_');
    case 'trait':
      return [...value.row.hops, value.trait].join('_');
    case 'aggregate': {
      const rows = value.collection.hops.at(-1) ?? '';
      if (value.function === 'count') return rows;
      const of = value.value === undefined ? '' : subjectName(value.value);
      const name = value.function === 'count_distinct' ? 'different' : value.function;
      return [name, rows, of].join('_');
    }
    case 'count_periods':
      return `${value.unit}s_with_${value.collection.hops.at(-1) ?? ''}`;
    case 'arithmetic':
      return [value.left, value.right]
        .filter((one) => one.kind !== 'literal' && one.kind !== 'duration')
        .slice(0, 1)
        .map(subjectName)
        .join('_');
    case 'call':
      return [value.function, ...value.args.slice(0, 1).map(subjectName)].join('_');
    case 'negate':
      return subjectName(value.operand);
    case 'case':
    case 'duration':
    case 'literal':
    case 'now':
    case 'parameter':
    case 'population':
    case 'raw_column':
    case 'today':
    default:
      return value.kind;
  }
}

function conditionName(condition: CheckedCondition, side: Side, solving: Solving): string {
  const isTrue = side.kind !== 'false';
  if (condition.kind === 'consents' || condition.kind === 'consent_is') {
    return `${condition.consent}_${side.kind === 'state' ? side.state : ''}`;
  }
  if (condition.kind === 'tagged' || condition.kind === 'in_list') {
    return tagName(condition, side, solving);
  }
  if (condition.kind === 'in_sample') {
    return isTrue === condition.negated ? 'not_in_sample' : 'in_sample';
  }
  if (condition.kind === 'membership_history') return historyName(condition, side);
  if (condition.kind === 'sequence') return sequenceName(condition, side);
  if (condition.kind === 'all_have') {
    const rows = condition.collection.hops.at(-1) ?? '';
    return isTrue ? `all_${rows}` : `not_all_${rows}`;
  }
  return condition.kind;
}

function tagName(
  condition: Extract<CheckedCondition, { kind: 'tagged' | 'in_list' }>,
  side: Side,
  solving: Solving,
): string {
  const names = namesOf(condition, { solving, rows: new Map() });
  const word = condition.kind === 'tagged' ? 'tagged' : 'in_list';
  const name = side.kind === 'edge' ? names[side.index] : undefined;
  const isAny = condition.quantifier === 'any';
  if (name === undefined) return isAny ? `not_${word}_${names.join('_')}` : `${word}_all`;
  return isAny ? `${word}_${name}` : `not_${word}_${name}`;
}

function historyName(
  { event, segment, negated }: Extract<CheckedCondition, { kind: 'membership_history' }>,
  side: Side,
): string {
  const words = `${event}_${segment}`;
  if (side.kind !== 'edge') return (side.kind === 'true') === negated ? `never_${words}` : words;
  return `${words}_${side.index === 0 ? 'at_the_edge' : 'just_before'}`;
}

function sequenceName(
  condition: Extract<CheckedCondition, { kind: 'sequence' }>,
  side: Side,
): string {
  const change = side.kind === 'edge' ? sequenceChanges(condition)[side.index] : undefined;
  if (change === undefined) return side.kind === 'false' ? 'no_sequence' : 'whole_sequence';
  const step = condition.steps[change.step]?.collection.hops.at(-1) ?? 'step';
  return change.what === 'dropped' ? `no_${step}_after` : `${step}_${change.what}`;
}
