// Test support: where the real data lie. The folder is outside the repository; nothing here reads or writes it.
import { existsSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';

/** Root of the repository, absolute. */
export const repositoryRoot: string = resolve(import.meta.dirname, '..', '..');

const defaultFolder: string = resolve(repositoryRoot, '..', 'shared', 'data');

/** Folder that holds `online-retail/`, `hubspot/` and `zendesk/`, absolute; it may not exist. */
export function dataFolder(): string {
  const named = process.env['SEGFORM_REAL_DATA'];
  return named === undefined || named === '' ? defaultFolder : resolve(repositoryRoot, named);
}

/** Whether the data of one project are there. */
export function hasData(project: string): boolean {
  return existsSync(join(dataFolder(), project));
}

/** The absolute path of a file that a project's configuration names, moved to the data folder in use. */
export function locateMount(projectDir: string, path: string): string {
  const absolute = resolve(projectDir, path);
  const inside = relative(defaultFolder, absolute);
  return inside.startsWith('..') || isAbsolute(inside) ? absolute : join(dataFolder(), inside);
}
