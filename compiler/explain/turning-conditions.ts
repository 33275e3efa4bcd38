// Part of compiler/explain: between two trees of one segment and object, the conditions that turned its answer around.
import { decidingConditions } from './deciding-conditions.ts';
import type { ExplainedCondition } from './explained-condition.ts';

/** Of `after`, those that decide there and were otherwise before; the trees have one shape. */
export function turningConditions(
  before: ExplainedCondition,
  after: ExplainedCondition,
): readonly ExplainedCondition[] {
  const deciding = new Set(decidingConditions(after));
  return turned(before, after).filter((condition) => deciding.has(condition));
}

function turned(
  before: ExplainedCondition,
  after: ExplainedCondition,
): readonly ExplainedCondition[] {
  const inner = after.children.flatMap((child, index) => {
    const was = before.children[index];
    return was === undefined ? [] : turned(was, child);
  });
  return before.truth === after.truth ? inner : [after, ...inner];
}
