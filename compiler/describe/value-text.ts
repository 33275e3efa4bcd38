// Part of compiler/describe: values and conditions of the plan in the language's own spelling, on one line, for people.
// What the plan no longer knows (names of traits, how a window was written) is written out.
import { assertNever } from '../assert.ts';
import { describeValue } from '../explain/describe-value.ts';
import type { Predicate, Row, Value } from '../lower/ir.ts';
import { intervalText } from './interval-text.ts';
import { amountText, pointText } from './time-text.ts';

/** Features are named by their id in the plan; this is their text. */
export type FeatureTextOf = (id: string) => string;

const mostItems = 5;

export function valueText(value: Value, featureText: FeatureTextOf): string {
  const text = (inner: Value): string => valueText(inner, featureText);
  switch (value.kind) {
    case 'literal':
      return describeValue(value.value, value.type);
    case 'column':
      return `${prefixOf(value.row)}${columnText(value)}`;
    case 'row_key':
      return rowText(value.row);
    case 'feature':
      return `${prefixOf(value.row)}${featureText(value.feature)}`;
    case 'arithmetic':
      return `${operandText(value.left, text)} ${value.operator} ${operandText(value.right, text)}`;
    case 'negate':
      return `-${operandText(value.operand, text)}`;
    case 'case':
      return caseText(value, featureText);
    case 'of_row':
      return text(value.value);
    case 'call':
      return callText(value, text);
    case 'count_true': {
      const parts = value.predicates.map((part) => predicateText(part, featureText));
      return `how many of [${parts.join(', ')}]`;
    }
    case 'time_point':
      return pointText(value.point);
    case 'open_time':
      return `open ${value.unit}s from ${text(value.from)} to ${text(value.to)}`;
    case 'shift':
      return `${text(value.operand)} + ${amountOf(value.amount, value.unit, text)}`;
    default:
      return assertNever(value);
  }
}

function amountOf(amount: Value, unit: string, text: (value: Value) => string): string {
  return amount.kind === 'literal'
    ? amountText(Number(amount.value), unit)
    : `(${text(amount)}) ${unit}s`;
}

function operandText(value: Value, text: (value: Value) => string): string {
  return value.kind === 'arithmetic' ? `(${text(value)})` : text(value);
}

function columnText({ read }: Extract<Value, { kind: 'column' }>): string {
  return read.attribute ?? [read.column, ...read.jsonPath].join('.');
}

/** `company.` of a row one step away, `contact.` of one further out. */
function prefixOf(row: Row): string {
  return row.up === 0 && row.hops.length === 0 ? '' : `${rowText(row)}.`;
}

function rowText({ up, hops, entity }: Row): string {
  const start = hops[0]?.from ?? entity;
  const steps = hops.map(({ relation }) => relation);
  return up === 0 && steps.length > 0 ? steps.join('.') : [start, ...steps].join('.');
}

function caseText(
  { branches, otherwise }: Extract<Value, { kind: 'case' }>,
  featureText: FeatureTextOf,
): string {
  const parts = branches.map(
    ({ when, gives }) =>
      `when ${predicateText(when, featureText)} then ${valueText(gives, featureText)}`,
  );
  if (otherwise !== undefined) parts.push(`else ${valueText(otherwise, featureText)}`);
  return `case { ${parts.join(', ')} }`;
}

const unitsBetween: ReadonlyMap<string, string> = new Map([
  ['elapsed_days', 'days'],
  ['elapsed_hours', 'hours'],
  ['elapsed_minutes', 'minutes'],
  ['dates_between', 'days'],
  ['whole_months', 'months'],
  ['whole_years', 'years'],
]);

