// Part of compiler/plan: the ordered list of passes. Each keeps the meaning of every segment and can be switched off by name.
import { flatten } from './passes/flatten.ts';
import { orderSegments } from './passes/order-segments.ts';
import { shareFeatures } from './passes/share-features.ts';
import type { RefreshPlan } from './refresh-plan.ts';

export interface Pass {
  readonly name: string;
  readonly run: (plan: RefreshPlan) => RefreshPlan;
}

export const passes: readonly Pass[] = [
  { name: 'flatten', run: flatten },
  { name: 'share-features', run: shareFeatures },
  { name: 'order-segments', run: orderSegments },
];
