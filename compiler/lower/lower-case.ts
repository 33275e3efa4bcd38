// Part of compiler/lower: `case { … }` → a value chosen by predicates. Branches that can never be reached fall away.
import type { CheckedValue } from '../check/checked.ts';
import type { Predicate, Value } from './ir.ts';
import type { Scope } from './lowering.ts';

type CheckedCase = Extract<CheckedValue, { kind: 'case' }>;
type Branch = Extract<Value, { kind: 'case' }>['branches'][number];

/** Each value where its condition holds and none before it does. */
export function lowerCase(
  value: CheckedCase,
  scope: Scope,
  lower: (value: CheckedValue, scope: Scope) => Value,
): Value {
  const branches = value.branches.map(({ when, gives }) => ({
    when: scope.lowering.parts.condition(when, scope, false),
    gives: lower(gives, scope),
  }));
  const otherwise = value.otherwise === undefined ? undefined : lower(value.otherwise, scope);
  const reached = reachedBranches(branches);
  const last = reached.find(({ when }) => isConstant(when, true))?.gives ?? otherwise;
  const decided = reached.filter(({ when }) => !isConstant(when, true));
  if (decided.length === 0 && last !== undefined) return last;
  return { kind: 'case', branches: decided, otherwise: last, type: value.type };
}

/** Without those that never hold and those behind one that always does. */
function reachedBranches(branches: readonly Branch[]): readonly Branch[] {
  const possible = branches.filter(({ when }) => !isConstant(when, false));
  const sure = possible.findIndex(({ when }) => isConstant(when, true));
  return sure === -1 ? possible : possible.slice(0, sure + 1);
}

function isConstant(predicate: Predicate, value: boolean): boolean {
  return predicate.kind === 'constant' && predicate.value === value;
}
