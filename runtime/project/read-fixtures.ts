// The files with rows for tests: only those that `fixtures:` of segform.yaml lists, never outside the project, bounded in size.
import { relative, sep } from 'node:path';
import { operations } from '../../compiler/diagnostics/catalogue/operations.ts';
import { testing } from '../../compiler/diagnostics/catalogue/testing.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import type { SourceFile } from '../../compiler/source.ts';
import type { LoadedProject } from './loaded-project.ts';
import type { ProjectReader } from './project-reader.ts';
import { isInside } from './read-sources.ts';

const largestFile = 20_000_000;
const largestFixtures = 100_000_000;

/** Sorted by path, which is relative to the project. Throws OperationalError for files outside, too large or unreadable. */
export function readFixtures(
  files: ProjectReader,
  { directory, fixturePatterns }: Pick<LoadedProject, 'directory' | 'fixturePatterns'>,
): readonly SourceFile[] {
  const found = new Set(fixturePatterns.flatMap((pattern) => matching(files, directory, pattern)));
  let total = 0;
  const root = files.realPath(directory);
  return [...found].toSorted().map((path) => {
    const shown = relative(directory, path).split(sep).join('/');
    const { size, text } = readFixture(files, root, path, shown);
    total += size;
    if (total > largestFixtures) {
      throw tooLarge(`fixture files hold ${total} bytes or more, more than ${largestFixtures}`);
    }
    return { path: shown, text };
  });
}

function matching(files: ProjectReader, directory: string, pattern: string): readonly string[] {
  if (pattern.startsWith('/') || pattern.split('/').includes('..')) {
    throw operationalError(operations.outsideProject, { what: 'pattern', path: pattern });
  }
  const found = files
    .glob(directory, [pattern])
    .filter((path) => path.endsWith('.csv') || path.endsWith('.json'));
  if (found.length === 0) throw operationalError(testing.noFixtures, { pattern });
  return found;
}

function readFixture(
  files: ProjectReader,
  root: string,
  path: string,
  shown: string,
): { readonly size: number; readonly text: string } {
  try {
    if (!isInside(root, files.realPath(path))) {
      throw operationalError(operations.outsideProject, { what: 'fixture file', path: shown });
    }
    const size = files.size(path);
    if (size > largestFile) {
      throw tooLarge(`fixture file \`${shown}\` has ${size} bytes, more than ${largestFile}`);
    }
    return { size, text: files.readText(path) };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) throw error;
    const problem = String(error.code);
    throw operationalError(testing.unreadableFixture, { path: shown, problem }, { cause: error });
  }
}

function tooLarge(what: string): Error {
  return operationalError(testing.fixturesTooLarge, { what });
}
