// Fifty kills at random moments of refreshes with changes below and above a row group, while a reader reads the serving file:
// what is published is always a complete state, and the next refresh needs no help.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckdbWarehouse } from '../../dialects/duckdb/warehouse.ts';
import { contactCount, dice, firstSeen } from './kill/instants.ts';
import { faultsOf } from './kill/published-faults.ts';
import { ProjectOnDisk } from './project-on-disk.ts';

const rounds = 5;
const killsPerRound = 10;

let programs: string;

beforeAll(async () => {
  // Beside the packages, so that the driver is found from there.
  programs = mkdtempSync(join('node_modules', '.kill-test-'));
  await build({
    entryPoints: ['test/runtime/kill/refresh-loop.ts', 'test/runtime/kill/serving-reader.ts'],
    outdir: programs,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['@duckdb/node-api'],
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
  });
});

afterAll(() => {
  rmSync(programs, { recursive: true, force: true });
});

describe('a refresh that is killed', () => {
  it(
    'leaves a complete earlier state and no work for the next one',
    { timeout: 600_000 },
    async () => {
      const seen: Tally = { kills: 0, commits: 0, large: 0, small: 0, tornOnDisk: 0, reads: 0 };
      const random = dice(20_251_101);
      for (let round = 0; round < rounds; round += 1) await playRound(round, random, seen);
      process.stdout.write(`kill test: ${JSON.stringify(seen)}\n`);
      expect(seen.kills).toBe(rounds * killsPerRound);
      expect(seen.large).toBeGreaterThan(0);
      expect(seen.small).toBeGreaterThan(0);
      expect(seen.reads).toBeGreaterThan(rounds);
    },
  );
});

interface Tally {
  kills: number;
  /** Refreshes that told their end before the kill. */
  commits: number;
  /** Of those, with changes above and below a row group. */
  large: number;
  small: number;
  /** Kills after which uncommitted changes stood in the file, hidden from readers. */
  tornOnDisk: number;
  reads: number;
}

async function playRound(
  round: number,
  random: Generator<number, never>,
  seen: Tally,
): Promise<void> {
  const project = await prepareProject();
  const serving = project.path('serving.duckdb');
  const reader = start('serving-reader.mjs', [serving]);
  const readerLines = linesOf(reader);
  try {
    for (let kill = 0; kill < killsPerRound; kill += 1) {
      project.write('flags.csv', `id,flag\n${kill},on\n${kill + 1},off\n`);
      const seed = round * killsPerRound + kill + 1;
      // Most kills fall anywhere in the first refresh, every fifth in a later one.
      const first = kill % 5 === 4 ? 'committed' : 'started';
      const lines = await killed(project.folder, seed, first, random.next().value * 1_000);
      seen.kills += 1;
      for (const line of lines) {
        const changes = /^committed (\d+)/.exec(line)?.[1];
        if (changes !== undefined) countCommit(seen, Number(changes));
      }
      expect(await faultsOnDisk(project.path('warehouse.duckdb'), seen)).toEqual([]);
    }
    await expectScrubbed(project);
    // Whatever was killed last, refreshes in this process succeed and everything still fits.
    for (const now of ['2025-11-01T18:20:00Z', '2025-11-02T12:40:00Z', '2025-11-02T13:00:00Z']) {
      const { status, entered, left } = await project.refresh(now);
      expect(status).toBe('succeeded');
      countCommit(seen, entered + left);
    }
    expect(await faultsOnDisk(project.path('warehouse.duckdb'), seen)).toEqual([]);
    expect(existsSync(`${serving}.next`)).toBe(false);
  } finally {
    reader.kill('SIGTERM');
    await once(reader, 'exit');
    project.remove();
  }
  const lines = await readerLines;
  expect(lines.filter((line) => line.startsWith('fault'))).toEqual([]);
  seen.reads += Number(lines.find((line) => line.startsWith('reads'))?.slice(6) ?? 0);
}

