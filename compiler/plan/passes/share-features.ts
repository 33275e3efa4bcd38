// Pass: equal features of different segments become one.
import { textOfParts } from '../known-texts.ts';
import { rewriteFeature, type Rewriter } from '../walk-ir.ts';
import type { AnyPlannedFeature, RefreshPlan } from '../refresh-plan.ts';
import { renameFeatures, renameInSegment } from '../rename-features.ts';

interface Shared {
  readonly feature: AnyPlannedFeature;
  /** Names of segments. Many have some features, so that they are put in order once. */
  readonly users: Set<string>;
}

export function shareFeatures(plan: RefreshPlan): RefreshPlan {
  const names = new Map<string, string>();
  const shared = new Map<string, Shared>();
  const rename: Rewriter = renameFeatures(names);
  for (const feature of plan.features) {
    const renamed = rewriteFeature(feature, rename);
    const meaning = textOfParts({ ...renamed, id: undefined, usedBy: undefined });
    const id = `f${shared.size + 1}`;
    const one = shared.get(meaning) ?? { feature: { ...renamed, id }, users: new Set() };
    shared.set(meaning, one);
    names.set(feature.id, one.feature.id);
    for (const user of feature.usedBy) one.users.add(user);
  }
  return {
    ...plan,
    features: [...shared.values()].map(({ feature, users }) => ({
      ...feature,
      usedBy: [...users].toSorted(),
    })),
    segments: plan.segments.map((segment) => renameInSegment(segment, names)),
  };
}
