// Test support: what a rewrite is: another way to say a condition that means the same in every state of the data.
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import type { CheckedCondition, CheckedValue } from '../../compiler/check/checked.ts';
import type { Span } from '../../compiler/source.ts';
import { mapProject, type NodeMap } from './tree.ts';

export interface Rewrite {
  /** The law, as a sentence. */
  readonly law: string;
  /** What it does in a project. */
  readonly nodes: (project: CheckedProject) => NodeMap;
}

const done = new WeakMap<CheckedProject, Map<Rewrite, CheckedProject>>();

/** The project with the rewrite done everywhere, so that every segment must keep its members. */
export function rewriteProject(project: CheckedProject, rewrite: Rewrite): CheckedProject {
  const known = done.get(project) ?? new Map<Rewrite, CheckedProject>();
  done.set(project, known);
  const rewritten = known.get(rewrite) ?? mapProject(project, rewrite.nodes(project));
  known.set(rewrite, rewritten);
  return rewritten;
}

/** A rewrite of conditions that needs nothing but the condition. */
export function ofConditions(
  law: string,
  condition: (node: CheckedCondition) => CheckedCondition,
): Rewrite {
  return { law, nodes: () => ({ condition }) };
}

export function not(condition: CheckedCondition): CheckedCondition {
  return { kind: 'not', condition, span: condition.span };
}

export function all(conditions: readonly CheckedCondition[], span: Span): CheckedCondition {
  return { kind: 'all', conditions, span };
}

export function any(conditions: readonly CheckedCondition[], span: Span): CheckedCondition {
  return { kind: 'any', conditions, span };
}

export function none(conditions: readonly CheckedCondition[], span: Span): CheckedCondition {
  return { kind: 'none', conditions, span };
}

export function constant(value: boolean, span: Span): CheckedCondition {
  return { kind: 'constant', value, span };
}

export function isMissing(subject: CheckedValue, known = false): CheckedCondition {
  return { kind: 'is_missing', subject, known, span: subject.span };
}

export function number(value: number, span: Span): CheckedValue {
  return { kind: 'literal', value: String(value), type: { kind: 'int' }, nullable: false, span };
}
