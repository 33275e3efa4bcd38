// Members that share a table: which rows it has, that segments come and go without touching each other's, and when they have tables of their own.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../dialects/duckdb/engine/connection.ts';
import { maskOfBits, movedBits } from '../../dialects/duckdb/state/packed-members.ts';
import type { ProjectOnDisk } from './project-on-disk.ts';
import {
  contacts,
  contactsProject,
  day,
  model,
  query,
  removeProjects,
} from './contacts-project.ts';
import { openMemoryConnection } from './memory-connection.ts';

afterEach(removeProjects);

/** Segments of contacts by name: a condition, and columns that are published. */
function segments(
  of: Readonly<Record<string, readonly [where: string, publish?: string]>>,
): string {
  return Object.entries(of)
    .map(([name, [where, publish]]) => {
      const columns = publish === undefined ? '' : `  publish: [${publish}]\n`;
      return `segment ${name} of contact {\n${columns}  where {\n    ${where}\n  }\n}\n`;
    })
    .join('');
}

function projectOf(of: Parameters<typeof segments>[0]): ProjectOnDisk {
  return contactsProject(segments(of));
}

/** Lines of a statement on the database, in order. */
async function lines(made: ProjectOnDisk, sql: string): Promise<readonly string[]> {
  const rows = await query(made, sql, 'warehouse.duckdb');
  return rows.map((row) => Object.values(row).map(String).join(' ')).toSorted();
}

/** Key, refresh, and bits of the rows of all shared tables. */
async function packed(made: ProjectOnDisk): Promise<readonly string[]> {
  const found: string[] = [];
  for (const table of await relations(made, 'tables', 'packed_members_')) {
    const rows = await lines(
      made,
      `SELECT "key", __refresh, bits FROM segments__internal.${table}`,
    );
    found.push(...rows.map((row) => `${table.replace('packed_members_', '')}: ${row}`));
  }
  return found;
}

async function relations(
  made: ProjectOnDisk,
  kind: 'tables' | 'views',
  prefix: string,
): Promise<readonly string[]> {
  const column = kind === 'tables' ? 'table_name' : 'view_name';
  return await lines(
    made,
    `SELECT ${column} FROM duckdb_${kind}() WHERE schema_name = 'segments__internal' AND starts_with(${column}, '${prefix}')`,
  );
}

/** Contact and day of entering. */
async function entered(made: ProjectOnDisk, segment: string): Promise<readonly string[]> {
  return await lines(made, `SELECT id, strftime(entered_at, '%d') AS day FROM segments.${segment}`);
}

