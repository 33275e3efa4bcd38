// The laws over the segments of the CRM example and its synthetic data.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagnoseProject } from '../../compiler/diagnose/diagnose-project.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import { MemoryWarehouse } from '../sql/memory-warehouse.ts';
import { tell } from './broken-law.ts';
import { checkClaims, checkRewrites, checkWholes } from './check-laws.ts';
import { checkWorlds } from './check-worlds.ts';
import { MemberReader } from './members.ts';
import { readSources } from './real-warehouse.ts';

const timeout = 600_000;
const example = join(import.meta.dirname, '..', '..', 'examples', 'crm');

describe('the laws over the CRM example', () => {
  const { project } = diagnoseProject(readSources(example), duckdbDialect);
  const asked = { project, now: '2026-11-02T09:00:00Z' };
  const folder = mkdtempSync(join(tmpdir(), 'segform-laws-'));
  let warehouse: MemoryWarehouse;

  beforeAll(async () => {
    const file = join(folder, 'warehouse.duckdb');
    const size = ['--contacts', '600', '--events', '8000', '--seed', '7'];
    execFileSync(process.execPath, [join(example, 'generate.mjs'), ...size, '--out', file]);
    warehouse = await MemoryWarehouse.open(`ATTACH '${file}' AS prepared`);
    await warehouse.run('COPY FROM DATABASE prepared TO memory');
    await warehouse.run('DETACH prepared');
  }, timeout);

  afterAll(() => {
    warehouse.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it(
    'conditions',
    async () => {
      const broken = await checkRewrites(new MemberReader(warehouse), asked);
      expect(broken.map(tell)).toEqual([]);
    },
    timeout,
  );

  it(
    'the whole',
    async () => {
      const broken = await checkWholes(new MemberReader(warehouse), asked);
      expect(broken.map(tell)).toEqual([]);
    },
    timeout,
  );

  it(
    'parts, samples, rankings and windows',
    async () => {
      const broken = await checkClaims(new MemberReader(warehouse), asked);
      expect(broken.map(tell)).toEqual([]);
    },
    timeout,
  );

  it(
    'data that concern nobody',
    async () => {
      expect((await checkWorlds(warehouse, asked)).map(tell)).toEqual([]);
    },
    timeout,
  );
});
