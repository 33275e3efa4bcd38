// The log of segments that were decided together: one row for an object, read as a change of each segment that it entered or left.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must } from '../../compiler/assert.ts';
import type { DiffRequest } from '../../runtime/warehouse-diff.ts';
import { membership, record, World } from './duckdb-changes-world.ts';

let world: World;

beforeEach(async () => {
  world = await World.open();
});

afterEach(async () => {
  await world.close();
});

/** Bits at both ends of a word, and a second word. */
const segments = (
  [
    [1, 'word_1', 0],
    [2, 'word_1', 59],
    [3, 'word_2', 7],
  ] as const
).map(([segmentId, word, bit]) => ({
  segment: `s${segmentId}`,
  segmentId,
  objectType: 'contact',
  isReferredTo: false,
  word,
  bit,
}));

type Members = readonly (readonly [id: number, of: readonly number[]])[];

/** What a refresh prints for these members. */
function printed(members: Members) {
  const rows = members.map(([id, of]) => {
    const word = (name: string): bigint =>
      segments
        .filter((one) => one.word === name && of.includes(one.segmentId))
        .reduce((sum, { bit }) => sum | (2n ** BigInt(bit)), 0n);
    return `(${id}, CAST(${word('word_1')} AS BIGINT), CAST(${word('word_2')} AS BIGINT))`;
  });
  const query = `SELECT * FROM (VALUES ${rows.join(', ')}) AS v(id, word_1, word_2)`;
  return { tables: [], decisions: [{ query, words: ['word_1', 'word_2'] }] };
}

interface Refresh {
  readonly members: Members;
  readonly reasons?: Readonly<Record<number, DiffRequest['reason']>>;
  /** Members at an earlier now, and the segments whose changes they explain. */
  readonly earlier?: Members;
  readonly explained?: readonly number[];
  /** Segments that are not published. */
  readonly held?: readonly number[];
}

/** How many changes were found to be time's doing, of the explained segments in order. */
async function refresh({
  members,
  reasons,
  earlier,
  explained,
  held,
}: Refresh): Promise<readonly number[]> {
  const registered = new Map((await world.registered()).map((one) => [one.id, one]));
  const staging = await world.stage();
  await staging.decide({ name: 'b', keyColumn: 'id', printed: printed(members), segments });
  const requests = segments.map(({ segmentId }) => ({
    segmentId,
    published: registered.get(segmentId),
    reason: reasons?.[segmentId] ?? 'data',
  }));
  const diffs = await staging.diffDecided('b', requests);
  const counts =
    earlier === undefined
      ? []
      : await staging.attributeDecided('b', printed(earlier), explained ?? []);
  const ids = segments.map(({ segmentId }) => segmentId);
  const memberships = ids.flatMap((id, at) =>
    held?.includes(id) === true
      ? []
      : [
          membership(id, {
            ...must(diffs[at], 'a difference'),
            published: registered.get(id)?.published,
          }),
        ],
  );
  await world.commit(staging, { memberships, records: ids.map(record) });
  return counts;
}

async function logged(number: number): Promise<readonly unknown[]> {
  const columns = 'segment, object_key, "change", reason';
  const id = `${String(number).padStart(8, '0')}-x`;
  return await world.values(
    `(SELECT ${columns} FROM warehouse.segments.membership_changes WHERE refresh_id = '${id}')`,
  );
}

function relation(parts: readonly string[]): string {
  return parts.map((part) => `"${part}"`).join('.');
}

const first: Members = [
  [1, [1, 2, 3]],
  [2, [2]],
  [3, []],
];

describe('changes of segments decided together', () => {
  it('have a row for an object and word, and are read as one for each segment', async () => {
    await refresh({ members: first, reasons: { 1: 'first', 2: 'definition', 3: 'first' } });
    expect(await logged(1)).toEqual([
      's1 1 entered first',
      's2 1 entered definition',
      's2 2 entered definition',
      's3 1 entered first',
    ]);
    const rows = '(SELECT word, object_number FROM warehouse.segments__internal.packed_changes)';
    expect(await world.values(rows)).toEqual(['1 1', '1 2', '2 1']);
    const alone = '(SELECT count(*) FROM warehouse.segments__internal.changes)';
    expect(await world.values(alone)).toEqual(['0']);
  });

  it('tell who entered from who left', async () => {
    await refresh({ members: first });
    await refresh({
      members: [
        [1, [2]],
        [3, [1, 3]],
      ],
    });
    expect(await logged(2)).toEqual([
      's1 1 left data',
      's1 3 entered data',
      's2 2 left data',
      's3 1 left data',
      's3 3 entered data',
    ]);
  });

  it('are told apart by what was so at an earlier now, of the segments that were asked about', async () => {
    await refresh({ members: first });
    const counts = await refresh({
      members: [
        [1, [3]],
        [2, [1, 2]],
        [4, [1, 3]],
      ],
      // Object 1 had left 2 by then, and 4 had entered 1; all other changes came with time.
      earlier: [
        [1, [1, 3]],
        [2, [2]],
        [4, [1]],
      ],
      explained: [1, 3],
      reasons: { 2: 'definition' },
    });
    expect(counts).toEqual([2, 1]);
    expect(await logged(2)).toEqual([
      's1 1 left time',
      's1 2 entered time',
      's1 4 entered data',
      's2 1 left definition',
      's3 4 entered time',
    ]);
  });

  it('are not logged of a segment that is held, beside others of its word', async () => {
    await refresh({ members: first });
    const next: Members = [
      [2, [1]],
      [3, [2, 3]],
    ];
    await refresh({ members: next, held: [2] });
    expect(await logged(2)).toEqual([
      's1 1 left data',
      's1 2 entered data',
      's3 1 left data',
      's3 3 entered data',
    ]);
    await refresh({ members: next });
    expect(await logged(3)).toEqual(['s2 1 left data', 's2 2 left data', 's2 3 entered data']);
  });

  it('are what a segment that reads its history sees, and what others are told of it', async () => {
    await refresh({ members: first });
    await refresh({ members: [[2, [2, 3]]] });
    const staging = await world.stage();
    const history = relation(await staging.changesOf(3, 'now'));
    expect(
      await world.values(`(SELECT segment, object_key, "change", refresh_id FROM ${history})`),
    ).toEqual(['now 1 entered 00000001-x', 'now 1 left 00000002-x', 'now 2 entered 00000002-x']);
    expect(await world.values(relation((await staging.flipped(2, 1)).relation))).toEqual(['1']);
    expect(await world.values(relation((await staging.flipped(3, 0)).relation))).toEqual([
      '1',
      '2',
    ]);
    await staging.discard();
  });
});