describe('members of segments without publish columns', () => {
  it('have a row for each object and refresh in which it entered, as long as it is in one of them', async () => {
    const made = projectOf({ polish: ['country = "PL"'], mailed: ['email is known'] });
    await made.refresh(day('2025-11-01'));
    expect(await packed(made)).toEqual(['1: 1 1 3', '1: 2 1 1', '1: 3 1 2']);
    made.write('data/contacts.csv', contacts.replace('3,,PL', '3,c@x.com,PL'));
    await made.refresh(day('2025-11-02'));
    expect(await packed(made)).toEqual(['1: 1 1 3', '1: 2 1 1', '1: 3 1 2', '1: 3 2 1']);
    expect(await entered(made, 'mailed')).toEqual(['1 01', '2 01', '3 02']);
    made.write('data/contacts.csv', contacts.replace('3,,PL', '3,c@x.com,DE'));
    await made.refresh(day('2025-11-03'));
    expect(await packed(made)).toEqual(['1: 1 1 3', '1: 2 1 1', '1: 3 2 1']);
    expect(await entered(made, 'polish')).toEqual(['1 01']);
    expect(await relations(made, 'views', 'seg_')).toEqual(['seg_1', 'seg_2']);
    expect(await relations(made, 'tables', 'seg_')).toEqual([]);
  });

  it('of segments that come later, and that are computed alone, are added to the same table', async () => {
    const first = { polish: ['country = "PL"'], mailed: ['email is known'] } as const;
    const made = projectOf(first);
    await made.refresh(day('2025-11-01'));
    made.write('segments.seg', segments({ a_german: ['country = "DE"'], ...first }));
    await made.refresh(day('2025-11-02'));
    expect(await packed(made)).toEqual(['1: 1 1 3', '1: 2 1 1', '1: 2 2 4', '1: 3 1 2']);
    // Its bit comes first among those that are decided now, and third in the table.
    made.write('data/contacts.csv', contacts.replace('1,ann@x.com,PL', '1,ann@x.com,DE'));
    await made.refresh(day('2025-11-03'));
    expect(await entered(made, 'a_german')).toEqual(['1 03', '2 02']);
    expect(await entered(made, 'polish')).toEqual(['3 01']);
    expect(await entered(made, 'mailed')).toEqual(['1 01', '2 01']);
    await made.refresh(day('2025-11-04'), { full: true });
    expect(await packed(made)).toEqual([
      '1: 1 1 1',
      '1: 1 3 4',
      '1: 2 1 1',
      '1: 2 2 4',
      '1: 3 1 2',
    ]);
  });

  it('have a table for each object and every 60 segments', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 61 }, (_none, at) => [`s${at + 10}`, ['country = "DE"']] as const),
    );
    const companies = 'segment acme of company {\n  where {\n    name = "Acme"\n  }\n}\n';
    const made = contactsProject(segments(many) + companies);
    await made.refresh(day('2025-11-01'));
    const whole = String(2n ** 60n - 1n);
    expect(await packed(made)).toEqual([`1: 2 1 ${whole}`, '2: 2 1 1', '3: 10 1 1']);
  });

  it('move to a table of their own with publish columns, and back, and keep when they entered', async () => {
    const others = { mailed: ['email is known'], german: ['country = "DE"'] } as const;
    const made = projectOf({ polish: ['country = "PL"'], ...others });
    await made.refresh(day('2025-11-01'));
    made.write('data/contacts.csv', `${contacts}4,d@x.com,PL,,\n`);
    made.write('segments.seg', segments({ polish: ['country = "PL"', 'email'], ...others }));
    await made.refresh(day('2025-11-02'));
    expect(await relations(made, 'tables', 'seg_')).toEqual(['seg_3']);
    expect(await entered(made, 'polish')).toEqual(['1 01', '3 01', '4 02']);
    const left = ['1: 1 1 2', '1: 2 1 3', '1: 4 2 2'];
    expect(await packed(made)).toEqual(left);
    made.write('segments.seg', segments({ polish: ['country = "PL"'], ...others }));
    await made.refresh(day('2025-11-03'));
    expect(await relations(made, 'tables', 'seg_')).toEqual([]);
    expect(await entered(made, 'polish')).toEqual(['1 01', '3 01', '4 02']);
    expect(await packed(made)).toEqual([...left, '1: 1 1 4', '1: 3 1 4', '1: 4 2 4'].toSorted());
    expect(await entered(made, 'mailed')).toEqual(['1 01', '2 01', '4 02']);
  });

  it('move to another table when keys become texts', async () => {
    const made = projectOf({ polish: ['country = "PL"'], mailed: ['email is known'] });
    await made.refresh(day('2025-11-01'));
    made.write('data/contacts.csv', `${contacts}x,d@x.com,PL,,\n`);
    await made.refresh(day('2025-11-02'));
    expect(await entered(made, 'polish')).toEqual(['1 01', '3 01', 'x 02']);
    expect(await entered(made, 'mailed')).toEqual(['1 01', '2 01', 'x 02']);
    expect((await packed(made)).every((row) => row.startsWith('2: '))).toBe(true);
  });

  it('move when the key has another name', async () => {
    const made = projectOf({ polish: ['country = "PL"'], mailed: ['email is known'] });
    await made.refresh(day('2025-11-01'));
    made.write('data/contacts.csv', contacts.replace('id,email', 'uid,email'));
    made.write('model.seg', model.replace('  id: id @key\n  email', '  uid: id @key\n  email'));
    await made.refresh(day('2025-11-02'));
    expect(await lines(made, 'SELECT * EXCLUDE (entered_at) FROM segments.polish')).toEqual([
      '1',
      '3',
    ]);
    expect(
      await lines(made, 'SELECT uid, strftime(entered_at, $$%d$$) FROM segments.mailed'),
    ).toEqual(['1 01', '2 01']);
  });

  it('of a segment that a guard holds stay, and objects that only it would get have no row', async () => {
    const polish = segments({ polish: ['country = "PL"'] });
    const held = polish.replace('{\n', '{\n  guard: size at most 2\n');
    const made = contactsProject(held + segments({ mailed: ['email is known'] }));
    await made.refresh(day('2025-11-01'));
    made.write('data/contacts.csv', `${contacts.replace('3,,PL', '3,c@x.com,PL')}4,,PL,,\n`);
    const { segments: outcomes } = await made.refresh(day('2025-11-02'));
    expect(outcomes.map(({ segment, status }) => [segment, status])).toEqual([
      ['mailed', 'refreshed'],
      ['polish', 'held'],
    ]);
    expect(await packed(made)).toEqual(['1: 1 1 3', '1: 2 1 1', '1: 3 1 2', '1: 3 2 1']);
  });

  it('of segments that have none yet are there to be read', async () => {
    const made = projectOf({ nobody: ['country = "XX"'], neither: ['country = "YY"'] });
    await made.refresh(day('2025-11-01'));
    expect(await entered(made, 'nobody')).toEqual([]);
    made.write('data/contacts.csv', contacts.replace('1,ann@x.com,PL', '1,ann@x.com,XX'));
    await made.refresh(day('2025-11-02'));
    expect(await entered(made, 'nobody')).toEqual(['1 02']);
    expect(await entered(made, 'neither')).toEqual([]);
  });
});

describe('moved bits', () => {
  let connection: Connection;

  beforeEach(async () => {
    connection = await openMemoryConnection();
  });

  afterEach(async () => {
    await connection.close();
  });

  it.each([1, 2, 3, 4, 5])('are where the moves take them, and nowhere else (%i)', async (seed) => {
    const shuffled = Array.from({ length: 60 }, (_none, from) => (from * 7 * seed + seed) % 60);
    const places = [...new Set(shuffled)];
    const moves = places.slice(0, 12 * seed).map((to, at) => ({ from: (at * 59) % 60, to }));
    const word = (0b1011_0110_1101n * 977_531n * BigInt(seed) ** 5n) % 2n ** 60n;
    const expected = maskOfBits(
      moves.filter(({ from }) => ((word >> BigInt(from)) & 1n) === 1n).map(({ to }) => to),
    );
    const sql = `SELECT CAST(${movedBits('w', moves)} AS VARCHAR) AS is, CAST(${movedBits('w', [])} AS VARCHAR) AS none FROM (SELECT CAST(${word} AS BIGINT) AS w)`;
    expect(await connection.rows(sql, 'a test')).toEqual([{ is: String(expected), none: '0' }]);
  });
});
