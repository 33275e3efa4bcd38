// Runs in a process of its own beside the killed one: opens the serving file again and again and prints what does not fit. Argument: the file.
import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { faultsOf } from './published-faults.ts';

const [path = ''] = process.argv.slice(2);
let reads = 0;
process.on('SIGTERM', () => {
  process.stdout.write(`reads ${reads}\n`, () => {
    process.exit(0);
  });
});
for (;;) {
  await setTimeout(500);
  if (!existsSync(path)) continue;
  try {
    const instance = await DuckDBInstance.create(path, { access_mode: 'READ_ONLY', threads: '1' });
    const connection = await instance.connect();
    const faults = await faultsOf(connection);
    connection.closeSync();
    instance.closeSync();
    for (const fault of faults) process.stdout.write(`fault ${fault}\n`);
    reads += 1;
  } catch (error) {
    process.stdout.write(`fault ${error instanceof Error ? error.message : 'unknown'}\n`);
  }
}
