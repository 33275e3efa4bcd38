// The `.seg` files of a project: found by its patterns, never outside its folder, bounded in number and size.
import { relative, sep } from 'node:path';
import { catalogue } from '../../compiler/diagnostics/catalogue.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import type { SourceFile } from '../../compiler/source.ts';
import type { ProjectReader } from './project-reader.ts';

const operations = catalogue.operations;
const mostFiles = 20_000;
const largestFile = 2_000_000;
const largestProject = 100_000_000;

/** Sorted by path. Throws OperationalError for files outside, too many, too large or unreadable. */
export function readSources(
  files: ProjectReader,
  directory: string,
  patterns: readonly string[],
  mayBeEmpty: boolean,
): readonly SourceFile[] {
  const outside = patterns.find(
    (pattern) => pattern.startsWith('/') || pattern.split('/').includes('..'),
  );
  if (outside !== undefined) {
    throw operationalError(operations.outsideProject, { what: 'pattern', path: outside });
  }
  const found = files.glob(directory, patterns).filter((path) => path.endsWith('.seg'));
  if (found.length === 0 && !mayBeEmpty) {
    throw operationalError(operations.noSources, { patterns });
  }
  if (found.length > mostFiles) {
    throw tooLarge(`the patterns match ${found.length} files, more than ${mostFiles}`);
  }
  const root = files.realPath(directory);
  let total = 0;
  const sources = found.map((path) => {
    const shown = relative(directory, path).split(sep).join('/');
    const source = readSource(files, root, path, shown);
    total += source.text.length;
    if (total > largestProject)
      throw tooLarge(`the files hold more than ${largestProject} characters`);
    return source;
  });
  return sources.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function readSource(files: ProjectReader, root: string, path: string, shown: string): SourceFile {
  try {
    if (!isInside(root, files.realPath(path))) {
      throw operationalError(operations.outsideProject, { what: 'source file', path: shown });
    }
    const size = files.size(path);
    if (size > largestFile)
      throw tooLarge(`\`${shown}\` has ${size} bytes, more than ${largestFile}`);
    return { path: shown, text: files.readText(path) };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) throw error;
    const problem = String(error.code);
    throw operationalError(operations.unreadableSource, { path: shown, problem }, { cause: error });
  }
}

/** True when `path` is `folder` or below it; both absolute, links followed. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !way.startsWith('/'));
}

function tooLarge(what: string): Error {
  return operationalError(operations.projectTooLarge, { what });
}
