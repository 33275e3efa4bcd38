// Keys in the log of changes: whole numbers are kept as numbers, others as text, and readers see the same text whichever it is.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must } from '../../compiler/assert.ts';
import type { MembershipDiff } from '../../runtime/warehouse-diff.ts';
import { contactsProject, day, polish, query, removeProjects } from './contacts-project.ts';
import { membership, record, World } from './duckdb-changes-world.ts';

let world: World;

beforeEach(async () => {
  world = await World.open();
});

afterEach(async () => {
  await world.close();
  removeProjects();
});

function quoted(relation: readonly string[]): string {
  return relation.map((part) => `"${part}"`).join('.');
}

const numbers = (list: string): string => `SELECT unnest([${list}]) AS id`;
const texts = (list: string): string => `SELECT CAST(unnest([${list}]) AS VARCHAR) AS id`;

interface Seen {
  readonly diff: MembershipDiff;
  /** What changed since the first refresh, as later questions of the same refresh see it. */
  readonly flipped: readonly unknown[];
  readonly outside: readonly string[];
}

/** Publishes what the query selects as segment 1, which is staged alone. */
async function publish(rows: string): Promise<Seen> {
  const published = (await world.registered())[0];
  const staging = await world.stage();
  const request = { segmentId: 1, objectType: 'contact', query: rows, keyColumn: 'id' };
  const { keyType, size } = await staging.stage(request);
  const diff = await staging.diff({ segmentId: 1, published, reason: 'data' });
  const flipped = await world.values(quoted((await staging.flipped(1, 1)).relation));
  const outside = (await staging.changesOutside(1, undefined)).examples;
  const commit = membership(1, { ...diff, size, keyType, published: published?.published });
  await world.commit(staging, { memberships: [commit], records: [record(1)] });
  return { diff, flipped, outside };
}

const kept = async (): Promise<readonly unknown[]> =>
  await world.values(
    '(SELECT refresh, object_key, object_number, entered FROM warehouse.segments__internal.changes)',
  );
const shown = async (): Promise<readonly unknown[]> =>
  await world.values(
    '(SELECT object_key, "change", refresh_id FROM warehouse.segments.membership_changes)',
  );

/** A query for the segment and the two columns of the key of each change, whichever table has it. */
function keptKeys(schema: string): string {
  const columns = 'segment_id, object_key, object_number';
  return `SELECT ${columns} FROM ${schema}.changes UNION ALL
SELECT ${columns} FROM ${schema}.packed_changes AS p JOIN ${schema}.sizes AS z USING (refresh, word)
WHERE get_bit(CAST(p.entered | p."left" AS BIT), 63 - z.bit) = 1`;
}

