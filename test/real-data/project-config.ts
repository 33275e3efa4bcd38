// Test support: reads the `dev` target of a real-data project and writes a copy of the project that uses another database file.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { locateMount } from './data-folder.ts';

type Settings = Record<string, unknown>;

function settings(value: unknown, where: string): Settings {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${where}: expected a mapping`);
  }
  return Object.fromEntries(Object.entries(value));
}

function readConfig(projectDir: string): Settings {
  const path = join(projectDir, 'segform.yaml');
  const text: unknown = parse(readFileSync(path, 'utf8'));
  return settings(text, path);
}

function devTarget(config: Settings): Settings {
  return settings(settings(config['targets'], 'targets')['dev'], 'targets.dev');
}

/** Mounted tables of the `dev` target: dotted table name → absolute path of its file. */
export function readMounts(projectDir: string): ReadonlyMap<string, string> {
  const mounts = settings(devTarget(readConfig(projectDir))['mounts'] ?? {}, 'targets.dev.mounts');
  return new Map(
    Object.entries(mounts).map(([table, path]) => [table, locateMount(projectDir, String(path))]),
  );
}

/** Copies a project to `copyDir`, with absolute mount paths and with `databasePath` as the database of its `dev` target. */
export function copyProject(projectDir: string, copyDir: string, databasePath: string): void {
  cpSync(projectDir, copyDir, { recursive: true });
  const config = readConfig(projectDir);
  const target = { ...devTarget(config), database: databasePath };
  const mounts = readMounts(projectDir);
  const withMounts = mounts.size === 0 ? target : { ...target, mounts: Object.fromEntries(mounts) };
  const targets = { ...settings(config['targets'], 'targets'), dev: withMounts };
  writeFileSync(join(copyDir, 'segform.yaml'), stringify({ ...config, targets }));
}
