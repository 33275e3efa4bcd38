// Fixture files as a test refers to them: whether they are there.
import type { SourceFile } from '../../source.ts';

export interface FixtureFiles {
  /** By path; undefined when nobody loaded them, and then each is taken to be there, without rows. */
  readonly texts: ReadonlyMap<string, string> | undefined;
}

export function fixtureFiles(files: readonly SourceFile[] | undefined): FixtureFiles {
  return { texts: files && new Map(files.map(({ path, text }) => [path, text])) };
}