describe('keys in the log', () => {
  it.each([
    ['TINYINT', '-128', '127'],
    ['SMALLINT', '-32768', '32767'],
    ['INTEGER', '-2147483648', '2147483647'],
    ['BIGINT', '-9223372036854775808', '9223372036854775807'],
    ['UTINYINT', '0', '255'],
    ['USMALLINT', '0', '65535'],
    ['UINTEGER', '0', '4294967295'],
  ])('are numbers when they are %s', async (type, ...keys) => {
    await publish(`SELECT CAST(unnest(['${keys.join("', '")}']) AS ${type}) AS id`);
    expect(await kept()).toEqual(keys.map((key) => `1 null ${key} true`));
    expect(await shown()).toEqual(keys.map((key) => `${key} entered 00000001-x`));
  });

  it.each([
    ['VARCHAR', '', '007', '1'],
    ['UBIGINT', '0', '18446744073709551615'],
    ['HUGEINT', '-170141183460469231731687303715884105728', '1'],
    ['DECIMAL(18,2)', '1.00', '1.50'],
    ['DATE', '2025-11-01'],
    ['UUID', '00000000-0000-0000-0000-000000000001'],
  ])('are text when they are %s', async (type, ...keys) => {
    await publish(`SELECT CAST(unnest(['${keys.join("', '")}']) AS ${type}) AS id`);
    expect(await kept()).toEqual(keys.map((key) => `1 ${key} null true`));
    expect(await shown()).toEqual(keys.map((key) => `${key} entered 00000001-x`));
  });

  it('are both when the type changes, the same object under the same text', async () => {
    expect((await publish(numbers('1, 2, 10'))).outside).toEqual(['1', '10', '2']);
    const changed = await publish(texts('2, 10, 30'));
    expect(changed.diff).toMatchObject({ entered: 1, left: 1 });
    expect(changed.flipped).toEqual(['1', '30']);
    expect(changed.outside).toEqual(['1', '30']);
    const again = await publish(texts('10, 1'));
    expect(again.flipped).toEqual(['1', '2', '30']);
    const back = await publish(numbers('10, 2'));
    expect(back.diff).toMatchObject({ entered: 1, left: 1 });
    expect(back.flipped).toEqual(['1', '2', '30']);
    expect(await kept()).toEqual([
      '1 null 1 true',
      '1 null 10 true',
      '1 null 2 true',
      '2 30 null true',
      '2 null 1 false',
      '3 1 null true',
      '3 2 null false',
      '3 30 null false',
      '4 1 null false',
      '4 null 2 true',
    ]);
    expect(await shown()).toEqual([
      '1 entered 00000001-x',
      '1 entered 00000003-x',
      '1 left 00000002-x',
      '1 left 00000004-x',
      '10 entered 00000001-x',
      '2 entered 00000001-x',
      '2 entered 00000004-x',
      '2 left 00000003-x',
      '30 entered 00000002-x',
      '30 left 00000003-x',
    ]);
    const staging = await world.stage();
    const history = quoted(await staging.changesOf(1, 'now'));
    expect(await world.values(`(SELECT object_key, "change", refresh_id FROM ${history})`)).toEqual(
      await shown(),
    );
    await staging.discard();
  });

  it('are of the kind of each segment when many are written together', async () => {
    const staging = await world.stage();
    const column = { BIGINT: 'CAST(7 AS BIGINT)', VARCHAR: "'7'" };
    const memberships = [];
    for (const [at, keyType] of (['BIGINT', 'VARCHAR'] as const).entries()) {
      const ids = [2 * at + 1, 2 * at + 2];
      const [together, alone] = [must(ids[0], 'an id'), must(ids[1], 'an id')];
      const of = { segment: 'x', segmentId: together, objectType: 'contact', isReferredTo: false };
      const words = `SELECT ${column[keyType]} AS id, CAST(1 AS BIGINT) AS w`;
      await staging.decide({
        name: keyType,
        keyColumn: 'id',
        printed: { tables: [], decisions: [{ query: words, words: ['w'] }] },
        segments: [{ ...of, word: 'w', bit: 0 }],
      });
      const request = { published: undefined, reason: 'first' } as const;
      await staging.diffDecided(keyType, [{ segmentId: together, ...request }]);
      const members = `SELECT ${column[keyType]} AS id`;
      await staging.stage({
        segmentId: alone,
        objectType: 'contact',
        query: members,
        keyColumn: 'id',
      });
      await staging.diff({ segmentId: alone, ...request });
      memberships.push(...ids.map((id) => membership(id, { keyType })));
    }
    await world.commit(staging, { memberships, records: [1, 2, 3, 4].map(record) });
    const rows = `(SELECT * FROM (${keptKeys('warehouse.segments__internal')}) AS k)`;
    expect(await world.values(rows)).toEqual(['1 null 7', '2 null 7', '3 7 null', '4 7 null']);
    const read = '(SELECT segment, object_key FROM warehouse.segments.membership_changes)';
    expect(await world.values(read)).toEqual(['s1 7', 's2 7', 's3 7', 's4 7']);
  });
});

describe('a project whose keys become text', () => {
  it('tells the same objects from its history', async () => {
    const left = 'segment gone of contact {\n  where {\n    left segment polish\n  }\n}\n';
    const was =
      'segment early of contact {\n  where {\n    entered segment polish on 2025-11-01\n  }\n}\n';
    const made = contactsProject(`${polish}${left}${was}`);
    const head = 'id,email,country,seen_at,company_id\n';
    await made.refresh(day('2025-11-01'));
    made.write('data/contacts.csv', `${head}1,,DE,,10\n3,,PL,,10\nx,,PL,,10\n`);
    await made.refresh(day('2025-11-02'));
    await made.refresh(day('2025-11-03'));
    const kinds = (await query(
      made,
      `SELECT count(object_key)::INTEGER AS texts, count(object_number)::INTEGER AS numbers FROM (${keptKeys('segments__internal')}) AS x JOIN segments__internal.registry AS s USING (segment_id) WHERE s.name = 'polish'`,
      'warehouse.duckdb',
    )) as readonly unknown[];
    expect(kinds).toEqual([{ texts: 1, numbers: 3 }]);
    const log = `SELECT object_key, change, changed_at::DATE::VARCHAR AS day FROM segments.membership_changes WHERE segment = 'polish' ORDER BY ALL`;
    const expected = [
      { object_key: '1', change: 'entered', day: '2025-11-01' },
      { object_key: '1', change: 'left', day: '2025-11-02' },
      { object_key: '3', change: 'entered', day: '2025-11-01' },
      { object_key: 'x', change: 'entered', day: '2025-11-02' },
    ];
    expect(await query(made, log)).toEqual(expected);
    expect(await query(made, log, 'warehouse.duckdb')).toEqual(expected);
    const members = (segment: string) =>
      query(made, `SELECT id FROM segments.${segment} ORDER BY id`);
    expect(await members('gone')).toEqual([{ id: '1' }]);
    expect(await members('early')).toEqual([{ id: '1' }, { id: '3' }]);
  });
});
