// The process of an operation as its starter sees it: what it spills while it works, and that it failed.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { spillFolder } from '../../bench/project/write-project.ts';
import { operationRunner } from '../../bench/run/run-operation.ts';

const project = mkdtempSync(path.join(tmpdir(), 'segform-bench-test-'));
const place = { project, limits: { threads: undefined, memoryLimit: undefined } };
const worker = path.join(project, 'worker.mjs');
const operation = { kind: 'forget', place } as const;
afterAll(() => {
  rmSync(project, { recursive: true, force: true });
});

it('sees the most that lay in the folder for spilled data', async () => {
  const folder = path.join(project, spillFolder);
  mkdirSync(folder);
  const write = (name: string, size: number): string =>
    `writeFileSync(${JSON.stringify(path.join(folder, name))}, Buffer.alloc(${size}));`;
  // It ends with little, after it held much long enough for many samples.
  writeFileSync(
    worker,
    `import { writeFileSync } from 'node:fs';
process.on('message', () => {
  ${write('a', 3_000)} ${write('b', 4_000)}
  setTimeout(() => { ${write('b', 10)} process.send({ wallMs: 5 }, () => process.exit()); }, 1_000);
});`,
  );
  expect(await operationRunner(worker)(operation)).toEqual({ wallMs: 5, spilledBytes: 7_000 });
});

it('is an error when the process fails, or ends without an answer', async () => {
  writeFileSync(worker, `process.on('message', () => process.exit(3));`);
  await expect(operationRunner(worker)(operation)).rejects.toThrow(
    'the operation "forget" ended with 3',
  );
  writeFileSync(worker, `process.on('message', () => process.exit(0));`);
  await expect(operationRunner(worker)(operation)).rejects.toThrow(
    'the operation "forget" ended with 0',
  );
});
