// Part of compiler/plan: gives features other ids wherever they are used.
import type { PlannedSegment } from './refresh-plan.ts';
import { rewritePredicate, type Rewriter, rewriteValue } from './walk-ir.ts';

export function renameFeatures(names: ReadonlyMap<string, string>): Rewriter {
  return {
    predicate: (predicate) => predicate,
    value: (value) =>
      value.kind === 'feature'
        ? { ...value, feature: names.get(value.feature) ?? value.feature }
        : value,
  };
}

export function renameInSegment(
  segment: PlannedSegment,
  names: ReadonlyMap<string, string>,
): PlannedSegment {
  const rename = renameFeatures(names);
  return {
    ...segment,
    predicate: rewritePredicate(segment.predicate, rename),
    publish: segment.publish.map(({ name, value }) => ({
      name,
      value: rewriteValue(value, rename),
    })),
    features: [...new Set(segment.features.map((id) => names.get(id) ?? id))],
  };
}
