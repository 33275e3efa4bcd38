// Part of compiler/lower: values that are there for every row.
import type { Value } from './ir.ts';

export type NeverMissing = Extract<Value, { kind: 'literal' | 'count_true' | 'time_point' }>;

export function isNeverMissing(value: Value): value is NeverMissing {
  return value.kind === 'literal' || value.kind === 'count_true' || value.kind === 'time_point';
}
