// Part of compiler/explain: of the conditions that decide, the one whose values lie relatively nearest to where it would turn.
import { Temporal } from 'temporal-polyfill';
import { decidingConditions } from './deciding-conditions.ts';
import type { ExplainedCondition, ExplainedOperand } from './explained-condition.ts';

export interface NearestCondition {
  readonly condition: ExplainedCondition;
  /** What would have to change, and where it would turn. */
  readonly value: ExplainedOperand;
  readonly threshold: ExplainedOperand | undefined;
  /** From 0, at the threshold, to below 1. */
  readonly distance: number;
}

/**
 * Undefined when none of them compares numbers or times, or all are as far away as can be (nothing of something). Of equally
 * near ones the first. `now`: ISO instant.
 */
export function nearestCondition(
  explained: ExplainedCondition,
  now: string,
): NearestCondition | undefined {
  let nearest: NearestCondition | undefined;
  for (const condition of decidingConditions(explained)) {
    const found = distanceOf(condition, now);
    if (found === undefined || found.distance >= 1) continue;
    if (nearest === undefined || found.distance < nearest.distance) {
      nearest = found;
    }
  }
  return nearest;
}

function distanceOf(condition: ExplainedCondition, now: string): NearestCondition | undefined {
  if (!hasEdge(condition)) return undefined;
  const value = condition.operands.find(({ role }) => role === 'value' || role === 'rows');
  if (value === undefined) return undefined;
  const thresholds = condition.operands.filter(({ role }) => isThreshold(role));
  const origin = positionOf(now, 'timestamp') ?? 0;
  const position = operandPosition(value);
  if (position === undefined) return undefined;
  if (thresholds.length === 0) return withoutThreshold(condition, value, position);
  let nearest: NearestCondition | undefined;
  for (const threshold of thresholds) {
    const other = operandPosition(threshold);
    if (other === undefined) continue;
    const zero = isTime(value) ? origin : 0;
    const distance = relative(position - zero, other - zero);
    if (nearest === undefined || distance < nearest.distance) {
      nearest = { condition, value, threshold, distance };
    }
  }
  return nearest;
}

/** Equal values are at no edge, and month and day have none on the line of time. */
function hasEdge({ connective, truth }: ExplainedCondition): boolean {
  if (connective.kind !== 'leaf' || connective.what === 'anniversary') return false;
  const { operator } = connective;
  return !((operator === '=' && truth) || (operator === '!=' && !truth));
}

function isThreshold(role: ExplainedOperand['role']): boolean {
  return role === 'threshold' || role === 'start' || role === 'end';
}

/** `did` and `has` without a number turn between no row and one. */
function withoutThreshold(
  condition: ExplainedCondition,
  value: ExplainedOperand,
  position: number,
): NearestCondition | undefined {
  if (value.role !== 'rows') return undefined;
  const distance = relative(position, position === 0 ? 1 : 0);
  return { condition, value, threshold: undefined, distance };
}

function relative(one: number, other: number): number {
  const scale = Math.max(Math.abs(one), Math.abs(other));
  return scale === 0 ? 0 : Math.min(1, Math.abs(one - other) / scale);
}

function isTime({ type }: ExplainedOperand): boolean {
  return type.kind === 'timestamp' || type.kind === 'date';
}

function operandPosition({ value, type }: ExplainedOperand): number | undefined {
  return typeof value === 'string' ? positionOf(value, type.kind) : undefined;
}

/** A place on the line of numbers, or of time in milliseconds. */
function positionOf(text: string, kind: ExplainedOperand['type']['kind']): number | undefined {
  switch (kind) {
    case 'int':
    case 'decimal':
    case 'percent':
    case 'money': {
      const number = Number(text);
      return Number.isFinite(number) ? number : undefined;
    }
    case 'date':
      return instantPosition(`${text}T00:00:00Z`);
    case 'timestamp':
      return instantPosition(text);
    case 'text':
    case 'email':
    case 'url':
    case 'id':
    case 'bool':
    case 'duration':
    case 'enum':
    case 'version':
    case 'geo':
    case 'json':
    case 'array':
    case 'raw':
    case 'unknown':
      return undefined;
  }
}

function instantPosition(text: string): number | undefined {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
