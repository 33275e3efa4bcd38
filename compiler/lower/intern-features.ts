// Part of compiler/lower: gives equal features of a segment one id, in the order of first use.
import { canonicalJson } from './canonical.ts';
import type { AnyFeature } from './ir.ts';

type WithoutId<Kind> = Kind extends unknown ? Omit<Kind, 'id'> : never;

export interface FeatureInterner {
  /** The id of the feature; equal features get the same one. */
  intern(feature: WithoutId<AnyFeature>): string;
  /** All of them so far; a feature stands after those it uses. */
  readonly features: readonly AnyFeature[];
}

export function createFeatureInterner(): FeatureInterner {
  const features: AnyFeature[] = [];
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
