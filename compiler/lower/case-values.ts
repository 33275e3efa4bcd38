// Part of compiler/lower: what a `case` can give.
import type { Value } from './ir.ts';

/** Without `otherwise`, it can also be missing. */
export function valuesOfCase({
  branches,
  otherwise,
}: Extract<Value, { kind: 'case' }>): readonly Value[] {
  const values = branches.map(({ gives }) => gives);
  return otherwise === undefined ? values : [...values, otherwise];
}

/** The branch of a value that is there where one condition holds, and missing everywhere else. */
export function onlyBranch(
  value: Value,
): Extract<Value, { kind: 'case' }>['branches'][number] | undefined {
  if (value.kind !== 'case' || value.otherwise !== undefined) return undefined;
  const [branch, ...others] = value.branches;
  return others.length === 0 ? branch : undefined;
}
