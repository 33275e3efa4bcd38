// Part of compiler/plan: gives features other ids wherever they are used.
import type { PlannedSegment } from './refresh-plan.ts';
import { rewritePredicate, type Rewriter, rewriteValue } from './walk-ir.ts';

export function renameFeatures(names: ReadonlyMap<string, string>): Rewriter {
  return {
    predicate: (predicate) => predicate,
    value: (value) => {
      const feature = value.kind === 'feature' ? names.get(value.feature) : undefined;
      if (value.kind !== 'feature' || feature === undefined || feature === value.feature)
        return value;
      return { ...value, feature };
    },
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
