// Part of running tests: which conditions were seen true and which false, over all objects of a step, a test, or all tests.
import type { Connective } from '../../compiler/explain/condition-tree.ts';
import type { ExplainedCondition } from '../../compiler/explain/explained-condition.ts';
import type { ExplainedObjects } from './explain-step.ts';
import type { SeenCondition } from './test-outcome.ts';

export function seenConditions(
  segment: string,
  explained: ExplainedObjects,
): readonly SeenCondition[] {
  return mergeSeen(...[...explained.values()].map((tree) => conditionsOf(segment, tree)));
}

/** Each condition once, by place. */
export function mergeSeen(
  ...lists: readonly (readonly SeenCondition[])[]
): readonly SeenCondition[] {
  const merged = new Map<string, SeenCondition>();
  for (const seen of lists.flat()) {
    const id = JSON.stringify(seen.span);
    const known = merged.get(id) ?? seen;
    merged.set(id, {
      ...known,
      seenTrue: known.seenTrue || seen.seenTrue,
      seenFalse: known.seenFalse || seen.seenFalse,
    });
  }
  return [...merged.values()].toSorted(byPlace);
}

/** Leaves, and references to other segments; what the lines of those say counts for them. */
function conditionsOf(segment: string, node: ExplainedCondition): readonly SeenCondition[] {
  const { connective, span, truth, children } = node;
  const own = isCounted(connective) ? [{ segment, span, seenTrue: truth, seenFalse: !truth }] : [];
  const inside = connective.kind === 'reference' ? connective.segment : segment;
  // The lines of a related object that does not exist say nothing.
  const isThere = connective.kind !== 'reference' || connective.related?.value !== null;
  return [...own, ...(isThere ? children : []).flatMap((child) => conditionsOf(inside, child))];
}

/** Whether it is a condition that can be true and false; what combines others is not. */
export function isCounted(connective: ExplainedCondition['connective'] | Connective): boolean {
  if (connective.kind === 'leaf') return !notCounted.has(connective.what);
  return connective.kind === 'reference';
}

/** What nobody wrote, or can never be otherwise. */
const notCounted: ReadonlySet<string> = new Set(['constant', 'member_before']);

/** For sorting: by file, then by offset. */
export function byPlace({ span: left }: SeenCondition, { span: right }: SeenCondition): number {
  if (left.file !== right.file) return left.file < right.file ? -1 : 1;
  return left.start - right.start || left.end - right.end;
}
