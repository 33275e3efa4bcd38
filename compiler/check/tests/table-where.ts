// The `@where` of a table against a row of a test: columns that nobody said are chosen so that it holds, where constants say
// how; and whether it holds in the end.
import { Temporal } from 'temporal-polyfill';
import type { ComparisonOperator } from '../../syntax/expression-ast.ts';
import type { CheckedCondition, CheckedValue } from '../checked.ts';
import type { FixtureValue } from '../checked-tests.ts';
import type { ValueType } from '../value-type.ts';
import { canonicalNumber } from '../values/canonical-number.ts';

/** A column's value; null when it is missing. */
export interface Chosen {
  readonly type: ValueType;
  readonly value: FixtureValue;
}

export interface TableRow {
  /** Undefined when nobody said the column. */
  readonly said: (column: string) => FixtureValue | undefined;
  /** Some known value of the column. */
  readonly sample: (column: string) => Chosen;
}

/** Columns to set so that `condition` holds; undefined when none would do. */
export function chooseColumns(
  condition: CheckedCondition,
  row: TableRow,
): ReadonlyMap<string, Chosen> | undefined {
  const chosen = new Map<string, Chosen>();
  return satisfy(condition, true, row, chosen) ? chosen : undefined;
}

type Choices = Map<string, Chosen>;

function satisfy(
  condition: CheckedCondition,
  wanted: boolean,
  row: TableRow,
  chosen: Choices,
): boolean {
  if (holds(condition, row, chosen) === wanted) return true;
  if (condition.kind === 'not') return satisfy(condition.condition, !wanted, row, chosen);
  if (condition.kind === 'all') {
    return satisfyAll(condition.conditions, wanted, wanted, row, chosen);
  }
  if (condition.kind === 'any') {
    return satisfyAll(condition.conditions, wanted, !wanted, row, chosen);
  }
  if (condition.kind === 'none') {
    return satisfyAll(condition.conditions, !wanted, wanted, row, chosen);
  }
  const choice = choiceFor(condition, wanted, row);
  if (choice === undefined || isKnown(choice.column, row, chosen)) return false;
  chosen.set(choice.column, choice);
  return holds(condition, row, chosen) === wanted;
}

/** Each of them `wanted`, or one of them. */
function satisfyAll(
  conditions: readonly CheckedCondition[],
  wanted: boolean,
  each: boolean,
  row: TableRow,
  chosen: Choices,
): boolean {
  if (each) return conditions.every((one) => satisfy(one, wanted, row, chosen));
  return conditions.some((one) => {
    const tried: Choices = new Map(chosen);
    if (!satisfy(one, wanted, row, tried)) return false;
    for (const [column, choice] of tried) chosen.set(column, choice);
    return true;
  });
}

function isKnown(column: string, row: TableRow, chosen: Choices): boolean {
  return row.said(column) !== undefined || chosen.has(column);
}

type Choice = Chosen & { readonly column: string };

/** What makes a condition hold; only of `!=`, what makes it not hold. */
function choiceFor(
  condition: CheckedCondition,
  wanted: boolean,
  row: TableRow,
): Choice | undefined {
  if (condition.kind === 'compare') {
    const enough = wanted ? ['=', '<=', '>='] : ['!='];
    return enough.includes(condition.operator)
      ? equalTo(condition.left, condition.right)
      : undefined;
  }
  if (!wanted) return undefined;
  if (condition.kind === 'truth' && condition.value.kind === 'raw_column') {
    return { column: condition.value.column, type: { kind: 'bool' }, value: true };
  }
  if (condition.kind === 'is_missing' && condition.subject.kind === 'raw_column') {
    const { column } = condition.subject;
    return { column, ...row.sample(column) };
  }
  if (!('negated' in condition) || condition.negated) return undefined;
  if (condition.kind === 'in_set') return equalTo(condition.subject, condition.items[0]);
  if (condition.kind === 'in_range') return equalTo(condition.subject, condition.low);
  const isPlain = condition.kind === 'text_match' && condition.operator !== 'matches';
  return isPlain ? equalTo(condition.subject, condition.patterns[0]) : undefined;
}

function equalTo(left: CheckedValue, right: CheckedValue | undefined): Choice | undefined {
  const [column, value] = left.kind === 'raw_column' ? [left, right] : [right, left];
  if (column?.kind !== 'raw_column' || value?.kind !== 'literal') return undefined;
  return { column: column.column, type: value.type, value: value.value };
}

