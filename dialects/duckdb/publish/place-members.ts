// Where members are packed: every segment without publish columns has a bit of a table that it shares with others of its object.
import { must } from '../../../compiler/assert.ts';
import { bitsPerWord } from '../../../compiler/sql/words.ts';
import type { MembershipCommit } from '../../../runtime/warehouse-state.ts';
import { keepsShape } from '../staging/staged-shape.ts';
import type { PackedIn } from '../state/packed-members.ts';
import type { KeptSegment } from '../state/registry.ts';

/** Segments that were decided in one word, which are of one object: their bits of it, by id. */
export type DecidedWord = ReadonlyMap<number, number>;

/**
 * The places of all memberships of a commit that are packed, by id. New ones stand as they do in their words if there is room, so that
 * bits need not be moved one by one when words are compared with what is published.
 */
export function placeMembers(
  before: readonly KeptSegment[],
  memberships: readonly MembershipCommit[],
  words: readonly DecidedWord[],
): ReadonlyMap<number, PackedIn> {
  const known = new Map(before.map((segment) => [segment.id, segment.packed]));
  const places = new Map<number, PackedIn>();
  const fresh = new Map<number, MembershipCommit>();
  for (const membership of memberships) {
    if (membership.publishColumns.length > 0) continue;
    const place = known.get(membership.segmentId);
    if (place !== undefined && keepsShape(membership)) places.set(membership.segmentId, place);
    else fresh.set(membership.segmentId, membership);
  }
  const packs = packsOf(before);
  for (const word of [...words, ...[...fresh.keys()].map((id) => new Map([[id, 0]]))]) {
    const asked = [...word].filter(([id]) => fresh.has(id) && !places.has(id));
    const [first] = asked;
    if (first === undefined) continue;
    const pack = packFor(packs, kindOf(must(fresh.get(first[0]), 'a membership')), asked.length);
    for (const [id, wanted] of asked) places.set(id, { pack: pack.pack, bit: take(pack, wanted) });
  }
  return places;
}

interface Pack {
  readonly pack: number;
  readonly kind: string;
  readonly taken: Set<number>;
}

/** By number. */
function packsOf(before: readonly KeptSegment[]): Pack[] {
  const found = new Map<number, Pack>();
  for (const { packed, published } of before) {
    if (packed === undefined || published === undefined) continue;
    const { pack, bit } = packed;
    const one = found.get(pack) ?? { pack, kind: kindOf(published), taken: new Set() };
    one.taken.add(bit);
    found.set(pack, one);
  }
  return [...found.values()].toSorted((a, b) => a.pack - b.pack);
}

/** Members can share a table when they are of one object and their keys of one type. */
function kindOf({ objectType, keyType }: Pick<MembershipCommit, 'objectType' | 'keyType'>): string {
  return JSON.stringify([objectType, keyType]);
}

/** The first one with room for so many, or a new one. */
function packFor(packs: Pack[], kind: string, count: number): Pack {
  const known = packs.find((one) => one.kind === kind && one.taken.size + count <= bitsPerWord);
  if (known !== undefined) return known;
  const made = { pack: (packs.at(-1)?.pack ?? 0) + 1, kind, taken: new Set<number>() };
  packs.push(made);
  return made;
}

/** The wanted bit, or the first that is free. */
function take({ taken }: Pack, wanted: number): number {
  let bit = wanted;
  for (let next = 0; taken.has(bit); next += 1) bit = next;
  taken.add(bit);
  return bit;
}