function countCommit(seen: Tally, changes: number): void {
  seen.commits += 1;
  if (changes >= 122_880) seen.large += 1;
  else seen.small += 1;
}

async function prepareProject(): Promise<ProjectOnDisk> {
  const project = new ProjectOnDisk({
    'segform.yaml': `targets:
  dev:
    type: duckdb
    database: warehouse.duckdb
    serving: serving.duckdb
    mounts:
      crm.flags: flags.csv
`,
    'project.seg': `project kill_test {
  refresh: manual
}

object contact @table("crm.contacts") {
  id: id @key
  seen_at: timestamp
}

object flag @table("crm.flags") {
  id: id @key
  flag: text
}

segment recent of contact {
  where {
    seen_at in last 18 hours
  }
}

segment flagged of flag {
  where {
    flag = "on"
  }
}
`,
  });
  const instance = await DuckDBInstance.create(project.path('warehouse.duckdb'));
  const connection = await instance.connect();
  await connection.run(`CREATE SCHEMA crm;
CREATE TABLE crm.contacts AS SELECT i AS id, TIMESTAMP '${firstSeen.slice(0, 10)}' + to_seconds(i) AS seen_at
FROM range(${contactCount}) AS r(i);
CHECKPOINT`);
  connection.closeSync();
  instance.closeSync();
  return project;
}

function start(program: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [join(programs, program), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function linesOf(child: ChildProcess): Promise<readonly string[]> {
  const lines: string[] = [];
  if (child.stdout === null) return lines;
  for await (const line of createInterface({ input: child.stdout })) lines.push(line);
  return lines;
}

/** Starts a refreshing process, kills it some time after the first line that begins with `first`; what it printed. */
async function killed(
  folder: string,
  seed: number,
  first: string,
  milliseconds: number,
): Promise<readonly string[]> {
  const child = start('refresh-loop.mjs', [folder, String(seed)]);
  const exited = once(child, 'exit');
  const lines: string[] = [];
  const begin = new Promise<void>((resolve) => {
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      if (line.startsWith(first)) resolve();
    });
  });
  const early = exited.then(() => {
    throw new Error(`the refreshing process ended by itself: ${lines.join(', ')}`);
  });
  await Promise.race([begin, early]);
  await Promise.race([setTimeout(milliseconds), early]);
  child.kill('SIGKILL');
  await exited;
  await early.catch(() => undefined);
  return lines;
}

/** Opens the file as anybody would, before any scrub. */
async function faultsOnDisk(path: string, seen: Tally): Promise<readonly string[]> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  try {
    const made = await connection.runAndReadAll(
      "SELECT 1 FROM duckdb_tables() WHERE schema_name = 'segments__internal' AND table_name = 'refreshes'",
    );
    if (made.getRows().length === 0) return [];
    const torn = await connection.runAndReadAll(
      'SELECT count(*) > 0 FROM (SELECT refresh FROM segments__internal.changes UNION ALL SELECT refresh FROM segments__internal.packed_changes) AS c WHERE refresh NOT IN (SELECT number FROM segments__internal.refreshes)',
    );
    if (torn.getRows()[0]?.[0] === true) seen.tornOnDisk += 1;
    const published = await connection.runAndReadAll(
      "SELECT 1 FROM duckdb_views() WHERE schema_name = 'segments' AND view_name = 'memberships'",
    );
    return published.getRows().length === 0 ? [] : await faultsOf(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function expectScrubbed(project: ProjectOnDisk): Promise<void> {
  const target = project.target();
  if (target.kind !== 'duckdb') throw new Error('not a DuckDB target');
  const warehouse = await openDuckdbWarehouse(target);
  await warehouse.close();
  const tally: Tally = { kills: 0, commits: 0, large: 0, small: 0, tornOnDisk: 0, reads: 0 };
  await faultsOnDisk(target.database, tally);
  expect(tally.tornOnDisk).toBe(0);
}
