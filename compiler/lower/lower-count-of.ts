// Part of compiler/lower: `at least 3 of { … }`. What `all`, `any` or a constant can say is said by them.
import type { CheckedCondition } from '../check/checked.ts';
import type { Predicate, Value } from './ir.ts';
import { operatorOf } from './lower-aggregate.ts';
import { lowerValue } from './lower-value.ts';
import type { Scope } from './lowering.ts';
import { allOf, always, anyOf, atom, negate, never } from './predicates.ts';

type CountOf = Extract<CheckedCondition, { kind: 'count_of' }>;

/** The predicate of the block, or of its exact complement. */
export function lowerCountOf(condition: CountOf, scope: Scope, negated: boolean): Predicate {
  const amount = lowerValue(condition.amount, scope);
  const parts = condition.conditions.map((part) =>
    scope.lowering.parts.condition(part, scope, false),
  );
  const predicate =
    amount.kind === 'literal'
      ? withNumber(condition.comparison, Number(amount.value), parts)
      : compareTrue(operatorOf[condition.comparison], amount, parts);
  return negated ? negate(predicate) : predicate;
}

function withNumber(
  comparison: CountOf['comparison'],
  number: number,
  parts: readonly Predicate[],
): Predicate {
  switch (comparison) {
    case 'at_least':
      return atLeast(number, parts);
    case 'more_than':
      return atLeast(number + 1, parts);
    case 'less_than':
      return negate(atLeast(number, parts));
    case 'at_most':
      return negate(atLeast(number + 1, parts));
    case 'exactly':
      return exactly(number, parts);
  }
}

function atLeast(number: number, parts: readonly Predicate[]): Predicate {
  if (number <= 0) return always;
  if (number > parts.length) return never;
  if (number === 1) return anyOf(parts);
  return number === parts.length ? allOf(parts) : compareTrue('>=', literal(number), parts);
}

function exactly(number: number, parts: readonly Predicate[]): Predicate {
  if (number > parts.length) return never;
  if (number === 0) return negate(anyOf(parts));
  return number === parts.length ? allOf(parts) : compareTrue('=', literal(number), parts);
}

function compareTrue(
  operator: '=' | '<' | '<=' | '>' | '>=',
  right: Value,
  predicates: readonly Predicate[],
): Predicate {
  const left: Value = { kind: 'count_true', predicates };
  return atom({ kind: 'compare', operator, left, right, whenMissing: false });
}

function literal(number: number): Value {
  return { kind: 'literal', type: { kind: 'int' }, value: String(number) };
}
