// The data of a benchmark in the cache: made once for the same sizes and the same generator.
import { createHash } from 'node:crypto';
import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { DataSizes } from '../data/sizes.ts';
import { generationStatements } from '../data/statements.ts';
import type { RunOperation } from './run-operation.ts';
import { withScratch } from './scratch-folder.ts';

/** Path of the database file below `cache`. A file that is there is whole: it gets its name when it is finished. */
export async function preparedData(
  cache: string,
  sizes: DataSizes,
  run: RunOperation,
  told: (line: string) => void,
): Promise<string> {
  // A generator that was changed makes other statements, and so another file.
  const content = generationStatements(sizes, 'data').join('\n');
  const key = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const file = path.join(cache, `${sizes.contacts}-contacts-${sizes.events}-events-${key}.duckdb`);
  if (existsSync(file)) return file;
  told(`generating ${sizes.contacts} contacts and ${sizes.events} events into ${file}`);
  await withScratch(cache, 'unfinished', async (folder) => {
    const database = path.join(folder, 'data.duckdb');
    const { wallMs } = await run({ kind: 'generate', database, sizes });
    told(`generated in ${(wallMs / 1_000).toFixed(1)} s`);
    renameSync(database, file);
  });
  return file;
}
