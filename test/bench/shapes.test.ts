// Repeats over data and conditions of other shapes, in this process: members are those of the queries by hand, at first and after new rows.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { type DataSizes, defaultSizes } from '../../bench/data/sizes.ts';
import { type BenchSettings, runRepeat } from '../../bench/run/bench.ts';
import { runHere } from './in-process.ts';

const cache = mkdtempSync(path.join(tmpdir(), 'segform-bench-test-'));
afterAll(() => {
  rmSync(cache, { recursive: true, force: true });
});

const settings: BenchSettings = {
  sizes: { ...defaultSizes, contacts: 2_000, events: 20_000 },
  segments: 12,
  overlap: 0.3,
  conditions: 'usual',
  hand: 'direct',
  singles: 0,
  minutes: 15,
  burst: 1,
  limits: { threads: 1, memoryLimit: undefined },
  serving: false,
  undeclared: false,
  cache,
};

/** How many members all segments have together. Throws when they are others by hand, at first or after the new rows. */
async function members(changes: Partial<BenchSettings>): Promise<number> {
  const surroundings = { run: runHere, told: () => undefined };
  return (await runRepeat({ ...settings, ...changes }, surroundings, 0)).members;
}

const shaped = (sizes: Partial<DataSizes>): Promise<number> =>
  members({ sizes: { ...settings.sizes, ...sizes } });

it('has the same members wherever events stand and however times and amounts are stored', async () => {
  const usual = await shaped({});
  expect(usual).toBeGreaterThan(0);
  expect(await shaped({ times: 'zoned' })).toBe(usual);
  expect(await shaped({ amounts: 'decimal' })).toBe(usual);
  expect(await shaped({ tables: 'each' })).toBe(usual);
}, 240_000);

it('has the same members by hand and by Segform where amounts are doubles', async () => {
  expect(await shaped({ amounts: 'double' })).toBeGreaterThan(0);
  const all = { times: 'zoned', amounts: 'double', tables: 'each' } as const;
  const sizes = { ...settings.sizes, ...all };
  expect(await members({ sizes, hand: 'narrowed', undeclared: true })).toBeGreaterThan(0);
}, 240_000);

it.each([
  { conditions: 'attributes' },
  { conditions: 'rich', segments: 24 },
  { burst: 200 },
] as const)(
  'has the same members by hand and by Segform: %o',
  async (changes) => {
    expect(await members(changes)).toBeGreaterThan(0);
  },
  240_000,
);
