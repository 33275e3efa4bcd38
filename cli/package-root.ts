// Where the installed package lies: documentation that commands print is read from there.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { must } from '../compiler/assert.ts';

/** The nearest folder above this file that holds docs/errors, in a checkout as well as in the published package. */
export function packageRoot(): string {
  let folder: string | undefined = path.dirname(fileURLToPath(import.meta.url));
  while (folder !== undefined && !existsSync(path.join(folder, 'docs/errors'))) {
    folder = path.dirname(folder) === folder ? undefined : path.dirname(folder);
  }
  return must(folder, 'docs/errors of the package');
}
