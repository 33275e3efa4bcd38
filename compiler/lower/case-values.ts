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
