// Segments of which only some objects are decided: what entered and left, all members afterwards, and what the commit leaves.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must } from '../../compiler/assert.ts';
import type { RefreshStaging } from '../../runtime/warehouse.ts';
import type { MembershipDiff } from '../../runtime/warehouse-diff.ts';
import { membership, record, World } from './duckdb-changes-world.ts';

let world: World;

beforeEach(async () => {
  world = await World.open();
});

afterEach(async () => {
  await world.close();
});

const ids = [1, 2, 3];
const segments = ids.map((segmentId) => ({
  segment: `s${segmentId}`,
  segmentId,
  objectType: 'contact',
  isReferredTo: true,
  word: segmentId === 3 ? 'word_2' : 'word_1',
  bit: segmentId === 2 ? 59 : 0,
}));

/** SQL: the value for objects of the segment. */
function bit(segmentId: number, value: string): string {
  return `(CASE WHEN list_contains(s, ${segmentId}) THEN ${value} ELSE 0 END)`;
}

/** SQL: objects with the numbers of their segments. */
function decisions(objects: readonly (readonly [id: number, of: readonly number[]])[]): string {
  const rows = objects.map(([id, of]) => `(${id}, [${of.join(', ')}]::INTEGER[])`);
  return `SELECT id, ${bit(1, '1')} + ${bit(2, String(2n ** 59n))} AS word_1, ${bit(3, '1')} AS word_2 FROM (VALUES ${rows.join(', ')}) AS v(id, s)`;
}

interface Decided {
  readonly diffs: readonly MembershipDiff[];
  readonly members: readonly (readonly unknown[])[];
}

async function decide(
  query: string,
  only?: readonly number[],
  look?: (staging: RefreshStaging) => Promise<void>,
): Promise<Decided> {
  const registered = new Map((await world.registered()).map((one) => [one.id, one]));
  const staging = await world.stage();
  const relation =
    only &&
    (await staging.stageKeys('k', `SELECT unnest([${only.join(', ')}]) AS id`, 'id')).relation;
  const printed = { tables: [], decisions: [{ query, words: ['word_1', 'word_2'] }] };
  const batch = { name: 'b', keyColumn: 'id', printed, segments, only: relation };
  const { relations } = await staging.decide(batch);
  const requests = ids.map((segmentId) => ({
    segmentId,
    published: registered.get(segmentId),
    reason: 'data' as const,
  }));
  const diffs = await staging.diffDecided('b', requests);
  const members = [];
  for (const one of relations) {
    members.push(await world.values(one.map((part) => `"${part}"`).join('.')));
  }
  await look?.(staging);
  const memberships = ids.map((segmentId, at) =>
    membership(segmentId, {
      ...must(diffs[at], 'a difference'),
      published: registered.get(segmentId)?.published,
    }),
  );
  await world.commit(staging, { memberships, records: ids.map(record) });
  return { diffs, members };
}

async function published(): Promise<readonly (readonly unknown[])[]> {
  const found = [];
  for (const id of ids) {
    found.push(await world.values(`(SELECT id FROM warehouse.segments.s${id})`));
  }
  return found;
}

const first = decisions([
  [1, [1, 2, 3]],
  [2, [1]],
  [3, [2]],
  [4, [3]],
  [5, []],
]);

describe('segments of which only some objects are decided', () => {
  it('keep all others, lose those that are gone, and publish the same members that they stage', async () => {
    await decide(first);
    const next = decisions([
      [1, [3]],
      [5, [2, 1]],
      [9, [1]],
    ]);
    const { diffs, members } = await decide(next, [1, 4, 5, 9]);
    expect(diffs).toEqual([
      { entered: 2, left: 1, rewritten: 0 },
      { entered: 1, left: 1, rewritten: 0 },
      { entered: 0, left: 1, rewritten: 0 },
    ]);
    expect(members).toEqual([['2', '5', '9'], ['3', '5'], ['1']]);
    expect(await published()).toEqual(members);
    const logged = `(SELECT segment, object_key, "change" FROM warehouse.segments.membership_changes WHERE refresh_id LIKE '%2-x')`;
    expect(await world.values(logged)).toEqual([
      's1 1 left',
      's1 5 entered',
      's1 9 entered',
      's2 1 left',
      's2 5 entered',
      's3 4 left',
    ]);
  });

  it('are as they were when none is decided, or none differs', async () => {
    const { members } = await decide(first);
    const nobody = `SELECT * FROM (${first}) AS q WHERE FALSE`;
    const none = { entered: 0, left: 0, rewritten: 0 };
    for (const only of [[], [7]]) {
      const same = await decide(nobody, only);
      expect(same).toEqual({ members, diffs: [none, none, none] });
    }
    const same = await decide(decisions([[3, [2]]]), [3]);
    expect(same).toEqual({ members, diffs: [none, none, none] });
    expect(await published()).toEqual(members);
  });

  it('tell which objects changed', async () => {
    await decide(first);
    await decide(decisions([[2, []]]), [2, 3], async (staging) => {
      const changed = await staging.changedKeys('b', [1]);
      expect(await world.values(changed.map((part) => `"${part}"`).join('.'))).toEqual(['2']);
      const flipped = await staging.flipped(2, 1);
      expect(await world.values(flipped.relation.map((part) => `"${part}"`).join('.'))).toEqual([
        '3',
      ]);
      expect((await staging.flipped(3, 1)).count).toBe(0);
    });
  });

  it('can leave segments of several words at once', async () => {
    await decide(first);
    const { members } = await decide(decisions([[1, []]]), [1]);
    expect(members).toEqual([['2'], ['3'], ['4']]);
    expect(await published()).toEqual(members);
  });

  it('can leave segments of several words while very many others enter', async () => {
    await decide(first);
    const many = 'SELECT unnest(range(10, 130010)) :: INTEGER AS id, 1 AS word_1, 0 AS word_2';
    const keys = Array.from({ length: 130_000 }, (_value, at) => at + 10);
    const { members } = await decide(many, [1, 4, ...keys]);
    expect(members.map((one) => one.length)).toEqual([130_001, 1, 0]);
    expect(await published()).toEqual(members);
    const bits =
      '(SELECT bit_or(bits) FROM warehouse.segments__internal.packed_members_1 WHERE "key" IN (1, 4))';
    expect(await world.values(bits)).toEqual(['null']);
  });

  it('can be very many', async () => {
    await decide(first);
    const many =
      'SELECT i AS id, 1 AS word_1, 0 AS word_2 FROM (SELECT unnest(range(10, 130010)) :: INTEGER AS i) AS r';
    const keys = Array.from({ length: 130_000 }, (_value, at) => at + 10);
    const { diffs, members } = await decide(many, keys);
    expect(diffs[0]).toEqual({ entered: 130_000, left: 0, rewritten: 0 });
    expect(members.map((one) => one.length)).toEqual([130_002, 2, 2]);
    expect(await published()).toEqual(members);
    const refreshes = '(SELECT DISTINCT __refresh FROM warehouse.segments__internal.seg_1)';
    expect(await world.values(refreshes)).toEqual(['1', '2']);
  });
});
