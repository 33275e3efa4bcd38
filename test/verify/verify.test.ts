// The campaign that runs with every change: the compiler with DuckDB against the interpreter, on random models, rows and segments.
// `npm run verify` runs longer ones; docs/verification.md says what they found.
import { execFile } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { constructNames } from './construct-names.ts';
import type { Report } from './report.ts';

const script = fileURLToPath(new URL('../../scripts/verify.mjs', import.meta.url));

async function campaign(cases: number): Promise<Report> {
  const options = ['--cases', String(cases), '--seed', '20251101', '--format', 'json'];
  const found = path.join('verify-found', 'test');
  const ran = promisify(execFile)(process.execPath, [script, ...options, '--out', found], {
    maxBuffer: 10_000_000,
  });
  // It ends with 1 when something differs: the report says what.
  const { stdout } = await ran.catch((error: unknown) => {
    if (typeof error === 'object' && error !== null && 'stdout' in error) return error;
    throw error;
  });
  const report: unknown = JSON.parse(String(stdout));
  if (!isReport(report)) throw new Error(`no report: ${String(stdout)}`);
  return report;
}

function isReport(value: unknown): value is Report {
  return typeof value === 'object' && value !== null && 'constructs' in value;
}

it('finds the same members as the interpreter, with every construct of the language', async () => {
  const report = await campaign(3_000);
  expect(report.kept).toEqual([]);
  expect(report.differences).toBe(0);
  expect(report.cases).toBeGreaterThanOrEqual(3_000);
  expect(report.missing).toEqual([]);
  expect(Object.keys(report.constructs).toSorted()).toEqual([...constructNames].toSorted());
  expect(report.nonTrivialShare).toBeGreaterThan(0.3);
}, 600_000);
