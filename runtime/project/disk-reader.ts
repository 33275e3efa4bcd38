// The project reader of the command line: files of the disk, nothing cached.
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import type { ProjectReader } from './project-reader.ts';

export const diskReader: ProjectReader = {
  kind(path) {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return 'missing';
    return found.isDirectory() ? 'directory' : 'file';
  },
  realPath: (path) => realpathSync(path),
  size: (path) => statSync(path).size,
  readText: (path) => readFileSync(path, 'utf8'),
  glob: (directory, patterns) =>
    globSync([...patterns], {
      cwd: directory,
      absolute: true,
      expandDirectories: false,
      ignore: ['**/node_modules/**'],
    }),
};
