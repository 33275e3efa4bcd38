// Which conditions of a project were seen true and which false by all of its tests, over all objects and steps.
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import type { ConditionNode } from '../../compiler/explain/condition-tree.ts';
import { createProbe } from '../../compiler/explain/create-probe.ts';
import { isCounted, mergeSeen } from './seen-conditions.ts';
import type { SeenCondition, TestOutcome } from './test-outcome.ts';

export interface SegmentCoverage {
  readonly segment: string;
  /** By place. */
  readonly conditions: readonly SeenCondition[];
}

/** Conditions that are asked of no object by any test are there, too. A template is there once a test has reached it. */
export function conditionCoverage(
  project: CheckedProject,
  outcomes: readonly (TestOutcome | undefined)[],
): readonly SegmentCoverage[] {
  const seen = mergeSeen(
    ...project.segments.map((segment) => {
      if (segment.parameters.some(({ fallback }) => fallback === undefined)) return [];
      const { root } = createProbe(project, segment, { now: anyInstant }).tree;
      return writtenConditions(segment.name, root);
    }),
    ...outcomes.map((outcome) => outcome?.seen ?? []),
  );
  const bySegment = new Map<string, SeenCondition[]>();
  for (const condition of seen) {
    const known = bySegment.get(condition.segment) ?? [];
    bySegment.set(condition.segment, known);
    known.push(condition);
  }
  return [...bySegment]
    .map(([segment, conditions]) => ({ segment, conditions }))
    .toSorted((a, b) => (a.segment < b.segment ? -1 : 1));
}

/** The shape of a tree does not depend on it. */
const anyInstant = '2026-01-01T00:00:00.000Z';

/** Those of the segment itself; what it refers to has its own. */
function writtenConditions(segment: string, node: ConditionNode): readonly SeenCondition[] {
  const { connective, span, children } = node;
  const own = isCounted(connective) ? [{ segment, span, seenTrue: false, seenFalse: false }] : [];
  if (connective.kind === 'reference') return own;
  return [...own, ...children.flatMap((child) => writtenConditions(segment, child))];
}
