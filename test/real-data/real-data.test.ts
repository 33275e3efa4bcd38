// Checks memberships on real data: each segment against SQL that was written by hand from its English description.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dataFolder, hasData } from './data-folder.ts';
import { openOracle, prepareDatabase, type MemberKeys, type Oracle } from './prepared-warehouse.ts';
import { refreshProject, type Published } from './refresh-project.ts';

const projects = [
  { name: 'online-retail', now: '2010-12-10T09:00:00Z' },
  { name: 'hubspot', now: '2021-04-05T15:30:00Z' },
  { name: 'zendesk', now: '2021-01-14T09:00:00Z' },
] as const;

const shownKeys = 10;
const prepareTimeout = 240_000;

function segmentsWithSql(projectDir: string): readonly string[] {
  return readdirSync(join(projectDir, 'expected'))
    .filter((file) => file.endsWith('.sql'))
    .map((file) => basename(file, '.sql'))
    .toSorted();
}

/** Names of the segments that a project declares, those with parameters left out: they have no members of their own. */
function declaredSegments(projectDir: string): readonly string[] {
  return readdirSync(join(projectDir, 'segments'))
    .map((file) => readFileSync(join(projectDir, 'segments', file), 'utf8'))
    .flatMap((text) => [...text.matchAll(/^segment (\w+) of /gm)].map((match) => match[1] ?? ''))
    .toSorted();
}

function without(keys: MemberKeys, others: MemberKeys): MemberKeys {
  const known = new Set(others);
  return keys.filter((key) => !known.has(key));
}

function listKeys(label: string, keys: MemberKeys): string {
  const more = keys.length > shownKeys ? `, and ${String(keys.length - shownKeys)} more` : '';
  return keys.length === 0
    ? ''
    : `\n  ${label} (${String(keys.length)}): ${keys.slice(0, shownKeys).join(', ')}${more}`;
}

/** Empty when both sets are equal, else the sizes and the first keys of each difference. */
function describeDifference(segment: string, published: MemberKeys, expected: MemberKeys): string {
  const missing = listKeys('should be in, are not', without(expected, published));
  const surplus = listKeys('are in, should not be', without(published, expected));
  const sizes = `${segment}: ${String(published.length)} members, the SQL has ${String(expected.length)}`;
  return missing === '' && surplus === '' ? '' : `${sizes}${missing}${surplus}`;
}

function checkProject(name: string, now: string): void {
  const projectDir = join(import.meta.dirname, name);
  const workDir = mkdtempSync(join(tmpdir(), 'segform-real-data-'));
  let oracle: Oracle | undefined;
  let published: Published | undefined;

  beforeAll(async () => {
    const database = join(workDir, 'warehouse.duckdb');
    await prepareDatabase(projectDir, database);
    oracle = await openOracle(projectDir);
    published = await refreshProject(projectDir, now, database);
  }, prepareTimeout);

  afterAll(() => {
    published?.close();
    oracle?.close();
    rmSync(workDir, { recursive: true, force: true });
  });

  test('every segment has hand-written SQL', () => {
    expect(declaredSegments(projectDir)).toEqual(segmentsWithSql(projectDir));
  });

  test.each(segmentsWithSql(projectDir))('%s', async (segment) => {
    const sql = readFileSync(join(projectDir, 'expected', `${segment}.sql`), 'utf8');
    const expected = (await oracle?.members(sql)) ?? [];
    const actual = (await published?.members(segment)) ?? [];
    expect(
      expected.length,
      'the SQL finds nobody, so the comparison would say nothing',
    ).toBeGreaterThan(0);
    expect(describeDifference(segment, actual, expected)).toBe('');
  });
}

for (const { name, now } of projects) {
  describe(`real data: ${name}`, () => {
    if (hasData(name)) {
      checkProject(name, now);
      return;
    }
    const reason = `real data absent: ${join(dataFolder(), name)} does not exist, so the segments of ${name} are not checked`;
    process.stderr.write(`${reason} (set SEGFORM_REAL_DATA to the folder that holds it)\n`);
    test(`data absent, nothing checked: ${join(dataFolder(), name)}`, () => {
      expect(hasData(name)).toBe(false);
    });
  });
}
