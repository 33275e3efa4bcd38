// The reference interpreter: comparisons of values. docs/language.md, "Missing values" 1 to 4 and "Attributes".
import type { CheckedCondition, CheckedValue } from '../../compiler/check/checked.ts';
import type { Missing } from '../../compiler/check/checked-history.ts';
import type { ComparisonOperator } from '../../compiler/syntax/expression-ast.ts';
import { type Datum, itemsOf, type MaybeDatum, textOf } from './datum.ts';
import type { Environment, Interpreter } from './environment.ts';
import { compareData, comparing, type Comparing, sameData } from './ordering.ts';
import { isFound } from './patterns.ts';
import { lowerCase } from './text-functions.ts';
import { fromStored } from './stored-values.ts';

type Kind<K extends CheckedCondition['kind']> = Extract<CheckedCondition, { kind: K }>;

/** A comparison with a missing operand is false, negated or not; `or missing` makes it true. */
export function settled(outcome: boolean | undefined, negated: boolean, missing: Missing): boolean {
  if (outcome === undefined) return missing === 'or_missing';
  return outcome !== negated;
}

/** What the known parts decide by themselves; undefined when it depends on a missing one. */
function decided(
  quantifier: 'any' | 'all',
  parts: readonly (boolean | undefined)[],
): boolean | undefined {
  const decides = quantifier === 'any';
  if (parts.includes(decides)) return decides;
  return parts.includes(undefined) ? undefined : !decides;
}

export function isCompared(
  interpreter: Interpreter,
  { operator, left, right, missing }: Kind<'compare'>,
  environment: Environment,
): boolean {
  const a = beside(interpreter, left, right, environment);
  const b = beside(interpreter, right, left, environment);
  if (a === undefined || b === undefined) return settled(undefined, false, missing);
  return isOrdered(operator, compareData(a, b, howOf(interpreter, [left, right])));
}

export function isOrdered(operator: ComparisonOperator, order: number): boolean {
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

/** A raw column takes the type of what it is compared with. */
function beside(
  interpreter: Interpreter,
  value: CheckedValue,
  other: CheckedValue | undefined,
  environment: Environment,
): MaybeDatum {
  if (value.kind !== 'raw_column' || other === undefined || other.kind === 'raw_column') {
    return interpreter.value(value, environment);
  }
  return fromStored(environment.rows[0]?.cells[value.column], other.type, undefined);
}

function howOf({ zone }: Interpreter, values: readonly CheckedValue[]): Comparing {
  return comparing(
    values.map(({ type }) => type),
    zone,
  );
}

export function isInSet(
  interpreter: Interpreter,
  { subject, items, negated, missing }: Kind<'in_set'>,
  environment: Environment,
): boolean {
  const known = beside(interpreter, subject, items[0], environment);
  if (known === undefined) return settled(undefined, negated, missing);
  const equal = items.map((item) => {
    const other = interpreter.value(item, environment);
    return other && sameData(known, other, howOf(interpreter, [subject, item]));
  });
  return settled(decided('any', equal), negated, missing);
}

/** Between, both ends included. */
export function isInRange(
  interpreter: Interpreter,
  { subject, low, high, negated, missing }: Kind<'in_range'>,
  environment: Environment,
): boolean {
  const known = beside(interpreter, subject, low, environment);
  const [from, to] = [low, high].map((end) => interpreter.value(end, environment));
  if (known === undefined) return settled(undefined, negated, missing);
  const how = howOf(interpreter, [subject, low, high]);
  const above = from && compareData(known, from, how) >= 0;
  const below = to && compareData(known, to, how) <= 0;
  return settled(decided('all', [above, below]), negated, missing);
}

/** Exact, also for emails; `ignoring case` folds both sides. One of several patterns is enough. */
export function isTextMatch(
  interpreter: Interpreter,
  { subject, patterns, operator, ignoringCase, negated, missing }: Kind<'text_match'>,
  environment: Environment,
): boolean {
  const known = interpreter.value(subject, environment);
  const wanted = patterns.map((pattern) => interpreter.value(pattern, environment));
  if (known === undefined) return settled(undefined, negated, missing);
  const matches = wanted.map(
    (pattern) => pattern && matchesText(operator, textOf(known), textOf(pattern), ignoringCase),
  );
  return settled(decided('any', matches), negated, missing);
}

function matchesText(
  operator: Kind<'text_match'>['operator'],
  subject: string,
  pattern: string,
  ignoringCase: boolean,
): boolean {
  if (operator === 'matches') return isFound(pattern, subject, ignoringCase);
  const [text, part] = ignoringCase ? [lowerCase(subject), lowerCase(pattern)] : [subject, pattern];
  switch (operator) {
    case 'contains':
      return text.includes(part);
    case 'starts_with':
      return text.startsWith(part);
    case 'ends_with':
      return text.endsWith(part);
  }
}

/** `interests has any of ["x"]`. */
export function hasItems(
  interpreter: Interpreter,
  { subject, items, quantifier, negated, missing }: Kind<'array_has'>,
  environment: Environment,
): boolean {
  const known = interpreter.value(subject, environment);
  if (known === undefined) return settled(undefined, negated, missing);
  const how = howOf(interpreter, [subject, ...items]);
  const held = items.map((item) => {
    const wanted = interpreter.value(item, environment);
    return wanted && holdsItem(itemsOf(known), wanted, how);
  });
  return settled(decided(quantifier, held), negated, missing);
}

/** An array against an array; nothing has all of an empty one. Missing items are not looked at (said nowhere). */
export function arraysMeet(
  interpreter: Interpreter,
  { subject, other, quantifier, negated, missing }: Kind<'arrays_meet'>,
  environment: Environment,
): boolean {
  const known = interpreter.value(subject, environment);
  const wanted = interpreter.value(other, environment);
  if (known === undefined || wanted === undefined) return settled(undefined, negated, missing);
  const how = howOf(interpreter, [subject, other]);
  const items = itemsOf(wanted).filter((item) => item !== undefined);
  const has = (item: Datum): boolean => holdsItem(itemsOf(known), item, how);
  const meet = quantifier === 'any' ? items.some(has) : items.length > 0 && items.every(has);
  return settled(meet, negated, missing);
}

function holdsItem(items: readonly MaybeDatum[], wanted: Datum, how: Comparing): boolean {
  return items.some((item) => item !== undefined && sameData(item, wanted, how));
}
