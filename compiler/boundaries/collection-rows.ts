// Part of compiler/boundaries: the rows of a collection that are there, and new ones.
import type { CheckedCollection } from '../check/checked.ts';
import { addRow, type DraftRow, reachToOne, relationOf, rowsOf } from './draft-row.ts';
import { deadEnd } from './search.ts';
import {
  collectionId,
  holdsFocus,
  rowAt,
  type Standing,
  windowCondition,
  withRow,
} from './solving.ts';

/** A row at the end of a path, and how many rows of the collection it stands for. */
export interface Found {
  readonly row: DraftRow;
  readonly times: number;
}

export function startOf(collection: CheckedCollection, at: Standing): DraftRow {
  return rowAt(collection.from, at);
}

/** Those that are there, whether they count or not. */
export function existingRows(collection: CheckedCollection, at: Standing): readonly Found[] {
  const { model } = at.solving;
  let found: readonly Found[] = [{ row: startOf(collection, at), times: 1 }];
  for (const hop of collection.hops) {
    found = found.flatMap(({ row, times }): readonly Found[] => {
      const relation = relationOf(model, row.entity, hop);
      if (relation.kind === 'to_one') {
        const known = row.toOne.get(hop);
        return known === null || known === undefined ? [] : [{ row: known, times }];
      }
      return rowsOf(row, relation).map((one) => ({ row: one, times: times * one.count }));
    });
  }
  return found;
}

/** Those that belong to the collection on purpose. */
export function memberRows(collection: CheckedCollection, at: Standing): readonly Found[] {
  const id = collectionId(collection);
  return existingRows(collection, at).filter(({ row }) => row.memberOf.has(id));
}

export function totalOf(found: readonly Found[]): number {
  return found.reduce((total, { times }) => total + times, 0);
}

/** A row of its own at the end of the path; with `apart`, of a new row at each step. */
export function newMember(collection: CheckedCollection, at: Standing, apart: boolean): DraftRow {
  const { model } = at.solving;
  const last = collection.hops.length - 1;
  let row = startOf(collection, at);
  for (const [index, hop] of collection.hops.entries()) {
    const relation = relationOf(model, row.entity, hop);
    if (relation.kind === 'to_one') row = reachToOne(model, row, hop);
    else {
      const single = apart ? undefined : rowsOf(row, relation).find(({ count }) => count === 1);
      row = index < last && single !== undefined ? single : addRow(row, relation);
    }
  }
  return row;
}

/** Makes the row count; the focus inside of the collection decides whether it does. Gives whether it counts. */
export function admit(collection: CheckedCollection, row: DraftRow, at: Standing): boolean {
  const { solving } = at;
  const inside = withRow(at, collection.scope, row);
  const id = collectionId(collection);
  row.memberOf.add(id);
  let counts = true;
  const { window, where } = collection;
  if (window !== undefined) {
    const condition = windowCondition(window);
    if (holdsFocus(window, solving)) counts &&= exposeWindow(collection, inside);
    else solving.parts.require(condition, true, inside);
  }
  if (where !== undefined) {
    if (holdsFocus(where, solving)) counts &&= solving.parts.expose(where, inside);
    else solving.parts.require(where, true, inside);
  }
  for (const demand of startOf(collection, at).demands.get(id) ?? []) demand(row);
  solving.counted.set(id, counts);
  return counts;
}

/** The window itself is the focus: its condition is a stand-in. */
function exposeWindow({ window }: CheckedCollection, inside: Standing): boolean {
  const { focus, parts } = inside.solving;
  if (window === undefined || focus === undefined) return true;
  const leaf = windowCondition(window);
  const stand = { ...focus, leaf, path: new Set([...focus.path, leaf]) };
  return parts.expose(leaf, { ...inside, solving: { ...inside.solving, focus: stand } });
}

/** Each row that counts must satisfy it, also those to come. */
export function demandOfRows(
  collection: CheckedCollection,
  at: Standing,
  demand: (row: DraftRow) => void,
): void {
  const id = collectionId(collection);
  const { demands } = startOf(collection, at);
  demands.set(id, [...(demands.get(id) ?? []), demand]);
  for (const { row } of memberRows(collection, at)) demand(row);
}

/** No other row counts: checked when everything is said. */
export function closeCollection(collection: CheckedCollection, at: Standing): void {
  const id = collectionId(collection);
  at.solving.closers.push(() => {
    for (const { row } of existingRows(collection, at)) {
      if (!row.memberOf.has(id)) exclude(collection, row, at);
    }
  });
}

/** Makes the row not count. */
export function exclude(collection: CheckedCollection, row: DraftRow, at: Standing): void {
  const { window, where } = collection;
  const inside = withRow(at, collection.scope, row);
  const ways = [
    ...(where === undefined ? [] : [where]),
    ...(window === undefined ? [] : [windowCondition(window)]),
  ];
  const way = ways[at.solving.choose(ways.length)];
  if (way === undefined) return deadEnd('every row counts');
  at.solving.parts.require(way, false, inside);
}
