// The laws over the segments of the real-data projects. The data lie outside of the repository; without them it says so.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagnoseProject } from '../../compiler/diagnose/diagnose-project.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import { dataFolder, hasData } from '../real-data/data-folder.ts';
import type { MemoryWarehouse } from '../sql/memory-warehouse.ts';
import { tell } from './broken-law.ts';
import { checkClaims, checkRewrites, checkWholes } from './check-laws.ts';
import { checkWorlds } from './check-worlds.ts';
import { MemberReader } from './members.ts';
import { openRealWarehouse, readSources } from './real-warehouse.ts';

const projects = [
  { name: 'online-retail', now: '2010-12-10T09:00:00Z' },
  { name: 'hubspot', now: '2021-04-05T15:30:00Z' },
  { name: 'zendesk', now: '2021-01-14T09:00:00Z' },
] as const;

const timeout = 600_000;

function checkProject(name: string, now: string): void {
  const projectDir = join(import.meta.dirname, '..', 'real-data', name);
  const { project } = diagnoseProject(readSources(projectDir), duckdbDialect);
  const asked = { project, now };
  let warehouse: MemoryWarehouse | undefined;

  beforeAll(async () => {
    warehouse = await openRealWarehouse(projectDir);
  }, timeout);

  afterAll(() => {
    warehouse?.close();
  });

  function opened(): MemoryWarehouse {
    if (warehouse === undefined) throw new Error('the warehouse is not open');
    return warehouse;
  }

  it(
    'every rewrite keeps the members',
    async () => {
      const reader = new MemberReader(opened());
      expect((await checkRewrites(reader, asked)).map(tell)).toEqual([]);
      expect(reader.queries).toBeGreaterThan(project.segments.length);
    },
    timeout,
  );

  it(
    'every way to say the whole keeps the members',
    async () => {
      const broken = await checkWholes(new MemberReader(opened()), asked);
      expect(broken.map(tell)).toEqual([]);
    },
    timeout,
  );

  it(
    'parts, samples, rankings and windows are what they must be',
    async () => {
      const broken = await checkClaims(new MemberReader(opened()), asked);
      expect(broken.map(tell)).toEqual([]);
    },
    timeout,
  );

  it(
    'changes of the data that concern nobody change nothing',
    async () => {
      expect((await checkWorlds(opened(), asked)).map(tell)).toEqual([]);
    },
    timeout,
  );
}

for (const { name, now } of projects) {
  describe(`the laws over real data: ${name}`, () => {
    if (hasData(name)) {
      checkProject(name, now);
      return;
    }
    const reason = `real data absent: ${join(dataFolder(), name)} does not exist, so the laws are not checked on ${name}`;
    process.stderr.write(`${reason} (set SEGFORM_REAL_DATA to the folder that holds it)\n`);
    it(`data absent, nothing checked: ${join(dataFolder(), name)}`, () => {
      expect(hasData(name)).toBe(false);
    });
  });
}