/** Whether the condition is true of the row; undefined for what `@where` cannot say. */
export function holds(
  condition: CheckedCondition,
  row: TableRow,
  chosen: ReadonlyMap<string, Chosen> = new Map(),
): boolean | undefined {
  const inner = (one: CheckedCondition): boolean | undefined => holds(one, row, chosen);
  if (condition.kind === 'constant') return condition.value;
  if (condition.kind === 'not') return inverse(inner(condition.condition));
  if (condition.kind === 'all') return every(condition.conditions.map(inner));
  if (condition.kind === 'none')
    return every(condition.conditions.map((one) => inverse(inner(one))));
  if (condition.kind === 'any') {
    return inverse(every(condition.conditions.map((one) => inverse(inner(one)))));
  }
  return comparisonHolds(condition, (value) => {
    if (value?.kind === 'literal') return value.value;
    if (value?.kind !== 'raw_column') return undefined;
    return chosen.get(value.column)?.value ?? row.said(value.column) ?? null;
  });
}

function comparisonHolds(
  condition: CheckedCondition,
  valueOf: (value: CheckedValue | undefined) => FixtureValue | undefined,
): boolean | undefined {
  if (condition.kind === 'truth') return valueOf(condition.value) === true;
  if (condition.kind === 'is_missing') {
    return (valueOf(condition.subject) === null) !== condition.known;
  }
  const order = (left: CheckedValue, right: CheckedValue): number | undefined =>
    orderOf(valueOf(left), valueOf(right), left, right);
  if (condition.kind === 'compare') {
    const { left, right, operator, missing } = condition;
    if ([left, right].map(valueOf).includes(null)) return missing === 'or_missing';
    const found = order(left, right);
    return found === undefined ? undefined : compares(operator, found);
  }
  if (
    condition.kind === 'in_set' ||
    condition.kind === 'in_range' ||
    condition.kind === 'text_match'
  ) {
    const subject = valueOf(condition.subject);
    if (subject === null) return condition.missing === 'or_missing';
    return isAmong(condition, String(subject), order, valueOf) !== condition.negated;
  }
  return undefined;
}

type Among = Extract<CheckedCondition, { kind: 'in_set' | 'in_range' | 'text_match' }>;

function isAmong(
  condition: Among,
  subject: string,
  order: (left: CheckedValue, right: CheckedValue) => number | undefined,
  valueOf: (value: CheckedValue) => FixtureValue | undefined,
): boolean {
  if (condition.kind === 'in_set') {
    return condition.items.some((item) => order(condition.subject, item) === 0);
  }
  if (condition.kind === 'in_range') {
    const isAbove = (order(condition.subject, condition.low) ?? -1) >= 0;
    return isAbove && (order(condition.subject, condition.high) ?? 1) <= 0;
  }
  return condition.patterns.some((one) => matches(subject, String(valueOf(one)), condition));
}

function every(values: readonly (boolean | undefined)[]): boolean | undefined {
  if (values.includes(false)) return false;
  return values.includes(undefined) ? undefined : true;
}

function inverse(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function compares(operator: ComparisonOperator, order: number): boolean {
  switch (operator) {
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

const numbers: ReadonlySet<ValueType['kind']> = new Set<ValueType['kind']>([
  'int',
  'decimal',
  'percent',
  'money',
]);

/** Negative when the first is less. The literal says what they are. */
function orderOf(
  left: FixtureValue | undefined,
  right: FixtureValue | undefined,
  ...values: readonly [CheckedValue, CheckedValue]
): number | undefined {
  if (left === undefined || right === undefined || left === null || right === null)
    return undefined;
  const type = values.find(({ kind }) => kind === 'literal')?.type ?? values[0].type;
  const [a, b] = [String(left), String(right)];
  try {
    if (numbers.has(type.kind)) return compareNumbers(a, b);
    if (type.kind === 'timestamp') {
      return Temporal.Instant.compare(Temporal.Instant.from(a), Temporal.Instant.from(b));
    }
  } catch {
    return undefined;
  }
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Exact, of canonical numbers. */
function compareNumbers(left: string, right: string): number {
  const places = 9;
  const scaled = (text: string): bigint => {
    const [whole = '', fraction = ''] = canonicalNumber(text).split('.');
    return BigInt(`${whole}${fraction.padEnd(places, '0').slice(0, places)}`);
  };
  const [a, b] = [scaled(left), scaled(right)];
  return a === b ? 0 : a < b ? -1 : 1;
}

type TextMatch = Extract<CheckedCondition, { kind: 'text_match' }>;

function matches(text: string, pattern: string, condition: TextMatch): boolean {
  const fold = (one: string): string => (condition.ignoringCase ? one.toLowerCase() : one);
  switch (condition.operator) {
    case 'contains':
      return fold(text).includes(fold(pattern));
    case 'starts_with':
      return fold(text).startsWith(fold(pattern));
    case 'ends_with':
      return fold(text).endsWith(fold(pattern));
    case 'matches':
      return new RegExp(pattern, condition.ignoringCase ? 'iu' : 'u').test(text);
  }
}
