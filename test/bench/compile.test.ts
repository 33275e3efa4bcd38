// The times of the compiler from end to end at a tiny size. Never how long it took.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CompileSettings, timeCommands } from '../../bench/compile/time-commands.ts';
import { defaultSizes } from '../../bench/data/sizes.ts';
import { compileReport, compileText } from '../../bench/report/compile-report.ts';
import { buildCommandLine, commandLine } from '../cli/built-command-line.ts';
import { runHere } from './in-process.ts';

const cache = mkdtempSync(path.join(tmpdir(), 'segform-bench-test-'));
beforeAll(buildCommandLine);
afterAll(() => {
  rmSync(cache, { recursive: true, force: true });
});

const settings: CompileSettings = {
  sizes: defaultSizes,
  overlap: 0.3,
  conditions: 'usual',
  counts: [3, 6],
  cache,
  program: commandLine,
};

it('times each command once per repeat, and several edits', async () => {
  const timed = await timeCommands(settings, { run: runHere, told: () => undefined }, 1);
  expect(timed.map(({ name, segments, times }) => [name, segments, times.length])).toEqual([
    ['version', undefined, 1],
    ['check', 3, 1],
    ['compile', 3, 1],
    ['edit', 3, 5],
    ['check', 6, 1],
    ['compile', 6, 1],
    ['edit', 6, 5],
  ]);
  expect(timed.flatMap(({ times }) => times).filter((time) => !(time > 0))).toEqual([]);
  expect(readdirSync(cache)).toEqual([]);
  const report = compileReport(timed);
  expect(report.commands[1]).toMatchObject({ name: 'check', segments: 3 });
  expect(compileText(report).split('\n')[2]).toMatch(/^segform check +3 +\d+ ms +\d+ ms +\d+ ms$/);
});

it('is an error when a command fails', async () => {
  const program = path.join(cache, 'failing.mjs');
  writeFileSync(program, 'process.exit(3);');
  const run = timeCommands({ ...settings, program }, { run: runHere, told: () => undefined }, 1);
  await expect(run).rejects.toThrow('segform --version ended with 3');
});