function callText(
  { function: name, args }: Extract<Value, { kind: 'call' }>,
  text: (value: Value) => string,
): string {
  const [first, second] = args;
  if (name === 'start_of_day' && first !== undefined) return text(first);
  const unit = unitsBetween.get(name);
  if (unit !== undefined && first !== undefined && second !== undefined) {
    if (isNow(second)) return `${unit}_since(${text(first)})`;
    if (isNow(first)) return `${unit}_until(${text(second)})`;
    return `${unit}_between(${text(first)}, ${text(second)})`;
  }
  const spelled = name === 'local_date' || name === 'local_time' ? 'date' : name;
  return `${spelled}(${args.map(text).join(', ')})`;
}

function isNow(value: Value): boolean {
  if (value.kind !== 'time_point') return false;
  const { base, start, steps } = value.point;
  return (base === 'now' || base === 'today') && start === undefined && steps.length === 0;
}

// ---------------------------------------------------------------- conditions

export function predicateText(predicate: Predicate, featureText: FeatureTextOf): string {
  const text = (value: Value): string => valueText(value, featureText);
  switch (predicate.kind) {
    case 'constant':
      return String(predicate.value);
    case 'all':
      return predicate.predicates.map((part) => partText(part, featureText)).join(' and ');
    case 'any':
      return predicate.predicates.map((part) => partText(part, featureText)).join(' or ');
    case 'compare': {
      const { left, operator, right } = predicate;
      return `${text(left)} ${operator} ${text(right)}${orMissing(predicate)}`;
    }
    case 'in_set': {
      const word = predicate.negated ? 'not in' : 'in';
      return `${text(predicate.subject)} ${word} ${listText(predicate.items, text)}${orMissing(predicate)}`;
    }
    case 'in_interval': {
      const interval = intervalText(predicate, text);
      const word = predicate.negated ? 'not ' : '';
      return `${text(predicate.subject)} ${word}${interval}${orMissing(predicate)}`;
    }
    case 'text_match':
      return matchText(predicate, text);
    case 'array_has': {
      const verb = `${predicate.negated ? 'not ' : ''}contains ${predicate.quantifier} of`;
      return `${text(predicate.subject)} ${verb} ${listText(predicate.items, text)}${orMissing(predicate)}`;
    }
    case 'arrays_meet': {
      const verb = `${predicate.negated ? 'not ' : ''}contains ${predicate.quantifier} of`;
      return `${text(predicate.subject)} ${verb} ${text(predicate.other)}${orMissing(predicate)}`;
    }
    case 'known':
      return `${text(predicate.value)} is ${predicate.negated ? 'missing' : 'known'}`;
    case 'member': {
      const { row, negated, before, segment } = predicate;
      const subject = row.up === 0 && row.hops.length === 0 ? '' : `${rowText(row)} `;
      const was = before === true ? 'a member before of' : 'in segment';
      return `${subject}${negated ? 'not ' : ''}${was} ${segment}${orMissing(predicate)}`;
    }
    default:
      return assertNever(predicate);
  }
}

function partText(part: Predicate, featureText: FeatureTextOf): string {
  const text = predicateText(part, featureText);
  return part.kind === 'all' || part.kind === 'any' ? `(${text})` : text;
}

function orMissing({ whenMissing }: { readonly whenMissing: boolean }): string {
  return whenMissing ? ' or missing' : '';
}

function listText(items: readonly Value[], text: (value: Value) => string): string {
  const shown = items.slice(0, mostItems).map(text);
  const more = items.length - shown.length;
  return `[${[...shown, ...(more > 0 ? [`and ${more} more`] : [])].join(', ')}]`;
}

function matchText(
  predicate: Extract<Predicate, { kind: 'text_match' }>,
  text: (value: Value) => string,
): string {
  const { operator, subject, patterns, negated, ignoringCase } = predicate;
  const [only] = patterns;
  const what =
    patterns.length === 1 && only !== undefined ? text(only) : `any of ${listText(patterns, text)}`;
  const verb = `${negated ? 'not ' : ''}${operator.replace('_', ' ')}`;
  const folded = ignoringCase ? ' ignoring case' : '';
  return `${text(subject)} ${verb} ${what}${folded}${orMissing(predicate)}`;
}
