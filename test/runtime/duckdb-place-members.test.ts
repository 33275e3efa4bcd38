// Places in shared tables over commits that publish segments for the first time, again, in another shape, and no more: one place each, never
// shared, kept while the shape is.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitsPerWord } from '../../compiler/sql/words.ts';
import { type DecidedWord, placeMembers } from '../../dialects/duckdb/publish/place-members.ts';
import type { PackedIn } from '../../dialects/duckdb/state/packed-members.ts';
import type { KeptSegment } from '../../dialects/duckdb/state/registry.ts';
import type { MembershipCommit, PublishedMembership } from '../../runtime/warehouse-state.ts';
import { membership, noon, record } from './duckdb-changes-world.ts';

interface Shape {
  readonly objectType: string;
  readonly keyType: string;
  readonly publishes: boolean;
}

function published({ objectType, keyType, publishes }: Shape): PublishedMembership {
  const publishColumns = publishes ? [{ name: 'email', nativeType: 'VARCHAR' }] : [];
  const { columnsHash, definitionHash, keyColumn, size } = membership(1);
  const found = { columnsHash, definitionHash, keyColumn, size, relation: [] };
  const when = { now: noon, refresh: 1, reconciled: undefined, dataAsOf: undefined };
  return { ...found, ...when, objectType, keyType, publishColumns };
}

function kept(id: number, shape: Shape, packed: PackedIn | undefined): KeptSegment {
  const { objectType } = shape;
  const name = `s${id}`;
  return { id, name, objectType, published: published(shape), packed, record: record(id) };
}

function committed(id: number, shape: Shape, before: KeptSegment | undefined): MembershipCommit {
  const { objectType, keyType, publishColumns } = published(shape);
  return membership(id, { objectType, keyType, publishColumns, published: before?.published });
}

type Registry = ReadonlyMap<number, { readonly shape: Shape; readonly kept: KeptSegment }>;

/** Commits segments of these shapes over a registry, decided in words as long as can be. */
function commit(
  before: Registry,
  shapes: ReadonlyMap<number, Shape>,
): { readonly places: ReadonlyMap<number, PackedIn>; readonly after: Registry } {
  const memberships = [...shapes].map(([id, shape]) => committed(id, shape, before.get(id)?.kept));
  const words: DecidedWord[] = [];
  for (const objectType of ['contact', 'company']) {
    const ids = [...shapes].filter(([, shape]) => shape.objectType === objectType);
    for (let at = 0; at < ids.length; at += bitsPerWord) {
      words.push(new Map(ids.slice(at, at + bitsPerWord).map(([id], bit) => [id, bit])));
    }
  }
  const places = placeMembers(
    [...before.values()].map((one) => one.kept),
    memberships,
    words,
  );
  const after = new Map(before);
  for (const [id, shape] of shapes) after.set(id, { shape, kept: kept(id, shape, places.get(id)) });
  return { places, after };
}

const shapes = fc.record<Shape>({
  // The key of companies has one type.
  objectType: fc.constantFrom('contact', 'contact', 'company'),
  keyType: fc.constant('BIGINT'),
  publishes: fc.integer({ min: 0, max: 9 }).map((drawn) => drawn === 0),
});

const steps = fc.record({
  shapes: fc.array(fc.tuple(fc.integer({ min: 1, max: 150 }), shapes), { maxLength: 130 }),
  removed: fc.array(fc.integer({ min: 1, max: 150 }), { maxLength: 40 }),
  // From here on, keys of contacts are stored as this.
  contactKeys: fc.constantFrom('BIGINT', 'BIGINT', 'VARCHAR'),
});

function asLine({ pack, bit }: PackedIn): string {
  return `${pack}.${bit}`;
}

describe('places of members in shared tables', () => {
  it('are one for each segment without publish columns, and kept while it looks the same', () => {
    fc.assert(
      fc.property(fc.array(steps, { minLength: 1, maxLength: 6 }), (history) => {
        let registry: Registry = new Map();
        for (const { shapes: drawn, removed, contactKeys } of history) {
          const asked = new Map(
            drawn.map(([id, shape]) => {
              // A segment is of one object for as long as it is known.
              const objectType = registry.get(id)?.shape.objectType ?? shape.objectType;
              const keyType = objectType === 'contact' ? contactKeys : shape.keyType;
              return [id, { ...shape, objectType, keyType }] as const;
            }),
          );
          const { places, after } = commit(registry, asked);
          for (const [id, shape] of asked) {
            const place = places.get(id);
            expect(place === undefined).toBe(shape.publishes);
            const was = registry.get(id);
            if (was?.kept.packed === undefined || place === undefined) continue;
            if (was.shape.keyType === shape.keyType) expect(place).toEqual(was.kept.packed);
            else expect(place.pack).not.toBe(was.kept.packed.pack);
          }
          checkPlaces(after);
          registry = new Map([...after].filter(([id]) => !removed.includes(id)));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are those of the word that decided them, where there is room', () => {
    const contact: Shape = { objectType: 'contact', keyType: 'BIGINT', publishes: false };
    const publishing: Shape = { ...contact, publishes: true };
    const first = commit(
      new Map(),
      new Map([
        [1, contact],
        [2, publishing],
        [3, contact],
      ]),
    );
    expect(first.places).toEqual(
      new Map([
        [1, { pack: 1, bit: 0 }],
        [3, { pack: 1, bit: 2 }],
      ]),
    );
    const second = commit(
      first.after,
      new Map([
        [4, contact],
        [5, contact],
      ]),
    );
    expect([...second.places.values()].map(asLine)).toEqual(['1.1', '1.3']);
  });

  it('are in a new table when a word has more segments than there is room for', () => {
    const contact: Shape = { objectType: 'contact', keyType: 'BIGINT', publishes: false };
    const some = (from: number, count: number): ReadonlyMap<number, Shape> =>
      new Map(Array.from({ length: count }, (_none, index) => [from + index, contact]));
    const first = commit(new Map(), some(1, 50));
    const second = commit(first.after, some(101, 11));
    expect([...new Set([...second.places.values()].map(({ pack }) => pack))]).toEqual([2]);
    const third = commit(second.after, some(201, 10));
    expect([...new Set([...third.places.values()].map(({ pack }) => pack))]).toEqual([1]);
  });
});

/** No place is that of two segments, none is past the end of a word, and a table holds keys of one type of one object. */
function checkPlaces(registry: Registry): void {
  const taken = new Set<string>();
  const kinds = new Map<number, string>();
  for (const { shape, kept: one } of registry.values()) {
    if (one.packed === undefined) continue;
    const { pack, bit } = one.packed;
    expect(taken).not.toContain(asLine(one.packed));
    taken.add(asLine(one.packed));
    expect(bit).toBeGreaterThanOrEqual(0);
    expect(bit).toBeLessThan(bitsPerWord);
    const kind = `${shape.objectType} ${shape.keyType}`;
    expect(kinds.get(pack) ?? kind).toBe(kind);
    kinds.set(pack, kind);
  }
}
