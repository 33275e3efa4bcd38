// The project that `segform init` writes, without a process.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sampleData } from '../../cli/init/sample-data.ts';
import { sampleProject } from '../../cli/init/sample-project.ts';
import { temporaryFolder } from './run-segform.ts';

/** A folder `shop` whose data end at `now`; removed after the test. */
export function sampleShop(now: string): string {
  const folder = path.join(temporaryFolder(), 'shop');
  for (const file of [...sampleProject('shop'), ...sampleData(now)]) {
    const target = path.join(folder, file.path);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, file.text);
  }
  return folder;
}
