// Mutation testing: random segments over random data, as batches.
import type { Batch } from './batch.ts';

export function randomBatches(_seed: number, _count: number): readonly Batch[] {
  return [];
}
