// Part of compiler/lower: gives equal features of a segment one id, in the order of first use.
import { canonicalJson } from './canonical.ts';
import type { Feature } from './ir.ts';

export interface FeatureInterner {
  /** The id of the feature; equal features get the same one. */
  intern(feature: Omit<Feature, 'id'>): string;
  /** All of them so far; a feature stands after those its filter uses. */
  readonly features: readonly Feature[];
}

export function createFeatureInterner(): FeatureInterner {
  const features: Feature[] = [];
  const ids = new Map<string, string>();
  return {
    features,
    intern(feature): string {
      const meaning = canonicalJson(feature);
      const known = ids.get(meaning);
      if (known !== undefined) return known;
      const id = `f${features.length + 1}`;
      ids.set(meaning, id);
      features.push({ id, ...feature });
      return id;
    },
  };
}
