// The benchmark from end to end at a tiny size: real refreshes and real queries in processes of their own. Never a time.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = mkdtempSync(path.join(tmpdir(), 'segform-bench-test-'));
const tiny = '--contacts 2000 --events 20000 --segments 12 --singles 1 --repeat 1'.split(' ');

afterAll(() => {
  rmSync(cache, { recursive: true, force: true });
});

function bench(...args: readonly string[]): string {
  const all = ['scripts/bench.mjs', ...tiny, '--folder', cache, ...args];
  const stdio = ['ignore', 'pipe', 'pipe'] as const;
  return execFileSync(process.execPath, all, { cwd: root, encoding: 'utf8', stdio: [...stdio] });
}

/** Every number in the report, by its path. */
function numbersIn(value: unknown, at = ''): readonly (readonly [string, number])[] {
  if (typeof value === 'number') return [[at, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => numbersIn(inner, `${at}/${key}`));
}

it('compares members, and reports every operation with positive ratios', () => {
  const report: unknown = JSON.parse(bench('--format', 'json'));
  expect(report).toMatchObject({
    format_version: 1,
    kind: 'refresh',
    repeat: 1,
    parameters: { contacts: 2_000, events: 20_000, segments: 12, seed: 1 },
    operations: [
      { name: 'by hand', ratio: { min: 1, median: 1, max: 1 } },
      { name: 'read events' },
      { name: 'group events' },
      { name: 'first refresh' },
      { name: 'full refresh' },
      { name: 'nothing new' },
      { name: 'later' },
    ],
  });
  const numbers = numbersIn(report);
  const ratios = numbers.filter(([at]) => /[/_]ratio[/]/.test(at));
  // Three kinds of ratios of seven operations; two of one segment alone and of all such.
  expect(ratios).toHaveLength(3 * (3 * 7 + 2 * 2));
  expect(ratios.filter(([, value]) => !(Number.isFinite(value) && value > 0))).toEqual([]);
  expect(numbers.find(([at]) => at === '/members')?.[1]).toBeGreaterThan(0);
  // Nothing but the data is left behind, for the next run.
  expect(readdirSync(cache)).toEqual([expect.stringMatching(/\.duckdb$/)]);
}, 240_000);

it('says what is wrong with its arguments', () => {
  expect(() => bench('--skew', '2')).toThrow('--skew is a number from 0 to 1, not 2');
});
