// Part of running tests: objects of one kind whose keys are the same, which no warehouse could hold.
import type { FixtureRow } from '../../compiler/check/checked-tests.ts';

export interface RepeatedKeys {
  readonly object: string;
  readonly keys: readonly string[];
}

/** By entity, in the order of writing. */
export function repeatedKeys(rows: readonly FixtureRow[]): readonly RepeatedKeys[] {
  const seen = new Map<string, Set<string>>();
  const repeated = new Map<string, Set<string>>();
  for (const { entity, key } of rows) {
    if (key === undefined) continue;
    const keys = seen.get(entity) ?? new Set();
    seen.set(entity, keys);
    if (keys.has(key)) repeated.set(entity, (repeated.get(entity) ?? new Set()).add(key));
    keys.add(key);
  }
  return [...repeated].map(([object, keys]) => ({ object, keys: [...keys] }));
}
