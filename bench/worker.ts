// The process of one operation: is told what to do, does it, and answers with what it measured.
import process from 'node:process';
import { optimizeLater } from '../cli/optimize-later.ts';
import { doOperation } from './run/do-operation.ts';
import type { Done, Operation } from './run/operation.ts';

// As the command line does.
optimizeLater();

// The driver is native and loaded when the first connection opens; that belongs to the start of the process.
await import('@duckdb/node-api');
process.on('message', (operation: Operation) => {
  void measured(operation).then((done) => {
    process.send?.(done, () => process.exit());
  });
});
// Nobody waits for the answer any more.
process.on('disconnect', () => process.exit(1));

async function measured(operation: Operation): Promise<Done> {
  const before = process.cpuUsage();
  const began = performance.now();
  const answer = await doOperation(operation);
  const wallMs = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  return {
    ...answer,
    wallMs,
    cpuMs: (user + system) / 1_000,
    // Node gives kilobytes on every platform.
    memoryBytes: process.resourceUsage().maxRSS * 1_024,
  };
}
