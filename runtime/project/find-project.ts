// First step of loading: the folder of the project and its configuration file.
import { dirname, join } from 'node:path';
import { catalogue } from '../../compiler/diagnostics/catalogue.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import type { ProjectReader } from './project-reader.ts';

export const configurationName = 'segform.yaml';

/** The configuration file: the one in `projectDir` (a folder or the file itself), else the nearest from `startDir` upward. */
export function findConfiguration(
  files: ProjectReader,
  place: { readonly startDir: string } | { readonly projectDir: string },
): string {
  if ('projectDir' in place) {
    const given = place.projectDir;
    if (files.kind(given) === 'file') return given;
    const path = join(given, configurationName);
    if (files.kind(path) === 'file') return path;
    throw operationalError(catalogue.operations.projectNotFound, { start: given });
  }
  for (let folder = place.startDir; ; folder = dirname(folder)) {
    const path = join(folder, configurationName);
    if (files.kind(path) === 'file') return path;
    if (dirname(folder) === folder) break;
  }
  throw operationalError(catalogue.operations.projectNotFound, { start: place.startDir });
}
