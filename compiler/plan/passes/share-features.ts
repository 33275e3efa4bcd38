// Pass: equal features of different segments become one.
import { textOfParts } from '../known-texts.ts';
import { rewriteFeature, type Rewriter } from '../walk-ir.ts';
import type { AnyPlannedFeature, RefreshPlan } from '../refresh-plan.ts';
import { renameFeatures, renameInSegment } from '../rename-features.ts';

export function shareFeatures(plan: RefreshPlan): RefreshPlan {
  const names = new Map<string, string>();
  const shared = new Map<string, AnyPlannedFeature>();
  const rename: Rewriter = renameFeatures(names);
  for (const feature of plan.features) {
    const renamed = rewriteFeature(feature, rename);
    const meaning = textOfParts({ ...renamed, id: undefined, usedBy: undefined });
    const same = shared.get(meaning);
    const id = same?.id ?? `f${shared.size + 1}`;
    names.set(feature.id, id);
    const users = new Set([...(same?.usedBy ?? []), ...feature.usedBy]);
    shared.set(meaning, { ...renamed, id, usedBy: [...users].toSorted() });
  }
  return {
    ...plan,
    features: [...shared.values()],
    segments: plan.segments.map((segment) => renameInSegment(segment, names)),
  };
}
