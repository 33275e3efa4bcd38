// Part of compiler/sql: the functions of numbers that emit-calculation.ts knows, and which of them give doubles.
import type { Value } from '../lower/ir.ts';

const calculations = [
  'power',
  'sqrt',
  'ln',
  'mod',
  'whole_months',
  'whole_years',
  'great_circle_km',
] as const;

export type Calculation = (typeof calculations)[number];

export function isCalculation(
  name: Extract<Value, { kind: 'call' }>['function'],
): name is Calculation {
  return calculations.some((known) => known === name);
}

/** Results that are doubles: all but whole numbers. */
export function isDoubleCalculation(name: Extract<Value, { kind: 'call' }>['function']): boolean {
  return isCalculation(name) && !name.startsWith('whole_') && name !== 'mod';
}
