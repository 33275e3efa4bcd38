// Repeats over data of another shape, in this process, and what is said when members differ.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { defaultSizes } from '../../bench/data/sizes.ts';
import { growthReport } from '../../bench/report/growth-report.ts';
import { type BenchSettings, operationNames, runRepeat } from '../../bench/run/bench.ts';
import type { Measured, Operation } from '../../bench/run/operation.ts';
import type { RunOperation } from '../../bench/run/run-operation.ts';
import { runHere } from './in-process.ts';

const cache = mkdtempSync(path.join(tmpdir(), 'segform-bench-test-'));
afterAll(() => {
  rmSync(cache, { recursive: true, force: true });
});

const settings: BenchSettings = {
  sizes: {
    ...defaultSizes,
    contacts: 1_000,
    events: 30_000,
    kinds: 3,
    keys: 'text',
    skew: 0.5,
    seed: 7,
  },
  segments: 20,
  overlap: 1,
  conditions: 'usual',
  hand: 'narrowed',
  singles: 2,
  minutes: 1_440,
  burst: 1,
  limits: { threads: 1, memoryLimit: '1GB' },
  serving: true,
  undeclared: false,
  cache,
};

/** Notes what is run, and lets `change` have its way with the answer. */
function watched(
  change: (operation: Operation, done: Measured) => Measured,
): RunOperation & { readonly kinds: string[] } {
  const kinds: string[] = [];
  const run: RunOperation = async (operation) => {
    kinds.push(operation.kind);
    return change(operation, await runHere(operation));
  };
  return Object.assign(run, { kinds });
}

const measured = (wallMs: number): Measured => ({
  wallMs,
  cpuMs: 1,
  memoryBytes: 1,
  spilledBytes: 0,
  compileMs: 0,
  different: [],
  members: 0,
  laps: [],
});
const repeat = (hand: number, ours: number) => ({
  operations: {
    'by hand': measured(hand),
    'read events': measured(1),
    'group events': measured(1),
    'first refresh': measured(ours),
    'full refresh': measured(ours),
    'nothing new': measured(1),
    later: measured(1),
  },
  singles: [],
  members: 0,
});

describe('a repeat', () => {
  it('has the same members by hand and by Segform: text keys, busy contacts, a day of new rows', async () => {
    const told: string[] = [];
    const run = watched((_, done) => done);
    const surroundings = { run, told: (line: string) => told.push(line) };
    const first = await runRepeat(settings, surroundings, 0);
    expect(first.members).toBeGreaterThan(0);
    expect(first.singles).toHaveLength(2);
    expect(Object.keys(first.operations).toSorted()).toEqual([...operationNames].toSorted());
    expect(run.kinds[1]).toBe('by hand');
    // At first and after the new rows.
    expect(run.kinds.filter((kind) => kind === 'compare')).toHaveLength(2);

    run.kinds.length = 0;
    // Nor does it matter what is said of how the tables change.
    const second = await runRepeat({ ...settings, undeclared: true }, surroundings, 1);
    expect(second.members).toBe(first.members);
    expect(run.kinds).not.toContain('generate');
    expect(run.kinds[0]).toBe('refresh');
    expect(told.filter((line) => line.startsWith('generated'))).toHaveLength(1);
  });

  it('ends with an error when members differ', async () => {
    const run = watched((operation, done) =>
      operation.kind === 'compare'
        ? { ...done, different: [{ segment: 'audience_00002', only: 3, missing: 1 }] }
        : done,
    );
    await expect(runRepeat(settings, { run, told: () => undefined }, 0)).rejects.toThrow(
      'audience_00002: 3 members that the query written by hand does not have, 1 missing',
    );
  });

  it('finds the member that is missing and the one that is too many', async () => {
    const run = watched((_, done) => done);
    const spoiled: RunOperation = async (operation) => {
      if (operation.kind !== 'by hand') return await run(operation);
      const statements = operation.statements.map(({ segment, sql }) => ({
        segment,
        sql:
          segment === 'audience_00001'
            ? `CREATE OR REPLACE TABLE by_hand.audience_00001 AS SELECT 'nobody' AS id`
            : sql,
      }));
      return await run({ ...operation, statements });
    };
    await expect(runRepeat(settings, { run: spoiled, told: () => undefined }, 0)).rejects.toThrow(
      /^audience_00001: \d+ members that the query written by hand does not have, 1 missing$/,
    );
  });
});

describe('the report of growth', () => {
  it('compares each size with the one before, within a repeat', () => {
    const report = growthReport([
      { factor: 1, repeats: [repeat(10, 10), repeat(100, 100)] },
      { factor: 2, repeats: [repeat(20, 15), repeat(200, 150)] },
      { factor: 4, repeats: [repeat(40, 60), repeat(400, 600)] },
    ]);
    const ratios = report.growth.map(({ from, to, operations }) => ({
      from,
      to,
      first: operations.find(({ name }) => name === 'first refresh')?.ratio,
    }));
    expect(ratios).toEqual([
      { from: 1, to: 2, first: { min: 1.5, median: 1.5, max: 1.5 } },
      { from: 2, to: 4, first: { min: 4, median: 4, max: 4 } },
    ]);
    const largest = report.steps[2]?.operations.find(({ name }) => name === 'first refresh');
    expect(largest?.ratio.median).toBe(1.5);
  });
});
