// Names of the project → permanent numbers of the warehouse. Pure and deterministic.
import type { CheckedSegment } from '../../../compiler/check/checked-project.ts';
import type { RegisteredSegment } from '../../warehouse-state.ts';

/** By name: the number a segment has, that of the name it was renamed from, or a new one in order of names. */
export function assignIds(
  declared: readonly CheckedSegment[],
  registered: readonly RegisteredSegment[],
): ReadonlyMap<string, number> {
  const byName = new Map(registered.map((segment) => [segment.name, segment.id]));
  const declaredNames = new Set(declared.map(({ name }) => name));
  const ids = new Map<string, number>();
  const taken = new Set<number>();
  const take = (name: string, id: number | undefined): void => {
    if (id === undefined || taken.has(id)) return;
    ids.set(name, id);
    taken.add(id);
  };
  for (const { name } of declared) take(name, byName.get(name));
  for (const { name, settings } of declared) {
    const old = settings.renamedFrom;
    if (ids.has(name) || old === undefined || declaredNames.has(old)) continue;
    take(name, byName.get(old));
  }
  let next = Math.max(0, ...registered.map(({ id }) => id));
  for (const name of [...declaredNames].toSorted()) {
    if (!ids.has(name)) ids.set(name, (next += 1));
  }
  return ids;
}
